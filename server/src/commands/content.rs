//! Publishing the content that ships: library, hazards, frameworks, scenarios.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use records::content::{PublishError, publish_framework, publish_hazards, publish_library, publish_scenario};
use records::{Actor, Records};

/// Publishes everything below `folder`; what is published already stays as it is.
pub(super) async fn publish(records: &Records, actor: &Actor, folder: &Path) -> Result<()> {
    for path in yaml_files(&folder.join("library"))? {
        publish_library(records, actor, &read(&path)?)
            .await
            .with_context(|| shown(&path))?;
    }
    let hazards = folder.join("hazards.yaml");
    publish_hazards(records, actor, &read(&hazards)?)
        .await
        .with_context(|| shown(&hazards))?;
    for path in yaml_files(&folder.join("frameworks"))? {
        publish_framework(records, actor, &read(&path)?)
            .await
            .with_context(|| shown(&path))?;
    }
    for path in yaml_files(&folder.join("scenarios"))? {
        match publish_scenario(records, actor, &read(&path)?).await {
            Ok(_) => {}
            Err(PublishError::Records(error)) => return Err(error).with_context(|| shown(&path)),
            Err(error) => bail!(
                "{}: {error}; `titrate check {}` says more",
                path.display(),
                path.display()
            ),
        }
    }
    Ok(())
}

/// The YAML files of a folder by name, or the file itself.
pub(super) fn yaml_files(path: &Path) -> Result<Vec<PathBuf>> {
    if path.is_file() {
        return Ok(vec![path.to_path_buf()]);
    }
    let entries = std::fs::read_dir(path).with_context(|| format!("cannot read {}", path.display()))?;
    let mut files = Vec::new();
    for entry in entries {
        let path = entry?.path();
        if path.extension().is_some_and(|ending| ending == "yaml") {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}

/// The text of a file.
pub(super) fn read(path: &Path) -> Result<String> {
    std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))
}

fn shown(path: &Path) -> String {
    path.display().to_string()
}

//! Publishing the content that ships: library, hazards, skills, frameworks, checklists, scenarios.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use records::content::{
    ExamPublishError, PublishError, publish_bank, publish_checklist, publish_framework, publish_hazards,
    publish_library, publish_scenario, publish_skills, publish_test,
};
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
    let skills = folder.join("skills.yaml");
    publish_skills(records, actor, &read(&skills)?)
        .await
        .with_context(|| shown(&skills))?;
    for path in yaml_files(&folder.join("frameworks"))? {
        publish_framework(records, actor, &read(&path)?)
            .await
            .with_context(|| shown(&path))?;
    }
    for path in yaml_files(&folder.join("banks"))? {
        publish_bank(records, actor, &read(&path)?)
            .await
            .map_err(|error| refused(error, &path))?;
    }
    for path in yaml_files(&folder.join("tests"))? {
        publish_test(records, actor, &read(&path)?)
            .await
            .map_err(|error| refused(error, &path))?;
    }
    for path in yaml_files(&folder.join("checklists"))? {
        publish_checklist(records, actor, &read(&path)?)
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

/// Why a bank or a test was not published, with the first problem in words.
fn refused(error: ExamPublishError, path: &Path) -> anyhow::Error {
    match error {
        ExamPublishError::Problems(problems) => {
            let first = problems.first().map(training::exams::Problem::message);
            anyhow::anyhow!(
                "{}: {} `titrate check {}` says more",
                path.display(),
                first.unwrap_or_default(),
                path.display()
            )
        }
        ExamPublishError::Records(error) => anyhow::Error::new(error).context(shown(path)),
        unreadable => anyhow::anyhow!("{}: {unreadable}", path.display()),
    }
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

//! Checking checklists of observed practice.

use std::path::Path;

use anyhow::{Context, Result};
use records::content::{ChecklistError, read_checklist, read_framework};

use super::super::content::{read, yaml_files};
use super::super::say;

/// Checks a checklist by itself, and warns of competencies and levels that no framework beside it knows.
pub(super) fn check(file: &Path) -> Result<bool> {
    let checklist = match read_checklist(&read(file)?) {
        Ok(checklist) => checklist,
        Err(ChecklistError::Unreadable(error)) => {
            say(&format!("{}: error: not a checklist: {error}", file.display()));
            return Ok(false);
        }
        Err(ChecklistError::Problems(problems)) => {
            for problem in problems {
                say(&format!("{}: error: {problem:?}", file.display()));
            }
            return Ok(false);
        }
    };
    let absolute = std::path::absolute(file)?;
    let content = absolute.parent().and_then(Path::parent);
    let content = content.with_context(|| format!("{}: no folder above it", file.display()))?;
    let mut frameworks = Vec::new();
    for path in yaml_files(&content.join("frameworks"))? {
        frameworks.push(read_framework(&read(&path)?).with_context(|| path.display().to_string())?);
    }
    for id in &checklist.competencies {
        let framework = frameworks
            .iter()
            .find(|framework| framework.competency(id).is_some());
        let warning = match framework {
            None => Some(format!("no framework knows {id}")),
            Some(framework) if framework.level_rank(&checklist.assessor_level).is_none() => Some(format!(
                "{} has no level {}",
                framework.framework, checklist.assessor_level
            )),
            Some(_) => None,
        };
        if let Some(warning) = warning {
            say(&format!(
                "{}: warning: {warning}, so nobody may assess by this checklist",
                file.display()
            ));
        }
    }
    say(&format!("{}: {} steps", file.display(), checklist.items.len()));
    Ok(true)
}

//! Checking banks of questions and tests.

use std::path::Path;

use anyhow::{Context, Result};
use training::exams::{Bank, Problem, problems_between, read_bank, read_blueprint};

use super::super::content::{read, yaml_files};
use super::super::say;

/// Checks a bank by itself, and its ids against those of the banks beside it.
pub(super) fn check_bank(file: &Path) -> Result<bool> {
    let bank = match read_bank(&read(file)?) {
        Ok(bank) => bank,
        Err(error) => {
            say(&format!("{}: error: {error}", file.display()));
            return Ok(false);
        }
    };
    let mut problems = bank.problems();
    for other in banks_of(file.parent().unwrap_or(Path::new(".")))? {
        if other.bank != bank.bank {
            problems.extend(problems_between(&[bank.clone(), other]));
        }
    }
    tell(file, &problems);
    say(&format!(
        "{}: {} items, {} problems",
        file.display(),
        bank.items.len(),
        problems.len()
    ));
    Ok(problems.is_empty())
}

/// Checks a test against the banks of the folder `banks` beside its own.
pub(super) fn check_test(file: &Path) -> Result<bool> {
    let blueprint = match read_blueprint(&read(file)?) {
        Ok(blueprint) => blueprint,
        Err(error) => {
            say(&format!("{}: error: {error}", file.display()));
            return Ok(false);
        }
    };
    let absolute = std::path::absolute(file)?;
    let content = absolute.parent().and_then(Path::parent);
    let content = content.with_context(|| format!("{}: no folder above it", file.display()))?;
    let problems = blueprint.problems(&banks_of(&content.join("banks"))?);
    tell(file, &problems);
    let items: u32 = blueprint.draw.iter().map(|rule| rule.n).sum();
    say(&format!(
        "{}: draws {items} items, {} problems",
        file.display(),
        problems.len()
    ));
    Ok(problems.is_empty())
}

/// The banks of a folder that can be read; what cannot is told where it is checked itself.
fn banks_of(folder: &Path) -> Result<Vec<Bank>> {
    if !folder.is_dir() {
        return Ok(Vec::new());
    }
    let mut banks = Vec::new();
    for file in yaml_files(folder)? {
        banks.extend(read_bank(&read(&file)?).ok());
    }
    Ok(banks)
}

fn tell(file: &Path, problems: &[Problem]) {
    for problem in problems {
        say(&format!(
            "{}: error[{}]: {}",
            file.display(),
            problem.code.as_str(),
            problem.message()
        ));
    }
}

//! `cargo xtask vectors FILE…`: numeric cases against the simulators and the statistics.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context, Result, bail};
use simulators::vectors::Outcome;
use training::vectors::check;

use crate::steps::say;

/// Prints a line for each case that fails or is not built yet, then the counts.
pub(crate) fn run(files: &[PathBuf]) -> Result<ExitCode> {
    let (mut passed, mut failed, mut skipped) = (0_u32, 0_u32, 0_u32);
    for file in files {
        let text =
            std::fs::read_to_string(file).with_context(|| format!("cannot read {}", file.display()))?;
        let cases: serde_json::Value =
            serde_json::from_str(&text).with_context(|| format!("{} is not JSON", file.display()))?;
        let Some(cases) = cases.as_array() else {
            bail!("{} does not hold a list of cases", file.display())
        };
        for case in cases {
            let id = case["id"].as_str().unwrap_or("(no id)");
            match check(case) {
                Outcome::Passed => passed += 1,
                Outcome::Failed { expected, got } => {
                    failed += 1;
                    say(&format!("FAIL {id}: expected {expected} got {got}"));
                }
                Outcome::Skipped { kind } => {
                    skipped += 1;
                    say(&format!("SKIP {id}: {}", kind));
                }
            }
        }
    }
    say(&format!("{passed} passed, {failed} failed, {skipped} skipped"));
    Ok(if failed == 0 {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

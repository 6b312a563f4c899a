//! `titrate replay`: what a log truly does.

use std::path::Path;
use std::process::ExitCode;

use anyhow::{Context, Result, bail};
use training::diagnostic::Severity;
use training::grade::{Outcome, Verdict, grade};
use training::log::ActionLog;

use super::check::{Surroundings, shown};
use super::content::read;
use super::say;

/// Plays the log on the scenario and prints the verdict.
pub(super) fn run(scenario: &Path, log: &Path, json: bool) -> Result<ExitCode> {
    let (compiled, diagnostics) = Surroundings::of(scenario)?.compile(&read(scenario)?);
    let errors: Vec<_> = diagnostics
        .iter()
        .filter(|one| one.severity == Severity::Error)
        .collect();
    let Some(compiled) = compiled.filter(|_| errors.is_empty()) else {
        for error in errors {
            eprintln!("{}", shown(scenario, error));
        }
        bail!("the scenario does not compile");
    };
    let log: ActionLog = serde_json::from_str(&read(log)?)
        .with_context(|| format!("{} is not an action log; see docs/action-log.md", log.display()))?;
    let script = compiled.draw(log.seed);
    let run = training::replay::replay(&script, &log)?;
    let verdict = grade(&compiled, &script, &run);
    match json {
        true => say(&serde_json::to_string_pretty(&verdict)?),
        false => tell(&verdict),
    }
    Ok(ExitCode::SUCCESS)
}

fn tell(verdict: &Verdict) {
    for criterion in &verdict.criteria {
        let word = match criterion.outcome {
            Outcome::Met => "met",
            Outcome::Missed => "missed",
            Outcome::NotAssessed => "not assessed",
        };
        let margin = criterion
            .margin
            .as_ref()
            .map(|margin| format!(", margin {:.2} {}", margin.value, margin.unit))
            .unwrap_or_default();
        say(&format!("{:<28} {word}{margin}", criterion.id));
    }
    let word = if verdict.passed { "passed" } else { "not passed" };
    say(&format!(
        "{} of {} points, {word}, trace {}",
        verdict.points, verdict.possible, verdict.trace_hash
    ));
}

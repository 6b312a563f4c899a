//! `cargo xtask bench`: measures what the goals speak of, and prints goal and figure side by side.

use std::process::ExitCode;
use std::time::Instant;

use anyhow::{Context, Result};
use serde_json::Value;
use training::grade::grade;
use training::log::ActionLog;
use training::scenario::Scenario;

use crate::build;
use crate::checks::budget;
use crate::steps::{say, step};
use crate::tools::{Consent, Run, chromium, npm_install, root};

/// A ten-minute attempt, the unit of the replay goals.
const ATTEMPT_MS: u64 = 600_000;
const ROUNDS: u32 = 200;

/// Measures and prints the table.
pub(crate) fn run(consent: Consent) -> Result<ExitCode> {
    if cfg!(debug_assertions) {
        // Figures of an unoptimised build would mislead, so this command runs itself again, optimised.
        Run::cargo()
            .args(["run", "--quiet", "--release", "--package", "xtask", "--", "bench"])
            .go()?;
        return Ok(ExitCode::SUCCESS);
    }
    let scenario = scenario()?;
    let log = ten_minutes(&scenario)?;
    let (native_replay, native_grade) = native(&scenario, &log)?;
    let browser = in_browser(&scenario, &log, consent)?;
    let site = build::site(consent)?;
    let bytes: u64 = budget::first_visit(&site)?.iter().map(|(_, bytes)| bytes).sum();
    say("");
    say("figure                                              goal      measured     ratio");
    row(
        "1  replay and grade 10 min of pump, native, ms",
        2.0,
        native_replay + native_grade,
    );
    row(
        "3  the same replay in Chromium, times native",
        2.5,
        browser / native_replay,
    );
    row(
        "5  first visit to a module, assets, kB",
        300.0,
        bytes as f64 / 1000.0,
    );
    Ok(ExitCode::SUCCESS)
}

fn row(name: &str, goal: f64, measured: f64) {
    say(&format!(
        "{name:<50}{goal:>8.1}{measured:>12.2}{:>10.2}",
        measured / goal
    ));
}

fn scenario() -> Result<Scenario> {
    let scenarios = build::probe::scenarios(&root())?;
    scenarios
        .into_iter()
        .find(|one| one.id == "pressor-line-occludes")
        .context("the scenario to measure is missing")
}

/// The expert's run, lasting ten minutes: its last action is left out and the log goes on.
fn ten_minutes(scenario: &Scenario) -> Result<ActionLog> {
    let golden = scenario
        .golden
        .first()
        .context("the scenario has no golden run")?;
    let mut log = training::golden::run_one(scenario, golden, 1)
        .log
        .context("the golden run is stuck")?;
    log.entries.retain(|entry| entry.tick < 60_000);
    log.end_tick = ATTEMPT_MS;
    Ok(log)
}

fn native(scenario: &Scenario, log: &ActionLog) -> Result<(f64, f64)> {
    step("Replaying and grading natively", "1 s", || {
        let script = scenario.draw(log.seed);
        let (mut replaying, mut grading) = (f64::MAX, f64::MAX);
        for _ in 0..ROUNDS {
            let start = Instant::now();
            let run = training::replay::replay(&script, log)?;
            let replayed = start.elapsed().as_secs_f64() * 1e3;
            let verdict = grade(scenario, &script, &run);
            let graded = start.elapsed().as_secs_f64() * 1e3 - replayed;
            std::hint::black_box(verdict);
            replaying = replaying.min(replayed);
            grading = grading.min(graded);
        }
        Ok((replaying, grading))
    })
}

fn in_browser(scenario: &Scenario, log: &ActionLog, consent: Consent) -> Result<f64> {
    let folder = build::probe::build(&root(), consent)?;
    let script = scenario.draw(log.seed);
    let run =
        serde_json::json!({"script": serde_json::to_string(&script)?, "log": serde_json::to_string(log)?});
    std::fs::write(folder.join("bench.json"), run.to_string())?;
    let tests = npm_install()?;
    let chromium = chromium(consent)?;
    step("Replaying in Chromium", "5 s", || {
        let answer = Run::new("node")
            .args(["bench/replay.mjs"])
            .within(&tests)
            .env("TITRATE_CHROMIUM", chromium)
            .env("TITRATE_PROBE_DIR", &folder)
            .output()
            .context("the browser could not measure")?;
        let answer: Value = serde_json::from_str(&answer)?;
        answer["best_ms"].as_f64().context("the browser measured nothing")
    })
}

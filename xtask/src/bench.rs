//! `cargo xtask bench`: measures what the goals speak of, and prints goal and figure side by side.

use std::process::ExitCode;
use std::time::Instant;

use anyhow::{Context, Result};
use serde_json::Value;
use training::grade::grade;
use training::log::ActionLog;
use training::scenario::Scenario;

use crate::build;
use crate::checks::{browser, budget};
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
    let pump = Measured::of("pressor-line-occludes", ten_minutes)?;
    let ventilator = Measured::of("the-catheter-stops", whole)?;
    let (pump_replay, pump_grade) = native(&pump)?;
    let (ventilator_replay, _) = native(&ventilator)?;
    let in_browser = in_browser(&[&pump, &ventilator], consent)?;
    let frames = browser::frames(consent)?;
    let site = build::site(consent)?;
    let bytes: u64 = budget::first_visit(&site)?.iter().map(|(_, bytes)| bytes).sum();
    say("");
    say("figure                                              goal      measured     ratio");
    let rows = [
        (
            "1  replay and grade 10 min of pump, native, ms",
            2.0,
            pump_replay + pump_grade,
        ),
        (
            "2  replay 10 min of ventilator, native, ms",
            30.0,
            ventilator_replay,
        ),
        (
            "3  the pump's replay in Chromium, times native",
            2.5,
            in_browser[0] / pump_replay,
        ),
        (
            "3  the ventilator's, times native",
            2.5,
            in_browser[1] / ventilator_replay,
        ),
        ("4  a frame of the ventilator's screen, ms", 4.0, frames.frame_ms),
        (
            "4  its longest task in ten seconds, ms",
            50.0,
            frames.longest_task_ms,
        ),
        (
            "5  first visit to a module, assets, kB",
            300.0,
            bytes as f64 / 1000.0,
        ),
    ];
    for (name, goal, measured) in rows {
        row(name, goal, measured);
    }
    Ok(ExitCode::SUCCESS)
}

fn row(name: &str, goal: f64, measured: f64) {
    say(&format!(
        "{name:<50}{goal:>8.1}{measured:>12.2}{:>10.2}",
        measured / goal
    ));
}

/// A scenario and a log of it.
struct Measured {
    scenario: Scenario,
    log: ActionLog,
}

impl Measured {
    fn of(id: &str, shaped: fn(ActionLog) -> ActionLog) -> Result<Self> {
        let scenarios = build::probe::scenarios(&root())?;
        let scenario = scenarios.into_iter().find(|one| one.id == id);
        let scenario = scenario.with_context(|| format!("the scenario {id} is missing"))?;
        let golden = scenario
            .golden
            .first()
            .context("the scenario has no golden run")?;
        let log = training::golden::run_one(&scenario, golden, 1)
            .log
            .context("the golden run is stuck")?;
        Ok(Self {
            log: shaped(log),
            scenario,
        })
    }

    /// What a time for this log comes to for ten minutes.
    fn in_ten_minutes(&self, ms: f64) -> f64 {
        ms * ATTEMPT_MS as f64 / self.log.end_tick as f64
    }
}

/// The expert's run, lasting ten minutes: its last action is left out and the log goes on.
fn ten_minutes(mut log: ActionLog) -> ActionLog {
    log.entries.retain(|entry| entry.tick < 60_000);
    log.end_tick = ATTEMPT_MS;
    log
}

/// The run as it is, where the scenario would not last longer.
fn whole(log: ActionLog) -> ActionLog {
    log
}

/// Milliseconds to replay and to grade ten minutes.
fn native(measured: &Measured) -> Result<(f64, f64)> {
    let Measured { scenario, log } = measured;
    step("Replaying and grading natively", "5 s", || {
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
        Ok((
            measured.in_ten_minutes(replaying),
            measured.in_ten_minutes(grading),
        ))
    })
}

/// Milliseconds to replay ten minutes of each in Chromium.
fn in_browser(all: &[&Measured], consent: Consent) -> Result<Vec<f64>> {
    let folder = build::probe::build(&root(), consent)?;
    let mut runs = Vec::new();
    for measured in all {
        let script = measured.scenario.draw(measured.log.seed);
        let (script, log) = (
            serde_json::to_string(&script)?,
            serde_json::to_string(&measured.log)?,
        );
        runs.push(serde_json::json!({"script": script, "log": log}));
    }
    std::fs::write(folder.join("bench.json"), Value::from(runs).to_string())?;
    let tests = npm_install()?;
    let chromium = chromium(consent)?;
    step("Replaying in Chromium", "20 s", || {
        let answer = Run::new("node")
            .args(["bench/replay.mjs"])
            .within(&tests)
            .env("TITRATE_CHROMIUM", chromium)
            .env("TITRATE_PROBE_DIR", &folder)
            .output()
            .context("the browser could not measure")?;
        let best: Vec<f64> = serde_json::from_str(&answer).context("the browser measured nothing")?;
        Ok(all
            .iter()
            .zip(best)
            .map(|(measured, ms)| measured.in_ten_minutes(ms))
            .collect())
    })
}

//! The shipped scenarios: they compile without a remark and their golden runs come out as they say.
#![cfg(feature = "compiler")]
#![allow(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "tests read the shipped content"
)]

mod support;

use std::collections::{BTreeMap, BTreeSet};

use simulators::action::ChannelAct;
use simulators::pump::key::Key;
use training::golden::{self, Expected};
use training::grade::{Outcome, grade};
use training::log::{Action, Entry};
use training::replay::replay;
use training::scenario::{Device, Scenario};

use support::{all_scenarios, compiled};

#[test]
fn every_shipped_scenario_compiles_without_a_remark() {
    for (name, source) in all_scenarios() {
        let (scenario, diagnostics) = support::compile(&source);
        let told: Vec<String> = diagnostics.iter().map(support::line).collect();
        assert!(told.is_empty(), "{name}:\n{}", told.join("\n"));
        assert_eq!(scenario.unwrap().id, name);
    }
}

#[test]
fn every_golden_run_comes_out_as_it_says() {
    for (name, source) in all_scenarios() {
        for outcome in golden::run(&compiled(&source)) {
            assert_eq!(
                outcome.as_expected,
                Expected::Yes,
                "{name}, {} with seed {}: missed {:?} instead of {:?}, stuck {:?}\n{:#?}",
                outcome.golden,
                outcome.seed,
                outcome.misses,
                outcome.expected_misses,
                outcome.stuck,
                outcome.verdict,
            );
        }
    }
}

/// How many of so many seeds are tried: a ventilator is stepped a hundred times as often as a pump.
const fn sampled(scenario: &Scenario, seeds: u64) -> u64 {
    match scenario.device {
        Device::Ventilator => 1,
        _ => seeds,
    }
}

/// START, on whichever channel.
fn is_start(action: &Action) -> bool {
    let key = Key::Start;
    match action {
        Action::Press { key: pressed } => *pressed == key,
        Action::OnChannel { act, .. } => *act == ChannelAct::Press { key },
        _ => false,
    }
}

/// What was not reached is still owed.
#[test]
fn finishing_as_soon_as_the_pump_runs_misses_what_was_still_owed() {
    for (name, source) in all_scenarios() {
        let scenario = compiled(&source);
        for seed in 1..1 + sampled(&scenario, 9) {
            let expert = golden::run_one(&scenario, &scenario.golden[0], seed).log.unwrap();
            let script = scenario.draw(seed);
            // Where everything runs from the beginning, as soon as a hand moves.
            let first = expert.entries[0].tick;
            let started = expert
                .entries
                .iter()
                .find(|entry| is_start(&entry.action))
                .map_or(first, |entry| entry.tick + 2_000);
            let mut log = expert;
            log.entries.retain(|entry| entry.tick < started);
            log.entries.push(Entry {
                tick: started,
                action: Action::Finish,
            });
            log.end_tick = started;
            let run = replay(&script, &log).unwrap();
            let verdict = grade(&scenario, &script, &run);
            assert!(
                verdict
                    .criteria
                    .iter()
                    .any(|line| line.outcome == Outcome::Missed),
                "{name} with seed {seed}"
            );
            assert!(
                name != "pressor-line-occludes" || !verdict.passed,
                "{name} with seed {seed}"
            );
        }
    }
}

/// A variant must not change what a known error is: the demonstration plays golden runs with any seed.
#[test]
fn golden_runs_come_out_as_they_say_whatever_the_seed_draws() {
    for (name, source) in all_scenarios() {
        let scenario = compiled(&source);
        let seeds = 100..100 + sampled(&scenario, 30);
        for run in &scenario.golden {
            for seed in seeds.clone() {
                let outcome = golden::run_one(&scenario, run, seed);
                assert_eq!(
                    outcome.as_expected,
                    Expected::Yes,
                    "{name}, {} with seed {seed}: missed {:?}, stuck {:?}",
                    run.id,
                    outcome.misses,
                    outcome.stuck
                );
            }
        }
    }
}

/// A change here changes what a recorded run was: raise `simulators::MODEL_VERSION` and write a change note.
#[test]
fn trace_hashes_are_those_on_record() {
    let mut hashes = BTreeMap::new();
    for (name, source) in all_scenarios() {
        for outcome in golden::run(&compiled(&source)) {
            let hash = outcome
                .verdict
                .map(|verdict| verdict.trace_hash)
                .unwrap_or_default();
            hashes.insert(format!("{name}/{}/{}", outcome.golden, outcome.seed), hash);
        }
    }
    let found: String = hashes
        .iter()
        .map(|(run, hash)| format!("{run} {hash}\n"))
        .collect();
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/trace_hashes.txt");
    if std::env::var_os("UPDATE_HASHES").is_some() {
        std::fs::write(path, &found).unwrap();
    }
    let recorded = std::fs::read_to_string(path).unwrap_or_default();
    let lines = |text: &str| text.lines().map(str::to_owned).collect::<BTreeSet<_>>();
    let (found, recorded) = (lines(&found), lines(&recorded));
    let differing: Vec<_> = found.symmetric_difference(&recorded).collect();
    assert!(
        differing.is_empty(),
        "run with UPDATE_HASHES=1 if the change is meant: {differing:#?}"
    );
}

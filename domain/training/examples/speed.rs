//! How long a replay and a grade take: `cargo run --release -p training --example speed --features compiler`.
#![allow(
    clippy::print_stdout,
    clippy::unwrap_used,
    clippy::disallowed_methods,
    clippy::disallowed_types,
    reason = "a developer's tool"
)]

use std::collections::BTreeSet;
use std::time::Instant;

use training::log::{Action, ActionLog, Entry};
use training::scenario::{CompileContext, compile, read_hazards, read_library, read_skills};
use training::{golden, grade, replay};

fn main() {
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/../../content");
    let read = |path: &str| std::fs::read_to_string(format!("{root}/{path}")).unwrap();
    let library = read_library(&read("library/training.yaml")).unwrap();
    let hazards: BTreeSet<String> = read_hazards(&read("hazards.yaml"))
        .unwrap()
        .into_iter()
        .map(|h| h.id)
        .collect();
    let skills = read_skills(&read("skills.yaml")).unwrap();
    let source = read("scenarios/pressor-line-occludes.yaml");
    let started = Instant::now();
    let (scenario, _) = compile(
        &source,
        &CompileContext {
            library: &library,
            hazards: &hazards,
            skills: &skills,
        },
    );
    println!(
        "compile            {:8.3} ms",
        started.elapsed().as_secs_f64() * 1e3
    );
    let mut scenario = scenario.unwrap();
    // Ten whole minutes: the occlusion is never cleared and nothing ends the run.
    for phase in &mut scenario.phases {
        phase.timeout = None;
        phase.branch.clear();
    }
    let seed = 3;
    let started = Instant::now();
    let script = scenario.draw(seed);
    println!(
        "draw               {:8.3} ms",
        started.elapsed().as_secs_f64() * 1e3
    );
    let expert = golden::run_one(&scenario, &scenario.golden[0], seed).log.unwrap();
    let first_phase: Vec<Entry> = expert
        .entries
        .into_iter()
        .filter(|entry| entry.tick < 120_000)
        .collect();
    let mut entries = first_phase;
    entries.push(Entry {
        tick: 600_000,
        action: Action::Finish,
    });
    let log = ActionLog {
        entries,
        end_tick: 600_000,
        scenario_hash: script.scenario_hash.clone(),
        ..expert
    };
    let runs = 200;
    let mut times: Vec<[f64; 3]> = Vec::new();
    for _ in 0..runs {
        let a = Instant::now();
        let run = replay::replay(&script, &log).unwrap();
        assert_eq!(run.end_tick, 600_000);
        let b = Instant::now();
        let verdict = grade::grade(&scenario, &script, &run);
        let c = Instant::now();
        let hash = run.trace.hash();
        let d = Instant::now();
        assert_eq!(hash, verdict.trace_hash);
        times.push([b - a, c - b, d - c].map(|time| time.as_secs_f64() * 1e3));
    }
    let median = |n: usize| {
        let mut column: Vec<f64> = times.iter().map(|row| row[n]).collect();
        column.sort_by(f64::total_cmp);
        column[column.len() / 2]
    };
    println!("replay, 600 s      {:8.3} ms", median(0));
    println!("grade with hash    {:8.3} ms", median(1));
    println!("hash alone         {:8.3} ms", median(2));
}

//! What cases come of a few hundred seeds, and how long each takes: `cargo run --release -p training --example drill`.
#![allow(
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "a developer's tool"
)]

use std::collections::BTreeMap;
use std::time::Instant;

use training::drill::{Case, Pattern};

fn main() {
    let mut told: BTreeMap<Pattern, (u32, u32, u32)> = BTreeMap::new();
    let (mut longest_ms, mut all_ms) = (0.0_f64, 0.0);
    let seeds = 600;
    for seed in 0..seeds {
        let started = Instant::now();
        let case = Case::draw(seed);
        let took_ms = started.elapsed().as_secs_f64() * 1e3;
        longest_ms = longest_ms.max(took_ms);
        all_ms += took_ms;
        let (cases, tries, most) = told.entry(case.pattern).or_default();
        *cases += 1;
        *tries += case.tries;
        *most = (*most).max(case.tries);
    }
    println!("{:24}{:>6}{:>12}{:>6}", "pattern", "cases", "tries each", "most");
    for (pattern, (cases, tries, most)) in told {
        let mean = f64::from(tries) / f64::from(cases);
        println!("{:24}{cases:>6}{mean:>12.2}{most:>6}", pattern.as_str());
    }
    println!(
        "a case {:.1} ms, the longest {longest_ms:.1} ms",
        all_ms / f64::from(seeds as u32)
    );
}

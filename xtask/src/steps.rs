//! What the developer sees: one line when a step starts, with its usual length, and one when it ends.
#![expect(clippy::print_stdout, reason = "this is the one place where xtask speaks")]

use std::time::Instant;

use anyhow::Result;

/// Prints one line.
pub(crate) fn say(line: &str) {
    println!("{line}");
}

/// Prints an error with its causes, most general first.
pub(crate) fn complain(error: &anyhow::Error) {
    eprintln!("error: {error:#}");
}

/// Runs one step, saying what it does, how long it usually takes, and how long it took.
pub(crate) fn step<T>(what: &str, usually: &str, work: impl FnOnce() -> Result<T>) -> Result<T> {
    say(&format!("→ {what} ({usually})"));
    let start = Instant::now();
    let outcome = work();
    let seconds = start.elapsed().as_secs_f64();
    match &outcome {
        Ok(_) => say(&format!("✓ {what}: {seconds:.1} s")),
        Err(_) => say(&format!("✗ {what}: failed after {seconds:.1} s")),
    }
    outcome
}

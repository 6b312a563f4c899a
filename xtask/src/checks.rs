//! `cargo xtask test`: every check, in the order in which a failure is cheapest to find.

pub(crate) mod browser;
pub(crate) mod budget;

use std::process::ExitCode;

use anyhow::{Result, bail};

use crate::build;
use crate::steps::{say, step};
use crate::tools::{Consent, Run, postgres, root, wasm_toolchain};

/// Warnings are errors here, and only here: while one works, they are only warnings.
const DENY: &[&str] = &["--", "--deny", "warnings"];

struct Check {
    name: &'static str,
    usually: &'static str,
    run: fn(Consent) -> Result<()>,
}

const CHECKS: &[Check] = &[
    Check {
        name: "format",
        usually: "2 s",
        run: format,
    },
    Check {
        name: "lints, native",
        usually: "2 to 6 min the first time",
        run: lints_native,
    },
    Check {
        name: "lints, browser",
        usually: "1 to 3 min the first time",
        run: lints_browser,
    },
    Check {
        name: "documentation",
        usually: "1 min",
        run: documentation,
    },
    Check {
        name: "domain tests",
        usually: "1 min",
        run: domain_tests,
    },
    Check {
        name: "vectors",
        usually: "1 s",
        run: vectors,
    },
    Check {
        name: "record, page and server tests",
        usually: "3 to 9 min the first time",
        run: server_tests,
    },
    Check {
        name: "content",
        usually: "2 s after the server is built",
        run: content,
    },
    Check {
        name: "byte budget",
        usually: "2 to 6 min the first time",
        run: budget::run,
    },
    Check {
        name: "browser journeys",
        usually: "2 min",
        run: browser::run,
    },
];

/// Runs the checks whose name contains `only`, or all of them.
pub(crate) fn run(only: Option<&str>, consent: Consent) -> Result<ExitCode> {
    let chosen: Vec<_> = CHECKS
        .iter()
        .filter(|check| only.is_none_or(|word| check.name.contains(word)))
        .collect();
    if chosen.is_empty() {
        let names: Vec<_> = CHECKS.iter().map(|check| check.name).collect();
        bail!("no check is named like that; there are: {}", names.join("; "));
    }
    for check in &chosen {
        step(check.name, check.usually, || (check.run)(consent))?;
    }
    say(&format!("{} checks passed", chosen.len()));
    Ok(ExitCode::SUCCESS)
}

/// The long form: the reliability journeys many times over.
pub(crate) fn soak(rounds: u32, consent: Consent) -> Result<ExitCode> {
    browser::soak(rounds, consent)?;
    Ok(ExitCode::SUCCESS)
}

fn format(_: Consent) -> Result<()> {
    Run::cargo().args(["fmt", "--all", "--check"]).go()
}

fn lints_native(_: Consent) -> Result<()> {
    let domain = ["-p", "simulators", "-p", "training", "-p", "competency"];
    Run::cargo()
        .args(["clippy", "--quiet", "--all-targets", "--all-features"])
        .args(domain)
        .args(DENY)
        .go()?;
    let rest = ["-p", "migrations", "-p", "records", "-p", "server", "-p", "xtask"];
    Run::cargo()
        .args(["clippy", "--quiet", "--all-targets"])
        .args(rest)
        .args(DENY)
        .go()?;
    Run::cargo()
        .args([
            "clippy",
            "--quiet",
            "--all-targets",
            "-p",
            "app",
            "--features",
            "ssr",
        ])
        .args(DENY)
        .go()
}

fn lints_browser(consent: Consent) -> Result<()> {
    let toolchain = wasm_toolchain(consent)?;
    toolchain.with_clippy(consent)?;
    toolchain
        .cargo()
        .args([
            "clippy",
            "--quiet",
            "-p",
            "frontend",
            "--target",
            "wasm32-unknown-unknown",
        ])
        .env("CARGO_TARGET_DIR", crate::tools::web_target_dir())
        .args(DENY)
        .go()
}

fn documentation(_: Consent) -> Result<()> {
    Run::cargo()
        .args([
            "doc",
            "--quiet",
            "--no-deps",
            "--document-private-items",
            "--workspace",
            "--exclude",
            "frontend",
            "--features",
            "app/ssr",
        ])
        .env("RUSTDOCFLAGS", "--deny warnings")
        .go()
}

fn domain_tests(_: Consent) -> Result<()> {
    Run::cargo()
        .args([
            "test",
            "--quiet",
            "--all-features",
            "-p",
            "simulators",
            "-p",
            "training",
            "-p",
            "competency",
        ])
        .go()
}

fn vectors(_: Consent) -> Result<()> {
    let code = crate::vectors::run(&[root().join("domain/simulators/tests/vectors.json")])?;
    if code == ExitCode::SUCCESS {
        Ok(())
    } else {
        bail!("some vectors fail")
    }
}

fn server_tests(consent: Consent) -> Result<()> {
    postgres(consent)?;
    Run::cargo()
        .args([
            "test",
            "--quiet",
            "-p",
            "migrations",
            "-p",
            "records",
            "-p",
            "server",
            "-p",
            "xtask",
        ])
        .go()?;
    Run::cargo()
        .args(["test", "--quiet", "-p", "app", "--features", "ssr"])
        .go()
}

fn content(_: Consent) -> Result<()> {
    let binary = build::server_binary(false)?;
    Run::new(&binary).args(["fmt", "--check", "content"]).go()?;
    Run::new(&binary).args(["check", "content"]).go()
}

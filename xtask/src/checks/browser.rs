//! Journeys through the real product in Chromium, against a real server and database.

use std::path::Path;

use anyhow::Result;

use crate::build::{self, Built};
use crate::tools::{Consent, Run, chromium, npm_install, root, target_dir};

/// Builds everything and plays every journey once.
pub(super) fn run(consent: Consent) -> Result<()> {
    let built = build::everything(false, consent)?;
    play(&built, consent, &[])
}

/// Plays the reliability journeys many times.
pub(super) fn soak(rounds: u32, consent: Consent) -> Result<()> {
    let built = build::everything(true, consent)?;
    play(
        &built,
        consent,
        &["--grep", "@reliability", "--repeat-each", &rounds.to_string()],
    )
}

fn play(built: &Built, consent: Consent, args: &[&str]) -> Result<()> {
    let probe = build::probe::build(&root(), consent)?;
    let chromium = chromium(consent)?;
    let folder = npm_install()?;
    let playwright = folder.join("node_modules/.bin/playwright");
    Run::new(playwright)
        .args(["test"])
        .args(args)
        .within(&folder)
        .env("TITRATE_BINARY", &built.binary)
        .env("TITRATE_SITE_DIR", &built.site)
        .env("TITRATE_PROBE_DIR", probe)
        .env("TITRATE_CHROMIUM", chromium)
        .env("TITRATE_TEST_DIR", test_dir(&target_dir()))
        .go()
}

fn test_dir(target: &Path) -> std::path::PathBuf {
    target.join("end2end")
}

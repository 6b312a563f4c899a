//! Journeys through the real product in Chromium, against a real server and database.

use std::path::Path;

use anyhow::{Context, Result};
use serde::Deserialize;

use crate::build::{self, Built};
use crate::tools::{Consent, Run, chromium, npm_install, root, target_dir};

/// Builds everything and plays every journey once.
pub(super) fn run(consent: Consent) -> Result<()> {
    let built = build::everything(false, consent)?;
    play(&built, consent)?.go()
}

/// Plays the reliability journeys many times.
pub(super) fn soak(rounds: u32, consent: Consent) -> Result<()> {
    let built = build::everything(true, consent)?;
    play(&built, consent)?
        .args(["--grep", "@reliability", "--repeat-each", &rounds.to_string()])
        .go()
}

/// What a frame of the ventilator's screen costs the page.
#[derive(Clone, Copy, Debug, Deserialize)]
pub(crate) struct Frames {
    /// Work of the main thread for one frame, in ms.
    pub(crate) frame_ms: f64,
    /// The longest task, in ms; 0 if none took over 50.
    pub(crate) longest_task_ms: f64,
}

/// Measures the ventilator's screen in an optimised build.
pub(crate) fn frames(consent: Consent) -> Result<Frames> {
    let built = build::everything(true, consent)?;
    play(&built, consent)?
        .args(["--grep", "@bench"])
        .env("TITRATE_BENCH", "1")
        .go()?;
    let file = test_dir(&target_dir()).join("frames.json");
    let text = std::fs::read_to_string(&file).with_context(|| file.display().to_string())?;
    serde_json::from_str(&text).context("the browser measured no frames")
}

/// The command that plays the journeys against what was built.
fn play(built: &Built, consent: Consent) -> Result<Run> {
    let probe = build::probe::build(&root(), consent)?;
    let chromium = chromium(consent)?;
    let folder = npm_install()?;
    let playwright = folder.join("node_modules/.bin/playwright");
    Ok(Run::new(playwright)
        .args(["test"])
        .within(&folder)
        .env("TITRATE_BINARY", &built.binary)
        .env("TITRATE_SITE_DIR", &built.site)
        .env("TITRATE_PROBE_DIR", probe)
        .env("TITRATE_CHROMIUM", chromium)
        .env("TITRATE_TEST_DIR", test_dir(&target_dir())))
}

fn test_dir(target: &Path) -> std::path::PathBuf {
    target.join("end2end")
}

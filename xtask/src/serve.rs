//! `cargo xtask serve`: from a fresh checkout to a hospital one can sign in to.

use std::process::ExitCode;

use anyhow::Result;

use crate::build;
use crate::steps::say;
use crate::tools::{Consent, Run};

/// Builds, makes the demonstration hospital if the database is empty, and serves it.
pub(crate) fn run(release: bool, consent: Consent) -> Result<ExitCode> {
    let built = build::everything(release, consent)?;
    Run::new(&built.binary).args(["demo", "--if-empty"]).go()?;
    say("");
    say("Open http://localhost:3000 and sign in. Ctrl+C stops the server.");
    Run::new(&built.binary)
        .args(["serve"])
        .env("TITRATE_SITE_DIR", &built.site)
        .go()?;
    Ok(ExitCode::SUCCESS)
}

//! Debian and Ubuntu packages, installed only with consent.

use std::path::Path;

use anyhow::{Result, bail};

use super::Run;
use crate::steps::{say, step};

/// Whether system packages may be installed without asking.
#[derive(Clone, Copy)]
pub(crate) struct Consent(bool);

impl Consent {
    /// Consent is given by `--yes`, in CI, and to root inside a container: nobody's own machine.
    pub(crate) fn new(yes: bool) -> Self {
        let in_container = Path::new("/.dockerenv").exists() || Path::new("/run/.containerenv").exists();
        Self(yes || std::env::var_os("CI").is_some() || (is_root() && in_container))
    }
}

/// Installs packages by name, or says what to install where that is not ours to do.
pub(crate) fn install(packages: &[&str], why: &str, consent: Consent) -> Result<()> {
    let names = packages.join(" ");
    if Run::new("apt-get").args(["--version"]).output().is_none() {
        bail!("{why} is missing. Install it with your system's package manager (on Debian: {names}).");
    }
    if !consent.0 {
        bail!(
            "{why} is missing. Run `sudo apt-get install {names}`, or this command again with --yes to have it installed."
        );
    }
    say(&format!("  {why} is missing: installing {names} with apt-get"));
    step(&format!("apt-get install {names}"), "15 s to 1 min", || {
        apt().args(["update", "-qq"]).go()?;
        apt()
            .args(["install", "-y", "-qq", "--no-install-recommends"])
            .args(packages)
            .go()
    })
}

fn apt() -> Run {
    let run = if is_root() {
        Run::new("apt-get")
    } else {
        Run::new("sudo").args(["apt-get"])
    };
    run.env("DEBIAN_FRONTEND", "noninteractive")
}

fn is_root() -> bool {
    Run::new("id").args(["-u"]).output().is_some_and(|id| id == "0")
}

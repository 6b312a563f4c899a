//! The `titrate` binary.

use std::path::PathBuf;

use anyhow::Result;

use crate::steps::step;
use crate::tools::{Run, target_dir};

/// How the server is compiled.
#[derive(Clone, Copy)]
pub(crate) enum Profile {
    /// Quick to build.
    Development,
    /// Quick to run.
    Release,
}

impl Profile {
    pub(crate) fn new(release: bool) -> Self {
        if release { Self::Release } else { Self::Development }
    }

    fn folder(self) -> &'static str {
        match self {
            Self::Development => "debug",
            Self::Release => "release",
        }
    }
}

pub(super) fn build(profile: Profile) -> Result<PathBuf> {
    step(
        "Building the server",
        "3 to 10 min the first time, then under 1 min",
        || {
            let run = Run::cargo().args(["build", "--package", "server", "--bin", "titrate", "--quiet"]);
            match profile {
                Profile::Development => run.go(),
                Profile::Release => run.args(["--release"]).go(),
            }
        },
    )?;
    Ok(target_dir().join(profile.folder()).join("titrate"))
}

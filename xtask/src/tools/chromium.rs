//! The browser for the tests.

use anyhow::{Result, bail};

use super::{Consent, Run, debian};

const NAMES: [&str; 4] = [
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
];

/// The path of Chromium or Chrome: `TITRATE_CHROMIUM`, the one on the PATH, or Debian's package.
pub(crate) fn chromium(consent: Consent) -> Result<String> {
    if let Some(path) = std::env::var_os("TITRATE_CHROMIUM")
        .map(|path| path.to_string_lossy().into_owned())
        .or_else(found)
    {
        return Ok(path);
    }
    debian::install(&["chromium"], "Chromium, for the browser tests,", consent)?;
    match found() {
        Some(path) => Ok(path),
        None => bail!("Chromium was installed but is not on the PATH. Set TITRATE_CHROMIUM to its path."),
    }
}

fn found() -> Option<String> {
    NAMES
        .iter()
        .find_map(|name| Run::new("which").args([name]).output())
}

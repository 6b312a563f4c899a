//! Node's packages: the browser test runner, the accessibility checker, wasm-opt.

use std::path::PathBuf;

use anyhow::{Result, bail};

use super::{Run, root};
use crate::steps::step;

/// Installs what `end2end/package-lock.json` names, if that has not been done for this very lock file.
pub(crate) fn npm_install() -> Result<PathBuf> {
    let folder = root().join("end2end");
    let stamp = folder.join("node_modules/.titrate-lock");
    let lock = std::fs::read_to_string(folder.join("package-lock.json"))?;
    if std::fs::read_to_string(&stamp).is_ok_and(|done| done == lock) {
        return Ok(folder);
    }
    if Run::new("npm").args(["--version"]).output().is_none() {
        bail!("npm is missing: install Node.js 20 or newer; the browser tests and wasm-opt need it.");
    }
    step("Installing the browser tests' npm packages", "about 20 s", || {
        Run::new("npm")
            .args(["ci", "--no-audit", "--no-fund", "--loglevel=error"])
            .within(&folder)
            .go()
    })?;
    std::fs::write(&stamp, lock)?;
    Ok(folder)
}

/// The path of a program that an npm package brings, or `None` where there is no npm.
pub(crate) fn npm_tool(name: &str) -> Option<PathBuf> {
    Run::new("npm").args(["--version"]).output()?;
    let folder = npm_install().ok()?;
    let path = folder.join("node_modules/.bin").join(name);
    path.exists().then_some(path)
}

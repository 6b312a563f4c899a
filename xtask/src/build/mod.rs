//! Building what the browser downloads and the server that serves it.

mod assets;
pub(crate) mod probe;
mod server;
mod wasm;

use std::path::PathBuf;

use anyhow::Result;

pub(crate) use server::Profile;

use crate::tools::{Consent, root, target_dir, wasm_toolchain};

/// What a build leaves behind.
pub(crate) struct Built {
    /// The `titrate` binary.
    pub(crate) binary: PathBuf,
    /// The folder with hashed and compressed assets and `assets.json`.
    pub(crate) site: PathBuf,
}

/// Builds the browser's part, the assets and the server.
pub(crate) fn everything(release: bool, consent: Consent) -> Result<Built> {
    let site = site(consent)?;
    let binary = server::build(Profile::new(release))?;
    Ok(Built { binary, site })
}

/// Builds the browser's part and the assets.
pub(crate) fn site(consent: Consent) -> Result<PathBuf> {
    let toolchain = wasm_toolchain(consent)?;
    let package = wasm::build(&toolchain)?;
    let site = target_dir().join("site");
    assets::write(&root(), &package, &site)?;
    Ok(site)
}

/// Builds the server alone.
pub(crate) fn server_binary(release: bool) -> Result<PathBuf> {
    server::build(Profile::new(release))
}

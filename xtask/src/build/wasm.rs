//! The application compiled for the browser: cargo, wasm-bindgen, wasm-opt.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use wasm_bindgen_cli_support::Bindgen;

use crate::steps::{say, step};
use crate::tools::{Run, WasmToolchain, npm_tool, web_target_dir};

/// Features are named one by one: "all" would emit forms that Chromium refuses.
const WASM_FEATURES: [&str; 6] = [
    "--enable-bulk-memory",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-multivalue",
    "--enable-sign-ext",
    "--enable-mutable-globals",
];

/// The folder with `titrate.js` and `titrate_bg.wasm`.
pub(super) fn build(toolchain: &WasmToolchain) -> Result<PathBuf> {
    let target = web_target_dir();
    step("Building the browser's part", "2 to 6 min the first time, then about 1 min", || {
        toolchain
            .cargo()
            .args(["build", "--package", "frontend", "--lib", "--quiet"])
            .args(["--target", "wasm32-unknown-unknown", "--profile", "wasm-release"])
            .env("CARGO_TARGET_DIR", &target)
            .go()
    })?;
    let raw = target.join("wasm32-unknown-unknown/wasm-release/frontend.wasm");
    let package = target.join("package");
    let stamp = package.join("made-from");
    let digest = super::assets::digest(&std::fs::read(&raw)?);
    if std::fs::read_to_string(&stamp).is_ok_and(|made_from| made_from == digest) {
        return Ok(package);
    }
    step("Binding it to JavaScript", "about 5 s", || bind(&raw, &package))?;
    shrink(&package.join("titrate_bg.wasm"))?;
    std::fs::write(stamp, digest)?;
    Ok(package)
}

fn bind(raw: &Path, package: &Path) -> Result<()> {
    Bindgen::new()
        .input_path(raw)
        .out_name("titrate")
        .web(true)?
        .typescript(false)
        .remove_name_section(true)
        .remove_producers_section(true)
        .generate(package)
        .context("wasm-bindgen could not read the compiled application")
}

fn shrink(wasm: &Path) -> Result<()> {
    let Some(tool) = npm_tool("wasm-opt") else {
        say("  npm is missing: the browser's part stays about 15 % larger than it could be");
        return Ok(());
    };
    step("Shrinking it with wasm-opt", "about 20 s", || {
        Run::new(tool).args(["-Oz"]).args(WASM_FEATURES).args(["-o"]).args([wasm, wasm]).go()
    })
}

//! The application compiled for the browser: cargo, wasm-bindgen, wasm-opt.

use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

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

/// Smaller parts gain less than the tool takes to start, in bytes.
const WORTH_SHRINKING: u64 = 8_192;

/// A name of exactly this length is what the split application imports its loader by.
const LOADER: &str = "./__wasm_split.______________________.js";

/// The folder with `titrate.js`, `titrate_bg.wasm`, and the parts that lazy pages load.
pub(super) fn build(toolchain: &WasmToolchain) -> Result<PathBuf> {
    let target = web_target_dir();
    step(
        "Building the browser's part",
        "2 to 6 min the first time, then about 1 min",
        || {
            toolchain
                .cargo()
                .args(["build", "--package", "frontend", "--lib", "--quiet"])
                .args(["--target", "wasm32-unknown-unknown", "--profile", "wasm-release"])
                .env("CARGO_TARGET_DIR", &target)
                .go()
        },
    )?;
    let raw = std::fs::read(target.join("wasm32-unknown-unknown/wasm-release/frontend.wasm"))?;
    let package = target.join("package");
    let stamp = package.join("made-from");
    let digest = super::assets::digest(&raw);
    if std::fs::read_to_string(&stamp).is_ok_and(|made_from| made_from == digest) {
        return Ok(package);
    }
    let _ = std::fs::remove_dir_all(&package);
    std::fs::create_dir_all(&package)?;
    step("Splitting it and binding it to JavaScript", "about 10 s", || {
        let main = target.join("titrate-main.wasm");
        split(&raw, &package, &main)?;
        bind(&main, &package)
    })?;
    shrink(&package)?;
    std::fs::write(stamp, digest)?;
    Ok(package)
}

/// Cuts the application at its lazy pages.
fn split(raw: &[u8], package: &Path, main: &Path) -> Result<()> {
    let mut options = wasm_split_cli_support::Options::new(raw);
    options.output_dir = package;
    options.main_out_path = main;
    options.main_module = "./titrate.js";
    options.link_name = LOADER;
    wasm_split_cli_support::transform(options)
        .map(|_| ())
        .map_err(|error| anyhow::anyhow!("the application could not be split: {error:#}"))
}

fn bind(main: &Path, package: &Path) -> Result<()> {
    Bindgen::new()
        .input_path(main)
        .out_name("titrate")
        .web(true)?
        .typescript(false)
        .keep_lld_exports(true)
        .demangle(false)
        .remove_name_section(true)
        .remove_producers_section(true)
        .generate(package)
        .context("wasm-bindgen could not read the compiled application")
}

fn shrink(package: &Path) -> Result<()> {
    let Some(tool) = npm_tool("wasm-opt") else {
        say("  npm is missing: the browser's part stays about 15 % larger than it could be");
        return Ok(());
    };
    step("Shrinking it with wasm-opt", "1 to 3 min", || {
        let mut parts = Vec::new();
        for entry in std::fs::read_dir(package)? {
            let path = entry?.path();
            let bytes = std::fs::metadata(&path)?.len();
            if bytes >= WORTH_SHRINKING && path.extension().is_some_and(|kind| kind == "wasm") {
                parts.push((bytes, path));
            }
        }
        // The largest first, so that no core is left with it at the end; the tool itself uses one.
        parts.sort_unstable();
        let parts = Mutex::new(parts);
        let workers = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
        std::thread::scope(|scope| {
            let work = || -> Result<()> {
                while let Some((_, path)) = next(&parts) {
                    let run = Run::new(&tool).args(["-Oz"]).args(WASM_FEATURES).args(["-o"]);
                    run.args([&path, &path]).go()?;
                }
                Ok(())
            };
            let workers: Vec<_> = (0..workers).map(|_| scope.spawn(work)).collect();
            workers.into_iter().try_for_each(|worker| {
                worker
                    .join()
                    .unwrap_or_else(|_| anyhow::bail!("a worker that shrinks the browser's part panicked"))
            })
        })
    })
}

/// The next part to shrink.
fn next(parts: &Mutex<Vec<(u64, PathBuf)>>) -> Option<(u64, PathBuf)> {
    parts.lock().unwrap_or_else(PoisonError::into_inner).pop()
}

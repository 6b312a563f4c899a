//! A compiler for `wasm32-unknown-unknown`, by whichever way works here.
//!
//! Tried in this order: the target is there; rustup adds it; on Debian and Ubuntu the distribution's
//! compiler for the web, whose standard library is built here once.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use super::{Consent, Run, debian, target_dir};
use crate::steps::{say, step};

const TARGET: &str = "wasm32-unknown-unknown";
const LINKED: &str = "debian-web";
const SYSTEM_RUSTLIB: &str = "/usr/lib/rustlib";

/// How to call cargo for the browser's part.
pub(crate) struct WasmToolchain {
    /// The rustup toolchain to name, or `None` for the default one.
    toolchain: Option<&'static str>,
}

impl WasmToolchain {
    /// Cargo on the toolchain that has the target.
    pub(crate) fn cargo(&self) -> Run {
        match self.toolchain {
            // The variable must win over the one that the outer cargo has set for us.
            Some(name) => Run::new("cargo")
                .env("RUSTUP_TOOLCHAIN", name)
                .without_env("CARGO")
                .without_env("RUSTFLAGS")
                .without_env("RUSTC")
                .without_env("RUSTC_WRAPPER"),
            None => Run::cargo(),
        }
    }

    /// Makes sure that clippy is there too.
    pub(crate) fn with_clippy(&self, consent: Consent) -> Result<()> {
        if self.toolchain.is_some() && !Path::new("/usr/bin/cargo-clippy").exists() {
            debian::install(&["rust-web-clippy"], "Clippy for the browser's part", consent)?;
        }
        Ok(())
    }
}

/// Finds or makes a toolchain that compiles for the browser.
pub(crate) fn wasm_toolchain(consent: Consent) -> Result<WasmToolchain> {
    if default_has_target() {
        return Ok(WasmToolchain { toolchain: None });
    }
    if system_has_target() {
        link()?;
        return Ok(WasmToolchain {
            toolchain: Some(LINKED),
        });
    }
    let added = Run::new("rustup")
        .args(["target", "add", TARGET])
        .output()
        .is_some();
    if added && default_has_target() {
        return Ok(WasmToolchain { toolchain: None });
    }
    if !Path::new("/etc/debian_version").exists() {
        bail!(
            "the target {TARGET} is missing and rustup could not add it. Run `rustup target add {TARGET}`."
        );
    }
    say("  rustup cannot add the wasm target here: using Debian's compiler for the web instead");
    if !Path::new("/usr/bin/rustc").exists() || library_source().is_none() {
        debian::install(
            &["rustc-web", "cargo-web", "rust-web-src"],
            "a compiler for the browser's part",
            consent,
        )?;
    }
    step(
        "Building the standard library for wasm",
        "about 80 s, once",
        build_standard_library,
    )?;
    link()?;
    Ok(WasmToolchain {
        toolchain: Some(LINKED),
    })
}

fn default_has_target() -> bool {
    let Some(sysroot) = Run::new("rustc").args(["--print", "sysroot"]).output() else {
        return false;
    };
    has_std(&Path::new(&sysroot).join("lib/rustlib").join(TARGET).join("lib"))
}

/// A standard library built by an older compiler is of no use to this one, hence the stamp.
fn system_has_target() -> bool {
    let folder = system_target();
    let stamp = std::fs::read_to_string(folder.join("titrate-built-by"));
    has_std(&folder.join("lib")) && stamp.ok() == system_version()
}

fn system_target() -> PathBuf {
    Path::new(SYSTEM_RUSTLIB).join(TARGET)
}

fn system_version() -> Option<String> {
    Run::new("/usr/bin/rustc")
        .args(["--version", "--verbose"])
        .output()
}

fn has_std(folder: &Path) -> bool {
    std::fs::read_dir(folder).is_ok_and(|mut files| {
        files.any(|file| file.is_ok_and(|file| file.file_name().to_string_lossy().starts_with("libstd-")))
    })
}

/// `/usr/src/rustc-<version>/library`; the version moves, so it is looked for.
fn library_source() -> Option<PathBuf> {
    let version = system_version()?;
    let number = version.split_whitespace().nth(1)?.to_owned();
    let folder = Path::new("/usr/src")
        .join(format!("rustc-{number}"))
        .join("library");
    folder.is_dir().then_some(folder)
}

fn build_standard_library() -> Result<()> {
    let source = library_source().context("the library source of /usr/bin/rustc is not in /usr/src")?;
    let work = target_dir().join("wasm-std");
    let _ = std::fs::remove_dir_all(&work);
    std::fs::create_dir_all(&work)?;
    Run::new("cp")
        .args(["-r"])
        .args([&source, &work.join("library")])
        .go()?;
    Run::new("/usr/bin/cargo")
        .args([
            "build",
            "--release",
            "--target",
            TARGET,
            "-p",
            "sysroot",
            "--features",
            "panic-unwind,backtrace",
        ])
        .within(&work.join("library"))
        .env("RUSTC", "/usr/bin/rustc")
        .env("RUSTC_BOOTSTRAP", "1")
        .env("RUSTFLAGS", "-Cembed-bitcode=yes -Zforce-unstable-if-unmarked")
        .env("CARGO_TARGET_DIR", work.join("out"))
        .without_env("RUSTUP_TOOLCHAIN")
        .without_env("CARGO")
        .go()?;
    let into = system_target().join("lib");
    std::fs::create_dir_all(&into)
        .context("could not write below /usr/lib/rustlib; run this step as root once")?;
    for file in std::fs::read_dir(work.join("out").join(TARGET).join("release/deps"))? {
        let path = file?.path();
        if let Some(name) = path
            .file_name()
            .filter(|_| path.extension().is_some_and(|kind| kind == "rlib"))
        {
            std::fs::copy(&path, into.join(name))?;
        }
    }
    link_rust_lld()?;
    std::fs::write(
        system_target().join("titrate-built-by"),
        system_version().unwrap_or_default(),
    )?;
    std::fs::remove_dir_all(&work)?;
    Ok(())
}

/// Debian's package lacks `rust-lld`; rustup's toolchain has it.
fn link_rust_lld() -> Result<()> {
    let version = Run::new("rustc")
        .args(["--version", "--verbose"])
        .output()
        .context("rustc is not on the PATH")?;
    let host = version
        .lines()
        .find_map(|line| line.strip_prefix("host: "))
        .context("rustc names no host")?;
    let sysroot = Run::new("rustc")
        .args(["--print", "sysroot"])
        .output()
        .context("rustc is not on the PATH")?;
    let ours = Path::new(&sysroot)
        .join("lib/rustlib")
        .join(host)
        .join("bin/rust-lld");
    let theirs = Path::new(SYSTEM_RUSTLIB).join(host).join("bin");
    std::fs::create_dir_all(&theirs)?;
    let place = theirs.join("rust-lld");
    if !place.exists() {
        std::os::unix::fs::symlink(&ours, &place)
            .context("could not link rust-lld below /usr/lib/rustlib")?;
    }
    Ok(())
}

fn link() -> Result<()> {
    let known = Run::new("rustup")
        .args(["toolchain", "list"])
        .output()
        .unwrap_or_default();
    if known.lines().any(|line| line.starts_with(LINKED)) {
        return Ok(());
    }
    Run::new("rustup")
        .args(["toolchain", "link", LINKED, "/usr"])
        .go()
}

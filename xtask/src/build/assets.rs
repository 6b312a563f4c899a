//! Assets under names that carry their content's hash, so that a browser may keep them for ever.
//!
//! The folder gets every file as `<name>.<hash>.<ext>`, the application as a folder `app.<hash>/`, a `.br` beside what compresses, and
//! `assets.json`, by which the server finds them.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use sha2::{Digest, Sha256};

use crate::steps::step;

/// The first 16 hexadecimal digits of the SHA-256 of `bytes`.
pub(super) fn digest(bytes: &[u8]) -> String {
    Sha256::digest(bytes)
        .iter()
        .take(8)
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

/// Writes the site folder from `style/`, `public/` and the compiled package.
pub(super) fn write(root: &Path, package: &Path, site: &Path) -> Result<()> {
    step("Writing hashed and compressed assets", "about 5 s", || {
        std::fs::create_dir_all(site)?;
        let mut writer = Writer {
            site,
            names: BTreeMap::new(),
        };
        for file in files_below(&root.join("public"))? {
            let logical = file
                .strip_prefix(root.join("public"))?
                .to_string_lossy()
                .replace('\\', "/");
            writer.add(&logical, &std::fs::read(&file)?)?;
        }
        let css = writer.resolve(&stylesheet(&root.join("style"), "main.css")?);
        writer.add("titrate.css", css.as_bytes())?;
        writer.add_package(package)?;
        let manifest = serde_json::to_string_pretty(&writer.names)?;
        let keep = writer.names;
        std::fs::write(site.join("assets.json"), manifest)?;
        sweep(site, &keep)
    })
}

struct Writer<'a> {
    site: &'a Path,
    names: BTreeMap<String, String>,
}

impl Writer<'_> {
    fn add(&mut self, logical: &str, bytes: &[u8]) -> Result<()> {
        let flat = logical.replace('/', "-");
        let (stem, kind) = flat.rsplit_once('.').context("an asset needs a file ending")?;
        self.put(logical, format!("{stem}.{}.{kind}", digest(bytes)), bytes)
    }

    /// The application's parts name one another, so they keep their names in a folder that carries the hash.
    fn add_package(&mut self, package: &Path) -> Result<()> {
        let folder = format!("app.{}", std::fs::read_to_string(package.join("made-from"))?);
        std::fs::create_dir_all(self.site.join(&folder))?;
        for path in files_below(package)? {
            let name = path.strip_prefix(package)?.to_string_lossy().replace('\\', "/");
            let wanted = path
                .extension()
                .is_some_and(|kind| kind == "js" || kind == "wasm");
            if wanted {
                self.put(
                    &format!("app/{name}"),
                    format!("{folder}/{name}"),
                    &std::fs::read(&path)?,
                )?;
            }
        }
        Ok(())
    }

    fn put(&mut self, logical: &str, hashed: String, bytes: &[u8]) -> Result<()> {
        let path = self.site.join(&hashed);
        let compresses = !["woff2", "png", "jpg"].iter().any(|kind| hashed.ends_with(kind));
        if !path.exists() {
            if compresses {
                std::fs::write(self.site.join(format!("{hashed}.br")), compress(bytes)?)?;
            }
            std::fs::write(path, bytes)?;
        }
        self.names.insert(logical.to_owned(), hashed);
        Ok(())
    }

    /// Replaces `/assets/<logical>` in a stylesheet by the hashed name.
    fn resolve(&self, css: &str) -> String {
        self.names.iter().fold(css.to_owned(), |css, (logical, hashed)| {
            css.replace(&format!("/assets/{logical}"), &format!("/assets/{hashed}"))
        })
    }
}

fn compress(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut out = Vec::new();
    let params = brotli::enc::BrotliEncoderParams {
        quality: 11,
        lgwin: 22,
        ..Default::default()
    };
    brotli::BrotliCompress(&mut &bytes[..], &mut out, &params)?;
    Ok(out)
}

/// One stylesheet from `main.css` and the files that it imports, in order.
fn stylesheet(folder: &Path, name: &str) -> Result<String> {
    let path = folder.join(name);
    let text = std::fs::read_to_string(&path).with_context(|| format!("style/{name} cannot be read"))?;
    let mut out = String::new();
    for line in text.lines() {
        match line
            .trim()
            .strip_prefix("@import \"")
            .and_then(|rest| rest.split_once('"'))
        {
            Some((imported, _)) => out.push_str(&stylesheet(folder, imported.trim_start_matches("./"))?),
            None => out.push_str(line.trim_end()),
        }
        out.push('\n');
    }
    Ok(strip_comments(&out))
}

fn strip_comments(css: &str) -> String {
    let mut out = String::with_capacity(css.len());
    let mut rest = css;
    while let Some((before, after)) = rest.split_once("/*") {
        out.push_str(before);
        rest = after.split_once("*/").map_or("", |(_, tail)| tail);
    }
    out.push_str(rest);
    out.lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .collect::<Vec<_>>()
        .join("\n")
}

fn files_below(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            found.extend(files_below(&path)?);
        } else {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}

/// Removes what earlier builds left and no page names any more.
fn sweep(site: &Path, keep: &BTreeMap<String, String>) -> Result<()> {
    for path in files_below(site)? {
        let name = path.strip_prefix(site)?.to_string_lossy().replace('\\', "/");
        let plain = name.strip_suffix(".br").unwrap_or(&name);
        if plain != "assets.json" && !keep.values().any(|kept| kept == plain) {
            std::fs::remove_file(&path)?;
        }
    }
    Ok(())
}

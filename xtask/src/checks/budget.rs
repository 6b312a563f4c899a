//! The byte budget of a first visit to a module's page, brotli-compressed.

use std::path::Path;

use anyhow::{Context, Result, bail};

use crate::build;
use crate::steps::say;
use crate::tools::Consent;

/// What a first visit may transfer, in bytes, without the page itself (kept under 20 kB by its own test).
const BUDGET: u64 = 330_000;

/// Builds the site and compares its size with the budget.
pub(super) fn run(consent: Consent) -> Result<()> {
    let site = build::site(consent)?;
    let first = first_visit(&site)?;
    let total: u64 = first.iter().map(|(_, bytes)| bytes).sum();
    for (name, bytes) in &first {
        say(&format!("  {bytes:>8} bytes  {name}"));
    }
    say(&format!("  {total:>8} bytes of {BUDGET}"));
    if total > BUDGET {
        bail!("a first visit transfers {total} bytes, over the budget of {BUDGET}");
    }
    Ok(())
}

/// Each asset of a first visit to a module's page with its transferred size. The parts that lazy pages load, and
/// the font that only device displays use, come later.
pub(crate) fn first_visit(site: &Path) -> Result<Vec<(String, u64)>> {
    const FIRST: [&str; 6] = [
        "app/titrate.js",
        "app/titrate_bg.wasm",
        "app/__wasm_split.______________________.js",
        "fonts/atkinson-next.woff2",
        "icon.svg",
        "titrate.css",
    ];
    let manifest = std::fs::read_to_string(site.join("assets.json"))?;
    let names: std::collections::BTreeMap<String, String> = serde_json::from_str(&manifest)?;
    FIRST
        .iter()
        .map(|logical| {
            let hashed = names
                .get(*logical)
                .with_context(|| format!("the build made no {logical}"))?;
            let compressed = site.join(format!("{hashed}.br"));
            let path = if compressed.exists() {
                compressed
            } else {
                site.join(hashed)
            };
            let bytes = std::fs::metadata(&path)
                .with_context(|| format!("{} is missing", path.display()))?
                .len();
            Ok(((*logical).to_owned(), bytes))
        })
        .collect()
}

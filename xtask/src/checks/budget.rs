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
    let parts = parts(&site)?;
    let total: u64 = parts.iter().map(|(_, bytes)| bytes).sum();
    for (name, bytes) in &parts {
        say(&format!("  {bytes:>8} bytes  {name}"));
    }
    say(&format!("  {total:>8} bytes of {BUDGET}"));
    if total > BUDGET {
        bail!("a first visit transfers {total} bytes, over the budget of {BUDGET}");
    }
    Ok(())
}

/// Each asset of a first visit with its transferred size.
pub(crate) fn parts(site: &Path) -> Result<Vec<(String, u64)>> {
    let manifest = std::fs::read_to_string(site.join("assets.json"))?;
    let names: std::collections::BTreeMap<String, String> = serde_json::from_str(&manifest)?;
    names
        .iter()
        .filter(|(logical, _)| !logical.ends_with(".txt"))
        .map(|(logical, hashed)| {
            let compressed = site.join(format!("{hashed}.br"));
            let path = if compressed.exists() { compressed } else { site.join(hashed) };
            let bytes = std::fs::metadata(&path).with_context(|| format!("{} is missing", path.display()))?.len();
            Ok((logical.clone(), bytes))
        })
        .collect()
}

//! What the browser tests compare native and wasm replays with: the probe, and every golden run.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use serde_json::json;
use training::scenario::Scenario;
use wasm_bindgen_cli_support::Bindgen;

use crate::steps::step;
use crate::tools::{Consent, target_dir, wasm_toolchain, web_target_dir};

/// Builds the probe and writes `golden.json` beside it; returns their folder.
pub(crate) fn build(root: &Path, consent: Consent) -> Result<PathBuf> {
    let toolchain = wasm_toolchain(consent)?;
    let folder = target_dir().join("probe");
    std::fs::create_dir_all(&folder)?;
    step("Building the replay probe", "about 1 min the first time", || {
        toolchain
            .cargo()
            .args(["build", "--package", "probe", "--lib", "--quiet"])
            .args(["--target", "wasm32-unknown-unknown", "--profile", "wasm-release"])
            .env("CARGO_TARGET_DIR", web_target_dir())
            .go()?;
        let raw = web_target_dir().join("wasm32-unknown-unknown/wasm-release/probe.wasm");
        Bindgen::new()
            .input_path(raw)
            .out_name("probe")
            .web(true)?
            .typescript(false)
            .generate(&folder)
    })?;
    let runs: Vec<_> = scenarios(root)?.iter().flat_map(golden_runs).collect();
    std::fs::write(folder.join("golden.json"), serde_json::to_string(&runs)?)?;
    Ok(folder)
}

/// The shipped scenarios, compiled.
pub(crate) fn scenarios(root: &Path) -> Result<Vec<Scenario>> {
    use training::scenario::{CompileContext, compile, read_hazards, read_library, read_skills};
    let content = root.join("content");
    let library = read_library(&std::fs::read_to_string(content.join("library/training.yaml"))?)?;
    let hazards = read_hazards(&std::fs::read_to_string(content.join("hazards.yaml"))?)?;
    let hazards = hazards.into_iter().map(|hazard| hazard.id).collect();
    let skills = read_skills(&std::fs::read_to_string(content.join("skills.yaml"))?)?;
    let context = CompileContext {
        library: &library,
        hazards: &hazards,
        skills: &skills,
    };
    let mut found = Vec::new();
    for entry in std::fs::read_dir(content.join("scenarios"))? {
        let path = entry?.path();
        if path.extension().is_some_and(|ending| ending == "yaml") {
            let (scenario, _) = compile(&std::fs::read_to_string(&path)?, &context);
            found.push(scenario.with_context(|| format!("{} does not compile", path.display()))?);
        }
    }
    found.sort_by(|a, b| a.id.cmp(&b.id));
    Ok(found)
}

/// Script, log and native trace hash of each golden run. Script and log are text, as a browser gets them.
fn golden_runs(scenario: &Scenario) -> Vec<serde_json::Value> {
    training::golden::run(scenario)
        .into_iter()
        .filter_map(|outcome| {
            let (log, verdict) = (outcome.log?, outcome.verdict?);
            Some(json!({
                "name": format!("{} / {} / {}", scenario.id, outcome.golden, outcome.seed),
                "script": serde_json::to_string(&scenario.draw(outcome.seed)).ok()?,
                "log": serde_json::to_string(&log).ok()?,
                "trace_hash": verdict.trace_hash,
            }))
        })
        .collect()
}

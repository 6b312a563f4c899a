//! The shipped content, for tests.
#![allow(
    dead_code,
    unreachable_pub,
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "each test file uses its own part and reads the shipped content"
)]

use std::collections::BTreeSet;
use std::path::PathBuf;

use simulators::drugs::Library;
use training::Diagnostic;
use training::scenario::{self, CompileContext, Scenario, Skill, read_hazards, read_library, read_skills};

pub fn content(path: &str) -> String {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../content");
    std::fs::read_to_string(root.join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

pub fn library() -> Library {
    read_library(&content("library/training.yaml")).unwrap()
}

pub fn hazards() -> BTreeSet<String> {
    read_hazards(&content("hazards.yaml"))
        .unwrap()
        .into_iter()
        .map(|hazard| hazard.id)
        .collect()
}

pub fn skills() -> Vec<Skill> {
    read_skills(&content("skills.yaml")).unwrap()
}

/// Every shipped scenario by file name, in order.
pub fn all_scenarios() -> Vec<(String, String)> {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../content/scenarios");
    let mut all: Vec<_> = std::fs::read_dir(root)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "yaml"))
        .map(|path| {
            let name = path.file_stem().unwrap().to_string_lossy().into_owned();
            (name, std::fs::read_to_string(&path).unwrap())
        })
        .collect();
    all.sort();
    all
}

pub fn compile(source: &str) -> (Option<Scenario>, Vec<Diagnostic>) {
    scenario::compile(
        source,
        &CompileContext {
            library: &library(),
            hazards: &hazards(),
            skills: &skills(),
        },
    )
}

pub fn compiled(source: &str) -> Scenario {
    let (scenario, diagnostics) = compile(source);
    scenario.unwrap_or_else(|| panic!("{:#?}", diagnostics.iter().map(line).collect::<Vec<_>>()))
}

pub fn line(diagnostic: &Diagnostic) -> String {
    let suggestion = diagnostic
        .suggestion
        .as_ref()
        .map_or(String::new(), |word| format!(" Did you mean {word}?"));
    let span = diagnostic.span;
    format!(
        "{}:{} [{}] {}{suggestion}",
        span.line,
        span.column,
        diagnostic.code.as_str(),
        diagnostic.message()
    )
}

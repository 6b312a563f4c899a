//! The history of the models, `content/model-versions.yaml`: its newest entry is this model, its vectors and the
//! recorded runs of the shipped scenarios.
#![cfg(all(feature = "compiler", feature = "vectors"))]
#![allow(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "tests read the shipped content"
)]

mod support;

use std::collections::BTreeMap;
use std::fmt::Write;

use serde::Deserialize;
use sha2::{Digest, Sha256};
use simulators::MODEL_VERSION;
use simulators::vectors::{FILE, Outcome};

const PATH: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../content/model-versions.yaml");
const HASHES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/trace_hashes.txt");

/// A version of the models.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Version {
    version: u32,
    date: String,
    note: String,
    vectors: Vectors,
    /// Scenarios whose recorded runs came out otherwise than with the version before; for the first, all.
    touches: Vec<String>,
    /// A digest of the recorded runs of each scenario, as they came out last under this version.
    runs: BTreeMap<String, String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Vectors {
    passed: usize,
    of: usize,
}

/// Every vector of the file, run by the models that are compiled in.
fn vectors() -> Vectors {
    let cases: Vec<serde_json::Value> = serde_json::from_str(FILE).unwrap();
    let passed = cases
        .iter()
        .filter(|case| training::vectors::check(case) == Outcome::Passed)
        .count();
    Vectors {
        passed,
        of: cases.len(),
    }
}

/// A digest of the trace hashes on record, by scenario.
fn runs() -> BTreeMap<String, String> {
    let mut hashers: BTreeMap<String, Sha256> = BTreeMap::new();
    for line in std::fs::read_to_string(HASHES).unwrap().lines() {
        let scenario = line.split('/').next().unwrap().to_owned();
        hashers.entry(scenario).or_default().update(line.as_bytes());
    }
    hashers
        .into_iter()
        .map(|(scenario, hasher)| {
            let digest = hasher.finalize();
            let text = digest.iter().take(8).fold(String::new(), |mut text, byte| {
                let _ = write!(text, "{byte:02x}");
                text
            });
            (scenario, text)
        })
        .collect()
}

/// The history with its newest entry brought up to what is compiled in.
fn brought_up(mut history: Vec<Version>) -> Vec<Version> {
    let runs = runs();
    if history.last().is_none_or(|newest| newest.version < MODEL_VERSION) {
        let touches = match history.last() {
            None => runs.keys().cloned().collect(),
            Some(before) => runs
                .iter()
                .filter(|(scenario, digest)| {
                    before.runs.get(*scenario).is_some_and(|before| before != *digest)
                })
                .map(|(scenario, _)| scenario.clone())
                .collect(),
        };
        history.push(Version {
            version: MODEL_VERSION,
            date: String::new(),
            note: String::new(),
            vectors: vectors(),
            touches,
            runs: BTreeMap::new(),
        });
    }
    let first = history.len() == 1;
    if let Some(newest) = history.last_mut() {
        newest.vectors = vectors();
        if first {
            newest.touches = runs.keys().cloned().collect();
        }
        newest.touches.retain(|scenario| runs.contains_key(scenario));
        newest.runs = runs;
    }
    history
}

fn written(comments: &str, history: &[Version]) -> String {
    let mut text = comments.to_owned();
    for one in history {
        let quoted = |value: &str| serde_json::to_string(value).unwrap();
        let _ = writeln!(text, "- version: {}", one.version);
        let _ = writeln!(text, "  date: {}", quoted(&one.date));
        let _ = writeln!(text, "  note: {}", quoted(&one.note));
        let _ = writeln!(
            text,
            "  vectors: {{passed: {}, of: {}}}",
            one.vectors.passed, one.vectors.of
        );
        let _ = writeln!(
            text,
            "  touches:{}",
            if one.touches.is_empty() { " []" } else { "" }
        );
        for scenario in &one.touches {
            let _ = writeln!(text, "    - {scenario}");
        }
        let _ = writeln!(text, "  runs:");
        for (scenario, digest) in &one.runs {
            let _ = writeln!(text, "    {scenario}: {}", quoted(digest));
        }
    }
    text
}

fn on_record(text: &str) -> Vec<Version> {
    if text.lines().all(|line| line.is_empty() || line.starts_with('#')) {
        return Vec::new();
    }
    serde_saphyr::from_str(text).unwrap()
}

#[test]
fn the_newest_entry_is_this_model_its_vectors_and_the_runs_on_record() {
    let text = std::fs::read_to_string(PATH).unwrap();
    let comments: String = text
        .lines()
        .take_while(|line| line.starts_with('#'))
        .fold(String::new(), |text, line| text + line + "\n");
    let found = brought_up(on_record(&text));
    if std::env::var_os("UPDATE_MODEL_VERSIONS").is_some() {
        std::fs::write(PATH, written(&comments, &found)).unwrap();
    }
    let recorded = on_record(&std::fs::read_to_string(PATH).unwrap());
    assert_eq!(
        found, recorded,
        "run with UPDATE_MODEL_VERSIONS=1, then write date and note of a new version"
    );
    let newest = recorded.last().unwrap();
    assert_eq!(newest.version, MODEL_VERSION);
    assert_eq!(newest.vectors.passed, newest.vectors.of);
}

#[test]
fn every_entry_follows_the_one_before_and_says_when_and_what() {
    let history = on_record(&std::fs::read_to_string(PATH).unwrap());
    for (place, one) in history.iter().enumerate() {
        assert_eq!(one.version as usize, place + 1);
        assert!(one.note.len() > 20, "version {} has no note", one.version);
        let parts: Vec<&str> = one.date.split('-').collect();
        assert!(
            matches!(parts[..], [year, month, day] if year.len() == 4 && month.len() == 2 && day.len() == 2),
            "version {} has no date",
            one.version
        );
        assert!(one.vectors.passed <= one.vectors.of);
    }
    assert!(history.windows(2).all(|pair| pair[0].date <= pair[1].date));
}

#[test]
fn the_runs_on_record_are_those_of_the_shipped_scenarios() {
    let shipped: Vec<String> = support::all_scenarios()
        .into_iter()
        .map(|(name, _)| name)
        .collect();
    let recorded: Vec<String> = runs().into_keys().collect();
    assert_eq!(shipped, recorded);
}

#[test]
fn a_raised_version_touches_the_scenarios_that_come_out_otherwise() {
    let mut history = on_record(&std::fs::read_to_string(PATH).unwrap());
    let newest = history.last_mut().unwrap();
    newest.version = 0;
    let changed = newest.runs.keys().next().unwrap().clone();
    newest.runs.insert(changed.clone(), "another".to_owned());
    // A scenario that is new under the version is not touched by it.
    let new = newest.runs.keys().nth(1).unwrap().clone();
    newest.runs.remove(&new);
    let history = brought_up(history);
    assert_eq!(history.last().unwrap().version, MODEL_VERSION);
    assert_eq!(history.last().unwrap().touches, [changed]);
}

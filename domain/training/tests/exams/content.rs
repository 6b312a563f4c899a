//! The shipped banks and blueprints.

use std::path::PathBuf;

use training::exams::{Bank, Outcome, Paper, Responses, mark, problems_between, read_bank, read_blueprint};

use crate::answers::all_right;

/// The documents of a folder of the content by name; none if there is no such folder.
fn documents(folder: &str) -> Vec<(String, String)> {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../content");
    let Ok(entries) = std::fs::read_dir(root.join(folder)) else {
        return Vec::new();
    };
    let mut documents: Vec<(String, String)> = entries
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "yaml"))
        .map(|path| {
            let name = path.file_stem().unwrap().to_string_lossy().into_owned();
            (name, std::fs::read_to_string(&path).unwrap())
        })
        .collect();
    documents.sort();
    documents
}

fn banks() -> Vec<Bank> {
    documents("banks")
        .into_iter()
        .map(|(name, source)| read_bank(&source).unwrap_or_else(|error| panic!("{name}: {error}")))
        .collect()
}

#[test]
fn every_shipped_bank_has_no_problem() {
    for ((name, _), bank) in documents("banks").iter().zip(banks()) {
        let told: Vec<String> = bank.problems().iter().map(|problem| problem.message()).collect();
        assert!(told.is_empty(), "{name}:\n{}", told.join("\n"));
        assert_eq!(bank.bank, *name);
    }
    assert_eq!(problems_between(&banks()), []);
}

#[test]
fn every_shipped_bank_is_the_same_after_its_journey_to_the_database() {
    for bank in banks() {
        let written = serde_json::to_string(&bank).unwrap();
        let read: Bank = serde_json::from_str(&written).unwrap();
        assert_eq!(read.hash(), bank.hash());
        assert_eq!(read, bank);
    }
}

#[test]
fn every_shipped_blueprint_can_be_drawn_and_passed() {
    let banks = banks();
    for (name, source) in documents("tests") {
        let blueprint = read_blueprint(&source).unwrap_or_else(|error| panic!("{name}: {error}"));
        assert_eq!(blueprint.test, name);
        let there = |id: &String| banks.iter().any(|bank| bank.bank == *id);
        if !blueprint.banks.iter().all(there) {
            continue;
        }
        let told: Vec<String> = blueprint
            .problems(&banks)
            .iter()
            .map(|problem| problem.message())
            .collect();
        assert!(told.is_empty(), "{name}:\n{}", told.join("\n"));
        for seed in 0..50 {
            let paper = Paper::draw(&blueprint, &banks, seed).unwrap();
            let full = mark(&paper, &all_right(&paper));
            assert_eq!(
                (full.points, full.outcome),
                (full.possible, Outcome::Passed),
                "{name}, {seed}"
            );
            assert_eq!(mark(&paper, &Responses::new()).outcome, Outcome::Failed);
        }
    }
}

//! The suite: every Markdown file in `spec-exams/`. An `item` block is an item; `answers` and `problems` blocks
//! after it say what answers get, and what is wrong with it.

use std::path::PathBuf;

use training::exams::{Bank, Paper, ResponseFault, mark, read_bank};

use crate::answers::{answers, blueprint};

#[test]
fn every_example_of_the_suite_holds() {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("spec-exams");
    let mut files: Vec<_> = std::fs::read_dir(root)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    files.sort();
    let mut cases = 0;
    let mut wrong = Vec::new();
    for path in files {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        cases += suite(&name, &std::fs::read_to_string(&path).unwrap(), &mut wrong);
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(cases > 80, "only {cases} cases were found");
}

fn suite(file: &str, text: &str, wrong: &mut Vec<String>) -> usize {
    let mut item = String::new();
    let mut cases = 0;
    let mut lines = text.lines().enumerate();
    while let Some((number, line)) = lines.next() {
        let Some(kind) = line.strip_prefix("```").filter(|kind| !kind.is_empty()) else {
            continue;
        };
        let block: Vec<(usize, &str)> = lines
            .by_ref()
            .take_while(|(_, line)| !line.starts_with("```"))
            .collect();
        let mut check = |number: usize, found: &str, expected: &str| {
            cases += 1;
            if found != expected {
                wrong.push(format!(
                    "{file}:{}: expected {expected}, found {found}",
                    number + 1
                ));
            }
        };
        match kind {
            "item" => item = block.iter().map(|(_, line)| format!("{line}\n")).collect(),
            "answers" => {
                let bank = read(&item).unwrap();
                for (number, line) in block {
                    let (words, expected) = line.split_once(" # ").unwrap();
                    check(number, &marked(&bank, words), expected);
                }
            }
            "problems" => {
                let expected: Vec<&str> = block.iter().map(|(_, line)| *line).collect();
                check(number, &problems(&item), &expected.join(" "));
            }
            _ => {}
        }
    }
    cases
}

/// A bank of this one item; what is left out is filled in.
fn read(item: &str) -> Result<Bank, String> {
    let mut fields = String::from("id: example\n");
    for (field, usual) in [
        ("topic", "t"),
        ("difficulty", "recall"),
        ("rationale", "So."),
        ("source", "Here."),
    ] {
        if !item.lines().any(|line| line.starts_with(&format!("{field}:"))) {
            fields.push_str(&format!("{field}: {usual}\n"));
        }
    }
    fields.push_str(item);
    let indented: String = fields.lines().map(|line| format!("    {line}\n")).collect();
    let item = indented.replacen("    ", "  - ", 1);
    let source = format!("bank: b\ntitle: B\ntopics: [{{id: t, title: T}}]\nitems:\n{item}");
    read_bank(&source).map_err(|error| error.to_string())
}

fn problems(item: &str) -> String {
    match read(item) {
        Ok(bank) => {
            let codes: Vec<&str> = bank
                .problems()
                .iter()
                .map(|problem| problem.code.as_str())
                .collect();
            codes.join(" ")
        }
        Err(_) => "unreadable".to_owned(),
    }
}

/// The same for every seed: `2 of 3`, with the first fault.
fn marked(bank: &Bank, words: &str) -> String {
    let mut found: Vec<String> = (0..20).map(|seed| marked_with(bank, words, seed)).collect();
    found.dedup();
    found.join(" or ")
}

fn marked_with(bank: &Bank, words: &str, seed: u64) -> String {
    let banks = std::slice::from_ref(bank);
    let paper = Paper::draw(&blueprint("b", 1, "never"), banks, seed).unwrap();
    let responses = answers(&paper.items[0], words);
    let marked = mark(&paper, &responses);
    let item = &marked.items[0];
    let fault = item.questions.iter().find_map(|question| question.fault.clone());
    let checked = responses
        .iter()
        .find_map(|(token, response)| paper.check(token, response).err());
    assert_eq!(fault, checked, "checking and marking find the same fault");
    assert_eq!(item.right, item.points == item.possible);
    let fault = fault
        .map(|fault| format!(", {}", name(&fault)))
        .unwrap_or_default();
    format!("{} of {}{fault}", item.points, item.possible)
}

fn name(fault: &ResponseFault) -> String {
    let written = serde_json::to_value(fault).unwrap();
    match fault {
        ResponseFault::Number(_) => format!("number {}", written["about"].as_str().unwrap()),
        _ => written["fault"].as_str().unwrap().to_owned(),
    }
}

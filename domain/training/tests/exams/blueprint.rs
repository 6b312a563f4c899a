//! What is wrong with blueprints.

use training::exams::{Bank, DrawError, Paper, read_blueprint};

use crate::answers::bank;

/// The problems of a blueprint with these lines changed, by code.
fn check(changes: &[(&str, &str)], expected: &[&str]) {
    let mut source = String::new();
    for (field, usual) in [
        ("test", "example"),
        ("title", "Example"),
        ("description", "An example."),
        ("competencies", "[infusion.limits]"),
        ("banks", "[every-kind]"),
        ("minutes", "30"),
        ("draw", "[{topic: t, n: 10}]"),
        ("pass_percent", "75"),
        ("review", "never"),
    ] {
        let change = changes.iter().find(|(changed, _)| *changed == field);
        source.push_str(&format!("{field}: {}\n", change.map_or(usual, |(_, text)| text)));
    }
    let blueprint = read_blueprint(&source).unwrap();
    let banks: [Bank; 1] = [bank()];
    let problems = blueprint.problems(&banks);
    let codes: Vec<&str> = problems.iter().map(|problem| problem.code.as_str()).collect();
    assert_eq!(codes, expected, "{changes:?}");
    let drawn = Paper::draw(&blueprint, &banks, 1);
    let impossible = ["unknown_bank", "unknown_topic", "too_few_items"];
    let expected_to_fail = expected.iter().any(|code| impossible.contains(code));
    assert_eq!(drawn.is_err(), expected_to_fail, "{changes:?}");
}

#[test]
fn a_blueprint_may_use_up_its_banks_and_not_more() {
    check(&[], &[]);
    check(&[("draw", "[{topic: t, n: 11}]")], &["too_few_items"]);
    check(
        &[(
            "draw",
            "[{topic: t, difficulty: judgement, n: 1}, {topic: t, n: 9}]",
        )],
        &[],
    );
    check(
        &[(
            "draw",
            "[{topic: t, n: 9}, {topic: t, difficulty: judgement, n: 1}]",
        )],
        &[],
    );
    check(
        &[(
            "draw",
            "[{topic: t, difficulty: judgement, n: 2}, {topic: t, n: 8}]",
        )],
        &["too_few_items"],
    );
    check(
        &[(
            "draw",
            "[{topic: t, difficulty: judgement, n: 1}, {topic: t, n: 10}]",
        )],
        &["too_few_items"],
    );
}

#[test]
fn what_is_not_there_is_named() {
    check(&[("banks", "[elsewhere]")], &["unknown_bank"]);
    check(
        &[("draw", "[{topic: u, n: 1}]")],
        &["unknown_topic", "too_few_items"],
    );
}

#[test]
fn figures_must_make_sense() {
    check(&[("minutes", "0")], &["out_of_range"]);
    check(&[("minutes", "241")], &["out_of_range"]);
    check(&[("pass_percent", "0")], &["out_of_range"]);
    check(&[("pass_percent", "101")], &["out_of_range"]);
    check(&[("draw", "[]")], &["no_items"]);
    check(&[("draw", "[{topic: t, n: 0}]")], &["out_of_range"]);
    check(
        &[("draw", "[{topic: t, n: 1}, {topic: t, n: 1}]")],
        &["duplicate_draw"],
    );
    check(&[("test", "\"\"")], &["bad_id"]);
    check(&[("competencies", "[a, a]")], &["duplicate_id"]);
}

#[test]
fn a_blueprint_has_no_fields_but_its_own() {
    let known = "test: a\ntitle: A\ndescription: A.\ncompetencies: []\nbanks: []\nminutes: 1\ndraw: []\n\
                 pass_percent: 1\nreview: never\n";
    assert!(read_blueprint(known).is_ok());
    assert!(read_blueprint(&format!("{known}seed: 1\n")).is_err());
}

#[test]
fn a_draw_that_is_impossible_says_which() {
    let source = "test: a\ntitle: A\ndescription: A.\ncompetencies: []\nbanks: [every-kind]\nminutes: 1\n\
                  draw: [{topic: t, difficulty: judgement, n: 2}]\npass_percent: 1\nreview: never\n";
    let error = Paper::draw(&read_blueprint(source).unwrap(), &[bank()], 1).unwrap_err();
    assert_eq!(error, DrawError::TooFewItems("t/judgement".to_owned()));
}

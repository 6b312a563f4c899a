//! The canonical text of scenario documents.
#![cfg(feature = "compiler")]
#![allow(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "tests read the shipped content"
)]

mod support;

use proptest::prelude::*;
use training::diagnostic::Code;
use training::scenario::{CompileContext, MAX_SOURCE_BYTES, canonical, compile};

use support::all_scenarios;

#[test]
fn every_shipped_scenario_is_its_canonical_text() {
    for (name, source) in all_scenarios() {
        let written = canonical(&source).unwrap();
        let first = source
            .lines()
            .zip(written.lines())
            .find(|(is, should)| is != should);
        assert!(
            source == written,
            "{name} differs first at {first:?}: run `titrate fmt content`"
        );
        assert!(compiled(&source).0.is_some(), "{name}");
        assert_eq!(compiled(&written), compiled(&source), "{name}");
    }
}

#[test]
fn a_disordered_document_is_put_in_order() {
    let source = r#"
golden:
    - steps: ["4 s: tap power", {until pump.self_test_passed + 1 s: soft new_patient}]
      id: expert
own: {b: 1, a: 2}
phases:
    - goto: end
      until: pump.running and true
      hints: []
      own: kept
      note: a remark
      id: first
      say: ['It runs.', {text: It's "on", who: Pia}]
      timeout: {goto: end, after: 60 s}
scenario: disordered
minutes: 7.0
vary: {weight_kg: {step: 1 kg, from: 50 kg, to: 60 kg}, dose: {one_of: [1 mg/h, 2 mg/h]}}
brief: {patient: "Mr Meyer", task: "One thing.\n\nAnother.", situation: A man.}
"#;
    let wanted = r#"scenario: disordered
minutes: 7.0

brief:
  patient: Mr Meyer
  situation: A man.
  task: |-
    One thing.

    Another.

vary:
  weight_kg: {step: 1 kg, from: 50 kg, to: 60 kg}
  dose: {one_of: [1 mg/h, 2 mg/h]}

phases:
  - id: first
    say:
      - "It runs."
      - who: Pia
        text: "It's \"on\""
    until: "pump.running and true"
    goto: end
    timeout: {after: 60 s, goto: end}
    hints: []
    note: a remark
    own: kept

golden:
  - id: expert
    steps:
      - "4 s: tap power"
      - until pump.self_test_passed + 1 s: soft new_patient

own: {b: 1, a: 2}
"#;
    assert_eq!(canonical(source).unwrap(), wanted);
}

#[rustfmt::skip]
const HARD: &[&str] = &[
    "", " ", "yes", "no", "on", "off", "y", "n", "true", "True", "FALSE", "null", "Null", "~", "1", "1.0", "-1",
    "+1", ".5", "1e3", "0x1F", "0o17", "1_000", "007", ".inf", ".nan", "1e999", "2027-11-30", "12:30", "12:30:45",
    "a: b", "a:", ":a", "a :b", "a:b", "a #b", "#b", "a#b", "- a", "-a", "-", "--", "---", "...", "... a", "--- a",
    "? a", "?a", ", a", "a, b", "[a", "a]", "{a}", "{weight_kg} of it", "a {b} c", "&a", "*a", "!a", "!!str a",
    "|", ">", "> a", "%a", "@a", "`a`", "'a'", "\"a\"", "it's", "a \"b\" c", "a\\b", "\\", " a", "a ", "a  b",
    "\ta", "a\tb", "a\n", "\na", "a\nb", "a\n\nb", "a\n b", " a\nb", "a\nb\n", "a \nb", "a\n\n\n", "\n", "a\r\nb",
    "a\rb", "é", "Ω µ", "\u{85}", "a\u{85}b", "\u{2028}", "\u{feff}a", "a\u{feff}", "\u{a0}", "a\u{a0}b", "\u{0}",
    "\u{7}", "\u{1b}", "\u{7f}", "\u{9f}", "\u{fffd}", "\u{fffe}", "😀", "<<", "=", "$a", "$a * 10", "a - b",
    "a\n# b", "a\n- b\n  c: d", "a\n\tb", "---\na", "a\n...", "key: |", "a\n---\nb",
];

/// What is read as a text is read as the same text again, wherever it stands and however it has to be written.
#[test]
fn hard_texts_are_read_back() {
    let long = "word ".repeat(60);
    for text in HARD.iter().copied().chain([long.as_str(), long.trim_end()]) {
        let (json, key) = (quoted(text), quoted(&format!("{text}x")));
        let spaced = quoted(&format!("{}{text}", "long words ".repeat(20)));
        let source = format!(
            "title: {json}\nnote: {json}\nevidence: [{json}, {json}]\npatient: {{a: {json}, b: [{json}]}}\n\
             brief: {{situation: {spaced}}}\nphases: [{{say: {json}, until: {json}, order: {{remark: {json}}}}}]\n\
             own: {{{json}: {{{key}: 1}}}}\n{key}: 1\n"
        );
        let written = canonical(&source).unwrap_or_else(|found| panic!("{text:?}: {found:?}"));
        assert_eq!(canonical(&written).as_ref(), Ok(&written), "{text:?}");
        assert_eq!(compiled(&written), compiled(&source), "{text:?}");
    }
}

/// In double quotes, everything unusual escaped.
fn quoted(text: &str) -> String {
    let letters = text.chars().map(|letter| match letter {
        ' '..='~' if letter != '"' && letter != '\\' => letter.to_string(),
        letter => format!("\\U{:08X}", u32::from(letter)),
    });
    format!("\"{}\"", letters.collect::<String>())
}

#[test]
fn numbers_keep_their_spelling_and_types() {
    for spelling in [
        "1", "1.0", "1.50", "-0", "1e3", "0x1F", "1_000", "true", "True", "yes", "off",
    ] {
        let source = format!("own:\n    - {spelling}\n    - \"{spelling}\"\n");
        let wanted = format!("own: [{spelling}, \"{spelling}\"]\n");
        assert_eq!(canonical(&source).unwrap(), wanted);
    }
    assert_eq!(canonical("a: ~\nb:\n").unwrap(), "a: null\nb: null\n");
}

#[test]
fn what_would_be_lost_is_refused_at_its_place() {
    for (source, code, line, column) in [
        ("# first\ntitle: a", Code::Comment, 1, 1),
        ("title: a # behind", Code::Comment, 1, 10),
        ("title: \"a # b\" # behind é", Code::Comment, 1, 16),
        ("title: >- # header\n  a # no\n", Code::Comment, 1, 11),
        ("title: >-\n  a # no\n# after", Code::Comment, 3, 1),
        ("title: [a, # inside\n  b]", Code::Comment, 1, 12),
        ("title: a\n...\n# end", Code::Comment, 3, 1),
        ("title: !!str 5", Code::NoAnchors, 1, 8),
        ("title: &a 5", Code::NoAnchors, 1, 11),
        ("title: \"a", Code::BadYaml, 1, 8),
    ] {
        let found = canonical(source).expect_err(source);
        let found: Vec<_> = found
            .iter()
            .map(|one| (one.code, one.span.line, one.span.column))
            .collect();
        assert_eq!(found, [(code, line, column)], "{source}");
    }
    assert!(canonical("title: a#b\nnote: '# quoted'\nown: |\n  # inside\n").is_ok());
    let large = format!("title: \"{}\"", "a".repeat(MAX_SOURCE_BYTES));
    assert_eq!(canonical(&large).unwrap_err()[0].code, Code::TooLarge);
    // What is short in its source and long in its canonical text.
    let grows = format!("title: \"{}\"", "\u{2028}".repeat(MAX_SOURCE_BYTES / 4));
    assert_eq!(canonical(&grows).unwrap_err()[0].code, Code::TooLarge);
}

#[test]
fn a_long_key_is_marked_as_one() {
    let name = "k".repeat(3000);
    let source = format!("? {name}\n: {{a: 1}}\nb: {{? {name} : 2}}\n");
    let written = canonical(&source).unwrap();
    assert_eq!(canonical(&written).as_ref(), Ok(&written));
    assert!(written.contains(&format!("? {name}\n: {{a: 1}}\n")), "{written}");
}

thread_local! {
    static WORLD: (simulators::drugs::Library, std::collections::BTreeSet<String>, Vec<training::scenario::Skill>) =
        (support::library(), support::hazards(), support::skills());
    static SHIPPED: Vec<String> = all_scenarios().into_iter().map(|(_, source)| source).collect();
}

/// The scenario's hash, the scenario, and the remarks without their places.
fn compiled(source: &str) -> (Option<String>, Option<training::Scenario>, Vec<String>) {
    WORLD.with(|(library, hazards, skills)| {
        let context = CompileContext {
            library,
            hazards,
            skills,
        };
        let (scenario, remarks) = compile(source, &context);
        let mut remarks: Vec<String> = remarks
            .iter()
            .map(|one| format!("{:?} {:?} {:?}", one.code, one.args, one.suggestion))
            .collect();
        remarks.sort();
        // What is said once at one place can be said at two that were one before.
        remarks.dedup();
        (scenario.as_ref().map(training::Scenario::hash), scenario, remarks)
    })
}

/// It does not panic, and what it gives is canonical and means the same.
fn holds(source: &str) -> Result<(), TestCaseError> {
    let written = match canonical(source) {
        Ok(written) => written,
        Err(found) => {
            // The last safeguard, for what nobody thought of, had nothing to do.
            let told = found.iter().map(training::Diagnostic::message);
            prop_assert!(!told.into_iter().any(|told| told.contains("without a change")));
            return Ok(());
        }
    };
    prop_assert_eq!(canonical(&written), Ok(written.clone()));
    prop_assert_eq!(compiled(&written), compiled(source));
    Ok(())
}

const FIELDS: &str = "phases,id,say,text,note,vary,moves,steps,golden,order,until,goto,hints,when,rubric,offers,brief,\
                      situation,patient,4 s,line,ask,choices,on";

/// A YAML value in flow form, with keys of the language among others.
fn value() -> impl Strategy<Value = String> {
    let text = "[ -~é\n\t]{0,12}".prop_map(|text| serde_json::to_string(&text).unwrap());
    let word = prop::sample::select(vec![
        "a b", "1", "1.50", "true", "yes", "~", "null", "x: 1", "'it''s'", "0.1 mL/h", "$w * 2", "a#b",
        "\"\"",
    ]);
    let leaf = prop_oneof![text, word.prop_map(str::to_owned)];
    leaf.prop_recursive(5, 60, 6, |inner| {
        let key = prop_oneof![
            prop::sample::select(FIELDS.split(',').collect::<Vec<_>>()).prop_map(str::to_owned),
            "[a-z :#]{1,6}".prop_map(|text| serde_json::to_string(&text).unwrap()),
        ];
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..5).prop_map(|items| format!("[{}]", items.join(", "))),
            prop::collection::vec((key, inner), 0..7).prop_map(|fields| {
                let fields: Vec<_> = fields
                    .iter()
                    .map(|(key, value)| format!("{key}: {value}"))
                    .collect();
                format!("{{{}}}", fields.join(", "))
            }),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    #[test]
    fn random_documents_keep_their_meaning(source in value()) {
        holds(&source)?;
    }

    #[test]
    fn random_text_never_panics(source in "[ -~\n\té#:>|-]{0,80}") {
        holds(&source)?;
    }
}

/// A place in a document, as a part of its length.
fn place(source: &str, part: f64) -> usize {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        clippy::cast_precision_loss,
        reason = "a test"
    )]
    let at = (part * source.len() as f64) as usize;
    (0..=at.min(source.len()))
        .rev()
        .find(|at| source.is_char_boundary(*at))
        .unwrap_or(0)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 80, ..ProptestConfig::default() })]

    #[test]
    fn mutated_scenarios_keep_their_meaning(
        which in 0_usize..1000,
        cuts in prop::collection::vec((0.0..1.0, 0_usize..40, prop::sample::select(vec![
            "", "", " ", "\n", "\n  ", ":", ": ", " # lost?", "- ", "\"", "'", "{", "}", "[", "]", ",", "|", ">-\n", "&", "!", "\t",
            "\n# lost?\n", "é", "\u{2028}", "\r", "? ", "\n\n", "note: lost?\n", "%", "---\n",
        ])), 1..4),
    ) {
        let mut source = SHIPPED.with(|shipped| shipped[which % shipped.len()].clone());
        for (part, length, put) in cuts {
            let begin = place(&source, part);
            let mut end = (begin + length).min(source.len());
            while !source.is_char_boundary(end) { end += 1 }
            source.replace_range(begin..end, put);
        }
        holds(&source)?;
        if let Ok(written) = canonical(&source) {
            prop_assert_eq!(written.matches("lost?").count(), source.matches("lost?").count());
        }
    }
}

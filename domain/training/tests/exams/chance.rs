//! Chance: random seeds, random answers, banks written in another order.

use proptest::prelude::*;
use training::exams::bank::{Bank, Content, Kind, Question};
use training::exams::{Blueprint, Outcome, Paper, Response, Responses, mark, read_bank, review};

use crate::answers::{EVERY_KIND, all_right, bank, blueprint, paper};

/// What a bank says beside the question: nothing of it may reach a browser.
const HIDDEN: [&str; 5] = ["RATIONALE", "SOURCE", "WHY-", "right", "difficulty"];

fn draw(blueprint: &Blueprint, bank: &Bank, seed: u64) -> Paper {
    Paper::draw(blueprint, std::slice::from_ref(bank), seed).unwrap()
}

fn reversed(mut bank: Bank) -> Bank {
    fn turn(question: &mut Question) {
        match &mut question.kind {
            Kind::Single { options } | Kind::Multiple { options, .. } => options.reverse(),
            Kind::Matching { right, .. } => right.reverse(),
            _ => {}
        }
    }
    bank.items.reverse();
    bank.topics.reverse();
    for item in &mut bank.items {
        match &mut item.content {
            Content::Question(question) => turn(question),
            Content::Case(case) => case.parts.iter_mut().for_each(|part| turn(&mut part.question)),
        }
    }
    bank
}

fn any_response() -> impl Strategy<Value = Response> {
    let text = || prop_oneof!["[a-z0-9-]{0,4}", "[0-9.,-]{0,8}", "\\PC{0,12}"];
    let texts = || prop::collection::vec(text(), 0..6);
    prop_oneof![
        texts().prop_map(|choices| Response::Choices { choices }),
        texts().prop_map(|order| Response::Order { order }),
        (text(), text()).prop_map(|(text, unit)| Response::Number { text, unit }),
        text().prop_map(|text| Response::Number {
            text,
            unit: "mL".to_owned()
        }),
        prop_oneof![text(), Just("run-stop".to_owned())].prop_map(|region| Response::Region { region }),
    ]
}

/// Answers of a paper in which some are right, some belong to another question, and some are nonsense.
fn any_responses(paper: &Paper, choices: &[(u8, Response)]) -> Responses {
    let right = all_right(paper);
    let tokens: Vec<String> = right.keys().cloned().collect();
    let mut responses = Responses::new();
    for (token, (choice, random)) in tokens.iter().zip(choices.iter().cycle()) {
        match choice % 4 {
            0 => responses.insert(token.clone(), right[token].clone()),
            1 => responses.insert(token.clone(), random.clone()),
            2 => responses.insert(
                token.clone(),
                right[&tokens[usize::from(*choice) % tokens.len()]].clone(),
            ),
            _ => None,
        };
    }
    responses
}

#[test]
fn a_full_paper_gets_every_point_and_an_empty_one_none() {
    for seed in 0..200 {
        let paper = paper(seed, "never");
        let full = mark(&paper, &all_right(&paper));
        assert_eq!(
            (full.points, full.outcome),
            (full.possible, Outcome::Passed),
            "seed {seed}"
        );
        let empty = mark(&paper, &Responses::new());
        assert_eq!((empty.points, empty.outcome), (0, Outcome::Failed));
    }
}

#[test]
fn seeds_draw_different_papers() {
    let bank = bank();
    let blueprint = blueprint("every-kind", 3, "never");
    let first = |seed| draw(&blueprint, &bank, seed).items[0].item.clone();
    let different: std::collections::BTreeSet<String> = (0..100).map(first).collect();
    assert_eq!(different.len(), bank.items.len());
}

#[test]
fn neither_place_nor_token_of_an_option_tells_whether_it_is_right() {
    let mut places = [0_u32; 3];
    let mut least = 0;
    for seed in 0..3_000 {
        let paper = paper(seed, "never");
        let item = paper.items.iter().find(|item| item.item == "x-single").unwrap();
        let training::exams::paper::PaperKind::Single { options } = &item.questions[0].kind else {
            panic!("x-single is a single choice");
        };
        let place = options.iter().position(|option| option.right).unwrap();
        places[place] += 1;
        let smallest = options.iter().min_by_key(|option| &option.token).unwrap();
        least += u32::from(smallest.right);
    }
    assert!(
        places.iter().all(|count| (900..1_100).contains(count)),
        "{places:?}"
    );
    assert!((900..1_100).contains(&least), "{least}");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_paper_is_a_function_of_its_seed(seed in any::<u64>(), n in 1_u32..=10) {
        let bank = bank();
        let blueprint = blueprint("every-kind", n, "never");
        let one = draw(&blueprint, &bank, seed);
        prop_assert_eq!(&one, &draw(&blueprint, &bank, seed));
        prop_assert_eq!(one.items.len(), n as usize);
        let written = serde_json::to_string(&one).unwrap();
        prop_assert_eq!(one, serde_json::from_str::<Paper>(&written).unwrap());
    }

    #[test]
    fn a_sheet_tells_nothing_of_what_is_right(seed in any::<u64>()) {
        let written = serde_json::to_string(&paper(seed, "all").sheet()).unwrap();
        for word in HIDDEN {
            let columns = written.matches("\"right\":[{\"token\"").count();
            let found = written.matches(word).count() - if word == "right" { columns } else { 0 };
            prop_assert_eq!(found, 0, "{} in {}", word, written);
        }
    }

    #[test]
    fn the_order_in_which_a_bank_is_written_changes_nothing(
        seed in any::<u64>(),
        choices in prop::collection::vec((any::<u8>(), any_response()), 1..12),
    ) {
        let bank = bank();
        let blueprint = blueprint("every-kind", 10, "never");
        let one = draw(&blueprint, &bank, seed);
        let other = draw(&blueprint, &reversed(bank), seed);
        prop_assert_eq!(&one, &other);
        let responses = any_responses(&one, &choices);
        prop_assert_eq!(mark(&one, &responses), mark(&other, &responses));
    }

    #[test]
    fn marks_lie_between_nothing_and_what_is_possible(
        seed in any::<u64>(),
        choices in prop::collection::vec((any::<u8>(), any_response()), 1..12),
    ) {
        let paper = paper(seed, "all");
        let responses = any_responses(&paper, &choices);
        let marked = mark(&paper, &responses);
        prop_assert!(marked.points <= marked.possible);
        prop_assert_eq!(marked.points, marked.items.iter().map(|item| item.points).sum::<u32>());
        for question in marked.items.iter().flat_map(|item| &item.questions) {
            prop_assert!(question.points <= question.possible);
            prop_assert!(question.fault.is_none() || question.points == 0);
        }
        let _ = review(&paper, &responses, &marked);
    }

    #[test]
    fn no_bytes_as_answers_make_marking_panic(
        bytes in prop::collection::vec(any::<u8>(), 0..200),
        place in 0_usize..400,
    ) {
        let paper = paper(1, "all");
        let mut written = serde_json::to_vec(&all_right(&paper)).unwrap();
        let place = place % written.len();
        let end = (place + bytes.len()).min(written.len());
        written.splice(place..end, bytes);
        if let Ok(responses) = serde_json::from_slice::<Responses>(&written) {
            let marked = mark(&paper, &responses);
            prop_assert!(marked.points <= marked.possible);
        }
    }

    #[test]
    fn no_text_as_a_number_makes_marking_panic(text in "\\PC{0,40}") {
        let _ = training::exams::numbers::parse_number(&text);
    }

    #[test]
    fn a_bank_with_a_line_changed_has_problems_or_can_be_drawn(line in 0_usize..170, with in "\\PC{0,40}") {
        let changed: Vec<&str> = EVERY_KIND
            .lines()
            .enumerate()
            .map(|(number, text)| if number == line { with.as_str() } else { text })
            .collect();
        if let Ok(bank) = read_bank(&changed.join("\n")) {
            let blueprint = blueprint(&bank.bank, 1, "all");
            let banks = std::slice::from_ref(&bank);
            if bank.problems().is_empty() && blueprint.problems(banks).is_empty() {
                prop_assert!(Paper::draw(&blueprint, banks, 1).is_ok());
            }
        }
    }
}

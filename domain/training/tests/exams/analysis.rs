//! What many marked papers tell of the items.

use training::exams::{Marked, Paper, Responses, Sitting, Warning, analyse, mark};

use crate::answers::{all_right, answers, bank, blueprint, paper};

fn analysed(sat: &[(Paper, Marked)]) -> training::exams::Analysis {
    let sittings: Vec<Sitting> = sat
        .iter()
        .map(|(paper, marked)| Sitting { paper, marked })
        .collect();
    analyse(&sittings)
}

/// The better half answers everything, of the others each answers only the single choice, wrongly.
fn forty() -> Vec<(Paper, Marked)> {
    (0..40)
        .map(|seed| {
            let paper = paper(seed, "never");
            let item = paper.items.iter().find(|item| item.item == "x-single").unwrap();
            let responses: Responses = if seed % 2 == 0 {
                all_right(&paper)
            } else {
                answers(item, "choose a")
            };
            let marked = mark(&paper, &responses);
            (paper, marked)
        })
        .collect()
}

#[test]
fn an_item_that_only_the_better_half_gets_right_tells_them_apart() {
    let analysis = analysed(&forty());
    assert_eq!((analysis.sittings, analysis.passed), (40, 20));
    assert_eq!(analysis.warnings, []);
    let item = analysis
        .items
        .iter()
        .find(|item| item.item == "x-single")
        .unwrap();
    assert_eq!((item.sittings, item.difficulty), (40, Some(0.5)));
    assert!(item.discrimination.unwrap() > 0.999);
    let counts: Vec<(&str, bool, u32)> = item
        .options
        .iter()
        .map(|count| (count.option.as_str(), count.right, count.count))
        .collect();
    assert_eq!(counts, [("a", false, 20), ("b", true, 20), ("c", false, 0)]);
    assert_eq!(item.warnings, []);
}

#[test]
fn papers_with_partial_points_have_alpha_and_an_error() {
    let reliability = analysed(&forty()).reliability;
    assert_eq!((reliability.common_items, reliability.kr20), (10, None));
    assert!(reliability.alpha.unwrap() > 0.8);
    assert!(reliability.standard_error.unwrap() > 0.0);
}

#[test]
fn an_item_that_the_better_half_gets_wrong_is_told() {
    let sat: Vec<(Paper, Marked)> = (0..40)
        .map(|seed| {
            let paper = paper(seed, "never");
            let item = paper.items.iter().find(|item| item.item == "x-single").unwrap();
            let mut responses = all_right(&paper);
            if seed % 2 == 0 {
                responses.extend(answers(item, "choose a"));
            } else {
                responses.retain(|token, _| *token == item.questions[0].token);
            }
            let marked = mark(&paper, &responses);
            (paper, marked)
        })
        .collect();
    let analysis = analysed(&sat);
    let item = analysis
        .items
        .iter()
        .find(|item| item.item == "x-single")
        .unwrap();
    assert!(item.discrimination.unwrap() < -0.999);
    assert_eq!(item.warnings, [Warning::NegativeDiscrimination]);
}

#[test]
fn few_sittings_without_variance_on_different_papers_are_told() {
    let bank = bank();
    let blueprint = blueprint("every-kind", 2, "never");
    let sat: Vec<(Paper, Marked)> = (0..10)
        .map(|seed| {
            let paper = Paper::draw(&blueprint, std::slice::from_ref(&bank), seed).unwrap();
            let marked = mark(&paper, &all_right(&paper));
            (paper, marked)
        })
        .collect();
    let analysis = analysed(&sat);
    assert_eq!(
        analysis.warnings,
        [Warning::FewSittings, Warning::NoVariance, Warning::FewCommonItems]
    );
    assert_eq!(analysis.reliability.standard_error, None);
    let taken: u32 = analysis.items.iter().map(|item| item.sittings).sum();
    assert_eq!(taken, 20);
}

#[test]
fn nobody_tells_nothing() {
    let analysis = analyse(&[]);
    assert_eq!((analysis.sittings, analysis.mean_percent), (0, None));
    assert_eq!(analysis.items, []);
}

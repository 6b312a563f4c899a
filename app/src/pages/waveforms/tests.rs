//! Cases as a browser shows them, before and after an answer.
#![allow(clippy::unwrap_used, reason = "tests may panic")]

use std::sync::{Arc, LazyLock};

use leptos::prelude::*;
use training::drill::{Case, Pattern};

use super::question::{Arrival, Question};
use super::tally::{Tally, TallyShown};
use super::verdict::Verdict;
use crate::words::waveforms;

/// A case of each pattern.
static CASES: LazyLock<Vec<Arc<Case>>> = LazyLock::new(|| {
    let cases: Vec<Arc<Case>> = (0..150).map(|seed| Arc::new(Case::draw(seed))).collect();
    let of = |pattern: &Pattern| cases.iter().find(|case| case.pattern == *pattern).cloned();
    Pattern::ALL.iter().filter_map(of).collect()
});

fn case(pattern: Pattern) -> Arc<Case> {
    CASES.iter().find(|case| case.pattern == pattern).unwrap().clone()
}

fn rendered(name: &str, view: impl FnOnce() -> AnyView) -> String {
    let html = Owner::new().with(|| view().to_html());
    let html = html.replace("<!>", "").replace("<!---->", "");
    crate::pictures::write(name, &format!("<main id=\"main\" class=\"page\">{html}</main>"));
    html
}

fn question(pattern: Pattern) -> String {
    let name = format!("waveform-{}", pattern.as_str());
    rendered(&name, || {
        let tally = RwSignal::new(Tally::default());
        let on_next = Callback::new(|()| ());
        view! { <Question case=case(pattern) tally arrival=Arrival::First on_next/> }.into_any()
    })
}

fn verdict(case: &Arc<Case>, said: Pattern) -> String {
    let name = format!("verdict-{}-{}", case.pattern.as_str(), said.as_str());
    let case = case.clone();
    rendered(&name, || {
        let on_next = Callback::new(|()| ());
        view! { <Verdict case said on_next/> }.into_any()
    })
}

#[test]
fn a_question_shows_curves_numbers_and_four_answers_and_gives_nothing_away() {
    for &pattern in Pattern::ALL {
        let html = question(pattern);
        assert_eq!(html.matches("class=\"sheet\"").count(), 2, "{pattern:?}");
        assert_eq!(html.matches("class=\"btn btn-large\"").count(), 4, "{pattern:?}");
        for choice in &case(pattern).choices {
            assert!(html.contains(waveforms::name(*choice)), "{pattern:?} {choice:?}");
        }
        assert!(!html.contains("ink-cursor"), "{pattern:?}: something is marked");
        assert!(!html.contains(waveforms::next()), "{pattern:?}");
        assert!(!html.contains(waveforms::sign(pattern)), "{pattern:?}");
    }
}

#[test]
fn the_curves_are_told_in_words_breath_by_breath() {
    for &pattern in Pattern::ALL {
        let html = question(pattern);
        let told = html.split("waveform-breaths").nth(1).unwrap();
        let told = told.split("</ol>").next().unwrap();
        assert_eq!(
            told.matches("<li>").count(),
            case(pattern).breaths.len(),
            "{pattern:?}"
        );
    }
}

#[test]
fn a_right_answer_is_told_by_word_and_icon_with_place_and_proof() {
    for &pattern in Pattern::ALL {
        let case = case(pattern);
        let html = verdict(&case, pattern);
        assert!(
            html.contains(&waveforms::right(waveforms::name(pattern))),
            "{pattern:?}"
        );
        assert!(html.contains("class=\"icon\""), "{pattern:?}");
        assert!(
            html.contains(&waveforms::proof(pattern, &case.proof)),
            "{pattern:?}"
        );
        for (number, place) in (1_u32..).zip(&case.places) {
            assert!(
                html.contains(&waveforms::place_told(number, place)),
                "{pattern:?}"
            );
        }
        assert!(!html.contains("Why not"), "{pattern:?}");
    }
}

#[test]
fn a_wrong_answer_is_told_with_how_it_would_show() {
    for &pattern in Pattern::ALL {
        let case = case(pattern);
        for &wrong in case.choices.iter().filter(|&&choice| choice != pattern) {
            let html = verdict(&case, wrong);
            assert!(
                html.contains(&waveforms::wrong(waveforms::name(pattern))),
                "{pattern:?}"
            );
            assert!(
                html.contains(&waveforms::why_not(waveforms::name(wrong))),
                "{pattern:?}"
            );
            assert!(html.contains(waveforms::sign(wrong)), "{pattern:?} {wrong:?}");
        }
    }
}

#[test]
fn the_count_of_a_visit_shows_once_something_was_asked() {
    let shown = |tally: Tally| {
        rendered("waveform-tally", || {
            let tally = RwSignal::new(tally);
            view! { <TallyShown tally/> }.into_any()
        })
    };
    assert!(!shown(Tally::default()).contains(waveforms::this_visit()));
    let mut tally = Tally::default();
    tally.note(1, Pattern::Leak, Pattern::InStep);
    let html = shown(tally);
    assert!(html.contains(&waveforms::count(0, 1)));
    let taken = waveforms::taken_for(
        waveforms::name(Pattern::Leak),
        waveforms::name(Pattern::InStep),
        1,
    );
    assert!(html.contains(&taken));
}

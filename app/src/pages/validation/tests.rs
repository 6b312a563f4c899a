//! The pages as the server renders them, from the models that are compiled in.
#![allow(clippy::unwrap_used, reason = "tests may panic")]

use leptos::prelude::*;
use simulators::validation::{Standing, Subject};
use time::macros::date;

use crate::api::validation::{ModelVersion, Overview, Report, SubjectRow, Tally};
use crate::words::validation::{self, sheets};

/// The report that the server would send, but for the history, which it reads from the records.
fn report(subject: Subject) -> Report {
    let kinds = records::validation::run_vectors().unwrap();
    Report {
        subject,
        model_version: simulators::MODEL_VERSION,
        sheet: sheets::sheet(subject),
        kinds: kinds
            .into_iter()
            .filter(|kind| kind.subject == Some(subject))
            .map(Into::into)
            .collect(),
        figures: subject
            .figures()
            .map(simulators::validation::FigureId::figure)
            .collect(),
        history: history(),
    }
}

fn history() -> Vec<ModelVersion> {
    let version = |version, note: &str, touches: &[(&str, Option<&str>)]| ModelVersion {
        version,
        date: date!(2026 - 11 - 22),
        note: note.to_owned(),
        vectors: Tally { passed: 185, of: 186 },
        touches: touches
            .iter()
            .map(|(slug, title)| ((*slug).to_owned(), title.map(str::to_owned)))
            .collect(),
    };
    vec![
        version(
            2,
            "Air is drawn in slower.",
            &[("first-tram", Some("The first tram")), ("old-one", None)],
        ),
        version(1, "The first version.", &[]),
    ]
}

fn rendered(view: impl FnOnce() -> AnyView) -> String {
    let owner = Owner::new();
    let html = owner.with(|| view().to_html());
    let html = html.replace("<!>", "").replace("<!---->", "");
    keep(&html);
    html
}

/// Writes the page under the name of its first heading.
fn keep(html: &str) {
    let name = html
        .split("<h1 tabindex=\"-1\">")
        .nth(1)
        .and_then(|rest| rest.split('<').next())
        .unwrap_or("page")
        .to_lowercase()
        .replace(' ', "-");
    crate::pictures::write(&name, html);
}

fn page(subject: Subject) -> String {
    let report = report(subject);
    rendered(|| view! { <super::report::Content report=report/> }.into_any())
}

/// The levels of the headings, in their order.
fn headings(html: &str) -> Vec<u8> {
    html.match_indices("<h")
        .filter_map(|(place, _)| html.as_bytes().get(place + 2).copied())
        .filter(u8::is_ascii_digit)
        .map(|digit| digit - b'0')
        .collect()
}

#[test]
fn every_page_has_one_first_heading_and_leaves_out_no_level() {
    for &subject in Subject::ALL {
        let levels = headings(&page(subject));
        assert_eq!(levels[0], 1, "{subject:?}");
        assert_eq!(
            levels.iter().filter(|level| **level == 1).count(),
            1,
            "{subject:?}"
        );
        assert!(
            levels.windows(2).all(|pair| pair[1] <= pair[0] + 1),
            "{subject:?} {levels:?}"
        );
    }
}

#[test]
fn every_figure_has_a_name_words_and_its_points_as_a_table() {
    for &subject in Subject::ALL {
        let html = page(subject);
        let fields = html.matches("role=\"img\"").count();
        assert_eq!(html.matches("<title id=").count(), fields, "{subject:?}");
        assert_eq!(html.matches("<desc id=").count(), fields, "{subject:?}");
        for id in subject.figures() {
            assert!(html.contains(validation::figure(id)), "{id:?}");
            assert!(
                html.contains(&validation::data_caption(validation::figure(id))),
                "{id:?}"
            );
            let figure = id.figure();
            for reference in &figure.references {
                let source = reference.source.replace('&', "&amp;");
                assert!(html.contains(&source), "{id:?} {source}");
            }
            let is_published =
                |reference: &&simulators::validation::Reference| reference.standing == Standing::Published;
            if figure.references.iter().any(|reference| is_published(&reference)) {
                assert!(html.contains("class=\"plot-published\""), "{id:?}");
            }
        }
    }
}

#[test]
fn ids_are_given_once() {
    for &subject in Subject::ALL {
        let html = page(subject);
        let mut ids: Vec<&str> = html
            .match_indices(" id=\"")
            .filter_map(|(place, _)| html.get(place + 5..)?.split('"').next())
            .collect();
        let n_ids = ids.len();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), n_ids, "{subject:?}");
    }
}

#[test]
fn every_table_has_a_caption_and_no_empty_header() {
    for &subject in Subject::ALL {
        let html = page(subject);
        assert!(!html.contains("<th scope=\"row\"></th>"), "{subject:?}");
        assert_eq!(
            html.matches("<table").count(),
            html.matches("<caption").count(),
            "{subject:?}"
        );
    }
}

#[test]
fn a_limit_beyond_the_figure_is_told() {
    let html = page(Subject::LargeVolumePump);
    assert!(html.contains("1,034 mmHg"));
    assert!(html.contains(validation::beyond_figure()));
    assert!(html.contains(validation::drawn_across()));
}

#[test]
fn vectors_stand_with_their_results_and_tolerances() {
    let html = page(Subject::SyringePump);
    assert!(html.contains("Change of the pump’s height"));
    assert!(html.contains("3 / 3"));
    assert!(html.contains("0.000001 or 0.0001 %"));
    assert!(html.contains("1 or 3 %"));
    assert!(html.contains(validation::not_run()));
}

#[test]
fn a_case_that_fails_is_named_and_never_counted_as_passed() {
    let mut report = report(Subject::SyringePump);
    report.kinds[0].tally.passed -= 1;
    report.kinds[0].failed = vec!["syringe-wrong-p02".to_owned()];
    let html = rendered(|| view! { <super::report::Content report=report/> }.into_any());
    assert!(html.contains("2 / 3"));
    assert!(html.contains("syringe-wrong-p02"));
    assert!(html.contains("status-missed"));
}

#[test]
fn equations_are_mathematics_and_not_pictures() {
    for &subject in Subject::ALL {
        let html = page(subject);
        assert!(
            html.matches("<math display=\"block\"").count() >= 3,
            "{subject:?}"
        );
        assert!(!html.contains("<img"), "{subject:?}");
    }
}

#[test]
fn a_version_leads_to_the_scenarios_that_are_in_use() {
    let html = page(Subject::Patients);
    assert!(html.contains("Air is drawn in slower."));
    assert!(html.contains("185 of 186 test vectors passed."));
    assert!(html.contains("href=\"/modules/first-tram\""));
    assert!(!html.contains("href=\"/modules/old-one\""));
    assert!(html.contains(validation::touched_none()));
}

#[test]
fn the_list_leads_to_every_page() {
    let vectors = Tally { passed: 186, of: 186 };
    let overview = Overview {
        model_version: simulators::MODEL_VERSION,
        subjects: Subject::ALL
            .iter()
            .map(|&subject| SubjectRow {
                subject,
                vectors,
                n_figures: 1,
            })
            .collect(),
        vectors,
        history: history(),
    };
    let html = rendered(|| view! { <super::Content overview=overview/> }.into_any());
    for subject in Subject::ALL {
        assert!(html.contains(&format!("href=\"/validation/{}\"", subject.as_str())));
    }
    assert!(html.contains("186 / 186"));
}

//! The tests one may sit, and how one stood in them.

use leptos::prelude::*;
use leptos_meta::Title;

use super::loading::loaded;
use crate::api::exams::{TestRow, read_tests};
use crate::components::status::{StatusBadge, StatusKind};
use crate::links;
use crate::words::{common, dates, exams};

/// The tests, those for one's job first.
#[component]
pub fn TestsPage() -> impl IntoView {
    let data = Resource::new(|| (), |()| read_tests());
    view! {
        <Title text=common::tests()/>
        {loaded(data, |tests| view! { <Content tests=tests/> })}
    }
}

#[component]
fn Content(tests: Vec<TestRow>) -> impl IntoView {
    let (needed, others): (Vec<_>, Vec<_>) = tests.into_iter().partition(|test| test.needed);
    let nothing = needed.is_empty() && others.is_empty();
    view! {
        <main id="main" class="page">
            <header class="page-head">
                <h1 tabindex="-1">{common::tests()}</h1>
                <p class="lede">{exams::tests_lede()}</p>
            </header>
            {nothing.then(|| view! {
                <div class="empty"><p><b>{exams::no_tests()}</b></p><p>{exams::no_tests_text()}</p></div>
            })}
            <Group heading=exams::for_your_job() tests=needed/>
            <Group heading=exams::other_tests() tests=others/>
        </main>
    }
}

#[component]
fn Group(heading: &'static str, tests: Vec<TestRow>) -> impl IntoView {
    (!tests.is_empty()).then(|| {
        view! {
            <section class="block">
                <h2>{heading}</h2>
                <ul class="rows">
                    {tests.into_iter().map(|test| { let href = links::test(&test.slug); view! {
                        <li>
                            <a class="row" href=href>
                                <span class="row-main">
                                    <b>{test.title.clone()}</b>
                                    <span class="muted">{exams::facts(test.n_items, test.minutes)}</span>
                                </span>
                                <span class="row-side"><State test=test/></span>
                            </a>
                        </li>
                    }}).collect_view()}
                </ul>
            </section>
        }
    })
}

#[component]
fn State(test: TestRow) -> impl IntoView {
    let (kind, word) = match (test.open, test.passed_at) {
        (Some(_), _) => (StatusKind::Due, exams::is_open().to_owned()),
        (None, Some(at)) => (StatusKind::Met, exams::passed_on(dates::date(at.date()))),
        (None, None) => (StatusKind::Never, exams::not_passed_yet().to_owned()),
    };
    view! { <StatusBadge kind=kind word=word/> }
}

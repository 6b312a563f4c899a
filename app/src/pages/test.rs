//! One test: what it asks for, and the way in.

use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::{use_navigate, use_params_map};
use uuid::Uuid;

use super::loading::loaded;
use crate::api::exams::{SittingRow, SittingStatus, Test, read_test, start_sitting};
use crate::components::notice::{Notice, NoticeKind};
use crate::components::status::{StatusBadge, StatusKind};
use crate::links;
use crate::words::{common, dates, errors, exams};

/// A test's page.
#[component]
pub fn TestPage() -> impl IntoView {
    let params = use_params_map();
    let slug = move || params.with(|params| params.get("slug")).unwrap_or_default();
    let data = Resource::new(slug, read_test);
    loaded(data, |test| view! { <Content test=test/> })
}

#[component]
fn Content(test: Test) -> impl IntoView {
    let slug = test.row.slug.clone();
    view! {
        <Title text=test.row.title.clone()/>
        <main id="main" class="page">
            <header class="page-head">
                <nav class="crumbs" aria-label=common::where_you_are()><a href="/tests">{common::tests()}</a></nav>
                <h1 tabindex="-1">{test.row.title.clone()}</h1>
                <p class="lede">{test.row.description.clone()}</p>
                <Way test=test.clone()/>
            </header>
            <dl class="facts facts-row">
                <div><dt>{exams::passes_at()}</dt><dd>{exams::cut(test.cut)}</dd></div>
                <div><dt>{exams::evidence_for()}</dt><dd>{test.row.competencies.join(", ")}</dd></div>
                <div><dt>{exams::version()}</dt><dd>{test.version}</dd></div>
            </dl>
            <section class="block">
                <h2>{exams::topics()}</h2>
                <ul class="bullets">
                    {test.topics.into_iter().map(|topic| view! { <li>{topic}</li> }).collect_view()}
                </ul>
            </section>
            <section class="block">
                <h2>{exams::your_sittings()}</h2>
                <Sittings rows=test.sittings/>
            </section>
            {test.may_analyse.then(|| view! {
                <p><a class="btn" href=links::test_statistics(&slug)>{exams::statistics()}</a></p>
            })}
        </main>
    }
}

/// The one next step: start, go on, or why not.
#[component]
fn Way(test: Test) -> impl IntoView {
    let slug = test.row.slug.clone();
    let navigate = use_navigate();
    let start = Action::new(move |slug: &String| {
        let (slug, navigate) = (slug.clone(), navigate.clone());
        async move {
            let sitting = start_sitting(Uuid::now_v7(), slug).await?;
            navigate(&links::sitting(sitting), Default::default());
            Ok::<(), crate::error::AppError>(())
        }
    });
    if !test.may_sit {
        return view! { <p class="muted">{exams::only_learners()}</p> }.into_any();
    }
    if let Some(sitting) = test.row.open {
        return view! {
            <div class="actions">
                <a class="btn btn-primary btn-large" href=links::sitting(sitting)>{exams::go_on()}</a>
            </div>
        }
        .into_any();
    }
    if let Some(blocked) = &test.row.blocked {
        return view! { <Notice kind=NoticeKind::Warn title=exams::blocked(blocked)/> }.into_any();
    }
    view! {
        {move || start.value().get().and_then(Result::err).map(|error| view! {
            <Notice kind=NoticeKind::Bad title=errors::sentence(&error)/>
        })}
        <div class="actions">
            <button class="btn btn-primary btn-large" type="button" aria-describedby="start-hint"
                disabled=move || start.pending().get()
                on:click=move |_| { start.dispatch(slug.clone()); }>{exams::start()}</button>
            <span class="muted">{exams::facts(test.row.n_items, test.row.minutes)}", "{exams::tries_left(test.row.used, test.row.allowed)}</span>
        </div>
        <p class="hint" id="start-hint">{exams::start_hint()}</p>
    }
    .into_any()
}

#[component]
fn Sittings(rows: Vec<SittingRow>) -> impl IntoView {
    if rows.is_empty() {
        return view! { <p class="muted">{exams::no_sittings()}</p> }.into_any();
    }
    view! {
        <ul class="rows">
            {rows.into_iter().map(|row| {
                let (kind, word) = match (row.status, row.passed) {
                    (SittingStatus::Open, _) => (StatusKind::Due, exams::is_open()),
                    (SittingStatus::Recorded, Some(true)) => (StatusKind::Met, exams::passed()),
                    (SittingStatus::Recorded, _) => (StatusKind::Missed, exams::failed()),
                    (SittingStatus::Abandoned, _) => (StatusKind::NotAssessed, exams::time_went_by()),
                };
                let points = row.points.zip(row.possible).map(|(points, possible)| exams::points(points, possible));
                view! {
                    <li>
                        <a class="row" href=links::sitting(row.id)>
                            <span class="row-main">
                                <b>{exams::sitting_of(dates::moment(row.started_at))}</b>
                                <span class="muted">{points}</span>
                            </span>
                            <span class="row-side"><StatusBadge kind=kind word=word/></span>
                        </a>
                    </li>
                }
            }).collect_view()}
        </ul>
    }
    .into_any()
}

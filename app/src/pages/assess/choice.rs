//! One learner: by which checklist to observe, and what was observed before.

use leptos::prelude::*;
use leptos_meta::Title;
use uuid::Uuid;

use crate::api::observations::{ChecklistHead, Choice, ObservationRow};
use crate::components::icons::{Icon, IconName};
use crate::components::status::{StatusBadge, StatusKind};
use crate::links;
use crate::observing::ConflictsSection;
use crate::words::{common, dates, learning, observing};

/// The checklists, each open or with the reason why not.
#[component]
pub(super) fn OneLearner(choice: Choice) -> impl IntoView {
    let person = choice.person;
    view! {
        <Title text=observing::observing(&choice.name)/>
        <main id="main" class="page">
            <header class="page-head">
                <nav class="crumbs" aria-label=common::where_you_are()><a href="/assess">{common::assess()}</a></nav>
                <h1 tabindex="-1">{choice.name.clone()}</h1>
                <p class="lede">{observing::choose_lede()}</p>
            </header>
            <section class="block">
                <h2>{observing::checklists()}</h2>
                {match choice.checklists.is_empty() {
                    true => view! {
                        <div class="empty"><p><b>{observing::no_checklists()}</b></p><p>{observing::no_checklists_text()}</p></div>
                    }.into_any(),
                    false => view! {
                        <ul class="rows">
                            {choice.checklists.into_iter().map(|head| view! { <Head person=person head=head/> }).collect_view()}
                        </ul>
                    }.into_any(),
                }}
            </section>
            <section class="block">
                <h2>{observing::other_ways()}</h2>
                <div class="actions">
                    <a class="btn" href=links::supervise(person)>{observing::supervised_run()}</a>
                    <a class="btn" href=links::person(person)>{observing::sign_off()}</a>
                </div>
            </section>
            <section class="block">
                <h2>{observing::earlier()}</h2>
                <Earlier rows=choice.earlier/>
            </section>
            <ConflictsSection person=person/>
        </main>
    }
}

#[component]
fn Head(person: Uuid, head: ChecklistHead) -> impl IntoView {
    let about = format!(
        "{}. {}",
        observing::steps(head.steps),
        observing::evidence_for(&head.competencies.join(", "))
    );
    let inside = view! { <b>{head.title}</b><span class="muted">{about}</span> };
    match head.refusal {
        None => view! {
            <li><a class="row" href=links::observe(person, &head.slug)>
                <span class="row-main">{inside}</span>
                <span class="row-side"><Icon name=IconName::Right/></span>
            </a></li>
        }
        .into_any(),
        Some(refusal) => view! {
            <li class="row">
                <span class="row-main">
                    {inside}
                    <span>{observing::refusal(refusal, head.about.as_deref())}</span>
                </span>
                <span class="row-side"><StatusBadge kind=StatusKind::NotAssessed word=observing::not_by_you()/></span>
            </li>
        }
        .into_any(),
    }
}

#[component]
fn Earlier(rows: Vec<ObservationRow>) -> impl IntoView {
    if rows.is_empty() {
        return view! { <p class="muted">{observing::none_earlier()}</p> }.into_any();
    }
    let row = |row: ObservationRow| {
        let assessor = match row.assessor.is_empty() {
            true => observing::an_assessor(),
            false => &row.assessor,
        };
        let detail = format!(
            "{}, {}",
            observing::observed_by(assessor),
            dates::moment(row.observed_at)
        );
        let (kind, word) = match (row.void, row.passed) {
            (true, _) => (StatusKind::NotAssessed, observing::void()),
            (false, true) => (StatusKind::Met, learning::passed()),
            (false, false) => (StatusKind::Missed, learning::not_passed()),
        };
        view! {
            <li><a class="row" href=links::observation(row.id)>
                <span class="row-main"><b>{row.title}</b><span class="muted">{detail}</span></span>
                <span class="row-side"><StatusBadge kind=kind word=word/></span>
            </a></li>
        }
    };
    view! { <ul class="rows">{rows.into_iter().map(row).collect_view()}</ul> }.into_any()
}

//! The result of a sitting.

use leptos::prelude::*;
use leptos_meta::Title;
use training::exams::review::{Review, TopicReview};

use super::super::appeals::Contest;
use super::review::Items;
use crate::api::exams::{SittingResult, SittingStatus};
use crate::components::notice::{Notice, NoticeKind};
use crate::components::status::{StatusBadge, StatusKind};
use crate::links;
use crate::words::{common, dates, exams, learning};

/// A sitting that is over: the verdict first, then what the test's rule lets one see.
#[component]
pub(super) fn Over(over: SittingResult, changed: RwSignal<u32>) -> impl IntoView {
    let (missed, items) = match over.review.clone() {
        Some(Review::Topics { missed, .. }) => (Some(missed), None),
        Some(Review::Full { missed, items, .. }) => (Some(missed), Some(items)),
        Some(Review::Nothing | Review::Verdict(_)) | None => (None, None),
    };
    let hides_verdict = over.own && matches!(over.review, Some(Review::Nothing));
    let person = (!over.own).then(|| {
        view! { <p><a href=links::person(over.person)>{exams::of_person(&over.person_name)}</a></p> }
    });
    view! {
        <Title text=exams::result()/>
        <main id="main" class="page">
            <header class="page-head">
                <nav class="crumbs" aria-label=common::where_you_are()>
                    <a href="/tests">{common::tests()}</a>
                    <a href=links::test(&over.test)>{over.title.clone()}</a>
                </nav>
                <h1 tabindex="-1">{over.title.clone()}</h1>
                <p class="lede">{exams::sitting_of(dates::moment(over.started_at))}</p>
                {person}
            </header>
            {match hides_verdict {
                true => view! { <Notice kind=NoticeKind::Info title=exams::handed_in_text()/> }.into_any(),
                false => view! { <Verdict over=over.clone()/> }.into_any(),
            }}
            {missed.map(|missed| view! { <Missed topics=missed/> })}
            {items.map(|items| view! { <Items items=items/> })}
            {over.passed.is_some().then(|| view! { <Contest source=over.id changed=changed/> })}
            {over.record_hash.clone().map(|hash| view! {
                <p class="receipt">{exams::receipt()}" "<code class="hash">{hash}</code></p>
            })}
            <p><a class="btn" href=links::test(&over.test)>{exams::back_to_test()}</a></p>
        </main>
    }
}

#[component]
fn Verdict(over: SittingResult) -> impl IntoView {
    let (kind, word, text) = match (over.status, over.passed) {
        (SittingStatus::Abandoned, _) => (
            StatusKind::NotAssessed,
            exams::time_went_by(),
            exams::abandoned_text(),
        ),
        (_, Some(true)) => (StatusKind::Met, exams::passed(), exams::passed_text()),
        _ => (StatusKind::Missed, exams::failed(), exams::failed_text()),
    };
    let (kind, word, text) = match over.void {
        Some(_) => (StatusKind::NotAssessed, learning::void_was(word), exams::voided()),
        None => (kind, word.to_owned(), text),
    };
    let points = over.points.zip(over.possible);
    view! {
        <section class="block verdict">
            <h2 class="vh">{exams::result()}</h2>
            <p class="verdict-word"><StatusBadge kind=kind word=word/></p>
            <p>{text}</p>
            {points.map(|(points, possible)| view! {
                <dl class="facts facts-row">
                    <div><dt>{exams::result()}</dt><dd>{exams::points_of(points, possible)}</dd></div>
                    <div><dt>{exams::passes_at()}</dt><dd>{exams::cut(over.cut)}</dd></div>
                </dl>
            })}
        </section>
    }
}

#[component]
fn Missed(topics: Vec<TopicReview>) -> impl IntoView {
    view! {
        <section class="block">
            <h2>{exams::missed_topics()}</h2>
            {topics.is_empty().then(|| view! { <p class="muted">{exams::nothing_missed()}</p> })}
            <ul class="rows">
                {topics.into_iter().map(|topic| view! {
                    <li class="row">
                        <span class="row-main"><b>{topic.title}</b></span>
                        <span class="row-side">{exams::points(topic.points, topic.possible)}</span>
                    </li>
                }).collect_view()}
            </ul>
        </section>
    }
}

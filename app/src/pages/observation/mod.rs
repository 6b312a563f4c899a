//! One observation: what was seen, step by step, and the signature under it.

mod signature;

use competency::{ChecklistItem, Mark, Seen};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_params_map;
use uuid::Uuid;

use super::appeals::Contest;
use super::loading::loaded;
use crate::api::observations::{Observation, read_observation};
use crate::components::icons::{Icon, IconName};
use crate::components::notice::{Notice, NoticeKind};
use crate::components::status::{StatusBadge, StatusKind};
use crate::error::AppError;
use crate::links;
use crate::words::{common, dates, learning, observing, supervising};

/// One observation.
#[component]
pub fn ObservationPage() -> impl IntoView {
    let params = use_params_map();
    let id = move || {
        params
            .with(|params| params.get("id"))
            .and_then(|id| Uuid::parse_str(&id).ok())
    };
    let changed = RwSignal::new(0_u32);
    let data = Resource::new(
        move || (id(), changed.get()),
        |(id, _)| async move {
            match id {
                Some(id) => read_observation(id).await,
                None => Err(AppError::NotFound),
            }
        },
    );
    loaded(
        data,
        move |observation| view! { <Content observation=observation changed=changed/> },
    )
}

#[component]
fn Content(observation: Observation, changed: RwSignal<u32>) -> impl IntoView {
    let title = observing::observed_practice(&observation.checklist.title);
    let line = observing::observed_line(
        common::person(&observation.name),
        common::person(&observation.assessor),
        &dates::moment(observation.observed_at),
    );
    let back = match observation.own {
        true => view! { <a href="/">{common::home()}</a> }.into_any(),
        false => view! { <a href=links::person(observation.person)>{observing::see_person()}</a> }.into_any(),
    };
    let checklist = observation.checklist.clone();
    let marks = observation.marks.clone();
    let step = move |(item, number): (ChecklistItem, u32)| {
        let mark = marks.iter().find(|mark| mark.item == item.id).cloned();
        view! { <Step number=number item=item mark=mark/> }
    };
    let note = observation.note.clone();
    view! {
        <Title text=title.clone()/>
        <main id="main" class="page">
            <header class="page-head">
                <nav class="crumbs" aria-label=common::where_you_are()>
                    {back}
                    <a href=links::checklist(&checklist.checklist)>{observing::see_checklist()}</a>
                </nav>
                <h1 tabindex="-1">{title}</h1>
                <p class="lede">{line}</p>
                <p class="muted">{observing::version(observation.version)}</p>
            </header>
            {observation.void.clone().map(|void| view! {
                <Notice kind=NoticeKind::Warn title=supervising::voided_on(&dates::moment(void.at))/>
            })}
            <Result observation=observation.clone()/>
            <section class="block">
                <h2>{observing::what_was_seen()}</h2>
                <ol class="rows">{checklist.items.into_iter().zip(1..).map(step).collect_view()}</ol>
            </section>
            {(!note.is_empty()).then(|| view! {
                <section class="block prose"><h2>{observing::note()}</h2><p class="observe-lines">{note}</p></section>
            })}
            {observation.signature.map(|signed| view! { <signature::SignatureBlock signed=signed/> })}
            <Contest source=observation.id changed=changed/>
        </main>
    }
}

#[component]
fn Result(observation: Observation) -> impl IntoView {
    let verdict = match observation.passed {
        true => learning::passed(),
        false => learning::not_passed(),
    };
    let (class, icon, word) = match (&observation.void, observation.passed) {
        (Some(_), _) => (
            "verdict verdict-void",
            IconName::Octagon,
            learning::void_was(verdict),
        ),
        (None, true) => ("verdict verdict-passed", IconName::Check, verdict.to_owned()),
        (None, false) => ("verdict verdict-failed", IconName::Cross, verdict.to_owned()),
    };
    let critical = match observation.missed_critical.len() {
        0 => None,
        1 => Some(observing::missed_one_critical().to_owned()),
        count => Some(observing::missed_critical(count)),
    };
    let entry = observation.ledger_position.map(observing::entry);
    view! {
        <section class=class>
            <p class="verdict-word"><Icon name=icon/>{word}</p>
            <div>
                <p>{observing::share(observation.done, observation.applied)}</p>
                {critical.map(|words| view! { <p>{words}</p> })}
                <p class="muted">{observing::pass_rule(observation.checklist.pass_percent)}</p>
            </div>
            <p class="receipt">
                {observing::record_hash()}" "<code class="hash">{observation.record_hash}</code>
                {entry.map(|entry| format!(" {entry}"))}
            </p>
        </section>
    }
}

#[component]
fn Step(number: u32, item: ChecklistItem, mark: Option<Mark>) -> impl IntoView {
    let (kind, word) = match mark.as_ref().map(|mark| mark.seen) {
        Some(Seen::Done) => (StatusKind::Met, observing::done()),
        Some(Seen::Missed) => (StatusKind::Missed, observing::missed()),
        Some(Seen::NotApplicable) | None => (StatusKind::NotAssessed, observing::not_applicable()),
    };
    let remark = mark.map(|mark| mark.remark).filter(|remark| !remark.is_empty());
    view! {
        <li class="row">
            <span class="row-main">
                {item.critical.then(|| view! {
                    <span class="observe-flag"><Icon name=IconName::Octagon/>{observing::critical_step()}</span>
                })}
                <span>{format!("{number}. {}", item.text)}</span>
                {remark.map(|remark| view! {
                    <span class="observe-lines muted">{format!("{}: {remark}", observing::remark())}</span>
                })}
            </span>
            <span class="row-side"><StatusBadge kind=kind word=word/></span>
        </li>
    }
}

//! One appeal with its answer.

use leptos::prelude::*;

use crate::api::appeals::{Appeal, Outcome, Source, SourceKind};
use crate::components::signed::SignedLine;
use crate::components::status::{StatusBadge, StatusKind};
use crate::links;
use crate::words::{dates, supervising};

/// An appeal, from the verdict to the answer.
#[component]
pub(super) fn AppealEntry(appeal: Appeal) -> impl IntoView {
    let href = address(&appeal.source);
    let title = format!("{}, {}", appeal.source.person, appeal.source.title);
    view! {
        <header class="case-head">
            <h3>{title.clone()}</h3>
            <a href=href>{supervising::see_verdict()}<span class="vh">": "{title}</span></a>
        </header>
        <AppealBody appeal=appeal/>
    }
}

/// What was said and what was answered.
#[component]
pub(super) fn AppealBody(appeal: Appeal) -> impl IntoView {
    let (kind, word) = match appeal.answer.as_ref().map(|answer| answer.outcome) {
        Some(Outcome::Upheld) => (StatusKind::Met, supervising::upheld()),
        Some(Outcome::Rejected) => (StatusKind::Missed, supervising::rejected()),
        None => (StatusKind::Pending, supervising::waits()),
    };
    view! {
        <p class="cluster">
            <StatusBadge kind=kind word=word/>
            <span class="muted">{supervising::appealed_on(&dates::moment(appeal.made_at))}</span>
        </p>
        <blockquote class="said">{appeal.statement}</blockquote>
        {appeal.answer.map(|answer| view! {
            <p class="said-answer">{answer.words}</p>
            {answer.signed.map(|signed| view! { <SignedLine signed=signed/> })}
        })}
    }
}

fn address(source: &Source) -> String {
    match source.kind {
        SourceKind::Attempt => links::debrief(source.id),
        SourceKind::Sitting => links::sitting(source.id),
        SourceKind::Observation => links::observation(source.id),
    }
}

//! Lists of runs.

use leptos::prelude::*;

use super::status::{StatusBadge, StatusKind};
use crate::api::attempts::{AttemptRow, Kind, Status};
use crate::links;
use crate::words::{dates, learning, supervising};

/// Runs as rows that lead to their debrief.
#[component]
pub fn RunRows(
    /// The runs, newest first.
    rows: Vec<AttemptRow>,
) -> impl IntoView {
    if rows.is_empty() {
        return view! { <p class="muted">{learning::no_runs()}</p> }.into_any();
    }
    view! {
        <ul class="rows">
            {rows.into_iter().map(|row| view! { <li><RunRow row=row/></li> }).collect_view()}
        </ul>
    }
    .into_any()
}

#[component]
fn RunRow(row: AttemptRow) -> impl IntoView {
    let kind = match row.kind {
        Kind::Practice => learning::practice(),
        Kind::Graded => learning::graded_run(),
    };
    let detail = format!(
        "{kind}, {}",
        dates::moment(row.recorded_at.unwrap_or(row.started_at))
    );
    let inside = view! {
        <span class="row-main"><b>{row.title.clone()}</b><span class="muted">{detail}</span></span>
        <span class="row-side"><RunBadge row=row.clone()/></span>
    };
    match row.status {
        Status::Recorded => view! { <a class="row" href=links::debrief(row.id)>{inside}</a> }.into_any(),
        _ => view! { <div class="row">{inside}</div> }.into_any(),
    }
}

/// How a run ended, in shape and word.
#[component]
pub fn RunBadge(
    /// The run.
    row: AttemptRow,
) -> impl IntoView {
    if row.voided_at.is_some() {
        return view! { <StatusBadge kind=StatusKind::NotAssessed word=supervising::void_word("voided")/> };
    }
    let (kind, word) = match (row.status, row.passed) {
        (Status::Recorded, Some(true)) => (StatusKind::Met, learning::passed()),
        (Status::Recorded, _) => (StatusKind::Missed, learning::not_passed()),
        (Status::Open, _) => (StatusKind::Pending, learning::open()),
        (Status::CalledAway, _) => (StatusKind::NotAssessed, learning::called_away()),
        (Status::Abandoned, _) => (StatusKind::NotAssessed, learning::abandoned()),
    };
    view! { <StatusBadge kind=kind word=word/> }
}

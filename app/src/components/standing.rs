//! A competency's standing, in shape, word and date.

use leptos::prelude::*;

use super::status::{StatusBadge, StatusCell, StatusKind};
use crate::api::standing::{Standing, State};
use crate::words::{dates, standing};

/// The shape that stands for a state.
#[must_use]
pub fn status_kind(state: State) -> StatusKind {
    match state {
        State::Current => StatusKind::Current,
        State::Due => StatusKind::Due,
        State::Lapsed => StatusKind::Lapsed,
        State::Never => StatusKind::Never,
    }
}

/// The standing in a line.
#[component]
pub fn StandingBadge(
    /// The standing.
    standing: Standing,
) -> impl IntoView {
    view! { <StatusBadge kind=status_kind(standing.state) word=standing::sentence(&standing)/> }
}

/// The standing in a cell of the matrix.
#[component]
pub fn StandingCell(
    /// The standing.
    standing: Standing,
    /// Where the cell leads.
    href: String,
) -> impl IntoView {
    let short = standing
        .until
        .map(|until| dates::short_month(until.date()))
        .unwrap_or_default();
    let phrase = standing::sentence(&standing);
    let href = standing.evidence.is_some().then_some(href);
    view! { <StatusCell kind=status_kind(standing.state) phrase=phrase short=short href=href/> }
}

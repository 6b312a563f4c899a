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

/// The standing in a line, and beside it that it may not be used unsupervised.
#[component]
pub fn StandingBadge(
    /// The standing.
    standing: Standing,
) -> impl IntoView {
    let restricted = standing.restriction.is_some();
    view! {
        {restricted.then(|| view! { <StatusBadge kind=StatusKind::Restricted word=standing::restricted()/> })}
        <StatusBadge kind=status_kind(standing.state) word=standing::sentence(&standing)/>
    }
}

/// The standing in a cell of the matrix.
#[component]
pub fn StandingCell(
    /// The standing.
    standing: Standing,
    /// Where the cell leads.
    href: String,
) -> impl IntoView {
    let href = standing.evidence.is_some().then_some(href);
    if standing.restriction.is_some() {
        let phrase = format!("{}. {}", standing::restricted(), standing::sentence(&standing));
        return view! {
            <StatusCell kind=StatusKind::Restricted phrase=phrase short=standing::restricted() href=href/>
        };
    }
    let short = standing
        .until
        .map(|until| dates::short_month((until - time::Duration::SECOND).date()))
        .unwrap_or_default();
    let phrase = standing::sentence(&standing);
    view! { <StatusCell kind=status_kind(standing.state) phrase=phrase short=short href=href/> }
}

//! Things that are due, as badges and rows.

use leptos::prelude::*;

use super::status::{StatusBadge, StatusKind};
use crate::api::learning::{DueItem, Refresher, What};
use crate::links;
use crate::words::due;

/// What is asked and by when, in shape and words.
#[component]
pub fn DueBadge(
    /// The thing.
    item: DueItem,
) -> impl IntoView {
    let kind = match (item.what, item.over) {
        (What::Restricted | What::Lapsed, _) | (What::Assigned | What::Difference, true) => {
            StatusKind::Lapsed
        }
        (What::Show, _) => StatusKind::Never,
        (What::Renew | What::Assigned | What::Difference, _) => StatusKind::Due,
    };
    view! { <StatusBadge kind=kind word=due::sentence(&item)/> }
}

/// Refreshers as rows that lead to practice.
#[component]
pub fn RefresherRows(
    /// The refreshers, the weakest first.
    rows: Vec<Refresher>,
) -> impl IntoView {
    view! {
        <ul class="rows">
            {rows.into_iter().map(|row| {
                let detail = due::minutes_more(due::why_now(&row), row.module.minutes);
                view! {
                    <li>
                        <a class="row" href=links::practise(&row.module.slug)>
                            <span class="row-main"><b>{row.module.title}</b><span class="muted">{detail}</span></span>
                        </a>
                    </li>
                }
            }).collect_view()}
        </ul>
    }
}

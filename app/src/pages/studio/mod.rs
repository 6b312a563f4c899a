//! The studio: drafts of scenarios, and what is published.

mod begin;

use leptos::prelude::*;
use leptos_meta::Title;

use self::begin::{Begin, FromPublished};
use super::loading::loaded;
use crate::api::drafts::{Desk, DraftRow, Moment, PublishedRow, State, read_desk};
use crate::components::status::{StatusBadge, StatusKind};
use crate::links;
use crate::words::{dates, studio};

/// Drafts and published scenarios.
#[component]
pub fn StudioPage() -> impl IntoView {
    let data = Resource::new(|| (), |()| read_desk());
    view! {
        <Title text=studio::title()/>
        {loaded(data, |desk| view! { <Content desk=desk/> })}
    }
}

#[component]
fn Content(desk: Desk) -> impl IntoView {
    let no_drafts = desk.drafts.is_empty();
    let nothing = desk.published.is_empty();
    view! {
        <main id="main" class="page">
            <header class="page-head">
                <h1 tabindex="-1">{studio::title()}</h1>
                <p class="lede">{studio::lede()}</p>
            </header>
            <section class="block">
                <h2>{studio::drafts()}</h2>
                {no_drafts.then(|| view! {
                    <div class="empty"><p><b>{studio::no_drafts()}</b></p><p>{studio::no_drafts_text()}</p></div>
                })}
                <ul class="rows">
                    {desk.drafts.into_iter().map(|row| view! { <Draft row=row/> }).collect_view()}
                </ul>
            </section>
            <Begin/>
            <section class="block">
                <h2>{studio::published()}</h2>
                {nothing.then(|| view! { <p class="muted">{studio::nothing_published()}</p> })}
                <ul class="rows">
                    {desk.published.into_iter().map(|row| view! { <Published row=row/> }).collect_view()}
                </ul>
            </section>
        </main>
    }
}

#[component]
fn Draft(row: DraftRow) -> impl IntoView {
    let title = title_of(&row);
    let began = match &row.base {
        Some((slug, version)) => studio::becomes(slug, *version),
        None => studio::new_scenario().to_owned(),
    };
    let comments = match row.n_open_comments {
        0 => None,
        1 => Some(studio::one_comment_open().to_owned()),
        count => Some(studio::comments_open(count)),
    };
    let facts = [Some(began), Some(saved(&row.changed)), comments];
    let facts: Vec<String> = facts.into_iter().flatten().collect();
    view! {
        <li>
            <a class="row" href=links::draft(row.id)>
                <span class="row-main">
                    <b>{title}</b>
                    <span class="muted">{facts.join(". ")}</span>
                </span>
                <span class="row-side"><StateBadge state=row.state/></span>
            </a>
        </li>
    }
}

#[component]
fn Published(row: PublishedRow) -> impl IntoView {
    let facts = format!(
        "{}. {}",
        studio::version(row.version),
        studio::review_by(&dates::date(row.review_due_at.date()))
    );
    view! {
        <li class="row">
            <span class="row-main">
                <a href=links::module(&row.slug)><b>{row.title.clone()}</b></a>
                <span class="muted">{facts}</span>
            </span>
            <span class="row-side"><FromPublished row=row/></span>
        </li>
    }
}

/// How far a draft has come.
#[component]
pub(super) fn StateBadge(#[prop(into)] state: Signal<State>) -> impl IntoView {
    let kind = |state| match state {
        State::Writing => StatusKind::Never,
        State::InReview => StatusKind::Due,
        State::Published => StatusKind::Current,
        State::Discarded => StatusKind::Lapsed,
    };
    move || {
        let state = state.get();
        view! { <StatusBadge kind=kind(state) word=studio::state(state).to_owned()/> }
    }
}

/// The title of a draft, or that it has none.
pub(super) fn title_of(row: &DraftRow) -> String {
    match row.title.as_str() {
        "" => studio::untitled().to_owned(),
        title => title.to_owned(),
    }
}

/// When something was saved, and by whom.
pub(super) fn saved(moment: &Moment) -> String {
    let at = dates::moment(moment.at);
    match moment.by.as_str() {
        "" => studio::saved_at(&at),
        name => studio::saved_by(&at, name),
    }
}

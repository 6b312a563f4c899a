//! The frameworks of the hospital, and the way in for a new one.

mod import;
mod preview;

pub(super) use import::Import;

use leptos::prelude::*;
use leptos_meta::Title;

use super::loading::loaded;
use crate::api::frameworks::{FrameworkRow, Frameworks, read_frameworks};
use crate::components::status::{StatusBadge, StatusKind};
use crate::links;
use crate::words::{common, dates, frameworks, validation};

/// All frameworks.
#[component]
pub fn FrameworksPage() -> impl IntoView {
    let data = Resource::new(|| (), |()| read_frameworks());
    view! {
        <Title text=common::frameworks()/>
        {loaded(data, |list| view! { <Content list=list/> })}
    }
}

#[component]
fn Content(list: Frameworks) -> impl IntoView {
    let none = list.frameworks.is_empty();
    view! {
        <main id="main" class="page">
            <header class="page-head">
                <h1 tabindex="-1">{common::frameworks()}</h1>
                <p class="lede">{frameworks::lede()}</p>
                <p><a href=links::VALIDATION>{validation::title()}</a></p>
            </header>
            {none.then(|| view! {
                <div class="empty"><p><b>{frameworks::none_yet()}</b></p><p>{frameworks::none_yet_text()}</p></div>
            })}
            <ul class="rows">
                {list.frameworks.into_iter().map(|row| view! { <Row row=row/> }).collect_view()}
            </ul>
            {list.may_publish.then(|| view! { <Import/> })}
        </main>
    }
}

#[component]
fn Row(row: FrameworkRow) -> impl IntoView {
    let moment = dates::moment(row.latest.published_at);
    let published = match &row.latest.published_by {
        Some(name) => frameworks::published_by(&moment, name),
        None => frameworks::published(&moment),
    };
    let facts = format!(
        "{}, {}. {published}",
        frameworks::version(row.latest.version),
        frameworks::competencies(row.n_competencies)
    );
    let (kind, word) = match &row.retired {
        Some((at, _)) => (
            StatusKind::Lapsed,
            frameworks::retired_since(&dates::date(at.date())),
        ),
        None => (StatusKind::Current, frameworks::in_use().to_owned()),
    };
    view! {
        <li>
            <a class="row" href=links::framework(&row.slug)>
                <span class="row-main">
                    <b>{row.title}</b>
                    <span class="muted">{facts}</span>
                    <span class="hash">{row.latest.hash}</span>
                </span>
                <span class="row-side"><StatusBadge kind=kind word=word/></span>
            </a>
        </li>
    }
}

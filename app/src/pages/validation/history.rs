//! The versions of the models: what changed, vectors passed then, scenarios touched.

use leptos::prelude::*;

use crate::api::validation::ModelVersion;
use crate::links;
use crate::words::{dates, validation};

/// Versions, newest first.
#[component]
pub(super) fn History(versions: Vec<ModelVersion>, current: u32) -> impl IntoView {
    view! {
        <section class="block">
            <h2>{validation::history()}</h2>
            <p class="muted">{validation::history_text()}</p>
            <ol class="rows">
                {versions.into_iter().map(|version| {
                    let is_current = version.version == current;
                    view! { <li class="model-version"><One version=version is_current=is_current/></li> }
                }).collect_view()}
            </ol>
        </section>
    }
}

#[component]
fn One(version: ModelVersion, is_current: bool) -> impl IntoView {
    let date = validation::version_date(&dates::date(version.date));
    let date = match is_current {
        true => format!("{date}, {}", validation::current()),
        false => date,
    };
    view! {
        <h3>{validation::version(version.version)}</h3>
        <p class="muted">{date}</p>
        <p class="prose">{version.note}</p>
        <p>{validation::vectors_then(version.vectors.passed, version.vectors.of)}</p>
        <Touched touches=version.touches/>
    }
}

/// The scenarios; those that are in use here lead to their modules.
#[component]
fn Touched(touches: Vec<(String, Option<String>)>) -> impl IntoView {
    if touches.is_empty() {
        return view! { <p>{validation::touched_none()}</p> }.into_any();
    }
    view! {
        <details>
            <summary>{validation::touched(touches.len())}</summary>
            <ul class="touched">
                {touches.into_iter().map(|(slug, title)| match title {
                    Some(title) => view! { <li><a href=links::module(&slug)>{title}</a></li> }.into_any(),
                    None => view! { <li><code>{slug}</code>" "<span class="muted">{validation::not_in_use()}</span></li> }.into_any(),
                }).collect_view()}
            </ul>
        </details>
    }
    .into_any()
}

//! How the models are checked: the devices and models, and the history of versions.

mod equations;
mod figure;
mod history;
mod report;
#[cfg(all(test, feature = "ssr"))]
mod tests;
mod vectors;

pub use report::ValidationReportPage;

use leptos::prelude::*;
use leptos_meta::Title;

use super::loading::loaded;
use crate::api::validation::{Overview, read_validation};
use crate::links;
use crate::words::{common, validation};
use history::History;

/// The list of what is validated.
#[component]
pub fn ValidationPage() -> impl IntoView {
    let data = Resource::new(|| (), |()| read_validation());
    view! {
        <Title text=validation::title()/>
        {loaded(data, |overview| view! { <Content overview=overview/> })}
    }
}

#[component]
fn Content(overview: Overview) -> impl IntoView {
    let vectors = overview.vectors;
    view! {
        <main id="main" class="page">
            <header class="page-head">
                <nav class="crumbs" aria-label=common::where_you_are()><a href="/">{common::home()}</a></nav>
                <h1 tabindex="-1">{validation::title()}</h1>
                <p class="lede">{validation::lede()}</p>
                <p class="muted prose">{validation::no_proof()}</p>
            </header>
            <dl class="facts facts-row">
                <div><dt>{validation::model_version()}</dt><dd>{overview.model_version}</dd></div>
                <div>
                    <dt>{validation::vectors_in_all()}</dt>
                    <dd>{vectors.passed}" / "{vectors.of}</dd>
                </div>
            </dl>
            <section class="block">
                <h2>{validation::subjects()}</h2>
                <ul class="rows">
                    {overview.subjects.into_iter().map(|row| view! {
                        <li>
                            <a class="row" href=links::validation(row.subject)>
                                <span class="row-main">
                                    <b>{validation::subject(row.subject)}</b>
                                    <span class="muted">{validation::subject_facts(row.vectors, row.n_figures)}</span>
                                </span>
                            </a>
                        </li>
                    }).collect_view()}
                </ul>
            </section>
            <History versions=overview.history current=overview.model_version/>
        </main>
    }
}

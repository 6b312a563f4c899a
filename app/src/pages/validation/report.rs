//! One device or model: what is computed, what is not, vectors, figures, versions.

use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_params_map;

use super::equations::Equations;
use super::figure::Figures;
use super::history::History;
use super::vectors::Vectors;
use crate::api::validation::{Report, read_validation_report};
use crate::links;
use crate::pages::loading::loaded;
use crate::words::{common, validation};

/// The page of a subject.
#[component]
pub fn ValidationReportPage() -> impl IntoView {
    let params = use_params_map();
    let subject = move || params.with(|params| params.get("subject")).unwrap_or_default();
    let data = Resource::new(subject, read_validation_report);
    loaded(data, |report| {
        view! {
            <Title text=validation::subject(report.subject)/>
            <Content report=report/>
        }
    })
}

#[component]
pub(super) fn Content(report: Report) -> impl IntoView {
    let has_figures = !report.figures.is_empty();
    view! {
        <main id="main" class="page">
            <header class="page-head">
                <nav class="crumbs" aria-label=common::where_you_are()>
                    <a href="/">{common::home()}</a>
                    <a href=links::VALIDATION>{validation::title()}</a>
                </nav>
                <h1 tabindex="-1">{validation::subject(report.subject)}</h1>
                <p class="lede">{report.sheet.about}</p>
                <p class="muted prose">{validation::no_proof()}</p>
            </header>
            <Equations statements=report.sheet.statements/>
            <section class="block">
                <h2>{validation::not_modelled()}</h2>
                <ul class="bullets prose">
                    {report.sheet.not_modelled.into_iter().map(|line| view! { <li>{line}</li> }).collect_view()}
                </ul>
            </section>
            <Vectors kinds=report.kinds/>
            {has_figures.then(|| view! { <Figures figures=report.figures/> })}
            <History versions=report.history current=report.model_version/>
        </main>
    }
}

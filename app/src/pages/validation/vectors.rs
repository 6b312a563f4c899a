//! The test vectors of a subject, by kind, as they come out with the program that answers.

use leptos::prelude::*;

use crate::api::validation::KindRow;
use crate::components::status::{StatusBadge, StatusKind};
use crate::words::validation;

#[component]
pub(super) fn Vectors(kinds: Vec<KindRow>) -> impl IntoView {
    let content = match kinds.is_empty() {
        true => view! { <p class="muted">{validation::no_vectors()}</p> }.into_any(),
        false => view! { <p class="muted">{validation::vectors_text()}</p><Table kinds=kinds/> }.into_any(),
    };
    view! {
        <section class="block">
            <h2>{validation::vectors()}</h2>
            {content}
        </section>
    }
}

#[component]
fn Table(kinds: Vec<KindRow>) -> impl IntoView {
    view! {
        <div class="table-wrap" role="region" aria-label=validation::vectors_caption() tabindex="0">
            <table class="table">
                <caption class="vh">{validation::vectors_caption()}</caption>
                <thead>
                    <tr>
                        <th scope="col">{validation::kind()}</th>
                        <th scope="col">{validation::passed()}</th>
                        <th scope="col">{validation::by_formula()}</th>
                        <th scope="col">{validation::by_run()}</th>
                    </tr>
                </thead>
                <tbody>{kinds.into_iter().map(|kind| view! { <Row kind=kind/> }).collect_view()}</tbody>
            </table>
        </div>
    }
}

#[component]
fn Row(kind: KindRow) -> impl IntoView {
    let (badge, word) = match kind.tally.passed == kind.tally.of {
        true => (
            StatusKind::Met,
            format!("{} / {}", kind.tally.passed, kind.tally.of),
        ),
        false => (
            StatusKind::Missed,
            format!("{} / {}", kind.tally.passed, kind.tally.of),
        ),
    };
    let run = match kind.stepped {
        Some((_, tolerance)) => validation::tolerance(tolerance),
        None => validation::not_run().to_owned(),
    };
    let failed = (!kind.failed.is_empty()).then(|| validation::some_fail(&kind.failed.join(", ")));
    view! {
        <tr>
            <th scope="row">
                {kind.title}
                <details class="stated">
                    <summary>{validation::stated()}<span class="vh">" "{kind.kind.clone()}</span></summary>
                    <p><code>{kind.kind}</code></p>
                    <p>{kind.stated}</p>
                </details>
            </th>
            <td data-label=validation::passed()>
                <StatusBadge kind=badge word=word/>
                {failed.map(|names| view! { <span class="failed-cases">{names}</span> })}
            </td>
            <td data-label=validation::by_formula()>{validation::tolerance(kind.tolerance)}</td>
            <td data-label=validation::by_run()>{run}</td>
        </tr>
    }
}

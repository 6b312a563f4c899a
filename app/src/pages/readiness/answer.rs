//! The answer: who can and who cannot, each with the reason in words.

use leptos::prelude::*;

use crate::api::readiness::{About, Readiness, Ready};
use crate::components::status::{StatusKind, StatusShape};
use crate::links;
use crate::words::{dates, readiness};

#[component]
pub(super) fn Answer(answer: Readiness) -> impl IntoView {
    let what = match &answer.about {
        Some(About::Device(model)) => readiness::device(model),
        Some(About::Competency(id)) => {
            let title = answer.competencies.iter().find(|(known, _)| known == id);
            title.map_or_else(|| id.clone(), |(_, title)| title.clone())
        }
        None => return view! { <p class="muted">{readiness::nothing_to_ask()}</p> }.into_any(),
    };
    let at = answer.at.map(|at| readiness::as_of_now(&dates::local_moment(at)));
    let (n_can, n_cannot) = (answer.can.len(), answer.cannot.len());
    view! {
        <section class="block">
            <h2>{readiness::answer_for(&what, &answer.unit_name)}</h2>
            <p class="muted">{at}</p>
            <ul class="tally">
                <li><b class="num">{n_can}</b>" "{readiness::can()}</li>
                <li><b class="num">{n_cannot}</b>" "{readiness::cannot()}</li>
            </ul>
            <p class="actions">
                <button class="btn" type="button" on:click=move |_| { let _ = window().print(); }>{readiness::print()}</button>
            </p>
        </section>
        {(n_can + n_cannot == 0).then(|| view! { <p class="muted">{readiness::nobody_here()}</p> })}
        <div class="ask-lists">
            <section class="block">
                <h2>{readiness::can()}</h2>
                {(n_can == 0).then(|| view! { <p class="muted">{readiness::nobody_can()}</p> })}
                <ul class="rows">
                    {answer.can.into_iter().map(|row| view! { <Person row=row kind=StatusKind::Current/> }).collect_view()}
                </ul>
            </section>
            <section class="block">
                <h2>{readiness::cannot()}</h2>
                {(n_cannot == 0).then(|| view! { <p class="muted">{readiness::nobody_cannot()}</p> })}
                <ul class="rows">
                    {answer.cannot.into_iter().map(|row| view! { <Person row=row kind=StatusKind::Lapsed/> }).collect_view()}
                </ul>
            </section>
        </div>
    }
    .into_any()
}

#[component]
fn Person(row: Ready, kind: StatusKind) -> impl IntoView {
    let class = match kind {
        StatusKind::Current => "ask-mark status-current",
        _ => "ask-mark status-lapsed",
    };
    let why = row.reasons.iter().map(|why| match kind {
        StatusKind::Current => readiness::why_can(why),
        _ => readiness::why_cannot(why),
    });
    view! {
        <li>
            <a class="row" href=links::person(row.person)>
                <span class=class><StatusShape kind=kind/></span>
                <span class="row-main">
                    <b>{row.name}</b>
                    {why.map(|why| view! { <span class="muted">{why}</span> }).collect_view()}
                </span>
            </a>
        </li>
    }
}

//! What the rule asks for, and what of it is there.

use leptos::prelude::*;

use crate::api::signing::{RequirementState, SignOffForm};
use crate::components::standing::{StandingBadge, status_kind};
use crate::components::status::StatusBadge;
use crate::words::{dates, frameworks, signing, standing};

#[component]
pub(super) fn Asked(form: SignOffForm) -> impl IntoView {
    view! {
        <section class="block">
            <h2>{signing::what_is_asked()}</h2>
            <p class="prose">{form.description}</p>
            <p class="muted">{frameworks::rule(&form.rule)}</p>
            <ul class="rows">
                {form.requirements.into_iter().map(|one| view! { <Row one=one/> }).collect_view()}
            </ul>
            {form.standing.map(|standing| view! {
                <p class="stands">{signing::stands()}": "<StandingBadge standing=standing/></p>
            })}
        </section>
    }
}

#[component]
fn Row(one: RequirementState) -> impl IntoView {
    let shown = match one.n_shown {
        0 => signing::nothing_yet().to_owned(),
        count => signing::shown_count(count),
    };
    let until = one
        .until
        .map(|until| dates::date((until - time::Duration::SECOND).date()))
        .unwrap_or_default();
    let word = format!("{} {until}", standing::state(one.state));
    view! {
        <li class="row">
            <span class="row-main">
                <b>{frameworks::requirement_line(&one.requirement)}</b>
                <span class="muted">{shown}</span>
            </span>
            <span class="row-side"><StatusBadge kind=status_kind(one.state) word=word.trim_end().to_owned()/></span>
        </li>
    }
}

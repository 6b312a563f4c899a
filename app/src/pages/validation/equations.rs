//! What is computed: equations, what their symbols mean, on whose authority they stand.

use leptos::prelude::*;

use crate::api::validation::{Authority, Statement};
use crate::maths::{Equation, Symbol};
use crate::words::validation;

#[component]
pub(super) fn Equations(statements: Vec<Statement>) -> impl IntoView {
    view! {
        <section class="block">
            <h2>{validation::equations()}</h2>
            <p class="muted">{validation::equations_text()}</p>
            <div class="model-parts">
                {statements.into_iter().map(|statement| view! { <One statement=statement/> }).collect_view()}
            </div>
        </section>
    }
}

/// A long equation scrolls in its own line; so the line can be reached by the keyboard.
#[component]
fn One(statement: Statement) -> impl IntoView {
    let has_terms = !statement.terms.is_empty();
    let name = statement.title.clone();
    view! {
        <article class="model-part">
            <h3>{statement.title}</h3>
            <div class="equations" role="group" aria-label=name tabindex="0">
                {statement.equations.into_iter().map(|maths| view! { <Equation maths=maths/> }).collect_view()}
            </div>
            {has_terms.then(|| view! {
                <dl class="terms">
                    {statement.terms.into_iter().map(|(symbol, meaning)| view! {
                        <div><dt><Symbol maths=symbol/></dt><dd>{meaning}</dd></div>
                    }).collect_view()}
                </dl>
            })}
            <ul class="authority">
                {statement.authority.into_iter().map(|(authority, why)| view! {
                    <li><b class=class(authority)>{validation::authority(authority)}</b>" "{why}</li>
                }).collect_view()}
            </ul>
        </article>
    }
}

const fn class(authority: Authority) -> &'static str {
    match authority {
        Authority::Sourced => "authority-word authority-sourced",
        Authority::Chosen => "authority-word authority-chosen",
        Authority::Illustrative => "authority-word authority-illustrative",
    }
}

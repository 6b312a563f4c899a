//! Appeals of learners, and their answers.

mod contest;
mod entry;

use leptos::prelude::*;
use leptos_meta::Title;

use super::loading::loaded;
use crate::api::appeals::{Appeal, Appeals, Outcome, SourceKind, answer_appeal, read_appeals};
use crate::components::signed::{SignForm, Signing};
use crate::error::AppError;
use crate::words::{common, supervising};

pub(super) use contest::Contest;
use entry::AppealEntry;

/// Appeals of learners, and their answers.
#[component]
pub fn AppealsPage() -> impl IntoView {
    let changed = RwSignal::new(0_u32);
    let data = Resource::new(move || changed.get(), |_| read_appeals());
    view! {
        <Title text=supervising::appeals()/>
        {loaded(data, move |appeals| view! { <Content appeals=appeals changed=changed/> })}
    }
}

#[component]
fn Content(appeals: Appeals, changed: RwSignal<u32>) -> impl IntoView {
    let own = !appeals.own.is_empty() || !appeals.may_answer;
    view! {
        <main id="main" class="page">
            <header class="page-head">
                <nav class="crumbs" aria-label=common::where_you_are()><a href="/">{common::home()}</a></nav>
                <h1 tabindex="-1">{supervising::appeals()}</h1>
                <p class="lede">{supervising::appeals_lede()}</p>
            </header>
            {appeals.may_answer.then(|| view! {
                <section class="block">
                    <h2>{supervising::appeals_waiting()}</h2>
                    {appeals.waiting.is_empty().then(|| view! { <p class="muted">{supervising::no_appeals()}</p> })}
                    {appeals.waiting.into_iter().map(|appeal| view! {
                        <article class="case">
                            <AppealEntry appeal=appeal.clone()/>
                            <AnswerForm appeal=appeal changed=changed/>
                        </article>
                    }).collect_view()}
                </section>
            })}
            {own.then(|| view! {
                <section class="block">
                    <h2>{supervising::appeals_own()}</h2>
                    {appeals.own.is_empty().then(|| view! { <p class="muted">{supervising::no_own_appeals()}</p> })}
                    {cases(appeals.own)}
                </section>
            })}
            {(!appeals.answered.is_empty()).then(|| view! {
                <section class="block">
                    <h2>{supervising::appeals_answered()}</h2>
                    {cases(appeals.answered)}
                </section>
            })}
        </main>
    }
}

fn cases(appeals: Vec<Appeal>) -> impl IntoView {
    appeals
        .into_iter()
        .map(|appeal| view! { <article class="case"><AppealEntry appeal=appeal/></article> })
        .collect_view()
}

/// Upheld or rejected, why, and the signature.
#[component]
fn AnswerForm(appeal: Appeal, changed: RwSignal<u32>) -> impl IntoView {
    let id = appeal.id;
    let outcome = RwSignal::new(Outcome::Rejected);
    let answer = Action::new(move |signing: &Signing| {
        let Signing {
            words,
            shown,
            password,
        } = signing.clone();
        let outcome = outcome.get_untracked();
        async move {
            answer_appeal(id, outcome, words, shown, password).await?;
            changed.update(|count| *count += 1);
            Ok::<(), AppError>(())
        }
    });
    let failure = move || answer.value().get().and_then(Result::err);
    let source = appeal.source;
    let uphold = match source.kind {
        SourceKind::Attempt => supervising::uphold_run(),
        SourceKind::Sitting | SourceKind::Observation => supervising::uphold_choice(),
    };
    let choice = move |value: Outcome, word: &'static str| {
        view! {
            <label class="choice">
                <input type="radio" name=format!("outcome-{id}") checked=value == Outcome::Rejected
                    on:change=move |_| outcome.set(value)/>
                <span>{word}</span>
            </label>
        }
    };
    view! {
        <details class="quiet">
            <summary>{supervising::your_answer()}<span class="vh">": "{source.person.clone()}", "{source.title.clone()}</span></summary>
            <SignForm id=format!("answer-{id}") label=supervising::your_answer() button=supervising::answer_sign()
                pending=answer.pending() failure=Signal::derive(failure)
                text=move |words| supervising::answer_text(&source, outcome.get(), words)
                on_sign=move |signing| { answer.dispatch(signing); }>
                <fieldset class="choices">
                    <legend>{supervising::answer_outcome()}</legend>
                    {choice(Outcome::Rejected, supervising::reject_choice())}
                    {choice(Outcome::Upheld, uphold)}
                </fieldset>
            </SignForm>
        </details>
    }
}

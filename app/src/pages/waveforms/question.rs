//! One case: the picture, the numbers, the picture in words, the answers, and after one is given the verdict.

use std::sync::Arc;

use leptos::html::H2;
use leptos::prelude::*;
use training::drill::{Case, Pattern, SeenBreath};

use super::numbers::Numbers;
use super::tally::Tally;
use super::verdict::Verdict;
use crate::panels::ventilator::{CurvesWindow, breath_told};
use crate::words::{ventilator, waveforms};

/// How one came to a case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Arrival {
    /// With the page: focus is where the page puts it.
    First,
    /// From the case before: focus goes on to this one.
    Next,
}

/// A case and what is said to it.
#[component]
pub(super) fn Question(
    case: Arc<Case>,
    tally: RwSignal<Tally>,
    arrival: Arrival,
    on_next: Callback<()>,
) -> impl IntoView {
    let said = RwSignal::new(None::<Pattern>);
    let heading = NodeRef::<H2>::new();
    Effect::new(move |_| {
        if let (Arrival::Next, Some(heading)) = (arrival, heading.get()) {
            let _ = heading.focus();
        }
    });
    let (seed, shown) = (case.seed, case.pattern);
    let answer = Callback::new(move |pattern: Pattern| {
        tally.update(|tally| tally.note(seed, shown, pattern));
        said.set(Some(pattern));
    });
    let marked = case.places.clone();
    let places = Signal::derive(move || match said.get() {
        Some(_) => marked.clone(),
        None => Vec::new(),
    });
    let name = waveforms::picture(ventilator::mode(case.view.mode).1);
    let choices = case.choices.clone();
    let told = case.clone();
    view! {
        <section class="block waveform" aria-labelledby="waveform-case">
            <h2 id="waveform-case" tabindex="-1" node_ref=heading>{waveforms::case(seed)}</h2>
            <p class="muted">{waveforms::address_hint()}</p>
            <CurvesWindow curves=case.view.curves.clone() places name/>
            <Numbers case=case.clone()/>
            <InWords breaths=case.breaths.clone()/>
            {move || match said.get() {
                None => view! { <Answers choices=choices.clone() answer/> }.into_any(),
                Some(said) => view! { <Verdict case=told.clone() said on_next/> }.into_any(),
            }}
        </section>
    }
}

#[component]
fn Answers(choices: Vec<Pattern>, answer: Callback<Pattern>) -> impl IntoView {
    view! {
        <div class="waveform-ask" role="group" aria-labelledby="waveform-question">
            <h3 id="waveform-question">{waveforms::question()}</h3>
            <div class="waveform-answers">
                {choices.into_iter().map(|pattern| view! {
                    <button type="button" class="btn btn-large" on:click=move |_| answer.run(pattern)>
                        {waveforms::name(pattern)}
                    </button>
                }).collect_view()}
            </div>
        </div>
    }
}

/// What is drawn, for those who do not see it. It names no cause.
#[component]
fn InWords(breaths: Vec<SeenBreath>) -> impl IntoView {
    view! {
        <details class="waveform-words">
            <summary>{waveforms::in_words()}</summary>
            <p class="muted">{waveforms::in_words_text()}</p>
            <ol class="waveform-breaths">
                {breaths.into_iter().enumerate().map(|(place, breath)| {
                    let head = waveforms::breath(
                        place + 1,
                        &waveforms::seconds(breath.from_ms),
                        &waveforms::seconds(breath.to_ms),
                        ventilator::origin(breath.origin),
                    );
                    let text = match &breath.account {
                        Some(account) => breath_told(account),
                        None => waveforms::nothing_went_in().to_owned(),
                    };
                    view! { <li><b>{head}</b>" "{text}</li> }
                }).collect_view()}
            </ol>
        </details>
    }
}

//! The coach of a practice: the next step, why, and how the help fades; and the criteria.

use leptos::html::Section;
use leptos::prelude::*;
use training::grade::LiveState;
use training::log::Action;
use training::script::Rehearsal;

use crate::components::icons::{Icon, IconName};
use crate::components::status::{StatusBadge, StatusKind};
use crate::panels::pointed::STEP_ID;
use crate::running::{Coaching, Said};
use crate::words::{debriefing, learning, skills};

/// The coach's card.
#[component]
pub(super) fn Coach(coaching: RwSignal<Coaching>, act: Callback<Action>) -> impl IntoView {
    let said = Memo::new(move |_| coaching.with(|coaching| coaching.said.clone()));
    let level = Memo::new(move |_| coaching.with(|coaching| coaching.level));
    let card = NodeRef::<Section>::new();
    // The button goes when it is pressed, so the focus moves to the card that then holds the step.
    let ask = move |_| {
        act.run(Action::AskCoach);
        if let Some(card) = card.get_untracked() {
            let _ = card.focus();
        }
    };
    view! {
        <section class="coach" node_ref=card tabindex="-1" aria-label=skills::coach()>
            <div aria-live="polite">
                {move || match said.get() {
                    Said::Nothing => view! { <p class="muted">{skills::nothing_to_do()}</p> }.into_any(),
                    Said::YourTurn => view! { <p class="coach-text">{skills::your_turn()}</p> }.into_any(),
                    Said::Told { text, why, .. } => view! {
                        <p class="coach-mark"><Icon name=IconName::Right/><b>{skills::next_step()}</b></p>
                        <p class="coach-text" id=STEP_ID>{text}</p>
                        {why.map(|why| view! {
                            <details class="coach-why">
                                <summary>{skills::why()}</summary>
                                <p>{why}</p>
                            </details>
                        })}
                    }
                    .into_any(),
                }}
            </div>
            {move || (said.get() == Said::YourTurn).then(|| view! {
                <button class="btn" type="button" on:click=ask>{skills::show_me()}</button>
            })}
            {move || level.get().map(|level| view! { <p class="small muted">{skills::fading(level)}</p> })}
        </section>
    }
}

/// The criteria as they are met or missed. They stand last: what can be done comes before what it counts for.
#[component]
pub(super) fn Criteria(coaching: RwSignal<Coaching>, rehearsal: Rehearsal) -> impl IntoView {
    let progress = Memo::new(move |_| coaching.with(|coaching| coaching.progress.clone()));
    view! {
        <ul class="live" aria-label=learning::criteria()>
            {rehearsal.criteria.into_iter().enumerate().map(|(index, criterion)| {
                let badge = move || {
                    let (kind, word) = match progress.with(|progress| progress.get(index).copied()) {
                        Some(LiveState::Met) => (StatusKind::Met, debriefing::met()),
                        Some(LiveState::Missed) => (StatusKind::Missed, debriefing::missed()),
                        _ => (StatusKind::Pending, debriefing::pending()),
                    };
                    view! { <StatusBadge kind=kind word=word/> }
                };
                view! { <li>{badge}" "{criterion.label}</li> }
            }).collect_view()}
        </ul>
    }
}

//! The code, large, with the time left and what the learner does; says when it was used.

use std::time::Duration;

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::api::supervision::{Offer, OfferState, read_code};
use crate::components::notice::{Notice, NoticeKind};
use crate::words::{dates, supervising};

/// Seconds between two questions what became of the code.
const ASK_EVERY_S: u32 = 3;

/// A code that was just made.
#[component]
pub(super) fn Code(offer: Offer) -> impl IntoView {
    let id = offer.id;
    let left_s = RwSignal::new(offer.seconds_left);
    let state = RwSignal::new(OfferState::Open {
        seconds_left: offer.seconds_left,
    });
    Effect::new(move |_| {
        let tick = move || {
            let open = matches!(state.try_get_untracked(), Some(OfferState::Open { .. }));
            let left = left_s.try_update(|left_s| {
                *left_s = left_s.saturating_sub(1);
                *left_s
            });
            if open && left.is_some_and(|left| left % ASK_EVERY_S == 0) {
                spawn_local(async move {
                    if let Ok(now) = read_code(id).await {
                        if let OfferState::Open { seconds_left } = now {
                            left_s.try_set(seconds_left);
                        }
                        state.try_set(now);
                    }
                });
            }
        };
        if let Ok(timer) = set_interval_with_handle(tick, Duration::from_secs(1)) {
            on_cleanup(move || timer.clear());
        }
    });
    let code = offer.code;
    let learner = offer.person;
    let module = offer.module;
    view! {
        <section class="block code-card">
            <h2>{supervising::the_code()}</h2>
            {move || match state.get() {
                OfferState::Used { at } => view! {
                    <Notice kind=NoticeKind::Good title=supervising::code_used(&dates::moment(at))/>
                }.into_any(),
                OfferState::Over => view! {
                    <Notice kind=NoticeKind::Warn title=supervising::code_over()>
                        <p>{supervising::code_over_text()}</p>
                    </Notice>
                }.into_any(),
                OfferState::Open { .. } => view! {
                    <p class="code-large">
                        <span aria-hidden="true">{grouped(&code)}</span>
                        <span class="vh">{spelled(&code)}</span>
                    </p>
                    <p class="code-left num" role="timer">
                        {move || supervising::time_left(&dates::clock(u64::from(left_s.get()) * 1000))}
                    </p>
                    <p class="muted">{supervising::code_shown_once()}</p>
                    <h3>{supervising::what_learner_does()}</h3>
                    <ol class="steps-list">
                        <li>{supervising::learner_signs_in(&learner)}" "<b>{module.clone()}</b></li>
                        <li>{supervising::learner_types()}</li>
                        <li>{supervising::you_stay()}</li>
                    </ol>
                }.into_any(),
            }}
        </section>
    }
}

/// Two groups of four, as people read it out.
fn grouped(code: &str) -> String {
    match code.split_at_checked(4) {
        Some((first, second)) => format!("{first} {second}"),
        None => code.to_owned(),
    }
}

/// Letter by letter, as a screen reader should say it.
fn spelled(code: &str) -> String {
    let letters: Vec<String> = code.chars().map(String::from).collect();
    letters.join(", ")
}

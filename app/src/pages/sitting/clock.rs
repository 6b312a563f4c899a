//! The time left, by the server's clock.

use std::time::Duration;

use leptos::prelude::*;

use crate::words::{dates, exams};

/// Counts down from what the server said was left, and calls when it is over. The last minutes are said aloud.
#[component]
pub(super) fn TimeLeft(left_ms: u64, on_over: Callback<()>) -> impl IntoView {
    let left = RwSignal::new(left_ms);
    let spoken = RwSignal::new(String::new());
    Effect::new(move |_: Option<()>| {
        let Some(clock) = window().performance() else {
            return;
        };
        let begun = clock.now();
        let tick = move || {
            let Some(clock) = window().performance() else {
                return;
            };
            let gone = clock.now() - begun;
            let now = left_ms.saturating_sub(gone.max(0.0) as u64);
            let before = left.get_untracked();
            left.set(now);
            for minutes in [5_u64, 1] {
                if now <= minutes * 60_000 && minutes * 60_000 < before {
                    spoken.set(exams::minutes_left(dates::clock(now)));
                }
            }
            if now == 0 && before > 0 {
                on_over.run(());
            }
        };
        if let Ok(timer) = set_interval_with_handle(tick, Duration::from_millis(500)) {
            on_cleanup(move || timer.clear());
        }
    });
    view! {
        <p class="time-left" class:time-short=move || left.get() <= 300_000>
            <span>{exams::time_left()}</span>
            <b class="num">{move || dates::clock(left.get())}</b>
            <span class="vh" role="status">{spoken}</span>
        </p>
    }
}

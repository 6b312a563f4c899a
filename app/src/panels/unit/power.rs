//! Battery and mains of the unit, as a small picture and in words.

use leptos::prelude::*;
use simulators::unit::view::PowerView;

use crate::words;

/// The line at the foot of the unit.
#[component]
pub(super) fn PowerLine(power: Signal<PowerView>) -> impl IntoView {
    let source = Memo::new(move |_| power.with(words::unit::source));
    let left = Memo::new(move |_| power.with(words::unit::battery_time));
    let fill = Memo::new(move |_| {
        power.with(|power| format!("{:.1}", 0.3 * f64::from(power.battery_percent.min(100))))
    });
    let plug = move || {
        if power.with(|power| power.mains) {
            "M2 8h7M9 3h5q5 0 5 5t-5 5H9z"
        } else {
            "M2 8h3M9 3h5q5 0 5 5t-5 5H9zM4 2l3 12"
        }
    };
    view! {
        <p class="unit-power">
            <svg class="unit-plug" viewBox="0 0 22 16" aria-hidden="true"><path d=plug></path></svg>
            <span>{source}</span>
            <svg class="unit-battery" viewBox="0 0 40 16" aria-hidden="true">
                <rect class="unit-battery-case" x="1" y="1" width="34" height="14" rx="2"></rect>
                <rect class="unit-battery-fill" x="3" y="3" width=fill height="10"></rect>
                <path class="unit-battery-fill" d="M36 5h3v6h-3z"></path>
            </svg>
            <span class="num">{left}</span>
        </p>
    }
}

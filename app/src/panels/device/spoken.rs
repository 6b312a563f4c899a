//! What a screen reader is told: what the display asks, politely; alarms, at once.

use leptos::prelude::*;
use simulators::alarms::Priority;

use crate::words;

/// Two live regions, fed only by what changed for a reason: never by running numbers.
pub fn spoken(screen: Memo<String>, alarms: Memo<String>) -> impl IntoView {
    view! {
        <p class="vh" aria-live="polite" aria-atomic="true">{screen}</p>
        <p class="vh" role="alert">{alarms}</p>
    }
}

/// An alarm as it is said: marker, priority, name.
#[must_use]
pub fn alarm(priority: Priority, name: &str) -> String {
    format!(
        "{} {}: {name}.",
        words::pump::marker(priority),
        words::pump::priority(priority)
    )
}

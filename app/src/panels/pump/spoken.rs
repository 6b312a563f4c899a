//! What a screen reader is told: what the display asks, politely; alarms, at once.

use leptos::prelude::*;
use simulators::pump::view::{PumpView, RowState};

use crate::words;

/// Two live regions, fed only by what changed for a reason: never by running numbers.
pub(super) fn spoken(view: Signal<PumpView>) -> impl IntoView {
    let screen = Memo::new(move |_| view.with(screen_sentence));
    let alarms = Memo::new(move |_| view.with(alarm_sentence));
    view! {
        <p class="vh" aria-live="polite" aria-atomic="true">{screen}</p>
        <p class="vh" role="alert">{alarms}</p>
    }
}

fn screen_sentence(view: &PumpView) -> String {
    if !view.on {
        return words::pump::off().to_owned();
    }
    let mut parts = vec![format!("{}.", words::pump::screen(view.screen))];
    if let Some(entry) = &view.entry {
        let typed = if entry.text.is_empty() {
            entry.kept.as_deref().unwrap_or_default()
        } else {
            &entry.text
        };
        parts.push(format!(
            "{} {typed} {}.",
            words::pump::field(entry.field),
            entry.unit
        ));
    } else {
        let settled = view
            .rows
            .iter()
            .filter(|row| matches!(row.state, RowState::Changed { .. } | RowState::Warning));
        parts.extend(
            settled.map(|row| format!("{} {} {}.", words::pump::row(row.label), row.value, row.unit)),
        );
    }
    if let Some(choice) = view.choices.iter().find(|choice| choice.selected) {
        parts.push(format!("{}.", words::pump::choice(&choice.text)));
    }
    if let Some(prompt) = &view.prompt {
        parts.push(words::pump::prompt(prompt));
    }
    parts.join(" ")
}

fn alarm_sentence(view: &PumpView) -> String {
    let sentences: Vec<_> = view
        .alarms
        .iter()
        .map(|alarm| {
            format!(
                "{} {}: {}.",
                words::pump::marker(alarm.priority),
                words::pump::priority(alarm.priority),
                words::pump::alarm(alarm.id)
            )
        })
        .collect();
    sentences.join(" ")
}

//! What a screen reader is told without asking: alarms at once, what the panel asks politely; never running numbers.

use leptos::prelude::*;
use simulators::ventilator::view::VentilatorView;

use crate::words::{pump, ventilator as words};

/// Two live regions, fed only by what changed for a reason.
pub(super) fn spoken(view: Signal<VentilatorView>) -> impl IntoView {
    let says = Memo::new(move |_| view.with(sentence));
    let alarms = Memo::new(move |_| view.with(alarm_sentence));
    view! {
        <p class="vh" aria-live="polite" aria-atomic="true">{says}</p>
        <p class="vh" role="alert">{alarms}</p>
    }
}

fn sentence(view: &VentilatorView) -> String {
    let mut parts = vec![format!("{}.", words::state(view.state))];
    if let Some(mode) = view.chosen_mode {
        parts.push(format!("{}.", words::mode_pending(words::mode(mode).1)));
    }
    let rows = view.settings.iter().chain(&view.limits);
    if let Some(row) = rows.into_iter().find(|row| row.chosen) {
        let (_, name) = words::setting(row.setting);
        let value = |text: &str| words::setting_value(row.setting, text).to_owned();
        parts.push(format!(
            "{}.",
            match &row.pending {
                Some(pending) => words::setting_pending(name, &value(pending), &row.unit, &value(&row.value)),
                None => words::setting_named(name, &value(&row.value), &row.unit),
            }
        ));
    }
    parts.extend(view.messages.iter().map(words::message_spoken));
    parts.retain(|part| !part.is_empty());
    parts.join(" ")
}

fn alarm_sentence(view: &VentilatorView) -> String {
    let sentences: Vec<_> = view
        .alarms
        .iter()
        .map(|alarm| {
            format!(
                "{}: {}.",
                pump::priority(alarm.priority),
                words::alarm(alarm.alarm)
            )
        })
        .collect();
    sentences.join(" ")
}

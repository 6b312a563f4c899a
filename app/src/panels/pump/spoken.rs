//! What a screen reader is told of the pump.

use simulators::pump::view::{PumpView, RowState};

use crate::panels::device::spoken::alarm;
use crate::words;

/// What the display asks; never running numbers.
pub(in crate::panels) fn screen_sentence(view: &PumpView) -> String {
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
        parts.extend(
            entry
                .cursor
                .map(|place| words::pump::digit_place(place).to_owned()),
        );
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
        let style = view.entry.as_ref().map(|entry| entry.style);
        parts.push(words::pump::prompt_in_entry(prompt, style));
    }
    parts.join(" ")
}

/// Every alarm of a pump, the first at the front.
pub(in crate::panels) fn alarm_sentence(view: &PumpView) -> String {
    let sentences: Vec<_> = view
        .alarms
        .iter()
        .map(|active| alarm(active.priority, words::pump::alarm(active.id)))
        .collect();
    sentences.join(" ")
}

//! What a screen reader is told of the syringe pump.

use simulators::pump::view::RowState;
use simulators::syringe::view::SyringePumpView;

use super::rows::{is_delivering, label};
use crate::panels::device::spoken::alarm;
use crate::words;

/// What the display asks: never running numbers.
pub(super) fn screen_sentence(view: &SyringePumpView) -> String {
    if !view.on {
        return words::syringe::off().to_owned();
    }
    let mut parts = vec![format!("{}.", words::syringe::screen(view.screen))];
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
        // While the pump runs, a line's name tells of the warning; its number would be told again and again.
        parts.extend(settled.map(|row| {
            if is_delivering(view.screen) {
                format!("{}.", label(row))
            } else {
                format!("{} {} {}.", label(row), row.value, row.unit)
            }
        }));
    }
    if let Some(choice) = view.choices.iter().find(|choice| choice.selected) {
        parts.push(format!("{}.", words::syringe::choice(&choice.text)));
    }
    if let Some(prompt) = &view.prompt {
        parts.push(words::syringe::prompt(prompt, view.entry_style));
    }
    parts.join(" ")
}

/// The active alarms.
pub(super) fn alarm_sentence(view: &SyringePumpView) -> String {
    let sentences: Vec<_> = view
        .alarms
        .iter()
        .map(|active| alarm(active.priority, words::syringe::alarm(active.id)))
        .collect();
    sentences.join(" ")
}

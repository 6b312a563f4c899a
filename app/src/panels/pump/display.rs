//! What the pump's display shows.

use simulators::pump::view::{Prompt, PumpView, Screen};

use super::rows::{is_delivering, shown_rows};
use super::softkeys::soft_keys;
use crate::panels::device::shown::{Shown, ShownAlarm, ShownChoice, ShownPrompt};
use crate::words;

/// The display of a view, in words.
pub(super) fn shown(view: &PumpView) -> Shown {
    Shown {
        title: title(view),
        page: view
            .page
            .filter(|page| page.of > 1)
            .map(|page| words::pump::page_of(page.number, page.of)),
        doing: words::pump::delivery(view.delivery),
        silence_left_s: view.silence_left_s,
        alarm: view.alarms.first().map(|first| ShownAlarm {
            name: words::pump::alarm(first.id),
            priority: first.priority,
            of: view.alarms.len(),
        }),
        self_test_percent: view.self_test_percent,
        choices: view
            .choices
            .iter()
            .map(|choice| ShownChoice {
                text: words::pump::choice(&choice.text),
                selected: choice.selected,
            })
            .collect(),
        rows: shown_rows(view),
        delivering: is_delivering(view.screen),
        prompt: view.prompt.as_ref().map(|prompt| ShownPrompt {
            text: words::pump::prompt_in_entry(prompt, view.entry.as_ref().map(|entry| entry.style)),
            strong: is_strong(prompt),
        }),
        soft: soft_keys(view),
    }
}

/// What stands at the left of the heading: the screen while it asks something, else the care area.
fn title(view: &PumpView) -> String {
    match (&view.care_area, &view.entry) {
        (Some(area), _) if is_delivering(view.screen) || view.screen == Screen::Standby => area.clone(),
        (_, Some(entry)) => words::pump::enter(words::pump::field(entry.field)),
        _ => words::pump::screen(view.screen).to_owned(),
    }
}

const fn is_strong(prompt: &Prompt) -> bool {
    matches!(
        prompt,
        Prompt::PadBlocked { .. }
            | Prompt::LimitPassed { .. }
            | Prompt::RoundingMovesDose { .. }
            | Prompt::RateOutOfRange { .. }
            | Prompt::VolumeOutOfRange { .. }
            | Prompt::StartRefused { .. }
            | Prompt::BolusRefused { .. }
            | Prompt::ConfirmNewProgram
            | Prompt::ConfirmOff
            | Prompt::OutOfService
            | Prompt::SelfTestFailed { .. }
            | Prompt::SameDrugElsewhere { .. }
            | Prompt::NoLoadingDose
            | Prompt::LineIsChecked
    )
}

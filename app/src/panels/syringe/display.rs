//! What the syringe pump's display shows.

use simulators::syringe::view::{SyringePrompt, SyringePumpView, SyringeScreen, SyringeSoftKey};

use super::rows::{is_delivering, shown_rows};
use crate::panels::device::shown::{Shown, ShownAlarm, ShownChoice, ShownPrompt, SoftLabel};
use crate::words;

/// The display of a view, in words.
pub(super) fn shown(view: &SyringePumpView) -> Shown {
    Shown {
        title: title(view),
        page: view
            .page
            .filter(|page| page.of > 1)
            .map(|page| words::pump::page_of(page.number, page.of)),
        doing: words::pump::delivery(view.delivery),
        silence_left_s: view.silence_left_s,
        alarm: view.alarms.first().map(|first| ShownAlarm {
            name: words::syringe::alarm(first.id),
            priority: first.priority,
            of: view.alarms.len(),
        }),
        self_test_percent: view.self_test_percent,
        choices: view
            .choices
            .iter()
            .map(|choice| ShownChoice {
                text: words::syringe::choice(&choice.text),
                selected: choice.selected,
            })
            .collect(),
        rows: shown_rows(view),
        delivering: is_delivering(view.screen),
        prompt: view.prompt.as_ref().map(|prompt| ShownPrompt {
            text: words::syringe::prompt(prompt, view.entry_style),
            strong: is_strong(prompt),
        }),
        soft: soft_keys(view),
    }
}

/// What stands at the left of the heading: the screen while it asks something, else the care area.
fn title(view: &SyringePumpView) -> String {
    match (&view.care_area, &view.entry) {
        (Some(area), _) if is_delivering(view.screen) || view.screen == SyringeScreen::Standby => {
            area.clone()
        }
        (_, Some(entry)) => words::pump::enter(words::pump::field(entry.field)),
        _ => words::syringe::screen(view.screen).to_owned(),
    }
}

const fn is_strong(prompt: &SyringePrompt) -> bool {
    matches!(
        prompt,
        SyringePrompt::EntryWrong { .. }
            | SyringePrompt::LimitPassed { .. }
            | SyringePrompt::RoundingMovesDose { .. }
            | SyringePrompt::RateOutOfRange { .. }
            | SyringePrompt::VolumeOutOfRange { .. }
            | SyringePrompt::DisconnectThenPurge
            | SyringePrompt::StartRefused { .. }
            | SyringePrompt::BolusRefused { .. }
            | SyringePrompt::ConfirmNewProgram
            | SyringePrompt::ConfirmOff
            | SyringePrompt::OutOfService
    )
}

/// The five labels. A key that takes a choice carries the choice's number.
fn soft_keys(view: &SyringePumpView) -> [Option<SoftLabel>; 5] {
    let mut places = 0_usize..;
    view.soft_keys.map(|key| {
        let place = places.next().unwrap_or_default();
        let key = key?;
        let (short, name) = match (key, view.choices.get(place)) {
            (SyringeSoftKey::Choose, Some(choice)) => (
                (place + 1).to_string(),
                words::pump::choose(&words::syringe::choice(&choice.text)),
            ),
            _ => (
                words::syringe::soft_key(key).to_owned(),
                words::syringe::soft_key_name(key).to_owned(),
            ),
        };
        Some(SoftLabel {
            short,
            name,
            held: key == SyringeSoftKey::HoldToPurge,
        })
    })
}

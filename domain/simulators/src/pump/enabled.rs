//! Which keys would do something now.

use super::editor::EditScreen;
use super::key::{Key, KeySet};
use super::{Pump, Question, Stage};
use crate::entry::NumberEntry;

const SOFT_KEYS: [Key; 5] = [Key::Soft1, Key::Soft2, Key::Soft3, Key::Soft4, Key::Soft5];
impl Pump {
    pub(super) fn enabled_keys(&self) -> KeySet {
        let mut keys = KeySet::of(&[Key::Power]);
        if self.stage == Stage::Off {
            return keys;
        }
        if self.alarms.any() {
            keys = keys.with(Key::Silence);
        }
        let soft = self.soft_keys();
        for (key, meaning) in SOFT_KEYS.into_iter().zip(soft) {
            if meaning.is_some() {
                keys = keys.with(key);
            }
        }
        if self.question.is_some() {
            return keys.with(Key::Enter).with(Key::Back);
        }
        if self.list_length() > 1 {
            keys = keys.with(Key::Up).with(Key::Down);
        }
        if self.editor.is_none() && !self.options().is_empty() {
            keys = keys.with(Key::Options);
        }
        keys.union(self.screen_keys()).union(self.delivery_keys())
    }

    fn screen_keys(&self) -> KeySet {
        let Some(editor) = &self.editor else {
            return match self.stage {
                Stage::CareArea { .. } if self.area.is_some() => KeySet::of(&[Key::Enter, Key::Back]),
                Stage::CareArea { .. } => KeySet::of(&[Key::Enter]),
                _ => KeySet::EMPTY,
            };
        };
        match editor.screen {
            EditScreen::Number(_) => entry_keys(&editor.entry),
            EditScreen::SoftLimit(_) | EditScreen::Duplicate => KeySet::of(&[Key::Back]),
            _ => KeySet::of(&[Key::Enter, Key::Back]),
        }
    }

    fn delivery_keys(&self) -> KeySet {
        match self.stage {
            Stage::Ready | Stage::Paused | Stage::AlarmStopped if self.editor.is_none() => {
                KeySet::of(&[Key::Start])
            }
            Stage::CheckingLine => KeySet::of(&[Key::Start, Key::Pause]),
            Stage::Waiting(_) if self.program.is_some() => KeySet::of(&[Key::Start]),
            Stage::Running if self.secondary_is_ready() && self.editor.is_none() => {
                KeySet::of(&[Key::Start, Key::Pause])
            }
            Stage::Running if self.bolus_refusal().is_none() && self.editor.is_none() => {
                KeySet::of(&[Key::Pause, Key::Bolus])
            }
            Stage::Kvo if self.secondary_is_ready() && self.editor.is_none() => {
                KeySet::of(&[Key::Start, Key::Pause])
            }
            Stage::Running | Stage::Kvo | Stage::Beyond => KeySet::of(&[Key::Pause]),
            _ => KeySet::EMPTY,
        }
    }

    /// Whether the question is about switching off.
    pub(super) fn asks_to_switch_off(&self) -> bool {
        self.question == Some(Question::SwitchOff)
    }
}

/// Keys while a number is entered; a pad with an error waits for CLEAR.
fn entry_keys(entry: &NumberEntry) -> KeySet {
    let style = entry.style();
    let leaving = KeySet::of(&[Key::Clear, Key::Back]);
    if style.is_typed() && entry.error().is_some() {
        return leaving;
    }
    let taken = Key::ALL.iter().copied().filter(|&key| style.key(key).is_some());
    taken.fold(leaving.with(Key::Enter), KeySet::with)
}

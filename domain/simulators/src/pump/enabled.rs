//! Which keys would do something now.

use super::editor::EditScreen;
use super::key::{Key, KeySet};
use super::{Pump, Question, Stage};

const SOFT_KEYS: [Key; 5] = [Key::Soft1, Key::Soft2, Key::Soft3, Key::Soft4, Key::Soft5];
const DIGITS: [Key; 10] = [
    Key::Digit0,
    Key::Digit1,
    Key::Digit2,
    Key::Digit3,
    Key::Digit4,
    Key::Digit5,
    Key::Digit6,
    Key::Digit7,
    Key::Digit8,
    Key::Digit9,
];

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
            EditScreen::Number(_) if editor.pad.error().is_some() => KeySet::of(&[Key::Clear, Key::Back]),
            EditScreen::Number(_) => {
                KeySet::of(&DIGITS).union(KeySet::of(&[Key::Point, Key::Clear, Key::Enter, Key::Back]))
            }
            EditScreen::SoftLimit(_) => KeySet::of(&[Key::Back]),
            _ => KeySet::of(&[Key::Enter, Key::Back]),
        }
    }

    fn delivery_keys(&self) -> KeySet {
        match self.stage {
            Stage::Ready | Stage::Paused | Stage::AlarmStopped if self.editor.is_none() => {
                KeySet::of(&[Key::Start])
            }
            Stage::Running if self.bolus_refusal().is_none() && self.editor.is_none() => {
                KeySet::of(&[Key::Pause, Key::Bolus])
            }
            Stage::Running | Stage::Kvo => KeySet::of(&[Key::Pause]),
            _ => KeySet::EMPTY,
        }
    }

    /// Whether the question is about switching off.
    pub(super) fn asks_to_switch_off(&self) -> bool {
        self.question == Some(Question::SwitchOff)
    }
}

//! Entering a number by any of four ways, behind one type: strict pad, legacy pad, chevrons, digit cursor.
//!
//! Whatever the way, what is shown is what ENTER would confirm. `docs/models.md`, section Number entry.

mod chevrons;
mod cursor;
mod grid;
mod keys;
mod legacy;

use crate::notation;
use crate::pump::key::Key;
use crate::pump::keypad::{Keypad, KeypadError, KeypadRules};
use chevrons::Chevron;
use cursor::{Move, Turn};

pub use chevrons::ChevronEntry;
pub use cursor::DigitCursor;
pub use legacy::{Flaw, LegacyPad};

codes! {
    /// How numbers are entered in a device.
    #[derive(Default)]
    pub enum EntryStyle {
        #[default]
        /// Digits; whatever cannot be taken blocks the pad until CLEAR.
        StrictPad => "strict_pad",
        /// Digits; much that cannot be taken is dropped in silence. For lessons that look for the flaw.
        LegacyPad => "legacy_pad",
        /// Up and down, by a step or a wide step.
        Chevrons => "chevrons",
        /// Left and right choose the digit, up and down change it.
        DigitCursor => "digit_cursor",
    }
}

/// A key of number entry, whichever key of a device stands for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EntryKey {
    /// A digit, 0 to 9.
    Digit(u8),
    /// The decimal point.
    Point,
    /// One step or one digit up.
    Up,
    /// One step or one digit down.
    Down,
    /// A wide step up.
    WideUp,
    /// A wide step down.
    WideDown,
    /// The cursor goes to the higher digit.
    Left,
    /// The cursor goes to the lower digit.
    Right,
}

/// A number while it is entered.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum NumberEntry {
    /// By the strict pad.
    Strict(Keypad),
    /// By the legacy pad.
    Legacy(LegacyPad),
    /// By chevrons.
    Chevrons(ChevronEntry),
    /// By the digit cursor.
    Cursor(DigitCursor),
}

impl NumberEntry {
    /// An entry that begins: a pad is empty, chevrons and cursor begin with the value in force.
    #[must_use]
    pub fn new(style: EntryStyle, kept: Option<f64>, rules: &KeypadRules) -> Self {
        match style {
            EntryStyle::StrictPad => Self::Strict(Keypad::default()),
            EntryStyle::LegacyPad => Self::Legacy(LegacyPad::default()),
            EntryStyle::Chevrons => Self::Chevrons(ChevronEntry::new(kept, rules)),
            EntryStyle::DigitCursor => Self::Cursor(DigitCursor::new(kept, rules)),
        }
    }

    /// How this number is entered.
    #[must_use]
    pub const fn style(&self) -> EntryStyle {
        match self {
            Self::Strict(_) => EntryStyle::StrictPad,
            Self::Legacy(_) => EntryStyle::LegacyPad,
            Self::Chevrons(_) => EntryStyle::Chevrons,
            Self::Cursor(_) => EntryStyle::DigitCursor,
        }
    }

    /// Handles a key. Returns whether it did anything; a key of another style does nothing.
    pub fn press(&mut self, key: EntryKey, rules: &KeypadRules) -> bool {
        match self {
            Self::Strict(pad) => pad_key(key).is_some_and(|key| pad.press(key, rules)),
            Self::Legacy(pad) => pad_key(key).is_some_and(|key| pad.press(key, rules)),
            Self::Chevrons(entry) => chevron(key).is_some_and(|key| entry.press(key, rules)),
            Self::Cursor(entry) => match key {
                EntryKey::Up => entry.turn(Turn::Up, rules),
                EntryKey::Down => entry.turn(Turn::Down, rules),
                EntryKey::Left => entry.go(Move::Left),
                EntryKey::Right => entry.go(Move::Right),
                _ => false,
            },
        }
    }

    /// Empties the entry and lifts a block.
    pub fn clear(&mut self, rules: &KeypadRules) {
        *self = Self::new(self.style(), None, rules);
    }

    /// ENTER: the value, or the error that is now shown.
    pub fn enter(&mut self, rules: &KeypadRules) -> Result<f64, KeypadError> {
        match self {
            Self::Strict(pad) => pad.enter(rules),
            Self::Legacy(pad) => pad.enter(rules),
            Self::Chevrons(entry) => entry.enter(rules),
            Self::Cursor(entry) => entry.enter(rules),
        }
    }

    /// Another field is chosen without ENTER: the value that is taken over all the same. Only the legacy pad has it.
    pub fn leave(&mut self, rules: &KeypadRules) -> Option<f64> {
        match self {
            Self::Legacy(pad) => pad.leave(rules),
            Self::Strict(_) | Self::Chevrons(_) | Self::Cursor(_) => None,
        }
    }

    /// The number as it stands, which ENTER would confirm if it is in range.
    #[must_use]
    pub fn value(&self) -> Option<f64> {
        match self {
            Self::Strict(pad) => pad.value(),
            Self::Legacy(pad) => pad.value(),
            Self::Chevrons(entry) => Some(entry.value()),
            Self::Cursor(entry) => Some(entry.value()),
        }
    }

    /// What the display shows.
    #[must_use]
    pub fn text(&self) -> String {
        match self {
            Self::Strict(pad) => pad.text(),
            Self::Legacy(pad) => pad.text(),
            Self::Chevrons(entry) => notation::number(entry.value()),
            Self::Cursor(entry) => notation::number(entry.value()),
        }
    }

    /// What is wrong. A pad is blocked by it until CLEAR; elsewhere the next key lifts it.
    #[must_use]
    pub const fn error(&self) -> Option<KeypadError> {
        match self {
            Self::Strict(pad) => pad.error(),
            Self::Legacy(pad) => pad.error(),
            Self::Chevrons(entry) => entry.error(),
            Self::Cursor(entry) => entry.error(),
        }
    }

    /// Whether no key has done anything yet.
    #[must_use]
    pub fn is_untouched(&self) -> bool {
        match self {
            Self::Strict(pad) => pad.is_untouched(),
            Self::Legacy(pad) => pad.is_untouched(),
            Self::Chevrons(entry) => entry.is_untouched(),
            Self::Cursor(entry) => entry.is_untouched(),
        }
    }

    /// Whether the display shows nothing of the entry and so the value in force, which ENTER then keeps. Chevrons and
    /// cursor always show a number, and ENTER confirms it.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        self.style().is_typed() && self.is_untouched()
    }

    /// The power of ten of the digit under the cursor.
    #[must_use]
    pub const fn cursor(&self) -> Option<i8> {
        match self {
            Self::Cursor(entry) => Some(entry.place()),
            Self::Strict(_) | Self::Legacy(_) | Self::Chevrons(_) => None,
        }
    }

    /// What the legacy pad just did in silence.
    #[must_use]
    pub const fn flaw(&self) -> Option<Flaw> {
        match self {
            Self::Legacy(pad) => pad.flaw(),
            Self::Strict(_) | Self::Chevrons(_) | Self::Cursor(_) => None,
        }
    }
}

const fn pad_key(key: EntryKey) -> Option<Key> {
    Some(match key {
        EntryKey::Point => Key::Point,
        EntryKey::Digit(0) => Key::Digit0,
        EntryKey::Digit(1) => Key::Digit1,
        EntryKey::Digit(2) => Key::Digit2,
        EntryKey::Digit(3) => Key::Digit3,
        EntryKey::Digit(4) => Key::Digit4,
        EntryKey::Digit(5) => Key::Digit5,
        EntryKey::Digit(6) => Key::Digit6,
        EntryKey::Digit(7) => Key::Digit7,
        EntryKey::Digit(8) => Key::Digit8,
        EntryKey::Digit(9) => Key::Digit9,
        _ => return None,
    })
}

const fn chevron(key: EntryKey) -> Option<Chevron> {
    match key {
        EntryKey::Up => Some(Chevron::Up),
        EntryKey::Down => Some(Chevron::Down),
        EntryKey::WideUp => Some(Chevron::WideUp),
        EntryKey::WideDown => Some(Chevron::WideDown),
        _ => None,
    }
}

#[cfg(test)]
mod tests;

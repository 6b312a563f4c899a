//! The keys of the pump and sets of them.

use serde::{Deserialize, Serialize};

codes! {
    /// A key of the pump.
    pub enum Key {
        /// On; off needs a confirmation or a hold of three seconds.
        Power => "power",
        /// Starts or restarts delivery.
        Start => "start",
        /// Stops delivery and keeps the program.
        Pause => "pause",
        /// Pauses the sound of alarms for two minutes.
        Silence => "silence",
        /// Empties the number being entered.
        Clear => "clear",
        /// Accepts a number, a choice or a summary.
        Enter => "enter",
        /// Goes back one step; leaves a screen.
        Back => "back",
        /// Moves up in a list.
        Up => "up",
        /// Moves down in a list.
        Down => "down",
        /// Opens the bolus screen while running.
        Bolus => "bolus",
        /// The decimal point.
        Point => "point",
        Digit0 => "digit_0",
        Digit1 => "digit_1",
        Digit2 => "digit_2",
        Digit3 => "digit_3",
        Digit4 => "digit_4",
        Digit5 => "digit_5",
        Digit6 => "digit_6",
        Digit7 => "digit_7",
        Digit8 => "digit_8",
        Digit9 => "digit_9",
        /// The soft key whose meaning the screen shows, first of five.
        Soft1 => "soft_1",
        Soft2 => "soft_2",
        Soft3 => "soft_3",
        Soft4 => "soft_4",
        Soft5 => "soft_5",
        /// Opens the list of what else the pump can do.
        Options => "options",
    }
}

impl Key {
    /// Number of keys.
    pub const COUNT: usize = Self::ALL.len();

    /// The digit of a digit key.
    #[must_use]
    pub const fn digit(self) -> Option<u8> {
        match self {
            Self::Digit0 => Some(0),
            Self::Digit1 => Some(1),
            Self::Digit2 => Some(2),
            Self::Digit3 => Some(3),
            Self::Digit4 => Some(4),
            Self::Digit5 => Some(5),
            Self::Digit6 => Some(6),
            Self::Digit7 => Some(7),
            Self::Digit8 => Some(8),
            Self::Digit9 => Some(9),
            _ => None,
        }
    }

    /// The place of a soft key among the five, from 0.
    #[must_use]
    pub const fn soft(self) -> Option<u8> {
        match self {
            Self::Soft1 => Some(0),
            Self::Soft2 => Some(1),
            Self::Soft3 => Some(2),
            Self::Soft4 => Some(3),
            Self::Soft5 => Some(4),
            _ => None,
        }
    }
}

/// A set of keys.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct KeySet(u32);

impl KeySet {
    /// The set with no key in it.
    pub const EMPTY: Self = Self(0);

    /// The set of the given keys.
    #[must_use]
    pub fn of(keys: &[Key]) -> Self {
        keys.iter().fold(Self::EMPTY, |set, &key| set.with(key))
    }

    /// This set and one more key.
    #[must_use]
    pub const fn with(self, key: Key) -> Self {
        Self(self.0 | 1 << key as u32)
    }

    /// This set and another.
    #[must_use]
    pub const fn union(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether the key is in the set.
    #[must_use]
    pub const fn contains(self, key: Key) -> bool {
        self.0 & (1 << key as u32) != 0
    }

    /// The keys of the set, in the order of the keyboard.
    pub fn iter(self) -> impl Iterator<Item = Key> {
        Key::ALL.iter().copied().filter(move |&key| self.contains(key))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_is_read_back_from_its_code() {
        for &key in Key::ALL {
            assert_eq!(key.as_str().parse(), Ok(key));
            assert_eq!(Key::ALL[key as usize], key);
        }
    }

    #[test]
    fn a_set_holds_what_was_put_in() {
        let set = KeySet::of(&[Key::Start, Key::Soft5]);
        assert!(set.contains(Key::Start) && set.contains(Key::Soft5) && !set.contains(Key::Pause));
        assert_eq!(set.iter().count(), 2);
    }
}

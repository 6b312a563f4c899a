//! Which keys of a device stand for which keys of number entry: one assignment for every device.

use super::{EntryKey, EntryStyle};
use crate::pump::key::Key;

impl EntryStyle {
    /// Whether a number is typed digit by digit, on an empty display.
    #[must_use]
    pub const fn is_typed(self) -> bool {
        matches!(self, Self::StrictPad | Self::LegacyPad)
    }

    /// What the first two soft keys mean while a number is entered; a pad needs none.
    #[must_use]
    pub const fn soft_keys(self) -> Option<[EntryKey; 2]> {
        match self {
            Self::StrictPad | Self::LegacyPad => None,
            Self::Chevrons => Some([EntryKey::WideUp, EntryKey::WideDown]),
            Self::DigitCursor => Some([EntryKey::Left, EntryKey::Right]),
        }
    }

    /// The key of number entry that a device's key stands for.
    #[must_use]
    pub fn key(self, key: Key) -> Option<EntryKey> {
        match (key, self.is_typed()) {
            (Key::Point, true) => Some(EntryKey::Point),
            (Key::Up, false) => Some(EntryKey::Up),
            (Key::Down, false) => Some(EntryKey::Down),
            (_, true) => key.digit().map(EntryKey::Digit),
            (_, false) => {
                let soft = self.soft_keys()?;
                soft.get(usize::from(key.soft()?)).copied()
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pad_has_digits_and_the_others_have_arrows() {
        for &style in EntryStyle::ALL {
            let taken = |key: Key| style.key(key).is_some();
            assert_eq!(taken(Key::Digit7) && taken(Key::Point), style.is_typed());
            assert_eq!(taken(Key::Up) && taken(Key::Soft2), !style.is_typed());
            assert!(!taken(Key::Soft3) && !taken(Key::Enter) && !taken(Key::Clear));
        }
        assert_eq!(EntryStyle::DigitCursor.key(Key::Soft1), Some(EntryKey::Left));
        assert_eq!(EntryStyle::Chevrons.key(Key::Soft2), Some(EntryKey::WideDown));
    }
}

//! The legacy number pad, for lessons that look for its flaws. No device should have it.
//!
//! Behaviour as an open model of one maker's pad describes it, and as the literature on entry errors warns of: what
//! cannot be taken is dropped without a sign, and leaving a field confirms it.

use crate::pump::key::Key;
use crate::pump::keypad::{Keypad, KeypadError, KeypadRules};

codes! {
    /// Something that the legacy pad does without a sign.
    pub enum Flaw {
        /// A zero at the beginning was dropped.
        LeadingZeroDropped => "leading_zero_dropped",
        /// A decimal point was ignored: at 100 and above, or a second one.
        PointIgnored => "point_ignored",
        /// A digit past the last decimal was ignored.
        DecimalIgnored => "decimal_ignored",
        /// Another field was chosen, and the value was confirmed without ENTER.
        ConfirmedByLeaving => "confirmed_by_leaving",
    }
}

/// The legacy pad. Apart from what it does in silence it is the strict one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LegacyPad {
    pad: Keypad,
    flaw: Option<Flaw>,
}

impl LegacyPad {
    /// Handles a digit or the point. Returns whether the pad took it.
    pub fn press(&mut self, key: Key, rules: &KeypadRules) -> bool {
        self.flaw = None;
        if self.pad.is_untouched() && key == Key::Digit0 {
            self.flaw = Some(Flaw::LeadingZeroDropped);
            return false;
        }
        let mut tried = self.pad;
        let taken = tried.press(key, rules);
        let newly_wrong = tried.error().filter(|_| self.pad.error().is_none());
        self.flaw = match newly_wrong {
            Some(KeypadError::SecondDecimalPoint | KeypadError::DecimalNotAllowedAtOrAbove100) => {
                Some(Flaw::PointIgnored)
            }
            Some(KeypadError::TooManyDecimals) => Some(Flaw::DecimalIgnored),
            _ => None,
        };
        if self.flaw.is_some() {
            return false;
        }
        self.pad = tried;
        taken
    }

    /// ENTER: the value, or the error that now blocks the pad.
    pub fn enter(&mut self, rules: &KeypadRules) -> Result<f64, KeypadError> {
        self.flaw = None;
        self.pad.enter(rules)
    }

    /// Another field is chosen: a value in range is confirmed without ENTER.
    pub fn leave(&mut self, rules: &KeypadRules) -> Option<f64> {
        let mut tried = self.pad;
        let confirmed = tried.enter(rules).ok();
        self.flaw = confirmed.map(|_| Flaw::ConfirmedByLeaving);
        confirmed
    }

    /// What was just done in silence.
    #[must_use]
    pub const fn flaw(&self) -> Option<Flaw> {
        self.flaw
    }

    /// The number typed so far.
    #[must_use]
    pub fn value(&self) -> Option<f64> {
        self.pad.value()
    }

    /// Why the pad is blocked.
    #[must_use]
    pub const fn error(&self) -> Option<KeypadError> {
        self.pad.error()
    }

    /// Whether nothing stands in the pad and nothing is wrong.
    #[must_use]
    pub fn is_untouched(&self) -> bool {
        self.pad.is_untouched()
    }

    /// What the display shows.
    #[must_use]
    pub fn text(&self) -> String {
        self.pad.text()
    }
}

//! The strict number pad: nothing typed is dropped in silence.
//!
//! Silent rules (a leading zero dropped, a decimal key ignored) are what the literature on entry errors warns
//! about; here any illegal key blocks the pad until CLEAR.

use super::key::Key;

codes! {
    /// Why the pad is blocked.
    pub enum KeypadError {
        SecondDecimalPoint => "second_decimal_point",
        DecimalNotAllowedAtOrAbove100 => "decimal_not_allowed_at_or_above_100",
        TooManyDecimals => "too_many_decimals",
        AboveMaximum => "above_maximum",
        BelowMinimum => "below_minimum",
        Empty => "empty",
    }
}

/// What a field accepts.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct KeypadRules {
    /// Smallest value.
    pub minimum: f64,
    /// Largest value.
    pub maximum: f64,
    /// Decimals that may be typed; none of them at 100 and above.
    pub decimals: u8,
}

/// A number while it is typed: digits as an integer and the count of decimals, so that no binary error comes in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Keypad {
    typed: Typed,
    error: Option<KeypadError>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Typed {
    #[default]
    Nothing,
    Whole(u64),
    Decimal {
        digits: u64,
        places: u8,
    },
}

impl Keypad {
    /// Handles a digit or the point. Returns whether the pad took it.
    pub fn press(&mut self, key: Key, rules: &KeypadRules) -> bool {
        if self.error.is_some() {
            return false;
        }
        let next = match key.digit() {
            Some(digit) => self.with_digit(u64::from(digit), rules),
            None => self.with_point(),
        };
        match next {
            Ok(typed) => self.typed = typed,
            Err(error) => self.error = Some(error),
        }
        self.error.is_none()
    }

    /// Empties the pad and lifts a block.
    pub fn clear(&mut self) {
        *self = Self::default();
    }

    /// ENTER: the value, or the error that now blocks the pad.
    pub fn enter(&mut self, rules: &KeypadRules) -> Result<f64, KeypadError> {
        let error = match (self.error, self.value()) {
            (Some(error), _) => error,
            (None, None) => KeypadError::Empty,
            (None, Some(value)) if value < rules.minimum => KeypadError::BelowMinimum,
            (None, Some(value)) => return Ok(value),
        };
        self.error = Some(error);
        Err(error)
    }

    /// The number typed so far.
    #[must_use]
    pub fn value(&self) -> Option<f64> {
        match self.typed {
            Typed::Nothing => None,
            Typed::Whole(digits) => Some(digits as f64),
            Typed::Decimal { digits, places } => Some(decimal(digits, places)),
        }
    }

    /// Why the pad is blocked.
    #[must_use]
    pub const fn error(&self) -> Option<KeypadError> {
        self.error
    }

    /// Whether nothing has been typed and nothing is wrong.
    #[must_use]
    pub fn is_untouched(&self) -> bool {
        *self == Self::default()
    }

    /// What the display shows while typing, the point included.
    #[must_use]
    pub fn text(&self) -> String {
        match self.typed {
            Typed::Nothing => String::new(),
            Typed::Whole(digits) => digits.to_string(),
            Typed::Decimal { digits, places: 0 } => format!("{digits}."),
            Typed::Decimal { digits, places } => {
                format!("{:.*}", usize::from(places), decimal(digits, places))
            }
        }
    }

    fn with_digit(&self, digit: u64, rules: &KeypadRules) -> Result<Typed, KeypadError> {
        let (typed, value) = match self.typed {
            Typed::Nothing => (Typed::Whole(digit), digit as f64),
            Typed::Whole(digits) => {
                let digits = digits.saturating_mul(10).saturating_add(digit);
                (Typed::Whole(digits), digits as f64)
            }
            Typed::Decimal { places, .. } if places >= rules.decimals => {
                return Err(KeypadError::TooManyDecimals);
            }
            Typed::Decimal { digits, places } => {
                let digits = digits * 10 + digit;
                (
                    Typed::Decimal {
                        digits,
                        places: places + 1,
                    },
                    decimal(digits, places + 1),
                )
            }
        };
        if value > rules.maximum {
            Err(KeypadError::AboveMaximum)
        } else {
            Ok(typed)
        }
    }

    fn with_point(&self) -> Result<Typed, KeypadError> {
        match self.typed {
            Typed::Nothing => Ok(Typed::Decimal { digits: 0, places: 0 }),
            Typed::Whole(digits) if digits >= 100 => Err(KeypadError::DecimalNotAllowedAtOrAbove100),
            Typed::Whole(digits) => Ok(Typed::Decimal { digits, places: 0 }),
            Typed::Decimal { .. } => Err(KeypadError::SecondDecimalPoint),
        }
    }
}

fn decimal(digits: u64, places: u8) -> f64 {
    digits as f64 / [1.0, 10.0, 100.0, 1_000.0, 10_000.0][usize::from(places.min(4))]
}

#[cfg(test)]
mod tests {
    use super::*;

    const RATE: KeypadRules = KeypadRules {
        minimum: 0.1,
        maximum: 999.0,
        decimals: 1,
    };

    fn typed(text: &str, rules: &KeypadRules) -> Keypad {
        let mut pad = Keypad::default();
        for character in text.chars() {
            let key = match character {
                '.' => Key::Point,
                digit => Key::ALL[Key::Digit0 as usize + digit.to_digit(10).unwrap() as usize],
            };
            pad.press(key, rules);
        }
        pad
    }

    #[test]
    fn a_lone_leading_zero_is_replaced() {
        assert_eq!(typed("005", &RATE).enter(&RATE), Ok(5.0));
    }

    #[test]
    fn a_point_on_empty_becomes_zero_point() {
        assert_eq!(typed(".", &RATE).text(), "0.");
        assert_eq!(typed(".5", &RATE).enter(&RATE), Ok(0.5));
    }

    #[test]
    fn an_error_blocks_the_pad_until_clear() {
        let mut pad = typed("1.2.5", &RATE);
        assert_eq!(pad.error(), Some(KeypadError::SecondDecimalPoint));
        assert!(!pad.press(Key::Digit7, &RATE));
        assert_eq!(pad.enter(&RATE), Err(KeypadError::SecondDecimalPoint));
        pad.clear();
        assert!(pad.is_untouched());
    }

    #[test]
    fn each_illegal_entry_names_its_reason() {
        assert_eq!(
            typed("100.", &RATE).error(),
            Some(KeypadError::DecimalNotAllowedAtOrAbove100)
        );
        assert_eq!(typed("5.25", &RATE).error(), Some(KeypadError::TooManyDecimals));
        assert_eq!(typed("1000", &RATE).error(), Some(KeypadError::AboveMaximum));
        assert_eq!(typed("0.0", &RATE).enter(&RATE), Err(KeypadError::BelowMinimum));
        assert_eq!(typed("", &RATE).enter(&RATE), Err(KeypadError::Empty));
    }

    #[test]
    fn a_dose_may_have_three_decimals() {
        let dose = KeypadRules {
            minimum: 0.001,
            maximum: 9_999.0,
            decimals: 3,
        };
        assert_eq!(typed("0.008", &dose).enter(&dose), Ok(0.008));
        assert_eq!(typed("0.080", &dose).text(), "0.080");
    }
}

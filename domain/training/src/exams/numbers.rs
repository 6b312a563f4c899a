//! Numbers as candidates type them, as pumps are programmed, and how near is near enough.

use serde::{Deserialize, Serialize};

use super::bank::Tolerance;
use crate::variants::tidy;

/// The most characters a typed number may have.
pub const MAX_NUMBER_CHARACTERS: usize = 20;

/// Why a typed number is not understood.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NumberFault {
    /// Nothing was typed.
    Empty,
    /// It is longer than [`MAX_NUMBER_CHARACTERS`].
    TooLong,
    /// It has a character that is no digit, no sign in front, no point and no comma.
    Character,
    /// It has a second point or comma; thousands are not separated.
    SecondSeparator,
    /// It has no digit before or none after its point or comma: `.5` and `5.` are misread too easily.
    BareSeparator,
    /// A comma with three digits behind it could separate thousands or decimals: `1,250`.
    Ambiguous,
}

/// Reads a typed number: digits with at most one point or comma as decimal separator, a minus sign if need be.
/// Spaces around it do not count; an exponent or separated thousands are not understood.
pub fn parse_number(text: &str) -> Result<f64, NumberFault> {
    let text = text.trim();
    if text.is_empty() {
        return Err(NumberFault::Empty);
    }
    if text.chars().count() > MAX_NUMBER_CHARACTERS {
        return Err(NumberFault::TooLong);
    }
    let unsigned = text.strip_prefix(['-', '\u{2212}']).unwrap_or(text);
    let separator = |letter: char| letter == '.' || letter == ',';
    if !unsigned
        .chars()
        .all(|letter| letter.is_ascii_digit() || separator(letter))
    {
        return Err(NumberFault::Character);
    }
    let (whole, decimals) = match unsigned.split_once(separator) {
        None => (unsigned, None),
        Some((_, decimals)) if decimals.contains(separator) => return Err(NumberFault::SecondSeparator),
        Some((whole, decimals)) => (whole, Some(decimals)),
    };
    if whole.is_empty() || decimals == Some("") {
        return Err(NumberFault::BareSeparator);
    }
    let thousands = (1..=3).contains(&whole.len()) && !whole.starts_with('0');
    if unsigned.contains(',') && thousands && decimals.is_some_and(|decimals| decimals.len() == 3) {
        return Err(NumberFault::Ambiguous);
    }
    let plain = format!("{whole}.{}", decimals.unwrap_or("0"));
    let value: f64 = plain.parse().map_err(|_| NumberFault::Character)?;
    Ok(if unsigned.len() < text.len() {
        -value
    } else {
        value
    })
}

/// Rounds to the nearest multiple of `step`, halves away from zero: -2.5 to -3, 12.25 to 12.3 by tenths.
///
/// The noise of binary fractions is taken off first, so that a half written in decimals is a half.
#[must_use]
pub fn round_to(value: f64, step: f64) -> f64 {
    tidy(libm::round(tidy(value / step)) * step)
}

/// Whether a value is near enough to what is expected. The border itself is near enough.
#[must_use]
pub fn is_within(given: f64, expected: f64, tolerance: Tolerance) -> bool {
    let allowed = match tolerance {
        Tolerance::Abs(distance) => distance,
        Tolerance::Percent(percent) => expected.abs() * percent / 100.0,
    };
    let noise = 1e-9 * expected.abs().max(given.abs());
    (given - expected).abs() <= allowed + noise
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: Result<f64, NumberFault>) {
        assert_eq!(parse_number(text), expected, "{text:?}");
    }

    #[test]
    fn a_point_and_a_comma_both_separate_decimals() {
        check("12.5", Ok(12.5));
        check("12,5", Ok(12.5));
        check(" 12 ", Ok(12.0));
        check("0,125", Ok(0.125));
        check("-7.2", Ok(-7.2));
        check("\u{2212}7,2", Ok(-7.2));
        check("1.250", Ok(1.25));
    }

    #[test]
    fn what_could_be_misread_is_not_read() {
        check("", Err(NumberFault::Empty));
        check("   ", Err(NumberFault::Empty));
        check("1,250", Err(NumberFault::Ambiguous));
        check("1,250.5", Err(NumberFault::SecondSeparator));
        check("1.2.3", Err(NumberFault::SecondSeparator));
        check(".5", Err(NumberFault::BareSeparator));
        check("5.", Err(NumberFault::BareSeparator));
        check("-", Err(NumberFault::BareSeparator));
        check("1e3", Err(NumberFault::Character));
        check("12 5", Err(NumberFault::Character));
        check("+5", Err(NumberFault::Character));
        check("12 mL", Err(NumberFault::Character));
        check("NaN", Err(NumberFault::Character));
        check("--5", Err(NumberFault::Character));
        check("\u{661}", Err(NumberFault::Character));
        check("123456789012345678901", Err(NumberFault::TooLong));
    }

    #[test]
    fn halves_are_rounded_away_from_zero() {
        assert_eq!(round_to(12.25, 0.1), 12.3);
        assert_eq!(round_to(-2.5, 1.0), -3.0);
        assert_eq!(round_to(1.005, 0.01), 1.01);
        assert_eq!(round_to(2.4, 5.0), 0.0);
        assert_eq!(round_to(0.1 + 0.2, 0.1), 0.3);
    }

    #[test]
    fn the_border_of_a_tolerance_is_inside() {
        assert!(is_within(12.6, 12.5, Tolerance::Abs(0.1)));
        assert!(!is_within(12.61, 12.5, Tolerance::Abs(0.1)));
        assert!(is_within(51.0, 50.0, Tolerance::Percent(2.0)));
        assert!(!is_within(51.001, 50.0, Tolerance::Percent(2.0)));
        assert!(is_within(-7.4, -7.2, Tolerance::Abs(0.2)));
        assert!(is_within(0.3, 0.1 + 0.2, Tolerance::Abs(0.0)));
    }
}

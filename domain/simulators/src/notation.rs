//! Safe notation of numbers: a leading zero, no trailing zero, a comma between thousands.

use crate::rounding::half_up;

/// A number with at most three decimals, in safe notation: `0.5`, `5`, `1,000`.
#[must_use]
pub fn number(value: f64) -> String {
    decimals(value, 3)
}

/// A number with at most the given decimals, in safe notation.
#[must_use]
pub fn decimals(value: f64, places: u8) -> String {
    let text = fixed(value, places);
    if !text.contains('.') {
        return text;
    }
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// A measured value with exactly the given decimals: `8.0`. Its last digit says how finely it was read, and it keeps its
/// place while it changes. What is ordered or set is written by [`decimals`], where a trailing zero could be misread.
#[must_use]
pub fn fixed(value: f64, places: u8) -> String {
    let parts = [1.0, 10.0, 100.0, 1_000.0, 10_000.0][usize::from(places.min(4))];
    let fixed = format!("{:.*}", usize::from(places.min(4)), half_up(value.abs(), parts));
    let (whole, fraction) = fixed.split_once('.').unwrap_or((&fixed, ""));
    let mut text = String::with_capacity(fixed.len() + 3);
    if value < 0.0 && fixed.bytes().any(|digit| (b'1'..=b'9').contains(&digit)) {
        text.push('-');
    }
    for (place, digit) in whole.chars().enumerate() {
        if place > 0 && (whole.len() - place) % 3 == 0 {
            text.push(',');
        }
        text.push(digit);
    }
    if !fraction.is_empty() {
        text.push('.');
        text.push_str(fraction);
    }
    text
}

/// A duration in seconds as hours and minutes, `h:mm`, rounded up to a whole minute.
#[must_use]
pub fn hours_minutes(seconds: f64) -> String {
    let minutes = libm::ceil(half_up(seconds.max(0.0), 1_000.0) / 60.0) as u64;
    format!("{}:{:02}", minutes / 60, minutes % 60)
}

/// A duration in seconds as `hh:mm:ss`, rounded to the nearest second.
#[must_use]
pub fn hours_minutes_seconds(seconds: f64) -> String {
    let whole = half_up(seconds.max(0.0), 1.0) as u64;
    format!("{:02}:{:02}:{:02}", whole / 3600, whole / 60 % 60, whole % 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_has_a_leading_zero_and_no_trailing_one() {
        assert_eq!(number(0.5), "0.5");
        assert_eq!(number(5.0), "5");
        assert_eq!(number(0.08), "0.08");
        assert_eq!(number(100.0), "100");
        assert_eq!(number(0.0), "0");
    }

    #[test]
    fn a_measured_value_keeps_its_decimals() {
        assert_eq!(fixed(8.0, 1), "8.0");
        assert_eq!(fixed(8.25, 1), "8.3");
        assert_eq!(fixed(-0.04, 1), "0.0");
        assert_eq!(fixed(-1.5, 1), "-1.5");
        assert_eq!(fixed(1_234.0, 0), "1,234");
    }

    #[test]
    fn thousands_are_separated() {
        assert_eq!(number(1_000.0), "1,000");
        assert_eq!(decimals(1_234_567.25, 1), "1,234,567.3");
        assert_eq!(decimals(-0.04, 1), "0");
    }

    #[test]
    fn durations_read_as_clock_time() {
        assert_eq!(hours_minutes(5_400.0), "1:30");
        assert_eq!(hours_minutes(61.0), "0:02");
        assert_eq!(hours_minutes_seconds(7_200.0), "02:00:00");
    }
}

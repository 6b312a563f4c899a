//! The usual ranges of blood tests in adults, and what a result means against them. Ranges differ between
//! laboratories; these are common ones, for training only.

use simulators::patient::Test;
use simulators::patient::view::ResultView;

/// The range of a test in its unit. A result equal to a bound is inside.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Range {
    /// Lower bound.
    pub low: f64,
    /// Upper bound.
    pub high: f64,
    /// Below this the laboratory would telephone.
    pub very_low: f64,
    /// Above this the laboratory would telephone.
    pub very_high: f64,
}

/// The usual range: glucose in mmol/L as aimed at in intensive care (4 to 10), potassium of the plasma in mmol/L,
/// aPTT in s without heparin.
#[must_use]
pub const fn range(test: Test) -> Range {
    match test {
        Test::Glucose => Range {
            low: 4.0,
            high: 10.0,
            very_low: 2.8,
            very_high: 20.0,
        },
        Test::Potassium => Range {
            low: 3.5,
            high: 5.0,
            very_low: 2.8,
            very_high: 6.2,
        },
        Test::Aptt => Range {
            low: 25.0,
            high: 37.0,
            very_low: 0.0,
            very_high: 100.0,
        },
    }
}

/// How a result stands against its range.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// Inside, bounds included.
    InRange,
    /// Under it.
    Low,
    /// Over it.
    High,
    /// Far under it.
    VeryLow,
    /// Far over it.
    VeryHigh,
}

/// How a result stands; one that cannot be read as a number or was beyond what can be measured is far over.
#[must_use]
pub fn mark(result: &ResultView) -> Mark {
    let range = range(result.test);
    let Ok(value) = result.value.replace(',', "").parse::<f64>() else {
        return Mark::VeryHigh;
    };
    match value {
        _ if result.beyond_range => Mark::VeryHigh,
        value if value < range.very_low => Mark::VeryLow,
        value if value < range.low => Mark::Low,
        value if value > range.very_high => Mark::VeryHigh,
        value if value > range.high => Mark::High,
        _ => Mark::InRange,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn result(test: Test, value: &str) -> ResultView {
        ResultView {
            test,
            value: value.to_owned(),
            unit: String::new(),
            beyond_range: false,
            drawn_tick: 0,
        }
    }

    #[test]
    fn a_result_on_a_bound_is_in_range_and_a_tenth_further_is_not() {
        assert_eq!(mark(&result(Test::Potassium, "3.5")), Mark::InRange);
        assert_eq!(mark(&result(Test::Potassium, "3.4")), Mark::Low);
        assert_eq!(mark(&result(Test::Potassium, "5")), Mark::InRange);
        assert_eq!(mark(&result(Test::Potassium, "5.1")), Mark::High);
        assert_eq!(mark(&result(Test::Potassium, "6.3")), Mark::VeryHigh);
        assert_eq!(mark(&result(Test::Glucose, "2.7")), Mark::VeryLow);
        assert_eq!(mark(&result(Test::Aptt, "31")), Mark::InRange);
    }

    #[test]
    fn a_time_too_long_to_be_measured_is_very_high() {
        let mut longest = result(Test::Aptt, "180");
        longest.beyond_range = true;
        assert_eq!(mark(&longest), Mark::VeryHigh);
    }
}

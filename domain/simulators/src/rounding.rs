//! Rounding of displayed and programmed values: half up on the decimal value.

/// Rounds half up to a multiple of `1 / parts` (10 for tenths, 1 for whole numbers).
///
/// The exact result is first rounded to a billionth, so that a value held as 10.949999999999 still goes up.
#[must_use]
pub fn half_up(value: f64, parts: f64) -> f64 {
    let scaled = libm::floor(value * parts * 1e9 + 0.5) / 1e9;
    libm::floor(scaled + 0.5) / parts
}

/// The rate a pump can be set to, mL/h: tenths below 100, whole numbers from there.
#[must_use]
pub fn programmed_rate_ml_h(exact_ml_h: f64) -> f64 {
    let tenths = half_up(exact_ml_h, 10.0);
    if tenths < 100.0 {
        tenths
    } else {
        half_up(exact_ml_h, 1.0)
    }
}

/// The volume a pump can be set to, mL: hundredths below 10, tenths below 1000, whole numbers from there.
#[must_use]
pub fn programmed_volume_ml(exact_ml: f64) -> f64 {
    if half_up(exact_ml, 100.0) < 10.0 {
        half_up(exact_ml, 100.0)
    } else if half_up(exact_ml, 10.0) < 1000.0 {
        half_up(exact_ml, 10.0)
    } else {
        half_up(exact_ml, 1.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ties_go_up_even_when_binary_holds_them_low() {
        assert_eq!(half_up(10.949_999_999_999_9, 10.0), 11.0);
        assert_eq!(half_up(0.25, 10.0), 0.3);
        assert_eq!(half_up(0.249, 10.0), 0.2);
    }

    #[test]
    fn the_rate_step_widens_at_a_hundred() {
        assert_eq!(programmed_rate_ml_h(13.125), 13.1);
        assert_eq!(programmed_rate_ml_h(99.94), 99.9);
        assert_eq!(programmed_rate_ml_h(99.96), 100.0);
        assert_eq!(programmed_rate_ml_h(123.5), 124.0);
    }

    #[test]
    fn the_volume_step_widens_at_ten_and_at_a_thousand() {
        assert_eq!(programmed_volume_ml(1.234), 1.23);
        assert_eq!(programmed_volume_ml(333.25), 333.3);
        assert_eq!(programmed_volume_ml(1234.5), 1235.0);
    }
}

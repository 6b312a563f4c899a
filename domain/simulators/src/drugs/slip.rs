//! What kind of slip turns an intended number into the one that was entered. `docs/models.md`, section Number entry.

codes! {
    /// A kind of slip.
    pub enum Slip {
        /// A decimal point or a zero too many or too few.
        PowerOfTen => "power_of_ten",
        /// Per minute taken for per hour, or the other way.
        MinHourUnit => "min_hour_unit",
        /// Pounds taken for kilograms, or the other way.
        LbKg => "lb_kg",
        /// Another slip by more than the double or less than the half.
        GrossOther => "gross_other",
        /// A smaller one.
        MinorOther => "minor_other",
    }
}

/// Pounds in a kilogram.
const POUNDS_PER_KG: f64 = 2.2046;

/// The kind of slip, from what was intended and what was entered, both above zero.
#[must_use]
pub fn slip(intended: f64, entered: f64) -> Slip {
    let ratio = entered / intended;
    let near = |target: f64| (ratio / target - 1.0).abs() <= 0.01;
    let tens = libm::log10(ratio);
    let whole = libm::round(tens);
    // A hundredth in the ratio is 0.0044 in its logarithm.
    if whole != 0.0 && (tens - whole).abs() <= 0.0044 {
        Slip::PowerOfTen
    } else if near(60.0) || near(1.0 / 60.0) {
        Slip::MinHourUnit
    } else if near(POUNDS_PER_KG) || near(1.0 / POUNDS_PER_KG) {
        Slip::LbKg
    } else if (0.5..=2.0).contains(&ratio) {
        Slip::MinorOther
    } else {
        Slip::GrossOther
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_slip_has_its_name() {
        assert_eq!(slip(7.5, 0.75), Slip::PowerOfTen);
        assert_eq!(slip(5.0, 300.0), Slip::MinHourUnit);
        assert_eq!(slip(70.0, 154.3), Slip::LbKg);
        assert_eq!(slip(4.8, 44.8), Slip::GrossOther);
        assert_eq!(slip(12.0, 13.0), Slip::MinorOther);
    }
}

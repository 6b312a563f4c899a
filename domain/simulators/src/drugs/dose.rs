//! The arithmetic between dose, concentration, weight and rate, as pure functions.

use super::units::{AmountUnit, BolusUnit, DoseUnit};

/// Amount of drug in a volume of solution.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Concentration {
    /// Amount of drug in the whole container.
    pub amount: f64,
    /// Unit of the amount.
    pub amount_unit: AmountUnit,
    /// Volume of the container, mL.
    pub volume_ml: f64,
}

impl Concentration {
    /// Amount per mL in the container's own unit.
    #[must_use]
    pub fn per_ml(&self) -> f64 {
        self.amount / self.volume_ml
    }

    /// Amount per mL in another unit; `None` if the two do not measure the same.
    #[must_use]
    pub fn per_ml_in(&self, unit: AmountUnit) -> Option<f64> {
        if unit == AmountUnit::Millilitre {
            return Some(1.0);
        }
        (unit.kind() == self.amount_unit.kind())
            .then(|| self.amount * (self.amount_unit.in_base() / unit.in_base()) / self.volume_ml)
    }
}

/// Rate in mL/h that gives a dose, unrounded: dose x weight x (60 if per minute) / concentration.
#[must_use]
pub fn rate_ml_h(dose: f64, unit: DoseUnit, weight_kg: f64, bag: &Concentration) -> Option<f64> {
    let per_ml = bag.per_ml_in(unit.amount)?;
    let weight = if unit.per_kg { weight_kg } else { 1.0 };
    Some(dose * weight * unit.time.per_hour() / per_ml)
}

/// Dose that a rate in mL/h gives: rate x concentration / weight / (60 if per minute).
#[must_use]
pub fn dose(rate_ml_h: f64, unit: DoseUnit, weight_kg: f64, bag: &Concentration) -> Option<f64> {
    let per_ml = bag.per_ml_in(unit.amount)?;
    let weight = if unit.per_kg { weight_kg } else { 1.0 };
    Some(rate_ml_h * per_ml / weight / unit.time.per_hour())
}

/// Volume in mL of a bolus dose: dose x weight / concentration.
#[must_use]
pub fn bolus_volume_ml(dose: f64, unit: BolusUnit, weight_kg: f64, bag: &Concentration) -> Option<f64> {
    let per_ml = bag.per_ml_in(unit.amount)?;
    let weight = if unit.per_kg { weight_kg } else { 1.0 };
    Some(dose * weight / per_ml)
}

/// Duration in seconds of a volume at a rate; also the time a VTBI lasts.
#[must_use]
pub fn duration_s(volume_ml: f64, rate_ml_h: f64) -> f64 {
    volume_ml / rate_ml_h * 3600.0
}

/// Rate in mL/h that gives a volume in a time.
#[must_use]
pub fn rate_for_time_ml_h(volume_ml: f64, time_s: f64) -> f64 {
    volume_ml / time_s * 3600.0
}

/// Volume in mL that a rate gives in a time.
#[must_use]
pub fn volume_for_time_ml(rate_ml_h: f64, time_s: f64) -> f64 {
    rate_ml_h * time_s / 3600.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ordered_norepinephrine_needs_24_6_ml_h() {
        let bag = Concentration {
            amount: 4.0,
            amount_unit: AmountUnit::Milligram,
            volume_ml: 250.0,
        };
        let unit = "mcg/kg/min".parse().unwrap();
        let rate = rate_ml_h(0.08, unit, 82.0, &bag).unwrap();
        assert!((rate - 24.6).abs() < 1e-9);
        assert!((dose(24.6, unit, 82.0, &bag).unwrap() - 0.08).abs() < 1e-12);
    }

    #[test]
    fn units_of_different_kinds_do_not_convert() {
        let bag = Concentration {
            amount: 20.0,
            amount_unit: AmountUnit::Unit,
            volume_ml: 100.0,
        };
        assert_eq!(rate_ml_h(1.0, "mcg/min".parse().unwrap(), 70.0, &bag), None);
    }
}

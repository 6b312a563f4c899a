//! Heparin: one compartment, and the aPTT as an exponential of its concentration. `docs/models.md`, section
//! Patient. Half-life and volume are usual figures of textbooks; the curve is of a training model.

use super::effect::{Effect, Response, STEP_MIN};

/// Volume of the compartment, L/kg.
pub const VOLUME_L_KG: f64 = 0.07;
/// Half-life, minutes.
pub const HALF_LIFE_MIN: f64 = 60.0;
/// Growth of the aPTT for each unit in a millilitre: doubled at 0.37 units/mL.
const GROWTH_ML_PER_UNIT: f64 = 1.87;
/// The longest aPTT that a laboratory measures, s.
pub const LONGEST_APTT_S: f64 = 180.0;

/// Heparin in the body.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Heparin {
    compartment_ml: f64,
    units_per_ml: f64,
    /// Without heparin, s.
    baseline_aptt_s: f64,
    left: f64,
}

impl Heparin {
    pub(super) fn new(weight_kg: f64, baseline_aptt_s: f64, settled_units_kg_h: f64) -> Self {
        let per_min = core::f64::consts::LN_2 / HALF_LIFE_MIN;
        Self {
            compartment_ml: VOLUME_L_KG * 1_000.0 * weight_kg,
            units_per_ml: settled_units_kg_h / 60.0 / (per_min * VOLUME_L_KG * 1_000.0),
            baseline_aptt_s,
            left: libm::exp(-per_min * STEP_MIN),
        }
    }

    /// What a laboratory would measure now, s; no longer than it can measure.
    pub(super) fn aptt_s(&self) -> f64 {
        let grown = self.baseline_aptt_s * libm::exp(GROWTH_ML_PER_UNIT * self.units_per_ml);
        grown.min(LONGEST_APTT_S)
    }
}

impl Response for Heparin {
    fn step(&mut self, arrived: f64) {
        self.units_per_ml = (self.units_per_ml + arrived / self.compartment_ml) * self.left;
    }

    fn effect(&self) -> Effect {
        Effect::NONE
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hours(heparin: &mut Heparin, hours: u32, units_kg_h: f64) {
        for _ in 0..hours * 36_000 {
            heparin.step(units_kg_h * 70.0 / 36_000.0);
        }
    }

    #[test]
    fn eighty_a_kg_and_eighteen_an_hour_double_the_aptt_after_six_hours() {
        let mut heparin = Heparin::new(70.0, 30.0, 0.0);
        heparin.step(80.0 * 70.0);
        assert_eq!(heparin.aptt_s(), LONGEST_APTT_S);
        hours(&mut heparin, 6, 18.0);
        let ratio = heparin.aptt_s() / 30.0;
        assert!((1.8..2.4).contains(&ratio), "{ratio}");
    }

    #[test]
    fn a_settled_dose_stays_and_half_of_it_is_gone_in_an_hour() {
        let mut heparin = Heparin::new(70.0, 30.0, 18.0);
        let settled = heparin.units_per_ml;
        hours(&mut heparin, 1, 18.0);
        assert!((heparin.units_per_ml / settled - 1.0).abs() < 1e-4);
        hours(&mut heparin, 1, 0.0);
        assert!((heparin.units_per_ml / settled - 0.5).abs() < 1e-4);
    }
}

//! Dopamine: one compartment; first the heart answers, at higher doses the vessels. `docs/models.md`, section
//! Patient. All numbers are of a training model.

use super::effect::{Effect, Response, STEP_MIN, hill};

/// Volume of the compartment, L/kg.
pub const VOLUME_L_KG: f64 = 0.2;
/// Elimination, per minute: half-life 2 minutes, clearance 0.07 L/kg/min.
pub const ELIMINATION_PER_MIN: f64 = 0.35;
/// Largest rise of the heart rate, per minute.
const LARGEST_HEART_RATE_RISE: f64 = 50.0;
/// Concentration of half that rise, mcg/L: reached with about 10 mcg/kg/min.
const HEART_HALF_MCG_L: f64 = 150.0;
/// Largest rise of the pressure by the heart, mmHg.
const LARGEST_HEART_RISE_MMHG: f64 = 15.0;
/// Largest rise of the pressure by the vessels, mmHg.
const LARGEST_VESSEL_RISE_MMHG: f64 = 60.0;
/// Concentration of half that rise, mcg/L: reached with about 20 mcg/kg/min.
const VESSEL_HALF_MCG_L: f64 = 300.0;

/// Dopamine in the body.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Dopamine {
    compartment_l: f64,
    plasma_mcg_l: f64,
    left: f64,
}

impl Dopamine {
    pub(super) fn new(weight_kg: f64, settled_mcg_kg_min: f64) -> Self {
        Self {
            compartment_l: VOLUME_L_KG * weight_kg,
            plasma_mcg_l: settled_mcg_kg_min / (ELIMINATION_PER_MIN * VOLUME_L_KG),
            left: libm::exp(-ELIMINATION_PER_MIN * STEP_MIN),
        }
    }
}

impl Response for Dopamine {
    fn step(&mut self, arrived: f64) {
        self.plasma_mcg_l = (self.plasma_mcg_l + arrived / self.compartment_l) * self.left;
    }

    fn effect(&self) -> Effect {
        if self.plasma_mcg_l <= 0.0 {
            return Effect::NONE;
        }
        let heart = hill(self.plasma_mcg_l, HEART_HALF_MCG_L, 1.0);
        let vessels = hill(self.plasma_mcg_l, VESSEL_HALF_MCG_L, 2.0);
        Effect {
            pressure_rise_mmhg: LARGEST_HEART_RISE_MMHG * heart + LARGEST_VESSEL_RISE_MMHG * vessels,
            heart_rate_rise: LARGEST_HEART_RATE_RISE * heart,
            ..Effect::NONE
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn after_minutes(minutes: u32, dose_mcg_kg_min: f64) -> Effect {
        let mut dopamine = Dopamine::new(70.0, 0.0);
        for _ in 0..minutes * 600 {
            dopamine.step(dose_mcg_kg_min * 70.0 / 600.0);
        }
        dopamine.effect()
    }

    #[test]
    fn the_heart_answers_before_the_vessels_do() {
        let (low, high) = (after_minutes(20, 5.0), after_minutes(20, 20.0));
        assert!((10.0..20.0).contains(&low.heart_rate_rise), "{low:?}");
        assert!(low.pressure_rise_mmhg < 10.0);
        assert!((35.0..45.0).contains(&high.pressure_rise_mmhg), "{high:?}");
    }

    #[test]
    fn a_settled_dose_stays_and_a_stopped_one_halves_in_two_minutes() {
        let mut dopamine = Dopamine::new(70.0, 10.0);
        let before = dopamine.plasma_mcg_l;
        for _ in 0..600 {
            dopamine.step(10.0 * 70.0 / 600.0);
        }
        assert!((dopamine.plasma_mcg_l / before - 1.0).abs() < 1e-3);
        for _ in 0..1_188 {
            dopamine.step(0.0);
        }
        assert!((dopamine.plasma_mcg_l / before - 0.5).abs() < 1e-3);
    }
}

//! Propofol: three compartments and two effect sites; sedation, breathing, pressure. `docs/models.md`, section
//! Patient.
//!
//! Distribution after Marsh and colleagues (Br J Anaesth 1991; 67: 41). The sedation index follows the form of
//! Eleveld and colleagues (Br J Anaesth 2018; 120: 942) with its numbers as recalled; the rest is of a training
//! model.

use super::effect::{Effect, Response, STEP_MIN, hill};

/// Volume of the central compartment, L/kg (Marsh).
pub const VOLUME_L_KG: f64 = 0.228;
/// Elimination, per minute (Marsh).
pub const ELIMINATION_PER_MIN: f64 = 0.119;
/// Into the fast compartment, per minute (Marsh).
const TO_FAST_PER_MIN: f64 = 0.112;
/// Back from it, per minute (Marsh).
const FROM_FAST_PER_MIN: f64 = 0.055;
/// Into the slow compartment, per minute (Marsh).
const TO_SLOW_PER_MIN: f64 = 0.042;
/// Back from it, per minute (Marsh).
const FROM_SLOW_PER_MIN: f64 = 0.003_3;
/// Exchange with the brain, per minute.
const BRAIN_PER_MIN: f64 = 0.26;
/// Exchange with the circulation, per minute: the pressure lags behind the sedation.
const CIRCULATION_PER_MIN: f64 = 0.12;
/// Sedation index of a person awake.
pub const AWAKE_INDEX: f64 = 93.0;
/// Concentration in the brain of half that index, mg/L.
const INDEX_HALF_MG_L: f64 = 3.08;
/// Steepness of the index.
const INDEX_STEEPNESS: f64 = 1.47;
/// Concentration of half the breathing, mg/L (training model).
const BREATHING_HALF_MG_L: f64 = 3.5;
/// Steepness of the breathing (training model).
const BREATHING_STEEPNESS: f64 = 3.0;
/// Largest loss of pressure as a share (training model).
const LARGEST_PRESSURE_LOSS: f64 = 0.45;
/// Concentration of half that loss, mg/L (training model).
const PRESSURE_HALF_MG_L: f64 = 4.0;

/// Propofol in the body; amounts in mg.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Propofol {
    compartment_l: f64,
    central_mg: f64,
    fast_mg: f64,
    slow_mg: f64,
    brain_mg_l: f64,
    circulation_mg_l: f64,
}

impl Propofol {
    pub(super) fn new(weight_kg: f64, settled_mcg_kg_min: f64) -> Self {
        let compartment_l = VOLUME_L_KG * weight_kg;
        let settled_mg_l = settled_mcg_kg_min / 1_000.0 / (ELIMINATION_PER_MIN * VOLUME_L_KG);
        let central_mg = settled_mg_l * compartment_l;
        Self {
            compartment_l,
            central_mg,
            fast_mg: central_mg * TO_FAST_PER_MIN / FROM_FAST_PER_MIN,
            slow_mg: central_mg * TO_SLOW_PER_MIN / FROM_SLOW_PER_MIN,
            brain_mg_l: settled_mg_l,
            circulation_mg_l: settled_mg_l,
        }
    }

    /// Processed EEG as a number from 0 (none) to 93 (awake).
    pub(super) fn sedation_index(&self) -> f64 {
        AWAKE_INDEX * (1.0 - hill(self.brain_mg_l, INDEX_HALF_MG_L, INDEX_STEEPNESS))
    }

    fn is_absent(&self) -> bool {
        self.central_mg <= 0.0 && self.brain_mg_l <= 0.0
    }
}

impl Response for Propofol {
    fn step(&mut self, arrived: f64) {
        if arrived <= 0.0 && self.is_absent() {
            return;
        }
        // The fastest rate moves 0.06 % in a sub-step; a plain step is exact enough and loses no drug.
        let to_fast = (TO_FAST_PER_MIN * self.central_mg - FROM_FAST_PER_MIN * self.fast_mg) * STEP_MIN;
        let to_slow = (TO_SLOW_PER_MIN * self.central_mg - FROM_SLOW_PER_MIN * self.slow_mg) * STEP_MIN;
        let eliminated = ELIMINATION_PER_MIN * self.central_mg * STEP_MIN;
        self.central_mg += arrived / 1_000.0 - to_fast - to_slow - eliminated;
        self.fast_mg += to_fast;
        self.slow_mg += to_slow;
        let plasma_mg_l = self.central_mg / self.compartment_l;
        self.brain_mg_l += (plasma_mg_l - self.brain_mg_l) * BRAIN_PER_MIN * STEP_MIN;
        self.circulation_mg_l += (plasma_mg_l - self.circulation_mg_l) * CIRCULATION_PER_MIN * STEP_MIN;
    }

    fn effect(&self) -> Effect {
        if self.is_absent() {
            return Effect::NONE;
        }
        Effect {
            pressure_share: 1.0
                - LARGEST_PRESSURE_LOSS * hill(self.circulation_mg_l, PRESSURE_HALF_MG_L, 2.0),
            breathing_share: 1.0 - hill(self.brain_mg_l, BREATHING_HALF_MG_L, BREATHING_STEEPNESS),
            ..Effect::NONE
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn minutes(propofol: &mut Propofol, minutes: u32, dose_mcg_kg_min: f64) {
        for _ in 0..minutes * 600 {
            propofol.step(dose_mcg_kg_min * 70.0 / 600.0);
        }
    }

    #[test]
    fn a_settled_dose_of_50_mcg_kg_min_sedates_and_leaves_the_breathing() {
        let mut propofol = Propofol::new(70.0, 50.0);
        let before = propofol.sedation_index();
        assert!((60.0..68.0).contains(&before), "{before}");
        assert!(propofol.effect().breathing_share > 0.8);
        minutes(&mut propofol, 30, 50.0);
        assert!((propofol.sedation_index() - before).abs() < 0.01);
    }

    #[test]
    fn a_bolus_of_1_mg_kg_takes_the_breathing_for_minutes_and_wears_off() {
        let mut propofol = Propofol::new(70.0, 0.0);
        propofol.step(2.0 * 70_000.0);
        minutes(&mut propofol, 3, 0.0);
        let at_peak = propofol.effect();
        assert!(at_peak.breathing_share < 0.6, "{at_peak:?}");
        minutes(&mut propofol, 20, 0.0);
        assert!(propofol.effect().breathing_share > 0.95);
    }

    #[test]
    fn the_pressure_falls_after_the_sedation() {
        let mut propofol = Propofol::new(70.0, 0.0);
        minutes(&mut propofol, 5, 150.0);
        assert!(propofol.brain_mg_l > propofol.circulation_mg_l);
        minutes(&mut propofol, 60, 150.0);
        let effect = propofol.effect();
        assert!(
            effect.pressure_share < 0.85 && effect.pressure_share > 0.6,
            "{effect:?}"
        );
    }

    #[test]
    fn no_drug_is_lost_between_the_compartments() {
        let mut propofol = Propofol::new(70.0, 0.0);
        propofol.step(70_000.0);
        let mut eliminated = 0.0;
        for _ in 0..60_000 {
            eliminated += ELIMINATION_PER_MIN * propofol.central_mg * STEP_MIN;
            propofol.step(0.0);
        }
        let held = propofol.central_mg + propofol.fast_mg + propofol.slow_mg;
        assert!((held + eliminated - 70.0).abs() < 1e-6);
    }
}

//! Norepinephrine in one compartment, an effect site and an Emax answer. See docs/models.md, section Patient.

use super::PatientSetup;
use super::presets::Parameters;
use super::view::PatientView;
use crate::STEP_TICKS;
use crate::rounding::half_up;
use crate::signals::Signal;

/// Volume of the compartment, L/kg.
pub const VOLUME_L_KG: f64 = 0.06;
/// Elimination, per minute: half-life 1.4 minutes.
pub const ELIMINATION_PER_MIN: f64 = 0.5;
/// Exchange with the effect site, per minute: half-life 14 seconds.
pub const EFFECT_SITE_PER_MIN: f64 = 3.0;
/// How fast the heart rate follows the reflex, per minute: time constant 15 s.
pub const REFLEX_PER_MIN: f64 = 4.0;

/// Concentration to which a dose settles, mcg/L: dose / (elimination x volume).
#[must_use]
pub const fn settled_concentration_mcg_l(dose_mcg_kg_min: f64) -> f64 {
    dose_mcg_kg_min / (ELIMINATION_PER_MIN * VOLUME_L_KG)
}

/// Rise of the mean arterial pressure at an effect-site concentration, mmHg.
#[must_use]
pub const fn pressure_rise_mmhg(parameters: &Parameters, effect_mcg_l: f64) -> f64 {
    parameters.largest_rise_mmhg * effect_mcg_l / (parameters.half_effect_mcg_l + effect_mcg_l)
}

/// Heart rate to which the reflex tends at a pressure, per minute.
#[must_use]
pub const fn reflex_heart_rate(parameters: &Parameters, map_mmhg: f64) -> f64 {
    let rise_mmhg = map_mmhg - parameters.baseline_map_mmhg;
    (parameters.baseline_heart_rate - parameters.reflex_per_mmhg * rise_mmhg).clamp(38.0, 180.0)
}

/// State of the patient.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct PatientState {
    parameters: Parameters,
    weight_kg: f64,
    compartment_l: f64,
    plasma_mcg_l: f64,
    effect_mcg_l: f64,
    map_mmhg: f64,
    heart_rate: f64,
    air_ul: f64,
    plasma_left: f64,
    effect_gain: f64,
    reflex_gain: f64,
}

impl PatientState {
    pub(crate) fn new(setup: &PatientSetup) -> Self {
        let parameters = setup.preset.parameters();
        let weight_kg = if setup.weight_kg.is_finite() {
            setup.weight_kg.clamp(0.5, 400.0)
        } else {
            70.0
        };
        let settled = settled_concentration_mcg_l(setup.settled_norepinephrine_mcg_kg_min.clamp(0.0, 10.0));
        let map_mmhg = parameters.baseline_map_mmhg + pressure_rise_mmhg(&parameters, settled);
        let minutes = STEP_TICKS as f64 / 60_000.0;
        Self {
            parameters,
            weight_kg,
            compartment_l: VOLUME_L_KG * weight_kg,
            plasma_mcg_l: settled,
            effect_mcg_l: settled,
            map_mmhg,
            heart_rate: reflex_heart_rate(&parameters, map_mmhg),
            air_ul: 0.0,
            plasma_left: libm::exp(-ELIMINATION_PER_MIN * minutes),
            effect_gain: 1.0 - libm::exp(-EFFECT_SITE_PER_MIN * minutes),
            reflex_gain: 1.0 - libm::exp(-REFLEX_PER_MIN * minutes),
        }
    }

    /// One sub-step in which the given amounts arrived.
    pub(crate) const fn step(&mut self, norepinephrine_mcg: f64, air_ul: f64) {
        self.plasma_mcg_l = (self.plasma_mcg_l + norepinephrine_mcg / self.compartment_l) * self.plasma_left;
        self.effect_mcg_l += (self.plasma_mcg_l - self.effect_mcg_l) * self.effect_gain;
        self.map_mmhg =
            self.parameters.baseline_map_mmhg + pressure_rise_mmhg(&self.parameters, self.effect_mcg_l);
        let reflex = reflex_heart_rate(&self.parameters, self.map_mmhg);
        self.heart_rate += (reflex - self.heart_rate) * self.reflex_gain;
        self.air_ul += air_ul;
    }

    pub(crate) const fn read(&self, values: &mut [f64]) {
        values[Signal::PatientMap as usize] = self.map_mmhg;
        values[Signal::PatientHeartRate as usize] = self.heart_rate;
        values[Signal::PatientWeight as usize] = self.weight_kg;
        values[Signal::PatientAirUl as usize] = self.air_ul;
    }

    pub(crate) fn view(&self) -> PatientView {
        let whole = |value: f64| half_up(value, 1.0) as u16;
        // The pulse pressure is shown as a fixed share of the mean; only the mean is modelled.
        PatientView {
            map_mmhg: whole(self.map_mmhg),
            systolic_mmhg: whole(self.map_mmhg * 1.36),
            diastolic_mmhg: whole(self.map_mmhg * 0.82),
            heart_rate_per_min: whole(self.heart_rate),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::patient::Preset;

    fn septic(settled: f64) -> PatientState {
        PatientState::new(&PatientSetup {
            preset: Preset::SepticShock,
            weight_kg: 82.0,
            settled_norepinephrine_mcg_kg_min: settled,
        })
    }

    fn minutes(patient: &mut PatientState, minutes: u32, dose_mcg_kg_min: f64) {
        for _ in 0..minutes * 600 {
            patient.step(dose_mcg_kg_min * 82.0 / 600.0, 0.0);
        }
    }

    #[test]
    fn the_ordered_dose_brings_the_pressure_to_its_goal_within_ten_minutes() {
        let mut patient = septic(0.0);
        assert_eq!(patient.view().map_mmhg, 40);
        minutes(&mut patient, 10, 0.08);
        assert!((65.0..75.0).contains(&patient.map_mmhg), "{}", patient.map_mmhg);
    }

    #[test]
    fn a_settled_patient_stays_where_the_dose_holds_it() {
        let mut patient = septic(0.08);
        let before = patient.map_mmhg;
        minutes(&mut patient, 5, 0.08);
        assert!((patient.map_mmhg - before).abs() < 0.1);
    }

    #[test]
    fn without_the_drug_the_pressure_falls_under_50_within_four_minutes() {
        let mut patient = septic(0.08);
        minutes(&mut patient, 1, 0.0);
        assert!(patient.map_mmhg > 55.0);
        minutes(&mut patient, 3, 0.0);
        assert!(patient.map_mmhg < 50.0, "{}", patient.map_mmhg);
    }

    #[test]
    fn ten_times_the_dose_is_seen_at_once() {
        let mut patient = septic(0.08);
        minutes(&mut patient, 3, 0.8);
        assert!(patient.map_mmhg > 100.0);
        assert!(patient.heart_rate < 95.0);
    }

    #[test]
    fn a_bolus_raises_the_pressure_and_wears_off() {
        let mut patient = septic(0.08);
        let before = patient.map_mmhg;
        patient.step(6.0, 0.0);
        minutes(&mut patient, 1, 0.08);
        let peak = patient.map_mmhg;
        minutes(&mut patient, 9, 0.08);
        assert!(peak > before + 4.0 && patient.map_mmhg < before + 1.0);
    }
}

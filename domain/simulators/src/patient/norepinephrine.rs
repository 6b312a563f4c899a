//! Norepinephrine in one compartment, an effect site and an Emax answer. See docs/models.md, section Patient.

use super::effect::{Effect, Response, STEP_MIN};
use super::presets::Parameters;

/// Volume of the compartment, L/kg.
pub const VOLUME_L_KG: f64 = 0.06;
/// Elimination, per minute: half-life 1.4 minutes.
pub const ELIMINATION_PER_MIN: f64 = 0.5;
/// Exchange with the effect site, per minute: half-life 14 seconds.
pub const EFFECT_SITE_PER_MIN: f64 = 3.0;

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

/// Norepinephrine in the body.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Norepinephrine {
    parameters: Parameters,
    compartment_l: f64,
    plasma_mcg_l: f64,
    effect_mcg_l: f64,
    plasma_left: f64,
    effect_gain: f64,
}

impl Norepinephrine {
    pub(super) fn new(parameters: Parameters, weight_kg: f64, settled_mcg_kg_min: f64) -> Self {
        let settled_mcg_l = settled_concentration_mcg_l(settled_mcg_kg_min);
        Self {
            parameters,
            compartment_l: VOLUME_L_KG * weight_kg,
            plasma_mcg_l: settled_mcg_l,
            effect_mcg_l: settled_mcg_l,
            plasma_left: libm::exp(-ELIMINATION_PER_MIN * STEP_MIN),
            effect_gain: 1.0 - libm::exp(-EFFECT_SITE_PER_MIN * STEP_MIN),
        }
    }
}

impl Response for Norepinephrine {
    fn step(&mut self, arrived: f64) {
        self.plasma_mcg_l = (self.plasma_mcg_l + arrived / self.compartment_l) * self.plasma_left;
        self.effect_mcg_l += (self.plasma_mcg_l - self.effect_mcg_l) * self.effect_gain;
    }

    fn effect(&self) -> Effect {
        Effect {
            pressure_rise_mmhg: pressure_rise_mmhg(&self.parameters, self.effect_mcg_l),
            ..Effect::NONE
        }
    }
}

//! Insulin and glucose: the minimal model of Bergman with an action that saturates. `docs/models.md`, section
//! Patient. The form is published (Bergman and colleagues 1979); the numbers are of a training model.

use super::effect::{Effect, Response, STEP_MIN};

/// Volume of insulin, L/kg.
pub const VOLUME_L_KG: f64 = 0.12;
/// Elimination of insulin, per minute: half-life 5 minutes.
pub const ELIMINATION_PER_MIN: f64 = 0.14;
/// How fast the action follows the concentration, per minute: time constant 40 minutes.
const ACTION_PER_MIN: f64 = 0.025;
/// Largest action, per minute.
const LARGEST_ACTION_PER_MIN: f64 = 0.06;
/// Concentration of half that action, mUnits/L.
const ACTION_HALF_MUNITS_L: f64 = 300.0;
/// How fast glucose goes back by itself, per minute.
const RETURN_PER_MIN: f64 = 0.008;

/// Insulin in the body and the glucose it acts on.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Glucose {
    compartment_l: f64,
    insulin_munits_l: f64,
    action_per_min: f64,
    glucose_mmol_l: f64,
    /// Where glucose tends without insulin, mmol/L.
    untreated_mmol_l: f64,
    insulin_left: f64,
}

impl Glucose {
    /// A patient whose glucose stays where it is with the dose of insulin that runs, units/h.
    pub(super) fn new(weight_kg: f64, glucose_mmol_l: f64, settled_units_h: f64) -> Self {
        let compartment_l = VOLUME_L_KG * weight_kg;
        let insulin_munits_l = settled_units_h * 1_000.0 / 60.0 / (ELIMINATION_PER_MIN * compartment_l);
        let action_per_min = settled_action_per_min(insulin_munits_l);
        Self {
            compartment_l,
            insulin_munits_l,
            action_per_min,
            glucose_mmol_l,
            untreated_mmol_l: glucose_mmol_l * (RETURN_PER_MIN + action_per_min) / RETURN_PER_MIN,
            insulin_left: libm::exp(-ELIMINATION_PER_MIN * STEP_MIN),
        }
    }

    pub(super) const fn glucose_mmol_l(&self) -> f64 {
        self.glucose_mmol_l
    }
}

fn settled_action_per_min(insulin_munits_l: f64) -> f64 {
    LARGEST_ACTION_PER_MIN * insulin_munits_l / (ACTION_HALF_MUNITS_L + insulin_munits_l)
}

impl Response for Glucose {
    fn step(&mut self, arrived: f64) {
        self.insulin_munits_l =
            (self.insulin_munits_l + arrived * 1_000.0 / self.compartment_l) * self.insulin_left;
        let tends_to = settled_action_per_min(self.insulin_munits_l);
        self.action_per_min += (tends_to - self.action_per_min) * ACTION_PER_MIN * STEP_MIN;
        let change_per_min = RETURN_PER_MIN * (self.untreated_mmol_l - self.glucose_mmol_l)
            - self.action_per_min * self.glucose_mmol_l;
        self.glucose_mmol_l += change_per_min * STEP_MIN;
    }

    fn effect(&self) -> Effect {
        Effect::NONE
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn after_hours(start: &Glucose, hours: u32, units_h: f64) -> Glucose {
        let mut glucose = start.clone();
        for _ in 0..hours * 36_000 {
            glucose.step(units_h / 36_000.0);
        }
        glucose
    }

    #[test]
    fn four_units_an_hour_bring_14_down_under_10_within_two_hours() {
        let start = Glucose::new(80.0, 14.0, 0.0);
        let two = after_hours(&start, 2, 4.0).glucose_mmol_l();
        assert!((7.0..10.0).contains(&two), "{two}");
    }

    #[test]
    fn ten_times_the_dose_ends_below_3_9() {
        let start = Glucose::new(80.0, 14.0, 0.0);
        let two = after_hours(&start, 2, 40.0).glucose_mmol_l();
        assert!((1.0..3.9).contains(&two), "{two}");
    }

    #[test]
    fn what_settled_stays_and_without_insulin_it_rises() {
        let start = Glucose::new(80.0, 8.0, 3.0);
        assert!((after_hours(&start, 1, 3.0).glucose_mmol_l() - 8.0).abs() < 0.01);
        assert!(after_hours(&start, 2, 0.0).glucose_mmol_l() > 9.5);
    }
}

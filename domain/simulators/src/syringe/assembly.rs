//! Plunger, syringe and line as one elastic body: what the pump pushes first takes up slack and tension, and a
//! change of height gives a bolus or takes one back.

/// Pressure of a column of water, mmHg for each cm.
pub const MMHG_PER_CM: f64 = 0.735_559;

/// A fitted syringe with its line.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Assembly {
    compliance_ml_per_mmhg: f64,
    /// What must be pushed before anything comes out, mL.
    owed_ml: f64,
}

/// What a change of height moved, mL.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Moved {
    /// Given to the patient at once.
    pub bolus_ml: f64,
    /// Taken back from the line.
    pub aspirated_ml: f64,
}

impl Assembly {
    /// An assembly that has just been fitted: slack and opening pressure are still to be taken up.
    #[must_use]
    pub fn fitted(compliance_ml_per_mmhg: f64, slack_ml: f64, opening_pressure_mmhg: f64) -> Self {
        Self {
            compliance_ml_per_mmhg,
            owed_ml: slack_ml + compliance_ml_per_mmhg * opening_pressure_mmhg,
        }
    }

    /// An assembly that already delivers.
    #[must_use]
    pub const fn delivering(compliance_ml_per_mmhg: f64) -> Self {
        Self {
            compliance_ml_per_mmhg,
            owed_ml: 0.0,
        }
    }

    /// What must still be pushed before anything comes out, mL.
    #[must_use]
    pub const fn owed_ml(&self) -> f64 {
        self.owed_ml
    }

    /// The plunger pushes a volume; what comes out at the patient, mL.
    pub fn push(&mut self, pushed_ml: f64) -> f64 {
        let taken_up = pushed_ml.clamp(0.0, self.owed_ml);
        self.owed_ml -= taken_up;
        pushed_ml.max(0.0) - taken_up
    }

    /// The pump is moved up (positive) or down against the patient, cm, with a fluid of relative density.
    pub fn lift(&mut self, by_cm: f64, relative_density: f64) -> Moved {
        let moved_ml = self.compliance_ml_per_mmhg * by_cm.abs() * MMHG_PER_CM * relative_density;
        if by_cm >= 0.0 {
            Moved {
                bolus_ml: self.push(moved_ml),
                aspirated_ml: 0.0,
            }
        } else {
            self.owed_ml += moved_ml;
            Moved {
                bolus_ml: 0.0,
                aspirated_ml: moved_ml,
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_made_or_lost() {
        let mut assembly = Assembly::fitted(0.0026, 0.28, 15.0);
        let owed = assembly.owed_ml();
        let mut out = 0.0;
        for _ in 0..10_000 {
            out += assembly.push(0.0001);
        }
        assert!((out + owed - 1.0).abs() < 1e-9);
    }

    #[test]
    fn down_and_up_again_gives_no_bolus() {
        let mut assembly = Assembly::delivering(0.0026);
        assembly.lift(-50.0, 1.0);
        let moved = assembly.lift(50.0, 1.0);
        assert_eq!((moved.bolus_ml, assembly.owed_ml()), (0.0, 0.0));
    }

    #[test]
    fn a_plunger_that_does_not_move_gives_nothing() {
        let mut assembly = Assembly::delivering(0.001);
        assert_eq!(assembly.push(0.0), 0.0);
        assert_eq!(assembly.push(-1.0), 0.0);
    }
}

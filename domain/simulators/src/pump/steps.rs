//! A multistep program: up to five rates with their volumes, given one after the other.

use super::program::{LARGEST_RATE_ML_H, LARGEST_VOLUME_ML, SMALLEST_RATE_ML_H, SMALLEST_VOLUME_ML};

/// Most steps of one program (*chosen*).
pub const MOST_STEPS: usize = 5;

/// One step.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Step {
    pub(crate) rate_ml_h: f64,
    pub(crate) vtbi_ml: f64,
}

/// The steps of a program, in order.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Steps {
    all: [Step; MOST_STEPS],
    count: u8,
}

impl Steps {
    /// No step.
    pub(crate) const EMPTY: Self = Self {
        all: [Step {
            rate_ml_h: 0.0,
            vtbi_ml: 0.0,
        }; MOST_STEPS],
        count: 0,
    };

    /// The steps that were entered.
    pub(crate) fn entered(&self) -> &[Step] {
        &self.all[..usize::from(self.count)]
    }

    /// Whether another step can be added.
    pub(crate) const fn has_room(&self) -> bool {
        (self.count as usize) < MOST_STEPS
    }

    /// Adds a step; none beyond the last place.
    pub(crate) fn add(&mut self, step: Step) {
        if let Some(place) = self.all.get_mut(usize::from(self.count)) {
            *place = step;
            self.count += 1;
        }
    }

    /// Takes the last step back.
    pub(crate) fn take_back(&mut self) -> Option<Step> {
        self.count = self.count.checked_sub(1)?;
        self.all.get(usize::from(self.count)).copied()
    }

    /// Volume of all steps, mL.
    pub(crate) fn volume_ml(&self) -> f64 {
        self.entered().iter().map(|step| step.vtbi_ml).sum()
    }

    /// Whether the pump can give every step.
    pub(crate) fn can_be_given(&self) -> bool {
        self.count > 0
            && self.entered().iter().all(|step| {
                (SMALLEST_RATE_ML_H..=LARGEST_RATE_ML_H).contains(&step.rate_ml_h)
                    && (SMALLEST_VOLUME_ML..=LARGEST_VOLUME_ML).contains(&step.vtbi_ml)
            })
    }
}

/// A multistep program that is being given.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct StepRun {
    pub(crate) steps: Steps,
    /// The present step, from 0.
    pub(crate) at: u8,
    /// What is left of it, mL.
    pub(crate) left_ml: f64,
}

impl StepRun {
    /// The first step.
    pub(crate) fn begin(steps: Steps) -> Option<Self> {
        let first = steps.entered().first()?;
        Some(Self {
            steps,
            at: 0,
            left_ml: first.vtbi_ml,
        })
    }

    /// Counts a volume; returns the next step's rate when the present one is given, mL/h.
    pub(crate) fn count(&mut self, given_ml: f64) -> Option<f64> {
        self.left_ml -= given_ml;
        if self.left_ml > 1e-9 {
            return None;
        }
        let next = self.steps.entered().get(usize::from(self.at) + 1)?;
        self.at += 1;
        // A step that ran a little over takes it from the next, so that the sum is kept.
        self.left_ml += next.vtbi_ml;
        Some(next.rate_ml_h)
    }

    /// Time until all steps are given, s.
    pub(crate) fn left_s(&self, rate_ml_h: f64) -> f64 {
        let later = self.steps.entered().iter().skip(usize::from(self.at) + 1);
        let later_s: f64 = later.map(|step| step.vtbi_ml / step.rate_ml_h * 3_600.0).sum();
        self.left_ml.max(0.0) / rate_ml_h * 3_600.0 + later_s
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn two() -> StepRun {
        let mut steps = Steps::EMPTY;
        for (rate_ml_h, vtbi_ml) in [(100.0, 1.0), (50.0, 2.0)] {
            steps.add(Step { rate_ml_h, vtbi_ml });
        }
        StepRun::begin(steps).unwrap()
    }

    #[test]
    fn the_next_step_begins_when_the_volume_of_the_present_one_is_given() {
        let mut run = two();
        assert_eq!(run.count(0.9), None);
        assert_eq!(run.count(0.15), Some(50.0));
        assert!((run.left_ml - 1.95).abs() < 1e-9);
        assert_eq!(run.count(5.0), None);
    }

    #[test]
    fn the_time_left_is_that_of_all_steps() {
        assert!((two().left_s(100.0) - (36.0 + 144.0)).abs() < 1e-9);
    }

    #[test]
    fn a_sixth_step_has_no_place() {
        let mut steps = Steps::EMPTY;
        for _ in 0..6 {
            steps.add(Step {
                rate_ml_h: 1.0,
                vtbi_ml: 1.0,
            });
        }
        assert_eq!((steps.entered().len(), steps.has_room()), (5, false));
        assert!(steps.take_back().is_some() && steps.has_room());
    }
}

//! The air detector: bubbles against a single limit and, over a window, against a cumulative one.

use std::collections::VecDeque;

/// Limits of the detector.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct AirLimits {
    /// Largest single bubble, µL.
    pub single_ul: f64,
    /// Largest sum of bubbles in the window, µL.
    pub cumulative_ul: f64,
    /// Length of the window, ms.
    pub window_ticks: u64,
}

/// What the detector finds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum AirFinding {
    /// One bubble is too large.
    Single,
    /// The bubbles of the window are too much together.
    Cumulative {
        /// Their sum, µL.
        sum_ul: f64,
    },
}

/// Bubbles kept in the window; a further one joins the newest.
const WINDOW_LENGTH: usize = 64;

/// The detector's memory.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct AirDetector {
    passed: VecDeque<(u64, f64)>,
    sum_ul: f64,
    bubble_ul: f64,
    /// An air alarm was raised and the air has not been seen to be gone.
    pub(crate) blocked: bool,
}

impl AirDetector {
    /// Air went past since the last call; none of it means that the present bubble has ended.
    pub fn pass(&mut self, air_ul: f64, tick: u64, limits: &AirLimits) -> Option<AirFinding> {
        if air_ul > 0.0 {
            self.bubble_ul += air_ul;
        } else {
            if self.bubble_ul > 0.0 {
                self.remember(tick);
            }
            return None;
        }
        self.forget(tick, limits);
        let sum_ul = self.sum_ul + self.bubble_ul;
        if self.bubble_ul > limits.single_ul {
            Some(AirFinding::Single)
        } else if sum_ul > limits.cumulative_ul {
            Some(AirFinding::Cumulative { sum_ul })
        } else {
            None
        }
    }

    /// The air has been removed: the memory starts anew.
    pub fn reset(&mut self) {
        *self = Self::default();
    }

    /// A whole bubble goes past at one moment.
    pub fn pass_bubble(&mut self, volume_ul: f64, tick: u64, limits: &AirLimits) -> Option<AirFinding> {
        let finding = self.pass(volume_ul, tick, limits);
        self.remember(tick);
        finding
    }

    fn remember(&mut self, tick: u64) {
        let bubble_ul = core::mem::take(&mut self.bubble_ul);
        self.sum_ul += bubble_ul;
        let full = self.passed.len() >= WINDOW_LENGTH;
        match self.passed.back_mut() {
            Some(newest) if full => newest.1 += bubble_ul,
            _ => self.passed.push_back((tick, bubble_ul)),
        }
    }

    /// Bubbles exactly as old as the window are out of it.
    fn forget(&mut self, tick: u64, limits: &AirLimits) {
        while let Some(&(passed, volume_ul)) = self.passed.front() {
            if tick.saturating_sub(passed) < limits.window_ticks {
                return;
            }
            self.sum_ul -= volume_ul;
            self.passed.pop_front();
        }
        self.sum_ul = 0.0;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIMITS: AirLimits = AirLimits {
        single_ul: 250.0,
        cumulative_ul: 1_000.0,
        window_ticks: 900_000,
    };

    #[test]
    fn a_bubble_at_the_limit_passes_and_one_over_it_does_not() {
        assert_eq!(AirDetector::default().pass_bubble(250.0, 0, &LIMITS), None);
        assert_eq!(
            AirDetector::default().pass_bubble(251.0, 0, &LIMITS),
            Some(AirFinding::Single)
        );
    }

    #[test]
    fn a_bubble_as_old_as_the_window_no_longer_counts() {
        let mut detector = AirDetector::default();
        for n in 0..4 {
            assert_eq!(detector.pass_bubble(240.0, n, &LIMITS), None);
        }
        assert_eq!(detector.clone().pass_bubble(200.0, 900_004, &LIMITS), None);
        assert_eq!(
            detector.pass_bubble(100.0, 500_000, &LIMITS),
            Some(AirFinding::Cumulative { sum_ul: 1_060.0 })
        );
    }
}

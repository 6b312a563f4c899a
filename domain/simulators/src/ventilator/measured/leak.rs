//! The leak as the ventilator estimates it, to make up for it. Off unless it is set.

/// How much of a new finding an estimate takes over (*chosen*).
const GAIN: f64 = 0.3;
/// Largest leak that is made up for, L/s for each square root of cmH2O: 10 L/min (*chosen*).
const LARGEST: f64 = 10.0 / 60.0;

/// Estimate of a leak.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct LeakEstimate {
    on: bool,
    coefficient: f64,
}

impl LeakEstimate {
    /// Turns the compensation on or off.
    pub(crate) const fn switch(&mut self, on: bool) {
        if !on {
            self.coefficient = 0.0;
        }
        self.on = on;
    }

    pub(crate) const fn counts(self) -> bool {
        self.on
    }

    /// Leak at a pressure, L/s, as it is estimated.
    pub(crate) fn made_up_l_s(self, paw_cmh2o: f64) -> f64 {
        if self.coefficient > 0.0 {
            self.coefficient * libm::sqrt(paw_cmh2o.max(0.0))
        } else {
            0.0
        }
    }

    /// Learns from what a breath lost, L.
    pub(super) fn learn(&mut self, lost_l: f64, root_sum: f64) {
        if self.on && root_sum > 0.0 {
            let found = (lost_l / root_sum).clamp(0.0, LARGEST);
            self.coefficient += GAIN * (found - self.coefficient);
        }
    }
}

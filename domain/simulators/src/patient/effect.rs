//! What a drug does to what a monitor shows: the one interface behind which every drug's model stands.

use crate::STEP_TICKS;

/// Length of a sub-step, minutes.
pub(super) const STEP_MIN: f64 = STEP_TICKS as f64 / 60_000.0;

/// A drug in the body.
pub(super) trait Response {
    /// One sub-step in which an amount arrived, in the drug's unit.
    fn step(&mut self, arrived: f64);

    /// What it does now.
    fn effect(&self) -> Effect;
}

/// What drugs do to the monitor's numbers. Nothing is an exact zero or one, so that a patient without a drug
/// keeps every bit of its numbers.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Effect {
    /// Rise of the mean arterial pressure, mmHg.
    pub pressure_rise_mmhg: f64,
    /// Share of the pressure that is left.
    pub pressure_share: f64,
    /// Rise of the heart rate beside the reflex, per minute.
    pub heart_rate_rise: f64,
    /// Share of the heart's work that is left.
    pub heart_share: f64,
    /// Share of the breathing that is left.
    pub breathing_share: f64,
}

impl Effect {
    /// No effect.
    pub const NONE: Self = Self {
        pressure_rise_mmhg: 0.0,
        pressure_share: 1.0,
        heart_rate_rise: 0.0,
        heart_share: 1.0,
        breathing_share: 1.0,
    };

    /// Both effects at once: rises add up, shares multiply.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        Self {
            pressure_rise_mmhg: self.pressure_rise_mmhg + other.pressure_rise_mmhg,
            pressure_share: self.pressure_share * other.pressure_share,
            heart_rate_rise: self.heart_rate_rise + other.heart_rate_rise,
            heart_share: self.heart_share * other.heart_share,
            breathing_share: self.breathing_share * other.breathing_share,
        }
    }
}

/// Share of the largest effect at a concentration: `c^n / (c50^n + c^n)`.
pub(super) fn hill(concentration: f64, half: f64, steepness: f64) -> f64 {
    if concentration <= 0.0 {
        return 0.0;
    }
    let ratio = libm::pow(concentration / half, steepness);
    ratio / (1.0 + ratio)
}

/// The value if it is a number, inside a range; else the other one.
pub(super) fn within(value: f64, lowest: f64, highest: f64, other: f64) -> f64 {
    if value.is_finite() {
        value.clamp(lowest, highest)
    } else {
        other
    }
}

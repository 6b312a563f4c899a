//! Hard and soft limits of the drug library and the check against them.

use serde::{Deserialize, Serialize};

/// Four limits of a dose, `hard_low <= soft_low <= soft_high <= hard_high`, in the dose's unit.
///
/// A hard limit must be kept; a soft one may be overridden with a recorded reason (FDA Generic Infusion Pump
/// requirements 6.1.3 and 6.1.4).
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Limits {
    /// Below this the value must be changed.
    pub hard_low: f64,
    /// Below this the value needs a reason.
    pub soft_low: f64,
    /// Above this the value needs a reason.
    pub soft_high: f64,
    /// Above this the value must be changed.
    pub hard_high: f64,
}

codes! {
    /// Where a value lies against its limits.
    pub enum LimitResult {
        Accept => "accept",
        SoftLow => "soft_low",
        SoftHigh => "soft_high",
        HardLow => "hard_low",
        HardHigh => "hard_high",
    }
}

impl LimitResult {
    /// Whether a recorded reason lets the value pass.
    #[must_use]
    pub const fn can_override(self) -> bool {
        matches!(self, Self::SoftLow | Self::SoftHigh)
    }

    /// Whether the value must be changed before anything can start.
    #[must_use]
    pub const fn must_change(self) -> bool {
        matches!(self, Self::HardLow | Self::HardHigh)
    }
}

impl Limits {
    /// Checks a value. A value equal to a limit is inside it; hard limits are tested before soft ones.
    #[must_use]
    pub fn check(&self, value: f64) -> LimitResult {
        if value < self.hard_low {
            LimitResult::HardLow
        } else if value > self.hard_high {
            LimitResult::HardHigh
        } else if value < self.soft_low {
            LimitResult::SoftLow
        } else if value > self.soft_high {
            LimitResult::SoftHigh
        } else {
            LimitResult::Accept
        }
    }

    /// The limit that a result speaks of.
    #[must_use]
    pub const fn limit_of(&self, result: LimitResult) -> Option<f64> {
        match result {
            LimitResult::Accept => None,
            LimitResult::SoftLow => Some(self.soft_low),
            LimitResult::SoftHigh => Some(self.soft_high),
            LimitResult::HardLow => Some(self.hard_low),
            LimitResult::HardHigh => Some(self.hard_high),
        }
    }

    /// Whether the four limits are finite, not negative and in order.
    #[must_use]
    pub fn are_ordered(&self) -> bool {
        0.0 <= self.hard_low
            && self.hard_low <= self.soft_low
            && self.soft_low <= self.soft_high
            && self.soft_high <= self.hard_high
            && self.hard_high.is_finite()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOREPINEPHRINE: Limits = Limits {
        hard_low: 0.01,
        soft_low: 0.02,
        soft_high: 0.5,
        hard_high: 3.0,
    };

    #[test]
    fn a_value_equal_to_a_limit_is_inside_it() {
        assert_eq!(NOREPINEPHRINE.check(0.02), LimitResult::Accept);
        assert_eq!(NOREPINEPHRINE.check(0.5), LimitResult::Accept);
        assert_eq!(NOREPINEPHRINE.check(3.0), LimitResult::SoftHigh);
        assert_eq!(NOREPINEPHRINE.check(0.01), LimitResult::SoftLow);
    }

    #[test]
    fn a_hard_limit_cannot_be_overridden() {
        assert!(NOREPINEPHRINE.check(3.1).must_change() && !NOREPINEPHRINE.check(3.1).can_override());
        assert!(NOREPINEPHRINE.check(0.005).must_change());
        assert!(NOREPINEPHRINE.check(0.8).can_override());
    }
}

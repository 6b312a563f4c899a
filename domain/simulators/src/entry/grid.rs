//! Numbers counted in whole parts of their last decimal, so that no binary fraction comes in.

use crate::pump::keypad::KeypadRules;
use crate::rounding::half_up;

/// How many parts one whole has, and the range in parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Grid {
    /// Parts in one whole: 1, 10, 100 or 1,000.
    pub(super) parts: u64,
    pub(super) minimum: u64,
    pub(super) maximum: u64,
}

impl Grid {
    pub(super) fn of(rules: &KeypadRules) -> Self {
        let parts = [1, 10, 100, 1_000][usize::from(rules.decimals.min(3))];
        let whole = |value: f64| half_up(value.max(0.0) * parts as f64, 1.0) as u64;
        Self {
            parts,
            minimum: whole(rules.minimum),
            maximum: whole(rules.maximum),
        }
    }

    /// The nearest number of parts in range; nothing begins at zero.
    pub(super) fn nearest(&self, value: Option<f64>) -> u64 {
        value.filter(|value| value.is_finite()).map_or(0, |value| {
            let counted = half_up(value.max(0.0) * self.parts as f64, 1.0) as u64;
            counted.min(self.maximum)
        })
    }

    pub(super) fn value(&self, counted: u64) -> f64 {
        counted as f64 / self.parts as f64
    }
}

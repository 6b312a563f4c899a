//! Chevrons: up and down by one step or a wide step.
//!
//! Values are counted in whole parts of the field's last decimal, so that no step is lost to binary fractions. The
//! steps widen at 1, 10, 100 and 1,000 as far as the field has decimals, and every click lands on the grid of its step:
//! 100 one step down gives 99, and a step up followed by a step down need not come back. `docs/models.md`, section
//! Number entry.

use super::grid::Grid;
use crate::pump::keypad::{KeypadError, KeypadRules};

/// A chevron key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Chevron {
    Up,
    WideUp,
    Down,
    WideDown,
}

/// A number entered by chevrons.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ChevronEntry {
    grid: Grid,
    counted: u64,
    touched: bool,
    error: Option<KeypadError>,
}

impl ChevronEntry {
    pub(super) fn new(kept: Option<f64>, rules: &KeypadRules) -> Self {
        let grid = Grid::of(rules);
        Self {
            grid,
            counted: grid.nearest(kept),
            touched: false,
            error: None,
        }
    }

    pub(super) fn press(&mut self, chevron: Chevron, rules: &KeypadRules) -> bool {
        self.grid = Grid::of(rules);
        let before = self.counted;
        self.counted = click(before, chevron, &self.grid);
        self.touched = true;
        self.error = None;
        self.counted != before
    }

    pub(super) fn enter(&mut self, rules: &KeypadRules) -> Result<f64, KeypadError> {
        let value = self.value();
        if value < rules.minimum {
            self.error = Some(KeypadError::BelowMinimum);
            return Err(KeypadError::BelowMinimum);
        }
        Ok(value)
    }

    pub(super) fn value(&self) -> f64 {
        self.grid.value(self.counted)
    }

    pub(super) const fn error(&self) -> Option<KeypadError> {
        self.error
    }

    pub(super) const fn is_untouched(&self) -> bool {
        !self.touched && self.error.is_none()
    }
}

/// The step at a value: the last decimal, but no finer than a thousandth under 1, a hundredth under 10, a tenth
/// under 100, one under 1,000 and ten from there.
const fn step(counted: u64, parts: u64) -> u64 {
    let wanted_thousandths = match counted * 1_000 / parts {
        0..1_000 => 1,
        1_000..10_000 => 10,
        10_000..100_000 => 100,
        100_000..1_000_000 => 1_000,
        _ => 10_000,
    };
    let step = wanted_thousandths * parts / 1_000;
    if step == 0 { 1 } else { step }
}

/// The number of parts after one click: it lands on the grid of its step and stays between zero and the maximum.
fn click(counted: u64, chevron: Chevron, grid: &Grid) -> u64 {
    let step = step(counted, grid.parts);
    let (step, up) = match chevron {
        Chevron::Up => (step, true),
        Chevron::WideUp => (step * 10, true),
        Chevron::Down => (step, false),
        Chevron::WideDown => (step * 10, false),
    };
    let clicked = if up {
        (counted / step + 1) * step
    } else {
        counted.div_ceil(step).saturating_sub(1) * step
    };
    clicked.min(grid.maximum)
}

#[cfg(test)]
mod tests {
    use super::*;

    const ALL: [Chevron; 4] = [Chevron::Up, Chevron::WideUp, Chevron::Down, Chevron::WideDown];

    const TENTHS: KeypadRules = KeypadRules {
        minimum: 0.1,
        maximum: 1_200.0,
        decimals: 1,
    };

    /// One click from a value in tenths.
    fn clicked(tenths: u64, chevron: Chevron) -> u64 {
        click(tenths, chevron, &Grid::of(&TENTHS))
    }

    #[test]
    fn a_hundred_one_step_down_is_ninety_nine() {
        assert_eq!(clicked(1_000, Chevron::Down), 990);
    }

    #[test]
    fn a_wide_step_goes_to_the_next_whole_number() {
        assert_eq!(clicked(995, Chevron::WideUp), 1_000);
        assert_eq!(clicked(73, Chevron::WideUp), 80);
    }

    #[test]
    fn a_wide_step_is_ten_times_as_wide_from_a_hundred_on() {
        let six = (0..6).fold(970, |tenths, _| clicked(tenths, Chevron::WideUp));
        assert_eq!(six, 1_300, "97, 98, 99, 100, 110, 120, 130");
    }

    #[test]
    fn up_and_down_need_not_come_back() {
        assert_eq!(clicked(clicked(73, Chevron::WideUp), Chevron::WideDown), 70);
    }

    #[test]
    fn nothing_leaves_the_range() {
        for tenths in 0..=12_000 {
            for chevron in ALL {
                assert!(clicked(tenths, chevron) <= 12_000);
            }
        }
        assert_eq!(clicked(0, Chevron::WideDown), 0);
        assert_eq!(clicked(12_000, Chevron::WideUp), 12_000);
    }

    #[test]
    fn a_small_dose_has_fine_steps() {
        let rules = KeypadRules {
            minimum: 0.001,
            maximum: 99_999.0,
            decimals: 3,
        };
        let mut entry = ChevronEntry::new(Some(0.08), &rules);
        entry.press(Chevron::Up, &rules);
        assert_eq!(entry.value(), 0.081);
        entry.press(Chevron::WideUp, &rules);
        assert_eq!(entry.value(), 0.09);
    }
}

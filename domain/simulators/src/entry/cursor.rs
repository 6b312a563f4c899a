//! The digit cursor: left and right choose a digit, up and down change it.
//!
//! Behaviour as an open model of one maker's pump describes it, with its trap: at a limit the value snaps to the
//! limit, and the next key the other way brings the old value back.

use super::grid::Grid;
use crate::pump::keypad::{KeypadError, KeypadRules};

/// The highest digit that can be chosen, as a power of ten.
const HIGHEST_PLACE: i8 = 4;

/// Where the cursor goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Move {
    Left,
    Right,
}

/// How the digit turns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Turn {
    Up,
    Down,
}

/// A number entered digit by digit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DigitCursor {
    grid: Grid,
    counted: u64,
    place: i8,
    /// The value before it snapped to a limit, and the turn that snapped it.
    snapped: Option<(u64, Turn)>,
    touched: bool,
    error: Option<KeypadError>,
}

impl DigitCursor {
    pub(super) fn new(kept: Option<f64>, rules: &KeypadRules) -> Self {
        let grid = Grid::of(rules);
        let mut entry = Self {
            grid,
            counted: grid.nearest(kept),
            place: 0,
            snapped: None,
            touched: false,
            error: None,
        };
        entry.counted = entry.on_usable_digits(entry.counted);
        entry
    }

    /// Changes the digit under the cursor.
    pub(super) fn turn(&mut self, turn: Turn, rules: &KeypadRules) -> bool {
        self.grid = Grid::of(rules);
        self.touched = true;
        self.error = None;
        let before = self.counted;
        self.counted = match self.snapped.take() {
            Some((old, snapped_by)) if snapped_by != turn => old,
            _ => self.turned(turn),
        };
        self.counted = self.on_usable_digits(self.counted);
        self.place = self.place.max(self.lowest_place());
        self.counted != before
    }

    /// Moves the cursor to a digit that can be used at the present value.
    pub(super) fn go(&mut self, to: Move) -> bool {
        let before = self.place;
        self.place = match to {
            Move::Left => (self.place + 1).min(HIGHEST_PLACE),
            Move::Right => (self.place - 1).max(self.lowest_place()),
        };
        self.snapped = None;
        self.touched = true;
        self.place != before
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

    pub(super) const fn place(&self) -> i8 {
        self.place
    }

    pub(super) const fn error(&self) -> Option<KeypadError> {
        self.error
    }

    pub(super) const fn is_untouched(&self) -> bool {
        !self.touched && self.error.is_none()
    }

    /// The value after a turn; past a limit it snaps to the limit and remembers where it was.
    fn turned(&mut self, turn: Turn) -> u64 {
        let step = self.step();
        match turn {
            Turn::Up => {
                let higher = self.counted + step;
                if higher <= self.grid.maximum {
                    return higher.max(self.grid.minimum);
                }
                self.remember(turn, self.grid.maximum)
            }
            Turn::Down if self.counted == 0 => 0,
            Turn::Down => match self.counted.checked_sub(step) {
                Some(lower) if lower >= self.grid.minimum => lower,
                _ => self.remember(turn, self.grid.minimum),
            },
        }
    }

    fn remember(&mut self, turn: Turn, limit: u64) -> u64 {
        if self.counted != limit {
            self.snapped = Some((self.counted, turn));
        }
        limit
    }

    /// One unit of the digit under the cursor, in parts.
    fn step(&self) -> u64 {
        let mut step = self.grid.parts;
        for _ in 0..self.place.max(0) {
            step *= 10;
        }
        for _ in self.place..0 {
            step /= 10;
        }
        step.max(1)
    }

    /// The lowest digit that can be used: thousandths under 10, hundredths under 100, none at 100 and above, where a
    /// pad takes none either and a pump's rates are whole.
    const fn lowest_place(&self) -> i8 {
        let whole = self.counted / self.grid.parts;
        let by_value = match whole {
            0..10 => -3,
            10..100 => -2,
            _ => 0,
        };
        let by_field = match self.grid.parts {
            1 => 0,
            10 => -1,
            100 => -2,
            _ => -3,
        };
        if by_value > by_field { by_value } else { by_field }
    }

    /// Digits that cannot be used at a value are cut off; the display shows it.
    const fn on_usable_digits(&self, counted: u64) -> u64 {
        let whole = counted / self.grid.parts;
        let finest = match whole {
            0..10 => self.grid.parts / 1_000,
            10..100 => self.grid.parts / 100,
            _ => self.grid.parts,
        };
        if finest <= 1 {
            counted
        } else {
            counted / finest * finest
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const RATE: KeypadRules = KeypadRules {
        minimum: 0.1,
        maximum: 999.0,
        decimals: 2,
    };

    #[test]
    fn the_cursor_chooses_the_digit_that_turns() {
        let mut entry = DigitCursor::new(Some(12.5), &RATE);
        entry.turn(Turn::Up, &RATE);
        entry.go(Move::Right);
        entry.turn(Turn::Down, &RATE);
        assert_eq!(entry.value(), 13.4);
        entry.go(Move::Left);
        entry.go(Move::Left);
        entry.turn(Turn::Up, &RATE);
        assert_eq!(entry.value(), 23.4);
    }

    #[test]
    fn a_limit_snaps_and_the_next_key_the_other_way_restores() {
        let mut entry = DigitCursor::new(Some(950.0), &RATE);
        entry.go(Move::Left);
        entry.go(Move::Left);
        entry.turn(Turn::Up, &RATE);
        assert_eq!(entry.value(), 999.0);
        entry.turn(Turn::Down, &RATE);
        assert_eq!(entry.value(), 950.0);
        let mut low = DigitCursor::new(Some(5.0), &RATE);
        low.go(Move::Left);
        low.turn(Turn::Down, &RATE);
        assert_eq!(low.value(), 0.1);
        low.go(Move::Right);
        low.turn(Turn::Up, &RATE);
        assert_eq!(low.value(), 1.1, "a move forgets what was before");
    }

    #[test]
    fn fine_digits_are_usable_at_small_values_only() {
        let mut entry = DigitCursor::new(Some(99.95), &RATE);
        entry.go(Move::Right);
        entry.go(Move::Right);
        assert_eq!(entry.place(), -2);
        entry.turn(Turn::Up, &RATE);
        assert_eq!(entry.value(), 99.96);
        entry.go(Move::Left);
        entry.turn(Turn::Up, &RATE);
        assert_eq!((entry.value(), entry.place()), (100.0, 0));
        assert!(!entry.go(Move::Right));
    }
}

//! How a state is judged at one tick, wherever its values come from.

use super::ast::Comparison;
use super::program::{Join, Number, SECONDS, State};

/// Where the values at one tick come from: the live run or the recorded trace.
pub(super) trait Context {
    /// A column's value.
    fn signal(&self, column: u16) -> f64;
    /// Whether the event occurs at this tick.
    fn occurs(&self, event: u16) -> bool;
    /// Occurrences in the window.
    fn count(&self, event: u16) -> f64;
    /// Milliseconds since the run began.
    fn run_elapsed_ms(&self) -> u64;
    /// Milliseconds since the phase began.
    fn phase_elapsed_ms(&self) -> u64;
    /// How long the slot's state has held without a break, in milliseconds; nothing if it does not hold.
    fn unbroken_ms(&self, slot: u16) -> Option<u64>;
}

/// A truth with what explains it. The margin is NaN where there is none.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Mark {
    pub(super) truth: bool,
    pub(super) margin: f64,
    pub(super) unit: u16,
    /// The margin divided by its scale.
    pub(super) weight: f64,
}

impl Mark {
    pub(super) fn bare(truth: bool) -> Mark {
        Mark {
            truth,
            margin: f64::NAN,
            unit: SECONDS,
            weight: f64::NAN,
        }
    }

    pub(super) fn negated(self) -> Mark {
        Mark {
            truth: !self.truth,
            margin: 0.0 - self.margin,
            weight: 0.0 - self.weight,
            ..self
        }
    }

    /// Order for "the worse one": false first, then by weight; without a margin least decisive.
    pub(super) fn worse_than(&self, other: &Mark) -> bool {
        if self.truth != other.truth {
            return !self.truth;
        }
        let none = if self.truth { f64::INFINITY } else { 0.0 };
        or_else(self.weight, none) < or_else(other.weight, none)
    }

    /// Order for "the better one": true first, then by weight; without a margin least decisive.
    pub(super) fn better_than(&self, other: &Mark) -> bool {
        if self.truth != other.truth {
            return self.truth;
        }
        let none = if self.truth { 0.0 } else { f64::NEG_INFINITY };
        or_else(self.weight, none) > or_else(other.weight, none)
    }
}

fn or_else(weight: f64, none: f64) -> f64 {
    if weight.is_nan() { none } else { weight }
}

pub(super) fn number<C: Context>(context: &C, number: &Number) -> f64 {
    match number {
        Number::Constant(value) => *value,
        Number::Signal(column) => context.signal(*column),
        Number::RunElapsed => seconds(context.run_elapsed_ms()),
        Number::PhaseElapsed => seconds(context.phase_elapsed_ms()),
        Number::Count(event) => context.count(*event),
        Number::Negative(inner) => -self::number(context, inner),
        Number::Absolute(inner) => self::number(context, inner).abs(),
        Number::Scaled(inner, factor) => self::number(context, inner) * factor,
        Number::Joined(join, left, right) => {
            let (left, right) = (self::number(context, left), self::number(context, right));
            match join {
                Join::Add => left + right,
                Join::Subtract => left - right,
                Join::Multiply => left * right,
                Join::Divide => left / right,
                Join::Least => left.min(right),
                Join::Most => left.max(right),
            }
        }
    }
}

/// Only whether it holds: what live conditions need.
pub(super) fn truth<C: Context>(context: &C, state: &State) -> bool {
    match state {
        State::Constant(truth) => *truth,
        State::Signal(column) => context.signal(*column) > 0.5,
        State::Occurs(event) => context.occurs(*event),
        State::Compare(comparison, left, right, _) => compare(context, *comparison, left, right),
        State::Not(inner) => !truth(context, inner),
        State::And(left, right) => truth(context, left) && truth(context, right),
        State::Or(left, right) => truth(context, left) || truth(context, right),
        State::Holds(slot, lasting_ms) => context.unbroken_ms(*slot).is_some_and(|ms| ms >= *lasting_ms),
    }
}

fn compare<C: Context>(context: &C, comparison: Comparison, left: &Number, right: &Number) -> bool {
    comparison.judge(number(context, left), number(context, right))
}

/// The truth with its margin. `scales` are the scales of the program's margin units.
pub(super) fn mark<C: Context>(context: &C, state: &State, scales: &[f64]) -> Mark {
    match state {
        State::Compare(comparison, left, right, unit) => {
            let (left, right) = (number(context, left), number(context, right));
            let margin = comparison.margin(left, right);
            weighed(comparison.judge(left, right), margin, *unit, scales)
        }
        State::Constant(_) | State::Signal(_) | State::Occurs(_) => Mark::bare(truth(context, state)),
        State::Not(inner) => mark(context, inner, scales).negated(),
        State::And(left, right) => {
            let (left, right) = (mark(context, left, scales), mark(context, right, scales));
            if right.worse_than(&left) { right } else { left }
        }
        State::Or(left, right) => {
            let (left, right) = (mark(context, left, scales), mark(context, right, scales));
            if right.better_than(&left) { right } else { left }
        }
        State::Holds(slot, lasting_ms) => {
            let unbroken = context.unbroken_ms(*slot);
            let margin = seconds(unbroken.unwrap_or_default()) - seconds(*lasting_ms);
            weighed(
                unbroken.is_some_and(|ms| ms >= *lasting_ms),
                margin,
                SECONDS,
                scales,
            )
        }
    }
}

pub(super) fn weighed(truth: bool, margin: f64, unit: u16, scales: &[f64]) -> Mark {
    let scale = scales.get(usize::from(unit)).copied().unwrap_or(1.0);
    Mark {
        truth,
        margin,
        unit,
        weight: margin / scale,
    }
}

/// Ticks are far below 2^53, so this is exact to the last bit.
pub(super) fn seconds(ms: u64) -> f64 {
    ms as f64 / 1000.0
}

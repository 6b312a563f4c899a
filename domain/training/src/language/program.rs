//! The compact form of a checked expression: names are numbers, units are settled.

use super::ast::{Comparison, Which};

/// A checked expression, ready to be judged.
#[derive(Clone, Debug, PartialEq)]
pub struct Program {
    /// What is judged.
    pub formula: Formula,
    /// What each `holds` asks, by slot; inner ones first.
    pub holds: Vec<State>,
    /// The units margins come in; the first is seconds.
    pub margins: Vec<MarginUnit>,
    /// The columns the expression reads, in order of appearance.
    pub reads: Vec<u16>,
}

/// A unit of margins.
#[derive(Clone, Debug, PartialEq)]
pub struct MarginUnit {
    /// As written beside the number.
    pub name: String,
    /// What a margin is divided by before it is compared with one of another unit.
    pub scale: f64,
}

/// The place of seconds in `Program::margins`.
pub const SECONDS: u16 = 0;

/// A number at one tick.
#[derive(Clone, Debug, PartialEq)]
pub enum Number {
    /// Always this.
    Constant(f64),
    /// A column of the trace.
    Signal(u16),
    /// Seconds since the run began.
    RunElapsed,
    /// Seconds since the phase began.
    PhaseElapsed,
    /// Occurrences of an event in the window.
    Count(u16),
    /// `-x`
    Negative(Box<Number>),
    /// `abs(x)`
    Absolute(Box<Number>),
    /// `x * constant`, from a change of unit.
    Scaled(Box<Number>, f64),
    /// Two numbers joined.
    Joined(Join, Box<Number>, Box<Number>),
}

/// What joins two numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Join {
    /// `+`
    Add,
    /// `-`
    Subtract,
    /// `*`
    Multiply,
    /// `/`
    Divide,
    /// `min(a, b)`
    Least,
    /// `max(a, b)`
    Most,
}

/// A truth at one tick.
#[derive(Clone, Debug, PartialEq)]
pub enum State {
    /// Always this.
    Constant(bool),
    /// A column that holds a truth.
    Signal(u16),
    /// An event, true at ticks where it occurs.
    Occurs(u16),
    /// A comparison; the last part is the place of its margin's unit.
    Compare(Comparison, Number, Number, u16),
    /// `not p`
    Not(Box<State>),
    /// `p and q`
    And(Box<State>, Box<State>),
    /// `p or q`
    Or(Box<State>, Box<State>),
    /// `holds(p, d)`: the slot of p, and d in milliseconds.
    Holds(u16, u64),
}

/// A truth about a window.
#[derive(Clone, Debug, PartialEq)]
pub enum Formula {
    /// A state at the window's beginning.
    State(State),
    /// `at(e, p)`
    At(Which, u16, State),
    /// `always(p)`
    Always(State),
    /// `eventually(p)`
    Eventually(State),
    /// `after(e, f)`
    After(Which, u16, Box<Formula>),
    /// `within(d, f)`, d in milliseconds.
    Within(u64, Box<Formula>),
    /// `before(a, b)`
    Before(u16, u16),
    /// `not f`
    Not(Box<Formula>),
    /// `f and g`
    And(Box<Formula>, Box<Formula>),
    /// `f or g`
    Or(Box<Formula>, Box<Formula>),
}

impl Number {
    /// Whether it is the same whatever happens.
    #[must_use]
    pub fn is_constant(&self) -> bool {
        match self {
            Number::Constant(_) => true,
            Number::Signal(_) | Number::RunElapsed | Number::PhaseElapsed | Number::Count(_) => false,
            Number::Negative(inner) | Number::Absolute(inner) | Number::Scaled(inner, _) => {
                inner.is_constant()
            }
            Number::Joined(_, left, right) => left.is_constant() && right.is_constant(),
        }
    }

    /// Whether it counts events.
    #[must_use]
    pub fn counts(&self) -> bool {
        match self {
            Number::Count(_) => true,
            Number::Constant(_) | Number::Signal(_) | Number::RunElapsed | Number::PhaseElapsed => false,
            Number::Negative(inner) | Number::Absolute(inner) | Number::Scaled(inner, _) => inner.counts(),
            Number::Joined(_, left, right) => left.counts() || right.counts(),
        }
    }
}

impl State {
    /// Whether it counts events, so that later events may change it.
    #[must_use]
    pub fn counts(&self) -> bool {
        match self {
            State::Constant(_) | State::Signal(_) | State::Occurs(_) | State::Holds(..) => false,
            State::Compare(_, left, right, _) => left.counts() || right.counts(),
            State::Not(inner) => inner.counts(),
            State::And(left, right) | State::Or(left, right) => left.counts() || right.counts(),
        }
    }

    /// Its truth if that is the same whatever happens.
    #[must_use]
    pub fn constant(&self) -> Option<bool> {
        match self {
            State::Constant(truth) => Some(*truth),
            State::Compare(comparison, left, right, _) => {
                let (Number::Constant(left_value), Number::Constant(right_value)) = (left, right) else {
                    let same = left == right && !left.is_constant();
                    return same.then_some(matches!(
                        comparison,
                        Comparison::AtMost | Comparison::AtLeast | Comparison::Equal
                    ));
                };
                Some(comparison.judge(*left_value, *right_value))
            }
            State::Not(inner) => inner.constant().map(|truth| !truth),
            State::And(left, right) => match (left.constant(), right.constant()) {
                (Some(false), _) | (_, Some(false)) => Some(false),
                (Some(true), Some(true)) => Some(true),
                _ => None,
            },
            State::Or(left, right) => match (left.constant(), right.constant()) {
                (Some(true), _) | (_, Some(true)) => Some(true),
                (Some(false), Some(false)) => Some(false),
                _ => None,
            },
            State::Signal(_) | State::Occurs(_) | State::Holds(..) => None,
        }
    }
}

impl Formula {
    /// Its truth if that is the same whatever happens.
    #[must_use]
    pub fn constant(&self) -> Option<bool> {
        match self {
            Formula::State(state) | Formula::Always(state) | Formula::Eventually(state) => state.constant(),
            Formula::At(_, _, state) => state.constant().filter(|truth| !truth),
            Formula::After(_, _, inner) => inner.constant().filter(|truth| !truth),
            Formula::Within(_, inner) => inner.constant(),
            Formula::Before(a, b) => (a == b).then_some(false),
            Formula::Not(inner) => inner.constant().map(|truth| !truth),
            Formula::And(left, right) => match (left.constant(), right.constant()) {
                (Some(false), _) | (_, Some(false)) => Some(false),
                (Some(true), Some(true)) => Some(true),
                _ => None,
            },
            Formula::Or(left, right) => match (left.constant(), right.constant()) {
                (Some(true), _) | (_, Some(true)) => Some(true),
                (Some(false), Some(false)) => Some(false),
                _ => None,
            },
        }
    }

    /// Whether it looks at the window's beginning only, at a state that changes.
    #[must_use]
    pub fn is_bare_state(&self) -> bool {
        match self {
            Formula::State(state) => state.constant().is_none() && !state.counts(),
            Formula::Not(inner) => inner.is_bare_state(),
            Formula::And(left, right) | Formula::Or(left, right) => {
                left.is_bare_state() || right.is_bare_state()
            }
            _ => false,
        }
    }
}

impl Comparison {
    /// Whether it holds between two numbers.
    #[must_use]
    #[expect(clippy::float_cmp, reason = "equality is what was asked for")]
    pub fn judge(self, left: f64, right: f64) -> bool {
        match self {
            Comparison::Less => left < right,
            Comparison::AtMost => left <= right,
            Comparison::More => left > right,
            Comparison::AtLeast => left >= right,
            Comparison::Equal => left == right,
            Comparison::Unequal => left != right,
        }
    }

    /// Distance to the boundary: positive inside, negative outside.
    #[must_use]
    pub fn margin(self, left: f64, right: f64) -> f64 {
        match self {
            Comparison::Less | Comparison::AtMost => right - left,
            Comparison::More | Comparison::AtLeast => left - right,
            Comparison::Equal => -(left - right).abs(),
            Comparison::Unequal => (left - right).abs(),
        }
    }
}

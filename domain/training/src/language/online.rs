//! Judging a condition while the run goes on: only the past, a few steps each tick.

use super::context::{Context, number as number_at, truth};
use super::program::{Formula, Program, State};
use super::symbols::Symbols;

/// What a condition may see at the present tick.
#[derive(Clone, Copy, Debug)]
pub struct Present<'a> {
    /// Milliseconds since the run began.
    pub tick: u64,
    /// When the phase began.
    pub phase_tick: u64,
    /// All signals.
    pub row: &'a [f64],
    /// The events of this tick.
    pub events: &'a [u16],
    /// Occurrences so far, by event.
    pub counts: &'a [u32],
}

/// A condition with the little memory it needs.
#[derive(Clone, Debug, PartialEq)]
pub struct Monitor {
    program: Program,
    /// Since when each `holds` state has held.
    since: Vec<Option<u64>>,
}

impl Monitor {
    /// A condition that has seen nothing yet.
    #[must_use]
    pub fn new(program: Program) -> Monitor {
        let since = vec![None; program.holds.len()];
        Monitor { program, since }
    }

    /// Takes note of the present tick. To be called at every one, also while the condition is not asked.
    pub fn observe(&mut self, present: &Present) {
        for slot in 0..self.program.holds.len() {
            let held = truth(
                &Live {
                    present,
                    since: &self.since,
                },
                &self.program.holds[slot],
            );
            self.since[slot] = if held {
                self.since[slot].or(Some(present.tick))
            } else {
                None
            };
        }
    }

    /// Whether the condition holds at the tick last observed.
    #[must_use]
    pub fn holds(&self, present: &Present) -> bool {
        formula_holds(
            &Live {
                present,
                since: &self.since,
            },
            &self.program.formula,
        )
    }
}

fn formula_holds(live: &Live, formula: &Formula) -> bool {
    match formula {
        Formula::State(state) => truth(live, state),
        Formula::Not(inner) => !formula_holds(live, inner),
        Formula::And(left, right) => formula_holds(live, left) && formula_holds(live, right),
        Formula::Or(left, right) => formula_holds(live, left) || formula_holds(live, right),
        // The checker lets no operator that looks ahead into a condition.
        _ => false,
    }
}

struct Live<'a> {
    present: &'a Present<'a>,
    since: &'a [Option<u64>],
}

impl Context for Live<'_> {
    fn signal(&self, column: u16) -> f64 {
        self.present
            .row
            .get(usize::from(column))
            .copied()
            .unwrap_or(f64::NAN)
    }

    fn occurs(&self, event: u16) -> bool {
        self.present.events.contains(&event)
    }

    fn count(&self, event: u16) -> f64 {
        f64::from(
            self.present
                .counts
                .get(usize::from(event))
                .copied()
                .unwrap_or_default(),
        )
    }

    fn run_elapsed_ms(&self) -> u64 {
        self.present.tick
    }

    fn phase_elapsed_ms(&self) -> u64 {
        self.present.tick.saturating_sub(self.present.phase_tick)
    }

    fn unbroken_ms(&self, slot: u16) -> Option<u64> {
        let since = (*self.since.get(usize::from(slot))?)?;
        Some(self.present.tick.saturating_sub(since))
    }
}

/// A state that is always false, for what could not be read.
#[must_use]
pub fn never() -> Program {
    Program {
        formula: Formula::State(State::Constant(false)),
        holds: Vec::new(),
        margins: Vec::new(),
        reads: Vec::new(),
    }
}

/// The present value of a number, in its own unit; nothing if it cannot be read.
#[must_use]
pub fn value(source: &str, symbols: &Symbols, present: &Present) -> Option<f64> {
    let number = super::check::numeric(source, symbols).ok()?;
    Some(number_at(&Live { present, since: &[] }, &number))
}

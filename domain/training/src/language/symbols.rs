//! What an expression may name: signals, events and variables.

use std::collections::BTreeMap;

use super::unit::Unit;

/// Everything that can be named, with its place in the trace.
#[derive(Clone, Debug, Default)]
pub struct Symbols {
    signals: Vec<Signal>,
    signal_index: BTreeMap<String, u16>,
    events: Vec<String>,
    event_index: BTreeMap<String, u16>,
    variables: BTreeMap<String, Variable>,
}

/// A signal: one column of the trace.
#[derive(Clone, Debug)]
pub struct Signal {
    /// Its dotted name.
    pub name: String,
    /// What it is.
    pub kind: SignalKind,
    /// The size of a step that matters; margins of different units are compared after division by it.
    pub scale: f64,
}

/// Truth or a number.
#[derive(Clone, Debug, PartialEq)]
pub enum SignalKind {
    /// 0 or 1 in the trace.
    Truth,
    /// A number in this unit.
    Number(Unit),
    /// Exists only when the scenario has an order with a dose.
    NeedsOrder,
}

/// A variable with the value drawn for this run.
#[derive(Clone, Debug, PartialEq)]
pub struct Variable {
    /// Its value in `unit`.
    pub value: f64,
    /// Its unit as declared.
    pub unit: Unit,
}

impl Symbols {
    /// Adds a signal; its place is the next column.
    pub fn add_signal(&mut self, name: &str, kind: SignalKind, scale: f64) {
        let place = u16::try_from(self.signals.len()).unwrap_or(u16::MAX);
        self.signal_index.entry(name.to_owned()).or_insert(place);
        self.signals.push(Signal {
            name: name.to_owned(),
            kind,
            scale,
        });
    }

    /// Adds an event; its place is the next number.
    pub fn add_event(&mut self, name: &str) {
        let place = u16::try_from(self.events.len()).unwrap_or(u16::MAX);
        self.event_index.entry(name.to_owned()).or_insert(place);
        self.events.push(name.to_owned());
    }

    /// Adds a variable.
    pub fn add_variable(&mut self, name: &str, variable: Variable) {
        self.variables.insert(name.to_owned(), variable);
    }

    /// The signals, in the order of their columns.
    #[must_use]
    pub fn signals(&self) -> &[Signal] {
        &self.signals
    }

    /// The events, in the order of their numbers.
    #[must_use]
    pub fn events(&self) -> &[String] {
        &self.events
    }

    /// A signal's column.
    #[must_use]
    pub fn signal(&self, name: &str) -> Option<(u16, &Signal)> {
        let place = *self.signal_index.get(name)?;
        Some((place, self.signals.get(usize::from(place))?))
    }

    /// An event's number.
    #[must_use]
    pub fn event(&self, name: &str) -> Option<u16> {
        self.event_index.get(name).copied()
    }

    /// A variable.
    #[must_use]
    pub fn variable(&self, name: &str) -> Option<&Variable> {
        self.variables.get(name)
    }

    /// The names of all variables.
    pub fn variable_names(&self) -> impl Iterator<Item = &str> {
        self.variables.keys().map(String::as_str)
    }

    /// The names of all signals, with the two clocks.
    pub fn signal_names(&self) -> impl Iterator<Item = &str> {
        self.signals
            .iter()
            .map(|signal| signal.name.as_str())
            .chain([RUN_ELAPSED, PHASE_ELAPSED])
    }
}

/// Seconds since the run began.
pub const RUN_ELAPSED: &str = "run.elapsed";
/// Seconds since the phase began; for conditions only.
pub const PHASE_ELAPSED: &str = "phase.elapsed";

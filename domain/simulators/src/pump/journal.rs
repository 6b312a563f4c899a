//! What the pump writes down by itself: every key, event, alarm and limit that was met, kept through switching off
//! (FDA Generic Infusion Pump 4.1).

use std::collections::VecDeque;

use super::key::Key;
use super::program::ReasonCode;
use super::view::Field;
use crate::drugs::LimitResult;
use crate::events::SimEvent;

/// Entries that are kept; older ones are dropped.
pub const JOURNAL_LENGTH: usize = 500;

/// A line of the journal.
#[derive(Clone, Debug, PartialEq)]
pub struct JournalEntry {
    /// When, ms.
    pub tick: u64,
    /// What.
    pub what: Noted,
}

/// What a line of the journal tells.
#[derive(Clone, Debug, PartialEq)]
pub enum Noted {
    /// A key was pressed.
    Key(Key),
    /// Something happened: index into [`crate::events::CATALOGUE`].
    Event(u16),
    /// A value met a limit of the library.
    Limit(LimitRecord),
}

/// A value that met a limit, and what became of it.
#[derive(Clone, Debug, PartialEq)]
pub struct LimitRecord {
    /// Care area id.
    pub care_area: String,
    /// Drug of the entry.
    pub drug: String,
    /// The value's field.
    pub field: Field,
    /// The value, in its field's unit.
    pub value: f64,
    /// The limit.
    pub limit: f64,
    /// Which limit.
    pub result: LimitResult,
    /// Why it was passed; none while it was not.
    pub reason: Option<ReasonCode>,
}

impl LimitRecord {
    /// Value by limit: how far past it.
    #[must_use]
    pub fn ratio(&self) -> f64 {
        self.value / self.limit
    }
}

/// The journal.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Journal {
    entries: VecDeque<JournalEntry>,
}

impl Journal {
    pub(crate) fn write(&mut self, tick: u64, what: Noted) {
        if self.entries.len() == JOURNAL_LENGTH {
            self.entries.pop_front();
        }
        self.entries.push_back(JournalEntry { tick, what });
    }

    pub(crate) fn take_down(&mut self, events: &[SimEvent]) {
        for event in events {
            self.write(event.tick, Noted::Event(event.event));
        }
    }

    pub(crate) fn entries(&self) -> impl Iterator<Item = &JournalEntry> {
        self.entries.iter()
    }
}

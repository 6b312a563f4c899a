//! The last breaths, one line each.

use std::collections::VecDeque;

use super::recorder::BreathRecord;

/// Breaths that are kept.
const KEPT: usize = 8;

/// The last breaths, oldest first.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Recent(VecDeque<BreathRecord>);

impl Recent {
    pub(crate) fn push(&mut self, record: BreathRecord) {
        if self.0.len() == KEPT {
            self.0.pop_front();
        }
        self.0.push_back(record);
    }

    pub(crate) fn clear(&mut self) {
        self.0.clear();
    }

    pub(crate) fn records(&self) -> impl Iterator<Item = &BreathRecord> {
        self.0.iter()
    }
}

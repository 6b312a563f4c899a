//! The last minute: minute volume and rates.

use std::collections::VecDeque;

use super::super::modes::breath::Origin;
use super::recorder::BreathRecord;

/// Window, ms.
const WINDOW_TICKS: u64 = 60_000;
/// Breaths that are kept; more do not fit into a minute.
const MOST: usize = 320;

/// One breath of the last minute.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Entry {
    ended: u64,
    total_s: f64,
    out_l: f64,
    by_patient: bool,
}

/// The breaths of the last minute.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Minute {
    entries: VecDeque<Entry>,
    out_l: f64,
    total_s: f64,
}

impl Minute {
    pub(super) fn add(&mut self, record: &BreathRecord, out_l: f64) {
        if self.entries.len() == MOST {
            self.drop_oldest();
        }
        self.out_l += out_l;
        self.total_s += record.total_s;
        self.entries.push_back(Entry {
            ended: record.started + (record.total_s * 1_000.0) as u64,
            total_s: record.total_s,
            out_l,
            by_patient: record.origin == Origin::Patient,
        });
    }

    /// Forgets what is older than a minute.
    pub(crate) fn step(&mut self, tick: u64) {
        while self
            .entries
            .front()
            .is_some_and(|entry| entry.ended + WINDOW_TICKS < tick)
        {
            self.drop_oldest();
        }
    }

    pub(crate) fn clear(&mut self) {
        *self = Self::default();
    }

    fn drop_oldest(&mut self) {
        if let Some(entry) = self.entries.pop_front() {
            self.out_l -= entry.out_l;
            self.total_s -= entry.total_s;
        }
        if self.entries.is_empty() {
            self.out_l = 0.0;
            self.total_s = 0.0;
        }
    }

    /// Seconds over which the breaths count: their own time, and the silence after the last.
    fn span_s(&self, tick: u64) -> f64 {
        let silent = self
            .entries
            .back()
            .map_or(0.0, |last| tick.saturating_sub(last.ended) as f64 / 1_000.0);
        // The breath that goes on is no silence until it is longer than those before it.
        let usual = self.total_s / (self.entries.len().max(1)) as f64;
        self.total_s + (silent - 1.5 * usual).max(0.0)
    }

    /// Expired minute volume, L/min; none before the first breath.
    pub(crate) fn volume_l_min(&self, tick: u64) -> Option<f64> {
        (!self.entries.is_empty()).then(|| (60.0 * self.out_l / self.span_s(tick).max(1.0)).max(0.0))
    }

    /// Breaths per minute, all of them.
    pub(crate) fn rate_per_min(&self, tick: u64) -> Option<f64> {
        (!self.entries.is_empty()).then(|| 60.0 * self.entries.len() as f64 / self.span_s(tick).max(1.0))
    }

    /// Breaths per minute that the patient started.
    pub(crate) fn by_patient_per_min(&self, tick: u64) -> Option<f64> {
        let count = self.entries.iter().filter(|entry| entry.by_patient).count();
        (!self.entries.is_empty()).then(|| 60.0 * count as f64 / self.span_s(tick).max(1.0))
    }
}

//! One sample as seen from inside a window.

use super::super::context::Context;
use super::Recording;

/// One sample as seen from inside a window.
pub(super) struct At<'a> {
    pub(super) recording: &'a Recording<'a>,
    pub(super) sample: usize,
    pub(super) tick: u64,
    /// The positions of this tick's events.
    pub(super) events: std::ops::Range<usize>,
    pub(super) counted: &'a std::ops::Range<u32>,
    pub(super) holding: &'a [Vec<Option<u64>>],
}

impl Context for At<'_> {
    fn signal(&self, column: u16) -> f64 {
        self.recording
            .trace
            .row(self.sample)
            .get(usize::from(column))
            .copied()
            .unwrap_or(f64::NAN)
    }

    fn occurs(&self, event: u16) -> bool {
        let events = self
            .recording
            .trace
            .events()
            .get(self.events.clone())
            .unwrap_or_default();
        events.iter().any(|happened| happened.event == event)
    }

    fn count(&self, event: u16) -> f64 {
        self.recording.occurrences(event, self.counted).len() as f64
    }

    fn run_elapsed_ms(&self) -> u64 {
        self.tick
    }

    fn phase_elapsed_ms(&self) -> u64 {
        self.tick
    }

    fn unbroken_ms(&self, slot: u16) -> Option<u64> {
        let since = (*self.holding.get(usize::from(slot))?.get(self.sample)?)?;
        Some(self.tick.saturating_sub(since))
    }
}

//! What a run leaves behind: every signal at every sample, and every event.

mod bytes;

use std::sync::Arc;

use serde::{Deserialize, Serialize};

/// The names of the columns and of the events, in the trace's order.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Layout {
    /// Signals, by column.
    pub signals: Vec<String>,
    /// Events, by number.
    pub events: Vec<String>,
}

/// Something that happened at a tick.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Event {
    /// When, in milliseconds since the run began.
    pub tick: u64,
    /// What, by number in the layout.
    pub event: u16,
}

/// The recorded run. There is one sample every 100 ms and one at every tick at which something happened,
/// each taken when its tick was over.
#[derive(Clone, Debug, PartialEq)]
pub struct Trace {
    layout: Arc<Layout>,
    ticks: Vec<u64>,
    /// One row of signals per sample, one after the other.
    rows: Vec<f64>,
    events: Vec<Event>,
    /// For each sample the number of events up to its tick.
    events_until: Vec<u32>,
}

impl Trace {
    /// An empty trace with room for `samples`.
    #[must_use]
    pub fn with_room(layout: Arc<Layout>, samples: u32) -> Trace {
        let samples = samples as usize;
        Trace {
            ticks: Vec::with_capacity(samples),
            rows: Vec::with_capacity(samples * layout.signals.len()),
            events: Vec::with_capacity(256),
            events_until: Vec::with_capacity(samples),
            layout,
        }
    }

    /// Takes down an event. Events come in the order in which they happened.
    pub fn push_event(&mut self, event: Event) {
        self.events.push(event);
    }

    /// Takes down the signals at the end of a tick. A tick is sampled once.
    pub fn push_sample(&mut self, tick: u64, row: &[f64]) {
        if row.len() != self.width() || self.ticks.last().is_some_and(|last| *last >= tick) {
            return;
        }
        self.ticks.push(tick);
        self.rows.extend_from_slice(row);
        self.events_until
            .push(u32::try_from(self.events.len()).unwrap_or(u32::MAX));
    }

    /// The names.
    #[must_use]
    pub fn layout(&self) -> &Layout {
        &self.layout
    }

    /// The ticks of the samples, rising.
    #[must_use]
    pub fn ticks(&self) -> &[u64] {
        &self.ticks
    }

    /// All events in the order in which they happened.
    #[must_use]
    pub fn events(&self) -> &[Event] {
        &self.events
    }

    /// The last sample's tick.
    #[must_use]
    pub fn end_tick(&self) -> u64 {
        self.ticks.last().copied().unwrap_or_default()
    }

    /// The signals of a sample.
    #[must_use]
    pub fn row(&self, sample: usize) -> &[f64] {
        let width = self.width();
        self.rows
            .get(sample * width..(sample + 1) * width)
            .unwrap_or_default()
    }

    /// The sample in force at a tick: the last one at or before it.
    #[must_use]
    pub fn sample_at(&self, tick: u64) -> usize {
        self.ticks
            .partition_point(|&sampled| sampled <= tick)
            .saturating_sub(1)
    }

    /// A signal's values, one per sample.
    pub fn column(&self, signal: &str) -> impl Iterator<Item = f64> {
        let column = self
            .layout
            .signals
            .iter()
            .position(|name| name == signal)
            .unwrap_or(usize::MAX);
        (0..self.ticks.len()).map(move |sample| self.row(sample).get(column).copied().unwrap_or(f64::NAN))
    }

    /// An event's name.
    #[must_use]
    pub fn event_name(&self, event: u16) -> &str {
        self.layout
            .events
            .get(usize::from(event))
            .map_or("", String::as_str)
    }

    /// The events of a sample: those after the sample before it.
    pub(crate) fn events_of(&self, sample: usize) -> std::ops::Range<usize> {
        let until = |sample: usize| self.events_until.get(sample).map_or(0, |&end| end as usize);
        let from = sample.checked_sub(1).map_or(0, until);
        from..until(sample).max(from)
    }

    fn width(&self) -> usize {
        self.layout.signals.len()
    }
}

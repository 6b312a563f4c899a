//! Judging a formula over a recorded run: truth, the margin that explains it, and the tick that decided it.

mod at;
mod judge;

use self::at::At;
use self::judge::{Judge, Window};
use super::context::{Mark, truth};
use super::program::Program;
use crate::trace::Trace;

/// What a formula came to.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Judged {
    /// Whether it holds.
    pub truth: bool,
    /// How far from the boundary: positive inside. Not a number where there is none.
    pub margin: f64,
    /// The margin's unit, by its place in the program.
    pub unit: u16,
    /// The tick that decided it.
    pub decided_at: u64,
    /// Whether nothing that may still come can change it.
    pub settled: bool,
    weight: f64,
}

/// Whether the run goes on behind the trace's end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extent {
    /// The run is over: what is still owed is false.
    Whole,
    /// The run goes on: what is still owed may yet come.
    SoFar,
}

/// A trace prepared for judging many formulas.
#[derive(Debug)]
pub struct Recording<'a> {
    trace: &'a Trace,
    extent: Extent,
    /// Positions of the events, by event and then by time.
    positions: Vec<(u16, u32)>,
}

impl<'a> Recording<'a> {
    /// Sorts the events of a trace.
    #[must_use]
    pub fn new(trace: &'a Trace, extent: Extent) -> Recording<'a> {
        let numbered = (0_u32..).zip(trace.events());
        let mut positions: Vec<_> = numbered
            .map(|(position, event)| (event.event, position))
            .collect();
        positions.sort_unstable();
        Recording {
            trace,
            extent,
            positions,
        }
    }

    /// Judges a formula over the run.
    #[must_use]
    pub fn judge(&self, program: &Program) -> Judged {
        let judge = Judge {
            recording: self,
            scales: program.margins.iter().map(|unit| unit.scale).collect(),
            holding: self.holding(program),
        };
        let end_tick = self.trace.end_tick();
        let window = Window {
            start: 0,
            end: end_tick,
            events: 0..u32::try_from(self.trace.events().len()).unwrap_or(u32::MAX),
            open: self.extent == Extent::SoFar,
        };
        judge.formula(&program.formula, &window)
    }

    /// For each `holds` and each sample the tick since which its state has held.
    fn holding(&self, program: &Program) -> Vec<Vec<Option<u64>>> {
        let mut holding: Vec<Vec<Option<u64>>> = Vec::with_capacity(program.holds.len());
        for state in &program.holds {
            let mut since = None;
            let mut all = Vec::with_capacity(self.trace.ticks().len());
            for (sample, &tick) in self.trace.ticks().iter().enumerate() {
                let events = self.trace.events_of(sample);
                let at = At {
                    recording: self,
                    sample,
                    tick,
                    events,
                    counted: &(0..0),
                    holding: &holding,
                };
                since = if truth(&at, state) {
                    since.or(Some(tick))
                } else {
                    None
                };
                all.push(since);
            }
            holding.push(all);
        }
        holding
    }

    /// The positions of an event inside a window.
    fn occurrences(&self, event: u16, window: &std::ops::Range<u32>) -> &[(u16, u32)] {
        let from = self
            .positions
            .partition_point(|&entry| entry < (event, window.start));
        let until = self
            .positions
            .partition_point(|&entry| entry < (event, window.end));
        &self.positions[from..until.max(from)]
    }

    fn tick_of(&self, position: u32) -> u64 {
        self.trace
            .events()
            .get(position as usize)
            .map_or(0, |event| event.tick)
    }
}

impl Judged {
    fn mark(&self) -> Mark {
        Mark {
            truth: self.truth,
            margin: self.margin,
            unit: self.unit,
            weight: self.weight,
        }
    }
}

fn judged(mark: Mark, decided_at: u64, settled: bool) -> Judged {
    let Mark {
        truth,
        margin,
        unit,
        weight,
    } = mark;
    Judged {
        truth,
        margin,
        unit,
        decided_at,
        settled,
        weight,
    }
}

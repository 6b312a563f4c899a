//! Time that a person gives the pump: a start after a delay, and being put aside until it calls.

use super::{Pump, Stage};
use crate::alarms::AlarmId;
use crate::events::{Event, EventQueue};
use crate::line::state::Sensed;

/// A waiting time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Wait {
    pub(super) until: u64,
    pub(super) then: Then,
}

/// What follows the waiting time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Then {
    /// The program starts by itself, if nothing forbids it.
    Start,
    /// The pump calls.
    Call,
}

impl Pump {
    /// Waiting begins.
    pub(super) fn wait(&mut self, minutes: f64, then: Then, tick: u64, events: &mut EventQueue) {
        let until = tick + (minutes * 60_000.0) as u64;
        self.enter_stage(Stage::Waiting(Wait { until, then }), tick);
        events.push(tick, Event::WaitBegan);
    }

    /// Waiting ends before its time: back to what can be started or programmed.
    pub(super) fn end_wait(&mut self, tick: u64, events: &mut EventQueue) {
        if matches!(self.stage, Stage::Waiting(_)) {
            let stage = if self.program.is_some() {
                Stage::Ready
            } else {
                Stage::Standby
            };
            self.enter_stage(stage, tick);
            events.push(tick, Event::WaitEnded);
        }
    }

    /// The time is over. A start that is forbidden is as if nobody had come: the pump calls.
    pub(super) fn watch_wait(&mut self, tick: u64, sensed: &Sensed, events: &mut EventQueue) {
        let Stage::Waiting(wait) = self.stage else { return };
        if tick < wait.until {
            return;
        }
        self.end_wait(tick, events);
        if wait.then == Then::Start && self.start_refusal(tick, sensed).is_none() {
            self.run(tick, events);
        } else {
            self.alarms.raise(AlarmId::Callback, tick, events);
        }
    }
}

//! The secondary infusion: a second program on the same channel that hands back to the first by itself.

use super::program::Program;
use super::{Pump, Stage};
use crate::alarms::AlarmId;
use crate::events::{Event, EventQueue};

/// A secondary program.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct SecondaryRun {
    pub(super) program: Program,
    pub(super) left_ml: f64,
    pub(super) infused_ml: f64,
    pub(super) state: SecondaryState,
}

/// How far a secondary program is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum SecondaryState {
    /// Confirmed; waits for START while the primary goes on.
    Ready,
    /// Being given, or paused while it was.
    Begun,
}

impl Pump {
    /// The secondary infusion that the motor follows when it runs.
    pub(super) fn begun_secondary(&self) -> Option<&SecondaryRun> {
        self.secondary
            .as_ref()
            .filter(|secondary| secondary.state == SecondaryState::Begun)
    }

    /// Whether a secondary program waits for START.
    pub(super) fn secondary_is_ready(&self) -> bool {
        self.secondary
            .is_some_and(|secondary| secondary.state == SecondaryState::Ready)
    }

    /// START with a secondary program that waits.
    pub(super) fn begin_secondary(&mut self, tick: u64, events: &mut EventQueue) {
        if let Some(secondary) = &mut self.secondary
            && secondary.state == SecondaryState::Ready
        {
            secondary.state = SecondaryState::Begun;
            self.alarms.clear(AlarmId::NearEnd, tick, events);
            events.push(tick, Event::SecondaryStarted);
        }
    }

    /// Ends the secondary infusion before its volume is given; what runs goes on with the primary.
    pub(super) fn drop_secondary(&mut self, tick: u64, events: &mut EventQueue) {
        if self.secondary.take().is_some() {
            events.push(tick, Event::SecondaryDropped);
        }
    }

    /// Counts what the motor gave of the secondary infusion. At its end the primary goes on by itself.
    pub(super) fn count_secondary(&mut self, given_ml: f64, tick: u64, events: &mut EventQueue) {
        let Some(secondary) = &mut self.secondary else {
            return;
        };
        secondary.left_ml -= given_ml;
        secondary.infused_ml += given_ml;
        if secondary.left_ml > super::delivery::NOTHING_ML {
            return;
        }
        self.infused_ml += secondary.left_ml;
        self.secondary = None;
        events.push(tick, Event::SecondaryEnded);
        self.alarms.raise(AlarmId::SecondaryComplete, tick, events);
        if self.stage == Stage::Running && self.vtbi_ml <= super::delivery::NOTHING_ML {
            self.complete(tick, events);
        }
    }
}

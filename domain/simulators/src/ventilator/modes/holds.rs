//! Holds that a hand asks for: valves shut at the end of inspiration or of expiration.

use super::breath::Origin;
use super::controller::{Controller, Phase, Sensed, Turns};

codes! {
    /// A hold.
    pub enum Hold {
        /// At the end of inspiration: the plateau.
        Inspiratory => "inspiratory",
        /// At the end of expiration: trapped pressure.
        Expiratory => "expiratory",
    }
}

/// Longest hold, ms (*chosen*).
const LONGEST_TICKS: u64 = 10_000;
/// A hold of this length measures, ms.
const MEASURES_TICKS: u64 = 500;

impl Controller {
    /// Asks for a hold at the next end of inspiration or expiration.
    pub(crate) const fn ask_hold(&mut self, hold: Hold) {
        self.hold = Some(hold);
    }

    /// Lets go of a hold that is asked for or goes on.
    pub(crate) const fn release_hold(&mut self) {
        self.hold = None;
    }

    /// The hold that is asked for or goes on.
    pub(crate) const fn hold(&self) -> Option<Hold> {
        self.hold
    }

    /// Asks for one breath now.
    pub(crate) const fn ask_breath(&mut self) {
        self.by_hand = true;
    }

    pub(super) fn holding(&mut self, tick: u64, sensed: &Sensed, turns: &mut Turns) {
        let inspiratory = self.phase == Phase::InspiratoryHold;
        if inspiratory && self.is_over_limit(sensed) {
            turns.cut = true;
        } else if self.hold.is_some() && tick < self.since + LONGEST_TICKS {
            return;
        }
        let lasted = tick - self.since;
        self.hold = None;
        self.quiet_since = tick;
        if lasted >= MEASURES_TICKS {
            turns.held = Some(if inspiratory {
                Hold::Inspiratory
            } else {
                Hold::Expiratory
            });
        }
        if inspiratory {
            let inspiration = self.breath.ticks + self.breath.pause_ticks;
            self.due = tick + self.interval_ticks().saturating_sub(inspiration).max(500);
            // A volume that was held teaches an adaptive mode nothing.
            turns.ended = true;
            self.enter(Phase::Expiration, tick);
        } else if self.settings.mode.is_spontaneous() && !self.in_backup() {
            self.enter(Phase::Expiration, tick);
        } else {
            self.begin(Origin::Time, tick, sensed, turns);
        }
    }
}

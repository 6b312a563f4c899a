//! Two levels of pressure: when a change waits for the patient.

use super::Mode;
use super::breath::BreathKind;
use super::controller::{Controller, Sensed};

impl Controller {
    /// In the last quarter of the high time a breath out of the patient is followed down (*chosen*).
    pub(super) fn releases_early(&self, since: u64, sensed: &Sensed) -> bool {
        let turns_out = self.last_flow_l_s > 0.0 && sensed.flow_l_s <= 0.0;
        self.settings.mode == Mode::Bilevel && since >= self.breath.ticks * 3 / 4 && turns_out
    }

    /// In the last quarter of the low time an effort of the patient is followed up (*chosen*).
    pub(super) fn rises_early(&self, tick: u64, triggered: bool) -> bool {
        let low = self.due.saturating_sub(self.since);
        self.settings.mode == Mode::Bilevel
            && self.breath.kind == BreathKind::Level
            && triggered
            && tick >= self.due.saturating_sub(low / 4)
    }
}

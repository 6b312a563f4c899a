//! Whether an occlusion clears by itself: the pump waits a moment and goes on, a limited number of times.
//!
//! Optional, off by default: it should be a choice of the care area (ECRI), and it hides the first signs of a line
//! that will block for good.

use super::{Pump, Stage};
use crate::alarms::AlarmId;
use crate::events::{Event, EventQueue};
use crate::line::state::Sensed;

/// How long the pump waits for the pressure to fall, ms.
pub(crate) const CHECKING_TICKS: u64 = 15_000;
/// The span in which restarts are counted, ms.
const COUNTED_TICKS: u64 = 600_000;
/// Most restarts that can be allowed in that span.
pub(crate) const MOST_RESTARTS: u8 = 9;
/// Share of the limit under which the line counts as free.
const FREE_SHARE: f64 = 0.5;

impl Pump {
    /// The pressure reached the limit: waits if another restart is allowed. Returns whether it does.
    pub(super) fn checks_line(&mut self, tick: u64, events: &mut EventQueue) -> bool {
        while self
            .restarts
            .front()
            .is_some_and(|&restart| tick.saturating_sub(restart) >= COUNTED_TICKS)
        {
            self.restarts.pop_front();
        }
        let allowed = usize::from(self.config.auto_restarts.min(MOST_RESTARTS));
        if self.restarts.len() >= allowed || self.stage != Stage::Running {
            return false;
        }
        self.end_boluses(tick, events);
        self.over_limit_since = None;
        self.enter_stage(Stage::CheckingLine, tick);
        events.push(tick, Event::LineChecked);
        self.alarms.raise(AlarmId::CheckingLine, tick, events);
        true
    }

    /// The pump waits: goes on when the pressure has fallen, alarms when the time is over.
    pub(super) fn watch_checking(&mut self, tick: u64, sensed: &Sensed, events: &mut EventQueue) {
        if self.stage != Stage::CheckingLine {
            return;
        }
        if sensed.pressure_mmhg < FREE_SHARE * self.config.occlusion_limit_mmhg {
            self.restarts.push_back(tick);
            self.alarms.clear(AlarmId::CheckingLine, tick, events);
            self.enter_stage(Stage::Running, tick);
            self.flow_watch.reset();
            events.push(tick, Event::RestartedByItself);
        } else if tick - self.stage_since >= CHECKING_TICKS {
            self.stop_for(AlarmId::DownstreamOcclusion, tick, events);
            self.backoff_ml = self.config.backoff_ml.max(0.0);
        }
    }
}

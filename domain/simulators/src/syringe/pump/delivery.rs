//! Starting, pausing, purging, counting and completing an infusion.

use super::super::alarms::SyringeAlarm;
use super::super::events::{Event, EventQueue};
use super::super::holder::{Sensed, can_be};
use super::super::setup::SizeSensor;
use super::super::view::SyringeStartRefusal;
use super::program::largest_rate_ml_h;
use super::{NOTHING_ML, Refusal, STEP_MS, Stage, SyringePump};
use crate::line::hydraulics;
use crate::pump::setup::EndAction;

/// Pressure at which the pump does not start again, mmHg: just under the 1034 mmHg (20 psi) that a downstream limit
/// may never exceed (ECRI).
const HIGHEST_START_PRESSURE_MMHG: f64 = 1_000.0;

/// Alarms that START ends, their causes having been checked.
const ENDED_BY_START: [SyringeAlarm; 10] = [
    SyringeAlarm::DownstreamOcclusion,
    SyringeAlarm::SyringeEmpty,
    SyringeAlarm::SyringeDisengaged,
    SyringeAlarm::PlungerClampOpen,
    SyringeAlarm::SizeMismatch,
    SyringeAlarm::KeyStuck,
    SyringeAlarm::KvoEnded,
    SyringeAlarm::InfusionComplete,
    SyringeAlarm::NotStarted,
    SyringeAlarm::PausedTooLong,
];

impl SyringePump {
    /// START. An occlusion is not seen to be gone until the pump tries; nothing starts again by itself.
    pub(super) fn start(&mut self, tick: u64, sensed: &Sensed, events: &mut EventQueue) {
        if matches!(
            self.stage,
            Stage::Off | Stage::SelfTest | Stage::Running | Stage::Technical
        ) {
            return;
        }
        match self.start_refusal(tick, sensed) {
            Some(reason) => {
                self.refusal = Some(Refusal::Start(reason));
                events.push(tick, Event::StartRefused);
            }
            None => self.run(tick, events),
        }
    }

    /// Delivery begins or goes on.
    pub(super) fn run(&mut self, tick: u64, events: &mut EventQueue) {
        for alarm in ENDED_BY_START {
            self.clear(alarm, tick, events);
        }
        self.clear(SyringeAlarm::BatteryDepleted, tick, events);
        self.over_limit_since = None;
        self.enter_stage(Stage::Running, tick);
        events.push(tick, Event::Started);
    }

    fn start_refusal(&self, tick: u64, sensed: &Sensed) -> Option<SyringeStartRefusal> {
        use SyringeStartRefusal as R;
        if self.editor.is_some() {
            return Some(R::NotConfirmed);
        }
        let waits = matches!(
            self.stage,
            Stage::NewPatient | Stage::CareArea { .. } | Stage::Standby
        );
        let Some(program) = self.program.filter(|_| !waits) else {
            return Some(R::NoProgram);
        };
        if !sensed.fitted {
            return Some(R::NoSyringe);
        }
        let Some(told) = self.told else {
            return Some(R::SyringeNotConfirmed);
        };
        if !sensed.seated {
            Some(R::NotSeated)
        } else if !sensed.plunger_gripped {
            Some(R::PlungerFree)
        } else if self.is_mismatched(sensed) {
            Some(R::WrongSize)
        } else if self.shown_left_ml(sensed) <= NOTHING_ML {
            Some(R::Empty)
        } else if self.vtbi_ml <= NOTHING_ML {
            Some(R::NoVolume)
        } else if program.rate_ml_h > largest_rate_ml_h(Some(told)) {
            Some(R::RateOutOfRange)
        } else if self.keyboard.has_stuck_key(tick) {
            Some(R::KeyStuck)
        } else if sensed.pressure_mmhg >= HIGHEST_START_PRESSURE_MMHG {
            Some(R::PressureTooHigh)
        } else if self.power.is_dead() {
            Some(R::BatteryEmpty)
        } else {
            None
        }
    }

    /// Whether the barrel in the clamp cannot be that of the confirmed syringe.
    pub(super) fn is_mismatched(&self, sensed: &Sensed) -> bool {
        self.config.size_sensor == SizeSensor::Measures
            && sensed.barrel_mm > 0.0
            && self.told.is_some_and(|told| !can_be(told, sensed.barrel_mm))
    }

    /// PAUSE keeps the program and ends a bolus.
    pub(super) fn pause(&mut self, tick: u64, events: &mut EventQueue) {
        if self.is_delivering() {
            self.end_bolus(tick, events);
            for alarm in [
                SyringeAlarm::InfusionComplete,
                SyringeAlarm::NearEnd,
                SyringeAlarm::SyringeNearEmpty,
            ] {
                self.clear(alarm, tick, events);
            }
            self.enter_stage(Stage::Paused, tick);
            events.push(tick, Event::Paused);
        }
    }

    /// The purge key goes down: the drive moves while it is held.
    pub(super) fn begin_purge(&mut self, tick: u64, sensed: &Sensed, events: &mut EventQueue) {
        let ready = sensed.fitted && sensed.seated && sensed.plunger_gripped && !self.is_mismatched(sensed);
        if ready && self.told.is_some() && !self.is_purging() && !self.power.is_dead() {
            self.purge_left_ml = Some(self.config.purge_limit_ml.max(0.0));
            events.push(tick, Event::PurgeStarted);
        }
    }

    /// Counts what the motor gave in the last sub-step. A purge is not part of the infusion.
    pub(super) fn count(&mut self, tick: u64, events: &mut EventQueue) {
        let rate_ml_h = self.rate_ml_h();
        if rate_ml_h <= 0.0 {
            return;
        }
        let given_ml = hydraulics::volume_ml(rate_ml_h, STEP_MS);
        if let Some(left_ml) = &mut self.purge_left_ml {
            *left_ml -= given_ml;
            if *left_ml <= NOTHING_ML {
                self.end_purge(tick, events);
            }
            return;
        }
        self.infused_ml += given_ml;
        if self.stage != Stage::Running {
            return;
        }
        self.vtbi_ml -= given_ml;
        if let Some(bolus) = &mut self.bolus {
            bolus.left_ml -= given_ml;
            if bolus.left_ml <= NOTHING_ML {
                self.end_bolus(tick, events);
            }
        }
        if self.vtbi_ml <= NOTHING_ML {
            self.infused_ml += self.vtbi_ml;
            self.complete(tick, events);
        }
    }

    fn complete(&mut self, tick: u64, events: &mut EventQueue) {
        self.vtbi_ml = 0.0;
        self.end_bolus(tick, events);
        self.clear(SyringeAlarm::NearEnd, tick, events);
        events.push(tick, Event::Completed);
        match self.config.end_action {
            EndAction::KeepVeinOpen => {
                self.enter_stage(Stage::Kvo, tick);
                self.raise(SyringeAlarm::InfusionComplete, tick, events);
            }
            // A syringe that is empty cannot go on, so a syringe pump knows no other way than to stop.
            EndAction::Stop | EndAction::Continue => {
                self.stop_for(SyringeAlarm::InfusionComplete, tick, events)
            }
        }
    }
}

//! Starting, pausing, counting and completing an infusion.

use super::setup::EndAction;
use super::view::{BolusRefusal, StartRefusal};
use super::{BolusRun, Pump, Refusal, STEP_MS, Stage};
use crate::alarms::AlarmId;
use crate::events::{Event, EventQueue};
use crate::line::hydraulics;
use crate::line::state::Sensed;
use crate::line::view::SetState;

/// Pressure in the line at which the pump does not start again, mmHg: just under the 1034 mmHg (20 psi) that a
/// downstream limit may never exceed (ECRI).
pub(crate) const HIGHEST_START_PRESSURE_MMHG: f64 = 1_000.0;
/// A volume as small as this is nothing, mL.
const NOTHING_ML: f64 = 1e-9;

/// Alarms that START ends, their causes having been checked.
const ENDED_BY_START: [AlarmId; 10] = [
    AlarmId::DownstreamOcclusion,
    AlarmId::AirSingle,
    AlarmId::AirCumulative,
    AlarmId::DoorOpen,
    AlarmId::SetMisloaded,
    AlarmId::KeyStuck,
    AlarmId::KvoEnded,
    AlarmId::InfusionComplete,
    AlarmId::NotStarted,
    AlarmId::PausedTooLong,
];

impl Pump {
    /// START. An occlusion is not seen to be gone until the pump tries: it starts, and alarms again if not.
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
                if reason == StartRefusal::SetMissing {
                    self.alarms.raise(AlarmId::SetMisloaded, tick, events);
                }
            }
            None => self.run(tick, events),
        }
    }

    /// Delivery begins or goes on.
    pub(super) fn run(&mut self, tick: u64, events: &mut EventQueue) {
        for alarm in ENDED_BY_START {
            self.alarms.clear(alarm, tick, events);
        }
        if self.air.blocked {
            self.air.reset();
        }
        self.over_limit_since = None;
        self.enter_stage(Stage::Running, tick);
        events.push(tick, Event::Started);
    }

    fn start_refusal(&self, tick: u64, sensed: &Sensed) -> Option<StartRefusal> {
        if self.editor.is_some() {
            Some(StartRefusal::NotConfirmed)
        } else if self.program.is_none()
            || matches!(
                self.stage,
                Stage::NewPatient | Stage::CareArea { .. } | Stage::Standby
            )
        {
            Some(StartRefusal::NoProgram)
        } else if sensed.door_open {
            Some(StartRefusal::DoorOpen)
        } else if sensed.set != SetState::Loaded {
            Some(StartRefusal::SetMissing)
        } else if self.air.blocked && sensed.air_present {
            Some(StartRefusal::AirInLine)
        } else if self.vtbi_ml <= NOTHING_ML {
            Some(StartRefusal::NoVolume)
        } else if self.keyboard.has_stuck_key(tick) {
            Some(StartRefusal::KeyStuck)
        } else if sensed.pressure_mmhg >= HIGHEST_START_PRESSURE_MMHG {
            Some(StartRefusal::PressureTooHigh)
        } else {
            None
        }
    }

    /// PAUSE keeps the program and ends a bolus.
    pub(super) fn pause(&mut self, tick: u64, events: &mut EventQueue) {
        if self.is_delivering() {
            self.end_bolus(tick, events);
            self.alarms.clear(AlarmId::InfusionComplete, tick, events);
            self.alarms.clear(AlarmId::NearEnd, tick, events);
            self.enter_stage(Stage::Paused, tick);
            events.push(tick, Event::Paused);
        }
    }

    /// Why no bolus may be asked for now.
    pub(super) fn bolus_refusal(&self) -> Option<BolusRefusal> {
        let program = self
            .program
            .filter(|_| self.stage == Stage::Running && self.bolus.is_none());
        let Some(program) = program else {
            return Some(BolusRefusal::NotRunning);
        };
        let forbidden = self
            .entry(program.entry)
            .is_some_and(|entry| entry.bolus.is_none());
        if forbidden {
            Some(BolusRefusal::NotAllowed)
        } else if self
            .alarms
            .highest()
            .is_some_and(|highest| highest > crate::alarms::Priority::Low)
        {
            Some(BolusRefusal::AlarmActive)
        } else {
            None
        }
    }

    pub(super) fn start_bolus(&mut self, bolus: BolusRun, tick: u64, events: &mut EventQueue) {
        self.bolus = Some(bolus);
        events.push(tick, Event::BolusStarted);
    }

    /// Counts what the motor gave in the last sub-step.
    pub(super) fn count(&mut self, tick: u64, events: &mut EventQueue) {
        let rate_ml_h = self.motor().rate_ml_h;
        if rate_ml_h <= 0.0 {
            return;
        }
        let given_ml = hydraulics::volume_ml(rate_ml_h, STEP_MS);
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
        self.alarms.clear(AlarmId::NearEnd, tick, events);
        events.push(tick, Event::Completed);
        match self.config.end_action {
            EndAction::KeepVeinOpen => {
                self.enter_stage(Stage::Kvo, tick);
                self.alarms.raise(AlarmId::InfusionComplete, tick, events);
            }
            EndAction::Stop => self.stop_for(AlarmId::InfusionComplete, tick, events),
        }
    }
}

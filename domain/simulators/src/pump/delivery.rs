//! Starting, pausing, counting and completing an infusion.

use super::secondary::SecondaryState;
use super::setup::EndAction;
use super::view::{BolusRefusal, StartRefusal};
use super::{BolusKind, BolusRun, Pump, Refusal, STEP_MS, Stage};
use crate::alarms::AlarmId;
use crate::events::{Event, EventQueue};
use crate::line::hydraulics;
use crate::line::state::Sensed;
use crate::line::view::SetState;
use crate::unit::power::Standing;

/// Pressure in the line at which the pump does not start again, mmHg: just under the 1034 mmHg (20 psi) that a
/// downstream limit may never exceed (ECRI).
pub(crate) const HIGHEST_START_PRESSURE_MMHG: f64 = 1_000.0;
/// A volume as small as this is nothing, mL.
pub(super) const NOTHING_ML: f64 = 1e-9;
/// Strokes in one cycle of the mechanism: a normal stop finishes the present one (*chosen*).
const STROKES: f64 = 12.0;

/// Alarms that START ends, their causes having been checked.
const ENDED_BY_START: [AlarmId; 18] = [
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
    AlarmId::UpstreamOcclusion,
    AlarmId::FreeFlow,
    AlarmId::OverInfusion,
    AlarmId::UnderInfusion,
    AlarmId::BatteryDepleted,
    AlarmId::Overtemp,
    AlarmId::Callback,
    AlarmId::CheckingLine,
];

impl Pump {
    /// START. An occlusion is not seen to be gone until the pump tries: it starts, and alarms again if not.
    pub(super) fn start(&mut self, tick: u64, sensed: &Sensed, events: &mut EventQueue) {
        if matches!(self.stage, Stage::Off | Stage::SelfTest | Stage::Technical) {
            return;
        }
        if self.stage == Stage::Running {
            if self.editor.is_none() && self.bolus.is_none() {
                self.begin_secondary(tick, events);
            }
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
            None => self.run_as_programmed(tick, events),
        }
    }

    /// Delivery begins with what comes first: a loading dose, a secondary infusion that waits.
    pub(super) fn run_as_programmed(&mut self, tick: u64, events: &mut EventQueue) {
        self.run(tick, events);
        if let Some(loading) = self.loading.take() {
            self.start_bolus(loading, tick, events);
        } else {
            self.begin_secondary(tick, events);
        }
    }

    /// Delivery begins or goes on.
    pub(super) fn run(&mut self, tick: u64, events: &mut EventQueue) {
        for alarm in ENDED_BY_START {
            self.alarms.clear(alarm, tick, events);
        }
        if self.air.blocked {
            self.air.reset();
            self.air_advances = 0;
        }
        self.flow_watch.reset();
        self.stroke_left_ml = 0.0;
        self.over_limit_since = None;
        self.enter_stage(Stage::Running, tick);
        events.push(tick, Event::Started);
    }

    pub(super) fn start_refusal(&self, tick: u64, sensed: &Sensed) -> Option<StartRefusal> {
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
        } else if self.vtbi_ml <= NOTHING_ML && self.secondary.is_none() {
            Some(StartRefusal::NoVolume)
        } else if self.keyboard.has_stuck_key(tick) {
            Some(StartRefusal::KeyStuck)
        } else if sensed.pressure_mmhg >= HIGHEST_START_PRESSURE_MMHG {
            Some(StartRefusal::PressureTooHigh)
        } else if sensed.above.is_some_and(|above| above.free_flow) {
            Some(StartRefusal::FreeFlow)
        } else if self.supply.standing == Standing::Empty {
            Some(StartRefusal::BatteryEmpty)
        } else if self.overheated {
            Some(StartRefusal::TooHot)
        } else {
            None
        }
    }

    /// PAUSE keeps the program and ends a bolus.
    pub(super) fn pause(&mut self, tick: u64, sensed: &Sensed, events: &mut EventQueue) {
        if self.is_delivering() || self.stage == Stage::CheckingLine {
            if self.is_delivering() {
                self.finish_stroke(sensed);
            }
            self.end_boluses(tick, events);
            self.alarms.clear(AlarmId::CheckingLine, tick, events);
            self.alarms.clear(AlarmId::InfusionComplete, tick, events);
            self.alarms.clear(AlarmId::NearEnd, tick, events);
            self.enter_stage(Stage::Paused, tick);
            events.push(tick, Event::Paused);
        }
    }

    /// A normal stop finishes the present stroke, a fault's stop does not (FDA Generic Infusion Pump 1.6.1, 1.6.2).
    fn finish_stroke(&mut self, sensed: &Sensed) {
        let Some(above) = sensed.above else { return };
        let strokes = above.cycle * STROKES;
        let left_ml = (libm::ceil(strokes) - strokes) / STROKES * self.config.cycle_ml;
        self.stroke_left_ml = left_ml.min(self.vtbi_ml.max(0.0));
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
        } else if self.secondary.is_some() {
            Some(BolusRefusal::SecondaryRuns)
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
        events.push(
            tick,
            match bolus.kind {
                BolusKind::Bolus => Event::BolusStarted,
                BolusKind::Loading => Event::LoadingStarted,
            },
        );
    }

    /// Counts what the motor gave in the last sub-step.
    pub(super) fn count(&mut self, tick: u64, events: &mut EventQueue) {
        let rate_ml_h = self.motor().rate_ml_h;
        if rate_ml_h <= 0.0 {
            return;
        }
        let given_ml = hydraulics::volume_ml(rate_ml_h, STEP_MS);
        self.infused_ml += given_ml;
        if self.stroke_left_ml > 0.0 {
            self.stroke_left_ml = 0.0;
            match &mut self.secondary {
                Some(secondary) if secondary.state == SecondaryState::Begun => secondary.left_ml -= given_ml,
                _ => self.vtbi_ml = (self.vtbi_ml - given_ml).max(0.0),
            }
            return;
        }
        if self.stage != Stage::Running {
            return;
        }
        if self.begun_secondary().is_some() {
            self.count_secondary(given_ml, tick, events);
            return;
        }
        self.vtbi_ml -= given_ml;
        if let Some(bolus) = &mut self.bolus {
            bolus.left_ml -= given_ml;
            if bolus.left_ml <= NOTHING_ML {
                self.end_bolus(tick, events);
            }
        } else if let Some(extended) = &mut self.extended {
            extended.left_ml -= hydraulics::volume_ml(extended.rate_ml_h, STEP_MS);
            if extended.left_ml <= NOTHING_ML {
                self.end_extended(tick, events);
            }
        }
        self.count_step(given_ml, tick, events);
        if self.vtbi_ml <= NOTHING_ML {
            self.infused_ml += self.vtbi_ml;
            self.complete(tick, events);
        }
    }

    /// The present step of a multistep program is given: the next one sets the rate.
    fn count_step(&mut self, given_ml: f64, tick: u64, events: &mut EventQueue) {
        let next_ml_h = self.steps.as_mut().and_then(|steps| steps.count(given_ml));
        if let (Some(next_ml_h), Some(program)) = (next_ml_h, &mut self.program) {
            program.rate_ml_h = next_ml_h;
            events.push(tick, Event::StepStarted);
            events.push(tick, Event::RateChanged);
        }
    }

    pub(super) fn complete(&mut self, tick: u64, events: &mut EventQueue) {
        self.vtbi_ml = 0.0;
        self.end_boluses(tick, events);
        self.steps = None;
        self.alarms.clear(AlarmId::NearEnd, tick, events);
        events.push(tick, Event::Completed);
        match self.end_action {
            EndAction::KeepVeinOpen => {
                self.enter_stage(Stage::Kvo, tick);
                self.alarms.raise(AlarmId::InfusionComplete, tick, events);
            }
            EndAction::Continue => {
                self.enter_stage(Stage::Beyond, tick);
                self.alarms.raise(AlarmId::InfusionComplete, tick, events);
            }
            EndAction::Stop => self.stop_for(AlarmId::InfusionComplete, tick, events),
        }
    }
}

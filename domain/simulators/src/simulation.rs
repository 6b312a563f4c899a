//! Pump, line and patient together, stepped by ticks.

use serde::{Deserialize, Serialize};

use crate::STEP_TICKS;
use crate::action::{Action, BedsideAct};
use crate::alarms::LogEntry;
use crate::events::EventQueue;
use crate::fault::Fault;
use crate::line::state::LineState;
use crate::line::view::LineView;
use crate::line::{LineConfig, LineSetup};
use crate::patient::PatientSetup;
use crate::patient::model::PatientState;
use crate::patient::view::PatientView;
use crate::pump::Pump;
use crate::pump::setup::PumpSetup;
use crate::pump::view::PumpView;
use crate::signals::{self, Signal};

pub use crate::events::SimEvent;

/// Everything that a simulation starts from.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Setup {
    /// The pump.
    pub pump: PumpSetup,
    /// The bag, the set and the line.
    pub line: LineSetup,
    /// The patient.
    pub patient: PatientSetup,
}

/// A running simulation: its whole state, to be cloned, compared and stepped.
#[derive(Clone, Debug, PartialEq)]
pub struct Simulation {
    tick: u64,
    pump: Pump,
    line: LineState,
    patient: PatientState,
    events: EventQueue,
}

impl Simulation {
    /// The simulation at tick 0.
    #[must_use]
    pub fn new(setup: &Setup) -> Self {
        let mut line = LineState::new(&setup.line);
        let pump = Pump::new(&setup.pump);
        line.settle(pump.motor().rate_ml_h);
        Self {
            tick: 0,
            pump,
            line,
            patient: PatientState::new(&setup.patient),
            events: EventQueue::default(),
        }
    }

    /// The present tick, ms.
    #[must_use]
    pub const fn tick(&self) -> u64 {
        self.tick
    }

    /// A person does something now.
    pub fn act(&mut self, action: &Action) {
        let sensed = self.line.sensed();
        match *action {
            Action::Press { key } => self.pump.press(key, self.tick, &sensed, &mut self.events),
            Action::Release { key } => self.pump.release(key, self.tick),
            Action::Bedside { act } => self.bedside(act),
        }
    }

    /// A fault begins now.
    pub fn inject(&mut self, fault: &Fault) {
        match *fault {
            Fault::DownstreamOcclusion => self.bedside(BedsideAct::CloseClamp),
            Fault::DoorOpened => self.bedside(BedsideAct::OpenDoor),
            Fault::KeyStuck { key } => {
                let sensed = self.line.sensed();
                self.pump.stick(key, self.tick, &sensed, &mut self.events);
            }
            Fault::SystemError => self.pump.fail(self.tick, &mut self.events),
            Fault::FlowError { percent } => self.pump.miscalibrate(percent / 100.0),
            Fault::KinkedLine => self.line.kink(),
            Fault::PartialOcclusion {
                resistance_mmhg_per_ml_h,
            } => self.line.pinch(resistance_mmhg_per_ml_h),
            Fault::AirBubble { volume_ul } => self.line.add_bubble(volume_ul),
            Fault::BagEmpty => self.line.empty_bag(),
            Fault::SetMisloaded => self.line.misload(),
        }
        self.pump
            .watch_sensors(self.tick, &self.line.sensed(), &mut self.events);
    }

    /// Runs every sub-step up to and including `tick`, then stands at it. An earlier tick changes nothing.
    pub fn step_to(&mut self, tick: u64) {
        let mut boundary = self.tick / STEP_TICKS * STEP_TICKS + STEP_TICKS;
        while boundary <= tick {
            self.tick = boundary;
            self.sub_step();
            boundary += STEP_TICKS;
        }
        self.tick = self.tick.max(tick);
    }

    /// Writes the value of every signal, in the order of [`signals::CATALOGUE`]; truth as 1, falsehood as 0.
    /// Writes no more values than `out` has room for.
    pub fn read(&self, out: &mut [f64]) {
        let mut values = [0.0; signals::CATALOGUE.len()];
        self.pump.read(&self.line.sensed(), &mut values);
        self.line.read(&mut values);
        self.patient.read(&mut values);
        values[Signal::PumpDoorOpen as usize] = f64::from(u8::from(self.line.door_is_open()));
        let room = out.len().min(values.len());
        out[..room].copy_from_slice(&values[..room]);
    }

    /// Moves the events since the last call to the end of `into`, in the order in which they happened.
    pub fn drain_events(&mut self, into: &mut Vec<SimEvent>) {
        self.events.drain_into(into);
    }

    /// What the pump shows.
    #[must_use]
    pub fn pump_view(&self) -> PumpView {
        self.pump.view(self.tick, &self.line.sensed())
    }

    /// What the monitor shows of the patient.
    #[must_use]
    pub fn patient_view(&self) -> PatientView {
        self.patient.view()
    }

    /// What a person at the bedside sees of the line.
    #[must_use]
    pub fn line_view(&self) -> LineView {
        self.line.view(self.pump.motor().rate_ml_h > 0.0)
    }

    /// The pump's own log of alarms, oldest first.
    pub fn alarm_log(&self) -> impl Iterator<Item = &LogEntry> {
        self.pump.alarm_log()
    }

    fn bedside(&mut self, act: BedsideAct) {
        let motor_runs = self.pump.motor().rate_ml_h > 0.0;
        self.line.act(act, motor_runs, self.tick, &mut self.events);
        self.pump
            .watch_sensors(self.tick, &self.line.sensed(), &mut self.events);
    }

    fn sub_step(&mut self) {
        let motor = self.pump.motor();
        let flowed = self.line.step(&motor, self.tick, &mut self.events);
        self.patient.step(flowed.drug_mcg, flowed.air_ul);
        self.pump.step(self.tick, &self.line.sensed(), &mut self.events);
        let backoff_ml = self.pump.take_backoff_ml();
        if backoff_ml > 0.0 {
            self.line.draw_back(backoff_ml);
        }
    }
}

/// The properties that the line's tests and vectors vary.
impl Simulation {
    /// Pressure past the pump, mmHg.
    #[must_use]
    pub const fn pressure_mmhg(&self) -> f64 {
        self.line.sensed().pressure_mmhg
    }

    /// Properties of the set and the vein.
    #[must_use]
    pub const fn line_config(&self) -> &LineConfig {
        self.line.config()
    }
}

//! The generic large-volume pump, one channel.
//!
//! States and guards follow the FDA Generic Infusion Pump hazard work; see `docs/models.md`, section Pump.

pub mod air;
mod apply;
pub mod battery;
pub mod chevrons;
mod delivery;
mod editing;
pub(crate) mod editor;
mod enabled;
pub mod key;
mod keyboard;
pub mod keypad;
mod keys;
pub mod program;
mod prompt;
mod rows;
mod screen;
pub mod setup;
pub mod view;
mod watch;

use std::sync::Arc;

use crate::STEP_TICKS;
use crate::alarms::{AlarmBoard, AlarmId, LogEntry, Priority};
use crate::drugs::{CareArea, DrugEntry, Library, dose};
use crate::events::{Event, EventQueue};
use crate::line::state::{Motor, Sensed};
use crate::signals::Signal;
use air::{AirDetector, AirLimits};
use editor::Editor;
use keyboard::Keyboard;
use program::{Basis, Draft, EntryPlace, Program};
use setup::{EndAction, Infusion, PumpConfig, PumpSetup, StartProgram, StartState};
use view::{BolusRefusal, StartRefusal};

/// State of the pump.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Pump {
    library: Arc<Library>,
    config: PumpConfig,
    stage: Stage,
    /// Since when the stage lasts.
    stage_since: u64,
    area: Option<u16>,
    weight_kg: Option<f64>,
    program: Option<Program>,
    bolus: Option<BolusRun>,
    vtbi_ml: f64,
    infused_ml: f64,
    editor: Option<Editor>,
    question: Option<Question>,
    refusal: Option<Refusal>,
    keyboard: Keyboard,
    alarms: AlarmBoard,
    air: AirDetector,
    over_limit_since: Option<u64>,
    backoff_ml: f64,
    broken: bool,
}

/// What the pump is doing, whatever is being entered beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stage {
    Off,
    SelfTest,
    NewPatient,
    CareArea { cursor: u16 },
    Standby,
    Ready,
    Running,
    Paused,
    Kvo,
    AlarmStopped,
    Technical,
}

/// A bolus being given.
#[derive(Clone, Copy, Debug, PartialEq)]
struct BolusRun {
    left_ml: f64,
    rate_ml_h: f64,
}

/// A question that lies over every other screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Question {
    SwitchOff,
    NewProgram,
}

/// Why the last key did nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Refusal {
    Start(StartRefusal),
    Bolus(BolusRefusal),
}

impl Pump {
    pub(crate) fn new(setup: &PumpSetup) -> Self {
        let mut alarms = AlarmBoard::default();
        if setup.config.end_action == EndAction::Stop {
            alarms.reprioritise(AlarmId::InfusionComplete, Priority::High);
        }
        let mut pump = Self {
            library: Arc::new(setup.library.clone()),
            config: setup.config,
            stage: Stage::Off,
            stage_since: 0,
            area: None,
            weight_kg: None,
            program: None,
            bolus: None,
            vtbi_ml: 0.0,
            infused_ml: 0.0,
            editor: None,
            question: None,
            refusal: None,
            keyboard: Keyboard::default(),
            alarms,
            air: AirDetector::default(),
            over_limit_since: None,
            backoff_ml: 0.0,
            broken: false,
        };
        match &setup.start {
            StartState::Off => {}
            StartState::Standby { care_area } => pump.stage = pump.standby_in(care_area),
            StartState::Ready { program } => pump.stage = pump.programmed(program, Stage::Ready),
            StartState::Running { program } => pump.stage = pump.programmed(program, Stage::Running),
        }
        pump
    }

    /// What the motor does now.
    pub(crate) fn motor(&self) -> Motor {
        let program_rate = self.program.map_or(0.0, |program| program.rate_ml_h);
        let rate_ml_h = match self.stage {
            Stage::Running => self.bolus.map_or(program_rate, |bolus| bolus.rate_ml_h),
            Stage::Kvo => self.kvo_rate_ml_h(),
            _ => 0.0,
        };
        Motor {
            rate_ml_h,
            error: self.config.flow_error,
            ripple: self.config.ripple,
            cycle_ml: self.config.cycle_ml,
            back_pressure_loss: self.config.back_pressure_loss,
        }
    }

    /// Volume the motor turns back since the last call, mL.
    pub(crate) const fn take_backoff_ml(&mut self) -> f64 {
        core::mem::replace(&mut self.backoff_ml, 0.0)
    }

    pub(crate) fn alarm_log(&self) -> impl Iterator<Item = &LogEntry> {
        self.alarms.log()
    }

    /// The mechanism wears: it delivers more or less than it counts.
    pub(crate) const fn miscalibrate(&mut self, error: f64) {
        self.config.flow_error = error.clamp(-1.0, 1.0);
    }

    pub(crate) fn read(&self, sensed: &Sensed, values: &mut [f64]) {
        let truth = |holds: bool| f64::from(u8::from(holds));
        let highest = self.alarms.highest();
        let on = self.stage != Stage::Off;
        values[Signal::PumpOn as usize] = truth(on);
        values[Signal::PumpRunning as usize] = truth(self.stage == Stage::Running);
        values[Signal::PumpPaused as usize] = truth(self.stage == Stage::Paused);
        values[Signal::PumpKvo as usize] = truth(self.stage == Stage::Kvo);
        values[Signal::PumpBolusing as usize] = truth(self.bolus.is_some());
        values[Signal::PumpAlarming as usize] = truth(highest >= Some(Priority::Medium));
        values[Signal::PumpProgramming as usize] = truth(self.editor.is_some());
        values[Signal::PumpSilenced as usize] = truth(self.alarms.is_silenced());
        values[Signal::PumpDoorOpen as usize] = truth(sensed.door_open);
        values[Signal::PumpAlarmPriority as usize] =
            highest.map_or(0.0, |priority| f64::from(priority.rank()));
        values[Signal::PumpFlow as usize] = self.motor().rate_ml_h;
        values[Signal::PumpVtbi as usize] = self.vtbi_ml;
        values[Signal::PumpVolumeInfused as usize] = self.infused_ml;
        values[Signal::PumpPressure as usize] = sensed.pressure_mmhg;
        values[Signal::PumpWeight as usize] = self.weight_kg.unwrap_or(0.0);
        if let Some(program) = &self.program {
            values[Signal::PumpDrugSelected as usize] = truth(program.entry.is_some());
            values[Signal::PumpOverridden as usize] = truth(program.overridden.is_some());
            values[Signal::PumpEntry as usize] = program.entry_number;
            values[Signal::PumpRate as usize] = program.rate_ml_h;
            values[Signal::PumpDose as usize] = program.dose;
            values[Signal::PumpTimeLeft as usize] = dose::duration_s(self.vtbi_ml, program.rate_ml_h);
        }
    }

    fn enter_stage(&mut self, stage: Stage, tick: u64) {
        self.stage = stage;
        self.stage_since = tick;
    }

    fn kvo_rate_ml_h(&self) -> f64 {
        self.program
            .map_or(0.0, |program| program.rate_ml_h.min(self.config.kvo_ml_h))
    }

    fn is_delivering(&self) -> bool {
        matches!(self.stage, Stage::Running | Stage::Kvo)
    }

    fn care_area(&self) -> Option<&CareArea> {
        self.library.care_areas.get(usize::from(self.area?))
    }

    fn entry(&self, place: Option<EntryPlace>) -> Option<&DrugEntry> {
        place?.of(&self.library)
    }

    fn air_limits(&self) -> AirLimits {
        AirLimits {
            single_ul: self.config.air_single_ul,
            cumulative_ul: self.config.air_cumulative_ul,
            window_ticks: (self.config.air_window_s * 1_000.0) as u64,
        }
    }

    /// Ends a bolus that runs, delivered or not.
    fn end_bolus(&mut self, tick: u64, events: &mut EventQueue) {
        if self.bolus.take().is_some() {
            events.push(tick, Event::BolusEnded);
        }
    }

    fn standby_in(&mut self, care_area: &str) -> Stage {
        self.area = self
            .library
            .care_areas
            .iter()
            .position(|area| area.id == care_area)
            .and_then(|place| u16::try_from(place).ok());
        if self.area.is_some() {
            Stage::Standby
        } else {
            Stage::CareArea { cursor: 0 }
        }
    }

    /// Puts a scenario's program into the pump; one that cannot be worked out leaves the pump in standby.
    fn programmed(&mut self, start: &StartProgram, stage: Stage) -> Stage {
        let standby = self.standby_in(&start.care_area);
        let draft = match &start.infusion {
            Infusion::Drug {
                entry,
                weight_kg,
                dose,
            } => {
                let Some((area, entry)) = self.library.place(&start.care_area, entry) else {
                    return standby;
                };
                Draft {
                    weight_kg: *weight_kg,
                    dose: Some(*dose),
                    vtbi_ml: Some(start.vtbi_ml),
                    ..Draft::empty(Some(EntryPlace { area, entry }), Basis::Dose)
                }
            }
            Infusion::Basic { rate_ml_h } => Draft {
                rate_ml_h: Some(*rate_ml_h),
                vtbi_ml: Some(start.vtbi_ml),
                ..Draft::empty(None, Basis::Rate)
            },
        };
        match program::work_out(&draft, &self.library) {
            Ok(worked) => {
                self.adopt(&draft, &worked, None);
                stage
            }
            Err(_) => standby,
        }
    }

    /// Takes a worked-out draft as the program in force.
    fn adopt(&mut self, draft: &Draft, worked: &program::Worked, overridden: Option<program::ReasonCode>) {
        self.program = Some(Program {
            entry: draft.entry,
            entry_number: draft
                .entry
                .map_or(0.0, |place| place.number(&self.library) as f64),
            rate_ml_h: worked.rate_ml_h,
            dose: worked.dose,
            asked_dose: worked.asked_dose,
            weight_kg: draft.weight_kg,
            overridden,
        });
        self.weight_kg = draft.weight_kg.or(self.weight_kg);
        self.vtbi_ml = worked.vtbi_ml;
    }
}

/// Length of a sub-step, ms.
const STEP_MS: f64 = STEP_TICKS as f64;

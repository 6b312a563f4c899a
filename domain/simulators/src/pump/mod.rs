//! The generic large-volume pump: one channel, alone or in a unit.
//!
//! States and guards follow the FDA Generic Infusion Pump hazard work; see `docs/models.md`, section Pump.

pub mod air;
mod apply;
pub mod battery;
mod delivery;
mod editing;
pub(crate) mod editor;
mod enabled;
mod flowwatch;
pub mod journal;
pub mod key;
pub(crate) mod keyboard;
pub mod keypad;
mod keys;
pub mod options;
pub mod program;
mod prompt;
mod reading;
mod restart;
mod rows;
mod screen;
mod secondary;
pub mod selftest;
pub mod setup;
pub(crate) mod shared;
pub mod steps;
pub mod view;
mod waiting;
mod watch;

use std::collections::VecDeque;
use std::sync::Arc;

use crate::STEP_TICKS;
use crate::alarms::{AlarmBoard, LogEntry};
use crate::drugs::{CareArea, DrugEntry, Library, dose};
use crate::events::{Event, EventQueue};
use crate::line::state::Motor;
use air::{AirDetector, AirLimits};
use editor::Editor;
use flowwatch::FlowWatch;
use journal::Journal;
use keyboard::Keyboard;
use program::{Basis, Draft, EntryPlace, Program};
use secondary::SecondaryRun;
use selftest::SelfTestPart;
use setup::{EndAction, Infusion, PumpConfig, PumpSetup, StartProgram, StartState};
use shared::Supply;
use steps::StepRun;
use view::{BolusRefusal, StartRefusal};
use waiting::Wait;

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
    detail: Detail,
    /// A loading dose that waits for START.
    loading: Option<BolusRun>,
    /// A bolus spread over a time, on top of the rate.
    extended: Option<BolusRun>,
    steps: Option<StepRun>,
    secondary: Option<SecondaryRun>,
    end_action: EndAction,
    /// What the motor still has to move of the stroke in which it was stopped, mL.
    stroke_left_ml: f64,
    flow_watch: FlowWatch,
    /// When the pump started again by itself.
    restarts: VecDeque<u64>,
    air_advances: u8,
    frozen_since: Option<u64>,
    overheated: bool,
    /// The part of the self test that will fail.
    self_test_fault: Option<SelfTestPart>,
    /// The part that did.
    failed_part: Option<SelfTestPart>,
    /// When a key was last pressed.
    last_key: u64,
    /// A library that waits for a new patient or for the power key.
    next_library: Option<Arc<Library>>,
    /// Drugs that the unit's other channels give or are programmed for.
    drugs_elsewhere: Vec<String>,
    supply: Supply,
    empty_since: Option<u64>,
    journal: Journal,
}

/// How much of a pump is simulated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Detail {
    /// A pump of one channel, always under power, that watches the line below it.
    Plain,
    /// A channel of a unit: it also watches the line above, its power, its own flow.
    Unit,
}

/// What the pump is doing, whatever is being entered beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stage {
    Off,
    SelfTest,
    NewPatient,
    CareArea {
        cursor: u16,
    },
    Standby,
    Ready,
    Running,
    Paused,
    Kvo,
    /// The volume is given; the rate goes on.
    Beyond,
    Waiting(Wait),
    /// Stopped for a moment, whether an occlusion clears by itself.
    CheckingLine,
    AlarmStopped,
    Technical,
}

/// A bolus being given.
#[derive(Clone, Copy, Debug, PartialEq)]
struct BolusRun {
    left_ml: f64,
    rate_ml_h: f64,
    kind: BolusKind,
}

/// What a bolus is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum BolusKind {
    Bolus,
    Loading,
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
    Loading,
}

impl Pump {
    pub(crate) fn new(setup: &PumpSetup, detail: Detail) -> Self {
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
            alarms: AlarmBoard::default(),
            air: AirDetector::default(),
            over_limit_since: None,
            backoff_ml: 0.0,
            broken: false,
            detail,
            loading: None,
            extended: None,
            steps: None,
            secondary: None,
            end_action: setup.config.end_action,
            stroke_left_ml: 0.0,
            flow_watch: FlowWatch::default(),
            restarts: VecDeque::new(),
            air_advances: 0,
            frozen_since: None,
            overheated: false,
            self_test_fault: None,
            failed_part: None,
            last_key: 0,
            next_library: None,
            drugs_elsewhere: Vec::new(),
            supply: Supply::default(),
            empty_since: None,
            journal: Journal::default(),
        };
        pump.set_end_action(setup.config.end_action);
        match &setup.start {
            StartState::Off => {}
            StartState::Standby { care_area } => pump.stage = pump.standby_in(care_area),
            StartState::Ready { program } => pump.stage = pump.programmed(program, Stage::Ready),
            StartState::Running { program } => pump.stage = pump.programmed(program, Stage::Running),
        }
        pump
    }

    /// Another pump takes its place. What it is fed with and what runs beside it stay as they are.
    pub(crate) fn exchange(&mut self) {
        let setup = PumpSetup {
            library: (*self.library).clone(),
            start: StartState::Off,
            config: PumpConfig {
                flow_error: 0.0,
                ..self.config
            },
        };
        let supply = self.supply;
        let drugs_elsewhere = core::mem::take(&mut self.drugs_elsewhere);
        *self = Self::new(&setup, self.detail);
        self.supply = supply;
        self.drugs_elsewhere = drugs_elsewhere;
    }

    /// What the motor does now.
    pub(crate) fn motor(&self) -> Motor {
        let program_rate = self.program.map_or(0.0, |program| program.rate_ml_h);
        let rate_ml_h = match self.stage {
            Stage::Running => match (self.bolus, self.begun_secondary(), self.extended) {
                (Some(bolus), _, _) => bolus.rate_ml_h,
                (None, Some(secondary), _) => secondary.program.rate_ml_h,
                (None, None, Some(extended)) => program_rate + extended.rate_ml_h,
                (None, None, None) => program_rate,
            },
            Stage::Kvo => self.kvo_rate_ml_h(),
            Stage::Beyond => program_rate,
            _ => self.stroke_left_ml * (3_600_000.0 / STEP_MS),
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

    /// Time until the volume is given, s.
    fn time_left_s(&self, program: &Program) -> f64 {
        match &self.steps {
            Some(steps) => steps.left_s(program.rate_ml_h),
            None => dose::duration_s(self.vtbi_ml, program.rate_ml_h),
        }
    }

    /// Whether the secondary infusion flows.
    fn runs_secondary(&self) -> bool {
        self.stage == Stage::Running && self.begun_secondary().is_some()
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
        matches!(self.stage, Stage::Running | Stage::Kvo | Stage::Beyond)
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
        if let Some(bolus) = self.bolus.take() {
            events.push(
                tick,
                match bolus.kind {
                    BolusKind::Bolus => Event::BolusEnded,
                    BolusKind::Loading => Event::LoadingEnded,
                },
            );
        }
    }

    /// Ends a bolus that is spread over a time.
    fn end_extended(&mut self, tick: u64, events: &mut EventQueue) {
        if self.extended.take().is_some() {
            events.push(tick, Event::ExtendedEnded);
        }
    }

    /// Ends every bolus, delivered or not.
    fn end_boluses(&mut self, tick: u64, events: &mut EventQueue) {
        self.end_bolus(tick, events);
        self.end_extended(tick, events);
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
        self.program = Some(self.program_of(draft, worked, overridden));
        self.weight_kg = draft.weight_kg.or(self.weight_kg);
        self.vtbi_ml = worked.vtbi_ml;
    }

    fn program_of(
        &self,
        draft: &Draft,
        worked: &program::Worked,
        overridden: Option<program::ReasonCode>,
    ) -> Program {
        Program {
            entry: draft.entry,
            entry_number: draft
                .entry
                .map_or(0.0, |place| place.number(&self.library) as f64),
            rate_ml_h: worked.rate_ml_h,
            dose: worked.dose,
            asked_dose: worked.asked_dose,
            weight_kg: draft.weight_kg,
            overridden,
        }
    }
}

/// Length of a sub-step, ms.
const STEP_MS: f64 = STEP_TICKS as f64;

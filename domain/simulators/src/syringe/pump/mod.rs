//! The generic syringe pump. States and guards are those of the large-volume pump; see `docs/models.md`, sections
//! Pump and Syringe.

mod delivery;
mod editing;
mod keys;
mod program;
mod rows;
mod screen;
mod watch;

use std::sync::Arc;

use super::alarms::SyringeAlarm;
use super::catalogue::SyringeKind;
use super::events::{Event, EventQueue};
use super::fluid::{Fluid, positive_or};
use super::holder::{Sensed, can_be};
use super::plunger_mm_h;
use super::power::Power;
use super::setup::{SizeSensor, SyringePumpConfig, SyringePumpSetup};
use super::signals::Signal;
use super::view::{SyringeBolusRefusal, SyringeStartRefusal};
use crate::STEP_TICKS;
use crate::alarms::{AlarmBoard, LogEntry, Priority};
use crate::drugs::{CareArea, DrugEntry, Library, dose};
use crate::line::hydraulics;
use crate::pump::keyboard::Keyboard;
use crate::pump::program::{EntryPlace, ReasonCode};
use crate::pump::setup::{EndAction, Infusion, StartProgram, StartState};
use editing::Editor;
use program::{Basis, Draft, Program, Worked};

/// Length of a sub-step, ms.
const STEP_MS: f64 = STEP_TICKS as f64;
/// A volume as small as this is nothing, mL.
const NOTHING_ML: f64 = 1e-9;

/// State of the syringe pump.
#[derive(Clone, Debug, PartialEq)]
pub struct SyringePump {
    library: Arc<Library>,
    config: SyringePumpConfig,
    stage: Stage,
    /// Since when the stage lasts.
    stage_since: u64,
    area: Option<u16>,
    weight_kg: Option<f64>,
    /// The syringe that was confirmed.
    told: Option<SyringeKind>,
    /// The list of syringes lies over the screen.
    choosing: Option<u16>,
    program: Option<Program>,
    bolus: Option<BolusRun>,
    /// Volume that a purge may still give, mL.
    purge_left_ml: Option<f64>,
    vtbi_ml: f64,
    infused_ml: f64,
    editor: Option<Editor>,
    question: Option<Question>,
    refusal: Option<Refusal>,
    keyboard: Keyboard,
    alarms: AlarmBoard<SyringeAlarm>,
    power: Power,
    over_limit_since: Option<u64>,
    backoff_ml: f64,
    /// Place in the cycle of the drive, 0 to 1.
    cycle: f64,
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
    Purge,
}

/// Why the last key did nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Refusal {
    Start(SyringeStartRefusal),
    Bolus(SyringeBolusRefusal),
}

impl SyringePump {
    /// The pump at tick 0, with what its sensors find.
    pub(super) fn new(setup: &SyringePumpSetup, fitted: Option<SyringeKind>) -> Self {
        let config = checked(&setup.config);
        let mut pump = Self {
            library: Arc::new(setup.library.clone()),
            config,
            stage: Stage::Off,
            stage_since: 0,
            area: None,
            weight_kg: None,
            told: None,
            choosing: None,
            program: None,
            bolus: None,
            purge_left_ml: None,
            vtbi_ml: 0.0,
            infused_ml: 0.0,
            editor: None,
            question: None,
            refusal: None,
            keyboard: Keyboard::default(),
            alarms: AlarmBoard::default(),
            power: Power::new(config.battery_wh, config.battery_charge, config.on_mains),
            over_limit_since: None,
            backoff_ml: 0.0,
            cycle: 0.0,
            broken: false,
        };
        if config.end_action != EndAction::KeepVeinOpen {
            // Then nothing flows any more.
            pump.alarms
                .reprioritise(SyringeAlarm::InfusionComplete, Priority::High);
        }
        let told = setup.told.or(fitted);
        match &setup.start {
            StartState::Off => {}
            StartState::Standby { care_area } => {
                pump.told = setup.told;
                pump.stage = pump.standby_in(care_area);
                pump.ask_for_syringe(fitted.is_some());
            }
            StartState::Ready { program } => {
                pump.told = told;
                pump.stage = pump.programmed(program, Stage::Ready);
            }
            StartState::Running { program } => {
                pump.told = told;
                // A pump without a syringe cannot have been started.
                let stage = if fitted.is_some() {
                    Stage::Running
                } else {
                    Stage::Ready
                };
                pump.stage = pump.programmed(program, stage);
            }
        }
        pump
    }

    /// Flow that the motor is set to, mL/h.
    pub(super) fn rate_ml_h(&self) -> f64 {
        let program_rate = self.program.map_or(0.0, |program| program.rate_ml_h);
        match self.stage {
            Stage::Running => self.bolus.map_or(program_rate, |bolus| bolus.rate_ml_h),
            Stage::Kvo => self.kvo_rate_ml_h(),
            _ if self.is_purging() => self.purge_rate_ml_h(),
            _ => 0.0,
        }
    }

    /// The way of the drive in the next sub-step, mm: by the syringe that was confirmed, with error and ripple.
    pub(super) fn drive_mm(&mut self) -> f64 {
        let rate_ml_h = self.rate_ml_h();
        let (Some(told), true) = (self.told, rate_ml_h > 0.0) else {
            return 0.0;
        };
        self.cycle += hydraulics::volume_ml(rate_ml_h, STEP_MS) / self.config.cycle_ml;
        self.cycle -= libm::floor(self.cycle);
        let error = self.config.flow_error;
        let flow_ml_h = if self.config.ripple > 0.0 {
            hydraulics::ripple_flow_ml_h(rate_ml_h, error, self.config.ripple, self.cycle)
        } else {
            rate_ml_h * (1.0 + error)
        };
        plunger_mm_h(flow_ml_h.max(0.0), told.inner_diameter_mm()) * STEP_MS / 3_600_000.0
    }

    /// Volume the drive turns back since the last call, mL.
    pub(super) const fn take_backoff_ml(&mut self) -> f64 {
        core::mem::replace(&mut self.backoff_ml, 0.0)
    }

    /// The log of alarms, oldest first.
    pub fn alarm_log(&self) -> impl Iterator<Item = &LogEntry<SyringeAlarm>> {
        self.alarms.log()
    }

    /// The drive wears: it moves more or less than it counts.
    pub(super) const fn miscalibrate(&mut self, error: f64) {
        self.config.flow_error = error.clamp(-1.0, 1.0);
    }

    pub(super) fn plug(&mut self, on_mains: bool, tick: u64, events: &mut EventQueue) -> bool {
        if self.power.on_mains == on_mains {
            return false;
        }
        self.power.on_mains = on_mains;
        self.watch_power(tick, events);
        true
    }

    pub(super) fn age_battery(&mut self, share: f64) {
        self.power.age(share);
    }

    pub(super) const fn on_mains(&self) -> bool {
        self.power.on_mains
    }

    pub(super) fn read(&self, sensed: &Sensed, fluid: &Fluid, values: &mut [f64]) {
        use Signal as S;
        let truth = |holds: bool| f64::from(u8::from(holds));
        let highest = self.alarms.highest();
        let program = self.program.as_ref();
        let rate_ml_h = self.rate_ml_h();
        let right = self.told == Some(fluid.kind()) && sensed.fitted;
        for (signal, value) in [
            (S::PumpOn, truth(self.stage != Stage::Off)),
            (S::PumpRunning, truth(self.stage == Stage::Running)),
            (S::PumpPaused, truth(self.stage == Stage::Paused)),
            (S::PumpKvo, truth(self.stage == Stage::Kvo)),
            (S::PumpBolusing, truth(self.bolus.is_some())),
            (S::PumpPurging, truth(self.is_purging())),
            (S::PumpAlarming, truth(highest >= Some(Priority::Medium))),
            (S::PumpProgramming, truth(self.editor.is_some())),
            (S::PumpSilenced, truth(self.alarms.is_silenced())),
            (
                S::PumpDrugSelected,
                truth(program.is_some_and(|program| program.entry.is_some())),
            ),
            (
                S::PumpOverridden,
                truth(program.is_some_and(|program| program.overridden.is_some())),
            ),
            (S::PumpMains, truth(self.power.on_mains)),
            (S::PumpEntry, program.map_or(0.0, |program| program.entry_number)),
            (
                S::PumpAlarmPriority,
                highest.map_or(0.0, |priority| f64::from(priority.rank())),
            ),
            (S::PumpRate, program.map_or(0.0, |program| program.rate_ml_h)),
            (S::PumpFlow, rate_ml_h),
            (S::PumpVtbi, self.vtbi_ml),
            (S::PumpVolumeInfused, self.infused_ml),
            (S::PumpDose, program.map_or(0.0, |program| program.dose)),
            (S::PumpWeight, self.weight_kg.unwrap_or(0.0)),
            (S::PumpPressure, sensed.pressure_mmhg),
            (
                S::PumpTimeLeft,
                program.map_or(0.0, |program| dose::duration_s(self.vtbi_ml, program.rate_ml_h)),
            ),
            (S::PumpBatteryLeft, self.power.left_s(rate_ml_h)),
            (S::SyringeConfirmedRight, truth(right)),
            (S::SyringeShownMl, self.shown_left_ml(sensed)),
        ] {
            if let Some(place) = values.get_mut(signal as usize) {
                *place = value;
            }
        }
    }

    /// What is left in the syringe, mL, as the pump works it out from the plunger and the syringe it was told of.
    fn shown_left_ml(&self, sensed: &Sensed) -> f64 {
        match self.told {
            Some(told) if sensed.fitted => sensed.plunger_mm * told.area_ml_per_mm(),
            _ => 0.0,
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

    fn purge_rate_ml_h(&self) -> f64 {
        self.told.map_or(0.0, |told| {
            self.config.purge_rate_ml_h.min(told.largest_rate_ml_h()).max(0.0)
        })
    }

    const fn is_purging(&self) -> bool {
        self.purge_left_ml.is_some()
    }

    const fn is_delivering(&self) -> bool {
        matches!(self.stage, Stage::Running | Stage::Kvo)
    }

    fn care_area(&self) -> Option<&CareArea> {
        self.library.care_areas.get(usize::from(self.area?))
    }

    fn entry(&self, place: Option<EntryPlace>) -> Option<&DrugEntry> {
        place?.of(&self.library)
    }

    /// The syringes that the list offers for what the barrel's sensor measures.
    fn offered_syringes(&self, barrel_mm: f64) -> Vec<SyringeKind> {
        match self.config.size_sensor {
            SizeSensor::Measures => SyringeKind::all()
                .filter(|kind| can_be(*kind, barrel_mm))
                .collect(),
            SizeSensor::Absent => SyringeKind::all().collect(),
        }
    }

    /// The list of syringes comes up where one is fitted, none is confirmed and a care area was chosen.
    fn ask_for_syringe(&mut self, fitted: bool) {
        let may_ask = matches!(
            self.stage,
            Stage::Standby | Stage::Ready | Stage::Paused | Stage::AlarmStopped
        );
        if fitted && may_ask && self.told.is_none() && self.choosing.is_none() {
            self.editor = None;
            self.choosing = Some(0);
        }
    }

    fn raise(&mut self, alarm: SyringeAlarm, tick: u64, events: &mut EventQueue) {
        self.alarms.raise(alarm, tick, events);
    }

    fn clear(&mut self, alarm: SyringeAlarm, tick: u64, events: &mut EventQueue) {
        self.alarms.clear(alarm, tick, events);
    }

    fn follow(&mut self, alarm: SyringeAlarm, holds: bool, tick: u64, events: &mut EventQueue) {
        self.alarms.follow(alarm, holds, tick, events);
    }

    /// Ends a bolus that runs, delivered or not.
    fn end_bolus(&mut self, tick: u64, events: &mut EventQueue) {
        if self.bolus.take().is_some() {
            events.push(tick, Event::BolusEnded);
        }
    }

    fn end_purge(&mut self, tick: u64, events: &mut EventQueue) {
        if self.purge_left_ml.take().is_some() {
            events.push(tick, Event::PurgeEnded);
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
        match program::work_out(&draft, &self.library, self.told) {
            Ok(worked) => {
                self.adopt(&draft, &worked, None);
                stage
            }
            Err(_) => standby,
        }
    }

    /// Takes a worked-out draft as the program in force.
    fn adopt(&mut self, draft: &Draft, worked: &Worked, overridden: Option<ReasonCode>) {
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

/// Settings that physics could not live with are the product's defaults instead.
fn checked(config: &SyringePumpConfig) -> SyringePumpConfig {
    let usual = SyringePumpConfig::default();
    let share = |value: f64| {
        if value.is_finite() {
            value.clamp(-1.0, 1.0)
        } else {
            0.0
        }
    };
    SyringePumpConfig {
        ripple: share(config.ripple).max(0.0),
        flow_error: share(config.flow_error),
        cycle_ml: positive_or(config.cycle_ml, usual.cycle_ml),
        kvo_ml_h: positive_or(config.kvo_ml_h, 0.0),
        bolus_rate_ml_h: positive_or(config.bolus_rate_ml_h, usual.bolus_rate_ml_h),
        purge_rate_ml_h: positive_or(config.purge_rate_ml_h, usual.purge_rate_ml_h),
        ..*config
    }
}

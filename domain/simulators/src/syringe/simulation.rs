//! Syringe pump, syringe, line and patient together, stepped by ticks.

use super::action::{SyringeAct, SyringeAction};
use super::alarms::SyringeAlarm;
use super::catalogue::SyringeKind;
use super::events::{Event, EventQueue, SyringeEvent};
use super::fault::SyringeFault;
use super::fluid::Fluid;
use super::holder::{Holder, Sensed};
use super::pump::SyringePump;
use super::setup::{FilledSyringe, SyringeSetup};
use super::signals::{self, Signal};
use super::view::{FittedView, SyringeBedsideView, SyringePumpView};
use crate::STEP_TICKS;
use crate::alarms::LogEntry;
use crate::line::view::LineCourse;
use crate::notation;
use crate::patient::Test;
use crate::patient::model::PatientState;
use crate::patient::view::{ClinicalView, PatientView};
use crate::pump::setup::StartState;

/// Pressure above what the way out needs that is worth letting off, mmHg.
const WORTH_RELIEVING_MMHG: f64 = 20.0;
/// Heights the pump can be moved to, cm over the heart, both ways.
const LARGEST_HEIGHT_CM: i16 = 200;

/// A running simulation: its whole state, to be cloned, compared and stepped.
#[derive(Clone, Debug, PartialEq)]
pub struct SyringeSimulation {
    tick: u64,
    pump: SyringePump,
    holder: Holder,
    fluid: Fluid,
    /// What is printed on the syringe that was laid in last.
    label: FilledSyringe,
    /// What is laid in next.
    spare: FilledSyringe,
    patient: PatientState,
    events: EventQueue,
}

impl SyringeSimulation {
    /// The simulation at tick 0.
    #[must_use]
    pub fn new(setup: &SyringeSetup) -> Self {
        let line = &setup.line;
        let holder = Holder::new(line.start.fitted);
        let mut fluid = Fluid::new(line);
        let fitted = line.start.fitted.then_some(line.syringe.kind);
        let pump = SyringePump::new(&setup.pump, fitted);
        let runs = matches!(setup.pump.start, StartState::Running { .. });
        if runs || line.start.taken_up {
            fluid.settle(pump.rate_ml_h());
        }
        Self {
            tick: 0,
            pump,
            holder,
            fluid,
            label: line.syringe.clone(),
            // The first syringe itself is at hand if it was not laid in.
            spare: match (&line.spare, line.start.fitted) {
                (Some(spare), true) => spare.clone(),
                _ => line.syringe.clone(),
            },
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
    pub fn act(&mut self, action: &SyringeAction) {
        let sensed = self.sensed();
        match *action {
            SyringeAction::Press { key } => self.pump.press(key, self.tick, &sensed, &mut self.events),
            SyringeAction::Release { key } => self.pump.release(key, self.tick, &mut self.events),
            SyringeAction::Bedside { act } => self.bedside(act),
            SyringeAction::MovePump { to_cm } => self.move_pump(to_cm),
            SyringeAction::DrawBlood { test } => {
                self.patient.draw(test);
                self.tell_of_laboratory();
            }
        }
    }

    /// A fault begins now.
    pub fn inject(&mut self, fault: &SyringeFault) {
        let sensed = self.sensed();
        match *fault {
            SyringeFault::DownstreamOcclusion => self.bedside(SyringeAct::CloseClamp),
            SyringeFault::KinkedLine => self.fluid.kinked = true,
            SyringeFault::PartialOcclusion {
                resistance_mmhg_per_ml_h,
            } => self.fluid.set_pinch(resistance_mmhg_per_ml_h),
            SyringeFault::FlangeSlips => self.holder.flange_seated = false,
            SyringeFault::BarrelSlips => self.holder.barrel_clamped = false,
            SyringeFault::PlungerSlips => self.holder.plunger_gripped = false,
            SyringeFault::SizeSensorError { error_mm } => {
                self.holder.size_error_mm = if error_mm.is_finite() { error_mm } else { 0.0 };
            }
            SyringeFault::SeatSensorsStuck => self.holder.sensors_stuck = true,
            SyringeFault::PressureSensorError { percent } => {
                if percent.is_finite() {
                    self.holder.pressure_gain = (1.0 + percent / 100.0).max(0.0);
                }
            }
            SyringeFault::MainsLost => self.bedside(SyringeAct::Unplug),
            SyringeFault::BatteryAged { percent } => self.pump.age_battery(percent / 100.0),
            SyringeFault::KeyStuck { key } => self.pump.stick(key, self.tick, &sensed, &mut self.events),
            SyringeFault::SystemError => self.pump.fail(self.tick, &mut self.events),
            SyringeFault::FlowError { percent } => {
                if percent.is_finite() {
                    self.pump.miscalibrate(percent / 100.0);
                }
            }
        }
        self.watch();
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

    /// Writes the value of every signal, in the order of [`signals::all`]; truth as 1, falsehood as 0.
    /// Writes no more values than `out` has room for.
    pub fn read(&self, out: &mut [f64]) {
        let mut values = [0.0; signals::COUNT];
        let (own, clinical) = values.split_at_mut(signals::CATALOGUE.len());
        self.pump.read(&self.sensed(), &self.fluid, own);
        self.read_line(own);
        self.read_patient(own);
        self.patient.read_clinical(clinical);
        for (place, value) in out.iter_mut().zip(values) {
            *place = value;
        }
    }

    /// Moves the events since the last call to the end of `into`, in the order in which they happened.
    pub fn drain_events<E: From<SyringeEvent>>(&mut self, into: &mut Vec<E>) {
        self.events.drain_into(into);
    }

    /// What the pump shows.
    #[must_use]
    pub fn pump_view(&self) -> SyringePumpView {
        self.pump.view(self.tick, &self.sensed())
    }

    /// What the monitor shows of the patient.
    #[must_use]
    pub fn patient_view(&self) -> PatientView {
        self.patient.view()
    }

    /// Breathing, sedation, rhythm and results.
    #[must_use]
    pub fn clinical_view(&self) -> ClinicalView {
        self.patient.clinical_view()
    }

    /// What a person at the bedside sees of the syringe and the line.
    #[must_use]
    pub fn bedside_view(&self) -> SyringeBedsideView {
        let fluid = &self.fluid;
        let course = match (fluid.kinked, fluid.pinch_mmhg_per_ml_h > 0.0) {
            (true, _) => LineCourse::Kinked,
            (false, true) => LineCourse::Pinched,
            (false, false) => LineCourse::Straight,
        };
        SyringeBedsideView {
            syringe: self.holder.fitted.then(|| self.fitted_view()),
            barrel_clamped: self.holder.barrel_clamped,
            flange_seated: self.holder.flange_seated,
            plunger_gripped: self.holder.plunger_gripped,
            connected: fluid.connected,
            clamp_open: fluid.clamp_open,
            course,
            blood_in_line: fluid.has_blood(),
            dripping: !fluid.connected && fluid.outflow_ml_h > 0.0,
            height_cm: libm::round(fluid.height_cm) as i16,
            acts: SyringeAct::ALL
                .iter()
                .copied()
                .filter(|&act| self.can(act))
                .collect(),
            tests: Test::ALL.to_vec(),
        }
    }

    /// The pump's own log of alarms, oldest first.
    pub fn alarm_log(&self) -> impl Iterator<Item = &LogEntry<SyringeAlarm>> {
        self.pump.alarm_log()
    }

    /// Which syringe truly lies in the pump.
    #[must_use]
    pub fn fitted(&self) -> Option<SyringeKind> {
        self.holder.fitted.then(|| self.fluid.kind())
    }

    fn sensed(&self) -> Sensed {
        self.holder.sensed(&self.fluid)
    }

    fn watch(&mut self) {
        let sensed = self.sensed();
        self.pump.watch_sensors(self.tick, &sensed, &mut self.events);
    }

    fn sub_step(&mut self) {
        let drive_mm = self.pump.drive_mm();
        let arrived = if self.holder.fitted {
            self.fluid.step(drive_mm, self.holder.holds())
        } else {
            self.fluid.rest()
        };
        self.patient.receive(&arrived);
        self.tell_of_laboratory();
        let sensed = self.sensed();
        self.pump.step(self.tick, &sensed, &mut self.events);
        let backoff_ml = self.pump.take_backoff_ml();
        if backoff_ml > 0.0 {
            self.fluid.draw_back(backoff_ml);
        }
    }

    fn move_pump(&mut self, to_cm: i16) {
        let to_cm = f64::from(to_cm.clamp(-LARGEST_HEIGHT_CM, LARGEST_HEIGHT_CM));
        if to_cm != self.fluid.height_cm {
            self.fluid.height_cm = to_cm;
            self.events.push(self.tick, Event::PumpMoved);
            self.tell_release();
        }
    }

    fn tell_of_laboratory(&mut self) {
        for event in self.patient.take_events() {
            self.events.push_laboratory(self.tick, event);
        }
    }

    fn tell_release(&mut self) {
        if self.holder.fitted && self.fluid.release().is_some() {
            self.events.push(self.tick, Event::BolusReleased);
        }
    }

    /// A hand acts. What is impossible changes nothing and is no event.
    fn bedside(&mut self, act: SyringeAct) {
        use SyringeAct as A;
        if !self.can(act) {
            return;
        }
        let event = match act {
            A::FitSyringe => {
                self.label = self.spare.clone();
                self.fluid.fill(&self.label);
                self.holder.seat(true);
                self.pump.syringe_laid_in();
                Event::SyringeFitted
            }
            A::RemoveSyringe => {
                self.holder.seat(false);
                Event::SyringeRemoved
            }
            A::ClampBarrel => {
                self.holder.barrel_clamped = true;
                Event::BarrelClamped
            }
            A::ReleaseBarrel => {
                self.holder.barrel_clamped = false;
                Event::BarrelReleased
            }
            A::SeatFlange => {
                self.holder.flange_seated = true;
                Event::FlangeSeated
            }
            A::GripPlunger => {
                self.holder.plunger_gripped = true;
                Event::PlungerGripped
            }
            A::ReleasePlunger => {
                self.holder.plunger_gripped = false;
                Event::PlungerReleased
            }
            A::ConnectLine => {
                self.fluid.connected = true;
                Event::LineConnected
            }
            A::DisconnectLine => {
                self.fluid.connected = false;
                Event::LineDisconnected
            }
            A::OpenClamp => {
                self.fluid.clamp_open = true;
                Event::ClampOpened
            }
            A::CloseClamp => {
                self.fluid.clamp_open = false;
                Event::ClampClosed
            }
            A::RelieveLine => {
                self.fluid.relieve();
                Event::LineRelieved
            }
            A::StraightenLine => {
                self.fluid.kinked = false;
                self.fluid.set_pinch(0.0);
                Event::LineStraightened
            }
            A::PlugIn | A::Unplug => {
                self.pump.plug(act == A::PlugIn, self.tick, &mut self.events);
                if act == A::PlugIn {
                    Event::MainsConnected
                } else {
                    Event::MainsDisconnected
                }
            }
        };
        self.events.push(self.tick, event);
        if matches!(act, A::OpenClamp | A::StraightenLine | A::ConnectLine) {
            self.tell_release();
        }
        self.watch();
    }

    fn can(&self, act: SyringeAct) -> bool {
        use SyringeAct as A;
        let (holder, fluid) = (&self.holder, &self.fluid);
        let motor_runs = self.pump.rate_ml_h() > 0.0;
        match act {
            A::FitSyringe => !holder.fitted && !motor_runs,
            A::RemoveSyringe => holder.fitted,
            A::ClampBarrel => holder.fitted && !holder.barrel_clamped,
            A::ReleaseBarrel => holder.fitted && holder.barrel_clamped,
            A::SeatFlange => holder.fitted && !holder.flange_seated,
            A::GripPlunger => holder.fitted && !holder.plunger_gripped,
            A::ReleasePlunger => holder.fitted && holder.plunger_gripped,
            A::ConnectLine => !fluid.connected,
            A::DisconnectLine => fluid.connected,
            A::OpenClamp => !fluid.clamp_open,
            A::CloseClamp => fluid.clamp_open,
            A::RelieveLine => holder.fitted && !motor_runs && fluid.over_mmhg() > WORTH_RELIEVING_MMHG,
            A::StraightenLine => fluid.kinked || fluid.pinch_mmhg_per_ml_h > 0.0,
            A::PlugIn => !self.pump.on_mains(),
            A::Unplug => self.pump.on_mains(),
        }
    }

    fn fitted_view(&self) -> FittedView {
        let label = &self.label;
        let capacity_ml = label.kind.capacity_ml();
        let amount = if label.drug.is_empty() {
            String::new()
        } else {
            format!(
                "{} {}",
                notation::number(label.amount),
                label.amount_unit.as_str()
            )
        };
        FittedView {
            kind: label.kind,
            drug: label.drug.clone(),
            amount,
            volume: format!("{} mL", notation::number(label.volume_ml)),
            left_tenths_ml: libm::round(self.fluid.left_ml * 10.0) as u32,
            left_percent: libm::round(100.0 * self.fluid.left_ml / capacity_ml) as u8,
        }
    }

    fn read_line(&self, values: &mut [f64]) {
        use Signal as S;
        let truth = |holds: bool| f64::from(u8::from(holds));
        let fluid = &self.fluid;
        for (signal, value) in [
            (S::PumpHeightCm, fluid.height_cm),
            (S::SyringeFitted, truth(self.holder.fitted)),
            (S::SyringeHeld, truth(self.holder.holds())),
            (S::SyringeLeftMl, fluid.left_ml),
            (S::SyringeSlackMl, fluid.slack_ml),
            (S::LineConnected, truth(fluid.connected)),
            (S::LineClampOpen, truth(fluid.clamp_open)),
            (S::LineOccluded, truth(!fluid.is_open())),
            (S::LineFlow, fluid.outflow_ml_h),
            (S::LineSiphon, fluid.siphon_ml_h),
            (S::LineBolusMl, fluid.bolus_ml),
            (S::LineAspiratedMl, fluid.aspirated_ml),
            (S::LineDeliveredMl, fluid.delivered_ml),
            (S::LineWastedMl, fluid.wasted_ml),
        ] {
            if let Some(place) = values.get_mut(signal as usize) {
                *place = value;
            }
        }
    }

    fn read_patient(&self, values: &mut [f64]) {
        use crate::signals::{CATALOGUE, Signal as Main};
        let mut main = [0.0; CATALOGUE.len()];
        self.patient.read(&mut main);
        for (signal, value) in [
            (Signal::PatientMap, main[Main::PatientMap as usize]),
            (Signal::PatientHeartRate, main[Main::PatientHeartRate as usize]),
            (Signal::PatientWeight, main[Main::PatientWeight as usize]),
            (Signal::PatientAirUl, main[Main::PatientAirUl as usize]),
        ] {
            if let Some(place) = values.get_mut(signal as usize) {
                *place = value;
            }
        }
    }
}

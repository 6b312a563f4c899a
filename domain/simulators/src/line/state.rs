//! State of the bag and the line, and what flows in one sub-step.

use super::bag::{HungBag, positive_or};
use super::hydraulics;
use super::view::SetState;
use super::{Bag, LineConfig, LineSetup};
use crate::STEP_TICKS;
use crate::events::{Event, EventQueue};
use crate::signals::Signal;

/// Length of a sub-step, ms.
const STEP_MS: f64 = STEP_TICKS as f64;
/// Volume of the line between the pump and the patient, which air must travel, mL.
const LINE_VOLUME_ML: f64 = 1.5;

/// What the motor does in one sub-step.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Motor {
    /// Set flow, mL/h; zero when stopped.
    pub(crate) rate_ml_h: f64,
    /// Calibration error as a share.
    pub(crate) error: f64,
    /// Ripple as a share.
    pub(crate) ripple: f64,
    /// Volume of one cycle, mL.
    pub(crate) cycle_ml: f64,
    /// Share lost per 100 mmHg.
    pub(crate) back_pressure_loss: f64,
}

/// What the pump's sensors tell it of the line.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Sensed {
    pub(crate) pressure_mmhg: f64,
    pub(crate) door_open: bool,
    pub(crate) set: SetState,
    /// Air that passed the detector in the last sub-step, µL.
    pub(crate) air_passed_ul: f64,
    /// Whether air is anywhere in the set.
    pub(crate) air_present: bool,
}

/// What reached the patient in one sub-step.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Flowed {
    pub(crate) drug_mcg: f64,
    pub(crate) air_ul: f64,
}

/// State of the bag and the line.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct LineState {
    pub(super) config: LineConfig,
    pub(super) bag: HungBag,
    pub(super) next_bag: Bag,
    pub(super) clamp_open: bool,
    pub(super) kinked: bool,
    pub(super) pinch_mmhg_per_ml_h: f64,
    pub(super) door_open: bool,
    pub(super) set: SetState,
    pub(super) pressure_mmhg: f64,
    /// Share of a pressure difference left after one sub-step, for the present resistance.
    pub(super) decay: f64,
    pub(super) cycle: f64,
    pub(super) air_above_ul: f64,
    pub(super) air_passed_ul: f64,
    pub(super) air_below_ul: f64,
    pub(super) air_travel_ml: f64,
    pub(super) outflow_ml_h: f64,
    pub(super) delivered_ml: f64,
    pub(super) bolus_ml: f64,
}

impl LineState {
    pub(crate) fn new(setup: &LineSetup) -> Self {
        let standard = LineConfig::default();
        let config = LineConfig {
            compliance_ml_per_mmhg: positive_or(
                setup.config.compliance_ml_per_mmhg,
                standard.compliance_ml_per_mmhg,
            ),
            resistance_mmhg_per_ml_h: positive_or(setup.config.resistance_mmhg_per_ml_h, 0.0),
            venous_pressure_mmhg: positive_or(setup.config.venous_pressure_mmhg, 0.0),
        };
        let mut state = Self {
            config,
            bag: HungBag::hang(&setup.bag),
            next_bag: setup.spare_bag.clone().unwrap_or_else(|| Bag {
                left_ml: None,
                ..setup.bag.clone()
            }),
            clamp_open: setup.start.clamp_open,
            kinked: false,
            pinch_mmhg_per_ml_h: 0.0,
            door_open: setup.start.door_open,
            set: if setup.start.set_loaded {
                SetState::Loaded
            } else {
                SetState::Absent
            },
            pressure_mmhg: config.venous_pressure_mmhg,
            decay: 0.0,
            cycle: 0.0,
            air_above_ul: 0.0,
            air_passed_ul: 0.0,
            air_below_ul: 0.0,
            air_travel_ml: LINE_VOLUME_ML,
            outflow_ml_h: 0.0,
            delivered_ml: 0.0,
            bolus_ml: 0.0,
        };
        state.set_pinch(0.0);
        state
    }

    /// Puts the pressure where a steady flow would have brought it.
    pub(crate) fn settle(&mut self, rate_ml_h: f64) {
        if !self.is_blocked() {
            self.pressure_mmhg = self.steady_pressure_mmhg(rate_ml_h);
        }
    }

    pub(crate) const fn config(&self) -> &LineConfig {
        &self.config
    }

    pub(crate) const fn door_is_open(&self) -> bool {
        self.door_open
    }

    pub(crate) const fn sensed(&self) -> Sensed {
        Sensed {
            pressure_mmhg: self.pressure_mmhg,
            door_open: self.door_open,
            set: self.set,
            air_passed_ul: self.air_passed_ul,
            air_present: self.air_ul() > 0.0,
        }
    }

    /// One sub-step: the motor draws from the bag, the line stretches, the rest flows into the patient.
    pub(crate) fn step(&mut self, motor: &Motor, tick: u64, events: &mut EventQueue) -> Flowed {
        let flow_ml_h = self.pumped_flow_ml_h(motor);
        let pumped_ml = hydraulics::volume_ml(flow_ml_h, STEP_MS);
        self.draw(pumped_ml, tick, events);
        let before_mmhg = self.pressure_mmhg;
        if self.is_blocked() {
            self.pressure_mmhg += pumped_ml / self.config.compliance_ml_per_mmhg;
            self.outflow_ml_h = 0.0;
            return Flowed::default();
        }
        let steady_mmhg = self.steady_pressure_mmhg(flow_ml_h);
        self.pressure_mmhg = steady_mmhg + (before_mmhg - steady_mmhg) * self.decay;
        let stretched_ml = self.config.compliance_ml_per_mmhg * (self.pressure_mmhg - before_mmhg);
        let outflow_ml = (pumped_ml - stretched_ml).max(0.0);
        self.outflow_ml_h = outflow_ml * (3_600_000.0 / STEP_MS);
        self.delivered_ml += outflow_ml;
        let air_ul = self.air_out(outflow_ml);
        let liquid_ml = outflow_ml - air_ul / 1_000.0;
        Flowed {
            drug_mcg: liquid_ml.max(0.0) * self.bag.norepinephrine_mcg_ml,
            air_ul,
        }
    }

    /// The motor turns back and takes pressure off the line.
    pub(crate) fn draw_back(&mut self, volume_ml: f64) {
        let lower = self.pressure_mmhg - volume_ml / self.config.compliance_ml_per_mmhg;
        self.pressure_mmhg = lower.max(self.config.venous_pressure_mmhg);
    }

    pub(crate) fn read(&self, values: &mut [f64]) {
        let truth = |holds: bool| f64::from(u8::from(holds));
        values[Signal::LineClampOpen as usize] = truth(self.clamp_open);
        values[Signal::LineOccluded as usize] = truth(self.is_blocked());
        values[Signal::LineSetLoaded as usize] = truth(self.set == SetState::Loaded);
        values[Signal::LineAirUl as usize] = self.air_ul();
        values[Signal::LineBolusMl as usize] = self.bolus_ml;
        values[Signal::LineBagMl as usize] = self.bag.left_ml;
        values[Signal::LineFlow as usize] = self.outflow_ml_h;
        values[Signal::LineDeliveredMl as usize] = self.delivered_ml;
    }

    pub(super) fn can_pump(&self) -> bool {
        !self.door_open && self.set != SetState::Absent
    }

    pub(super) const fn is_blocked(&self) -> bool {
        !self.clamp_open || self.kinked
    }

    /// Air in the set above and below the pump, µL.
    pub(super) const fn air_ul(&self) -> f64 {
        self.air_above_ul + self.air_below_ul
    }

    fn resistance_mmhg_per_ml_h(&self) -> f64 {
        self.config.resistance_mmhg_per_ml_h + self.pinch_mmhg_per_ml_h
    }

    fn steady_pressure_mmhg(&self, flow_ml_h: f64) -> f64 {
        let resistance = self.resistance_mmhg_per_ml_h();
        hydraulics::steady_pressure_mmhg(self.config.venous_pressure_mmhg, resistance, flow_ml_h)
    }

    pub(super) fn set_pinch(&mut self, resistance_mmhg_per_ml_h: f64) {
        self.pinch_mmhg_per_ml_h = resistance_mmhg_per_ml_h;
        self.decay = hydraulics::pressure_decay(
            self.resistance_mmhg_per_ml_h(),
            self.config.compliance_ml_per_mmhg,
            STEP_MS,
        );
    }

    fn pumped_flow_ml_h(&mut self, motor: &Motor) -> f64 {
        if motor.rate_ml_h <= 0.0 || !self.can_pump() {
            return 0.0;
        }
        self.cycle += hydraulics::volume_ml(motor.rate_ml_h, STEP_MS) / motor.cycle_ml;
        self.cycle -= libm::floor(self.cycle);
        let factor = hydraulics::back_pressure_factor(motor.back_pressure_loss, self.pressure_mmhg);
        let flow = if motor.ripple > 0.0 {
            hydraulics::ripple_flow_ml_h(motor.rate_ml_h, motor.error, motor.ripple, self.cycle)
        } else {
            motor.rate_ml_h * (1.0 + motor.error)
        };
        (flow * factor).max(0.0)
    }

    /// Takes a volume from the air above the detector, then from the bag, then from the air in an empty bag.
    fn draw(&mut self, pumped_ml: f64, tick: u64, events: &mut EventQueue) {
        if pumped_ml <= 0.0 {
            self.air_passed_ul = 0.0;
            return;
        }
        let bubble_ul = self.air_above_ul.min(pumped_ml * 1_000.0);
        self.air_above_ul -= bubble_ul;
        let from_bag_ml = (pumped_ml - bubble_ul / 1_000.0).max(0.0);
        let liquid_ml = from_bag_ml.min(self.bag.left_ml);
        if self.bag.left_ml > 0.0 && liquid_ml >= self.bag.left_ml {
            events.push(tick, Event::BagRanDry);
        }
        self.bag.left_ml -= liquid_ml;
        self.air_passed_ul = bubble_ul + (from_bag_ml - liquid_ml) * 1_000.0;
        if self.air_passed_ul > 0.0 {
            if self.air_below_ul <= 0.0 {
                self.air_travel_ml = LINE_VOLUME_ML;
            }
            self.air_below_ul += self.air_passed_ul;
        }
    }

    /// Air that leaves with an outflow, µL: none until it has travelled the line.
    fn air_out(&mut self, outflow_ml: f64) -> f64 {
        if self.air_below_ul <= 0.0 {
            return 0.0;
        }
        let after_travel_ml = outflow_ml - self.air_travel_ml;
        self.air_travel_ml = (self.air_travel_ml - outflow_ml).max(0.0);
        let air_ul = (after_travel_ml * 1_000.0).clamp(0.0, self.air_below_ul);
        self.air_below_ul -= air_ul;
        air_ul
    }
}

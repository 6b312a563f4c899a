//! State of the bag and the line, and what flows in one sub-step.

use super::above::AboveLine;
use super::bag::{HungBag, positive_or};
use super::content::sum_ml;
use super::hydraulics;
use super::view::SetState;
use super::{Bag, LineConfig, LineSetup};
use crate::STEP_TICKS;
use crate::events::{Event, EventQueue};
use crate::patient::Arrived;
use crate::signals::{ChannelSignal, Signal};

/// Length of a sub-step, ms.
const STEP_MS: f64 = STEP_TICKS as f64;
/// Volume of the line between the pump and the patient, which air must travel, mL.
pub(super) const LINE_VOLUME_ML: f64 = 1.5;

/// Share of a drug in swollen tissue that still reaches the blood (*chosen*).
const ABSORBED_FROM_TISSUE: f64 = 0.1;

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
    /// What the pump sees of the line above it; only a pump unit looks.
    pub(crate) above: Option<SensedAbove>,
}

/// What a pump unit's sensors tell it of the line above.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct SensedAbove {
    pub(crate) pressure_mmhg: f64,
    /// Volume that truly went through the pump in the last sub-step, mL.
    pub(crate) passed_ml: f64,
    /// Where the motor stands in its cycle, 0 to 1.
    pub(crate) cycle: f64,
    pub(crate) free_flow: bool,
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
    /// Volume that went into the tissue beside the vein, mL.
    pub(super) infiltrated_ml: f64,
    pub(super) infiltrates: bool,
    /// The line above the pump, where it is simulated.
    pub(super) above: Option<AboveLine>,
    passed_ml: f64,
    /// Fluid let off or drawn out of the line on purpose, mL.
    pub(super) wasted_ml: f64,
}

/// How much of the line is simulated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reach {
    /// From the pump to the vein: one bag, always at hand.
    BelowThePump,
    /// From the bags on their hooks to the vein.
    Whole,
}

impl LineState {
    pub(crate) fn new(setup: &LineSetup, reach: Reach) -> Self {
        let standard = LineConfig::default();
        let config = LineConfig {
            compliance_ml_per_mmhg: positive_or(
                setup.config.compliance_ml_per_mmhg,
                standard.compliance_ml_per_mmhg,
            ),
            resistance_mmhg_per_ml_h: positive_or(setup.config.resistance_mmhg_per_ml_h, 0.0),
            venous_pressure_mmhg: positive_or(setup.config.venous_pressure_mmhg, 0.0),
        };
        let bag = HungBag::hang(&setup.bag);
        let above = match reach {
            Reach::BelowThePump => None,
            Reach::Whole => Some(AboveLine::new(&setup.above, setup.secondary.as_ref(), &bag)),
        };
        let mut state = Self {
            config,
            bag,
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
            infiltrated_ml: 0.0,
            infiltrates: false,
            above,
            passed_ml: 0.0,
            wasted_ml: 0.0,
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

    pub(crate) fn sensed(&self) -> Sensed {
        Sensed {
            pressure_mmhg: self.pressure_mmhg,
            door_open: self.door_open,
            set: self.set,
            air_passed_ul: self.air_passed_ul,
            air_present: self.air_ul() > 0.0,
            above: self.above.as_ref().map(|above| SensedAbove {
                pressure_mmhg: above.pressure_mmhg,
                passed_ml: self.passed_ml,
                cycle: self.cycle,
                free_flow: above.free_flow,
            }),
        }
    }

    /// One sub-step: the motor draws from the bag, the line stretches, the rest flows into the patient.
    pub(crate) fn step(&mut self, motor: &Motor, tick: u64, events: &mut EventQueue) -> Arrived {
        let flow_ml_h = self.pumped_flow_ml_h(motor) + self.gravity_ml_h(tick, events);
        let pumped_ml = hydraulics::volume_ml(flow_ml_h, STEP_MS);
        self.passed_ml = pumped_ml;
        self.draw(pumped_ml, tick, events);
        let before_mmhg = self.pressure_mmhg;
        if self.is_blocked() {
            self.pressure_mmhg += pumped_ml / self.config.compliance_ml_per_mmhg;
            self.outflow_ml_h = 0.0;
            return Arrived::default();
        }
        let steady_mmhg = self.steady_pressure_mmhg(flow_ml_h);
        self.pressure_mmhg = steady_mmhg + (before_mmhg - steady_mmhg) * self.decay;
        let stretched_ml = self.config.compliance_ml_per_mmhg * (self.pressure_mmhg - before_mmhg);
        let outflow_ml = (pumped_ml - stretched_ml).max(0.0);
        self.outflow_ml_h = outflow_ml * (3_600_000.0 / STEP_MS);
        self.delivered_ml += outflow_ml;
        let air_ul = self.air_out(outflow_ml);
        let liquid_ml = (outflow_ml - air_ul / 1_000.0).max(0.0);
        let mut drugs = self.drugs_out(liquid_ml);
        if self.infiltrates {
            self.infiltrated_ml += outflow_ml;
            return drugs.share(ABSORBED_FROM_TISSUE);
        }
        drugs.air_ul = air_ul;
        drugs
    }

    /// The drugs in the liquid that leaves. Where the whole line is simulated, they are what went in when that
    /// liquid entered the line.
    fn drugs_out(&mut self, liquid_ml: f64) -> Arrived {
        let Some(above) = &mut self.above else {
            let mut drugs = Arrived::default();
            if let Some(solution) = &self.bag.solution {
                drugs.add_volume(solution, liquid_ml);
            }
            return drugs;
        };
        let leaving = above.content.leave(liquid_ml);
        let secondary_ml = above.secondary_fluid_ml(&leaving);
        above.secondary_delivered_ml += secondary_ml;
        above.fluids.drugs(&leaving)
    }

    /// What runs by gravity past the pump, mL/h.
    fn gravity_ml_h(&mut self, tick: u64, events: &mut EventQueue) -> f64 {
        let venous_mmhg = self.venous_pressure_mmhg();
        let is_out = self.set == SetState::Absent && !self.is_blocked();
        let Some(above) = &mut self.above else { return 0.0 };
        let flow_ml_h = if is_out {
            above.gravity_ml_h(&self.bag, venous_mmhg)
        } else {
            0.0
        };
        let flows = flow_ml_h > 0.0;
        if flows != above.free_flow {
            above.free_flow = flows;
            events.push(
                tick,
                if flows {
                    Event::FreeFlowBegan
                } else {
                    Event::FreeFlowEnded
                },
            );
        }
        flow_ml_h
    }

    /// The motor turns back and takes pressure off the line.
    pub(crate) fn draw_back(&mut self, volume_ml: f64) {
        let lower = self.pressure_mmhg - volume_ml / self.config.compliance_ml_per_mmhg;
        self.let_off_to(lower.max(self.config.venous_pressure_mmhg));
    }

    /// The line's walls relax to a pressure; what they held leaves the line away from the patient.
    pub(super) fn let_off_to(&mut self, pressure_mmhg: f64) {
        let held_ml = self.config.compliance_ml_per_mmhg * (self.pressure_mmhg - pressure_mmhg);
        if let Some(above) = &mut self.above {
            self.wasted_ml += sum_ml(&above.content.draw_back(held_ml.max(0.0)));
        }
        self.pressure_mmhg = pressure_mmhg;
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

    /// What only a pump unit tells of its line.
    pub(crate) fn read_whole(&self, values: &mut [f64]) {
        let Some(above) = &self.above else { return };
        let truth = |holds: bool| f64::from(u8::from(holds));
        let drops_per_ml = above.config.drops_per_ml;
        let secondary = above.secondary.as_ref();
        let read = [
            (ChannelSignal::UpstreamPressure, above.pressure_mmhg),
            (ChannelSignal::PrimaryFlow, above.primary_drip.flow_ml_h),
            (ChannelSignal::SecondaryFlow, above.secondary_drip.flow_ml_h),
            (
                ChannelSignal::PrimaryDrops,
                above.primary_drip.per_minute(drops_per_ml),
            ),
            (
                ChannelSignal::SecondaryDrops,
                above.secondary_drip.per_minute(drops_per_ml),
            ),
            (
                ChannelSignal::SecondaryBagMl,
                secondary.map_or(0.0, |secondary| secondary.bag.left_ml),
            ),
            (ChannelSignal::SecondaryDelivered, above.secondary_delivered_ml),
            (ChannelSignal::PrimaryHead, above.primary_head_cm(&self.bag)),
            (ChannelSignal::SecondaryHead, above.secondary_head_cm()),
            (
                ChannelSignal::PrimaryClampOpen,
                truth(above.config.primary_clamp_open),
            ),
            (
                ChannelSignal::SecondaryClampOpen,
                truth(secondary.is_some_and(|secondary| secondary.clamp_open)),
            ),
            (ChannelSignal::FreeFlow, truth(above.free_flow)),
            (ChannelSignal::InfiltratedMl, self.infiltrated_ml),
        ];
        for (signal, value) in read {
            values[signal as usize] = value;
        }
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
        hydraulics::steady_pressure_mmhg(self.venous_pressure_mmhg(), resistance, flow_ml_h)
    }

    /// Pressure at the cannula's end: the vein's, or that of the tissue which the fluid swells.
    pub(super) fn venous_pressure_mmhg(&self) -> f64 {
        let swelling_mmhg = hydraulics::TISSUE_ELASTANCE_MMHG_PER_ML * self.infiltrated_ml;
        self.config.venous_pressure_mmhg + swelling_mmhg
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
        let flow = match &self.above {
            Some(above) => flow * above.suction_factor(),
            None => flow,
        };
        (flow * factor).max(0.0)
    }

    /// Takes a volume from the air above the detector, then from the bag, then from the air in an empty bag.
    fn draw(&mut self, pumped_ml: f64, tick: u64, events: &mut EventQueue) {
        if pumped_ml <= 0.0 && self.above.is_none() {
            self.air_passed_ul = 0.0;
            return;
        }
        let bubble_ul = self.air_above_ul.min(pumped_ml * 1_000.0);
        self.air_above_ul -= bubble_ul;
        let from_bag_ml = (pumped_ml - bubble_ul / 1_000.0).max(0.0);
        if let Some(above) = &mut self.above {
            let supplied = above.supply(&mut self.bag, from_bag_ml, tick, events);
            above.content.enter(&supplied.fluids);
            self.air_went_past(bubble_ul + supplied.air_ml * 1_000.0);
            return;
        }
        let liquid_ml = from_bag_ml.min(self.bag.left_ml);
        if self.bag.left_ml > 0.0 && liquid_ml >= self.bag.left_ml {
            events.push(tick, Event::BagRanDry);
        }
        self.bag.left_ml -= liquid_ml;
        self.air_went_past(bubble_ul + (from_bag_ml - liquid_ml) * 1_000.0);
    }

    fn air_went_past(&mut self, air_ul: f64) {
        self.air_passed_ul = air_ul;
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

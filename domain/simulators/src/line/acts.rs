//! What hands and faults do to the line, and what a person at the bedside sees of it.

use super::bag::{HungBag, positive_or};
use super::hydraulics;
use super::state::LineState;
use super::view::{LineCourse, LineView, SetState};
use crate::action::BedsideAct;
use crate::events::{Event, EventQueue};

/// A release smaller than this is not called a bolus, mL.
const SMALLEST_BOLUS_ML: f64 = 0.02;
/// Pressure above the vein's that is worth letting off, mmHg.
const WORTH_RELIEVING_MMHG: f64 = 20.0;

impl LineState {
    /// A hand acts. What is impossible changes nothing and is no event.
    pub(crate) fn act(&mut self, act: BedsideAct, motor_runs: bool, tick: u64, events: &mut EventQueue) {
        if !self.can(act, motor_runs) {
            return;
        }
        let event = match act {
            BedsideAct::OpenClamp => {
                self.clamp_open = true;
                Event::ClampOpened
            }
            BedsideAct::CloseClamp => {
                self.clamp_open = false;
                Event::ClampClosed
            }
            BedsideAct::OpenDoor => {
                self.door_open = true;
                Event::DoorOpened
            }
            BedsideAct::CloseDoor => {
                self.door_open = false;
                Event::DoorClosed
            }
            BedsideAct::LoadSet => {
                self.set = SetState::Loaded;
                Event::SetLoaded
            }
            BedsideAct::UnloadSet => {
                self.set = SetState::Absent;
                Event::SetUnloaded
            }
            BedsideAct::RemoveAir => {
                self.air_above_ul = 0.0;
                self.air_below_ul = 0.0;
                self.air_passed_ul = 0.0;
                Event::AirRemoved
            }
            BedsideAct::ChangeBag => {
                self.bag = HungBag::hang(&self.next_bag);
                Event::BagChanged
            }
            BedsideAct::RelieveLine => {
                self.pressure_mmhg = self.config.venous_pressure_mmhg;
                Event::LineRelieved
            }
            BedsideAct::StraightenLine => {
                self.kinked = false;
                self.set_pinch(0.0);
                Event::LineStraightened
            }
        };
        events.push(tick, event);
        if matches!(act, BedsideAct::OpenClamp | BedsideAct::StraightenLine) && !self.is_blocked() {
            self.release(tick, events);
        }
    }

    pub(crate) const fn kink(&mut self) {
        self.kinked = true;
    }

    pub(crate) fn pinch(&mut self, resistance_mmhg_per_ml_h: f64) {
        self.set_pinch(positive_or(resistance_mmhg_per_ml_h, 0.0));
    }

    pub(crate) fn add_bubble(&mut self, volume_ul: f64) {
        self.air_above_ul += positive_or(volume_ul, 0.0);
    }

    pub(crate) const fn empty_bag(&mut self) {
        self.bag.left_ml = 0.0;
    }

    pub(crate) fn misload(&mut self) {
        if self.set == SetState::Loaded {
            self.set = SetState::Misloaded;
        }
    }

    pub(crate) fn view(&self, motor_runs: bool) -> LineView {
        let course = match (self.kinked, self.pinch_mmhg_per_ml_h > 0.0) {
            (true, _) => LineCourse::Kinked,
            (false, true) => LineCourse::Pinched,
            (false, false) => LineCourse::Straight,
        };
        LineView {
            bag: self.bag.view(),
            dripping: motor_runs && self.bag.left_ml > 0.0 && self.can_pump(),
            door_open: self.door_open,
            set: self.set,
            clamp_open: self.clamp_open,
            course,
            air_ul: libm::round(self.air_ul()) as u32,
            acts: BedsideAct::ALL
                .iter()
                .copied()
                .filter(|&act| self.can(act, motor_runs))
                .collect(),
        }
    }

    fn can(&self, act: BedsideAct, motor_runs: bool) -> bool {
        match act {
            BedsideAct::OpenClamp => !self.clamp_open,
            BedsideAct::CloseClamp => self.clamp_open,
            BedsideAct::OpenDoor => !self.door_open,
            BedsideAct::CloseDoor => self.door_open,
            BedsideAct::LoadSet => self.door_open && self.set != SetState::Loaded,
            BedsideAct::UnloadSet => self.door_open && self.set != SetState::Absent,
            BedsideAct::RemoveAir => !motor_runs && self.air_ul() > 0.0,
            BedsideAct::ChangeBag => !motor_runs,
            BedsideAct::RelieveLine => {
                let over_mmhg = self.pressure_mmhg - self.config.venous_pressure_mmhg;
                !motor_runs && over_mmhg > WORTH_RELIEVING_MMHG
            }
            BedsideAct::StraightenLine => self.kinked || self.pinch_mmhg_per_ml_h > 0.0,
        }
    }

    /// What was stored behind a block goes to the patient.
    fn release(&mut self, tick: u64, events: &mut EventQueue) {
        let stored_ml = hydraulics::stored_ml(
            self.config.compliance_ml_per_mmhg,
            self.pressure_mmhg,
            self.config.venous_pressure_mmhg,
        );
        let released_ml = hydraulics::released_ml(stored_ml, 0.0);
        if released_ml >= SMALLEST_BOLUS_ML {
            self.bolus_ml += released_ml;
            events.push(tick, Event::BolusReleased);
        }
    }
}

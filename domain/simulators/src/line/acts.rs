//! What hands and faults do to the line, and what a person at the bedside sees of it.

use super::CheckValve;
use super::above::AboveLine;
use super::bag::{HungBag, positive_or};
use super::hydraulics;
use super::state::LineState;
use super::view::{AboveView, BranchView, LineCourse, LineView, SecondaryView, SetState};
use crate::action::BedsideAct;
use crate::events::{Event, EventQueue};

/// A release smaller than this is not called a bolus, mL.
const SMALLEST_BOLUS_ML: f64 = 0.02;
/// Swelling that can be seen and felt, mL.
const SEEN_SWELLING_ML: f64 = 5.0;
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
                if let Some(above) = &mut self.above {
                    above.primary_changed(&self.bag);
                }
                Event::BagChanged
            }
            BedsideAct::RelieveLine => {
                self.let_off_to(self.config.venous_pressure_mmhg);
                Event::LineRelieved
            }
            BedsideAct::StraightenLine => {
                self.kinked = false;
                self.set_pinch(0.0);
                if let Some(above) = &mut self.above {
                    above.kinked = false;
                }
                Event::LineStraightened
            }
            _ => match self.above.as_mut().and_then(|above| above.act(act)) {
                Some(event) => event,
                None => return,
            },
        };
        events.push(tick, event);
        if matches!(act, BedsideAct::OpenClamp | BedsideAct::StraightenLine) && !self.is_blocked() {
            self.release(tick, events);
        }
    }

    /// The line lies kinked above the pump.
    pub(crate) const fn kink_above(&mut self) {
        if let Some(above) = &mut self.above {
            above.kinked = true;
        }
    }

    /// The back-check valve fails.
    pub(crate) const fn break_valve(&mut self, valve: CheckValve) {
        if let Some(above) = &mut self.above {
            above.config.check_valve = valve;
        }
    }

    /// The set's own flow stop fails.
    pub(crate) const fn break_flow_stop(&mut self) {
        if let Some(above) = &mut self.above {
            above.flow_stop_broken = true;
        }
    }

    /// The cannula slips out of the vein: from now on the tissue swells.
    pub(crate) const fn infiltrate(&mut self) {
        self.infiltrates = true;
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
            dripping: match &self.above {
                Some(above) => above.primary_drip.flow_ml_h > 0.0,
                None => motor_runs && self.bag.left_ml > 0.0 && self.can_pump(),
            },
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
            above: self.above.as_ref().map(|above| above.view(&self.bag)),
            swollen: self.infiltrated_ml >= SEEN_SWELLING_ML,
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
            BedsideAct::StraightenLine => {
                let kinked_above = self.above.as_ref().is_some_and(|above| above.kinked);
                self.kinked || self.pinch_mmhg_per_ml_h > 0.0 || kinked_above
            }
            _ => self.above.as_ref().is_some_and(|above| above.can(act)),
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

/// Acts on the line above the pump.
impl AboveLine {
    fn can(&self, act: BedsideAct) -> bool {
        let secondary = self.secondary.as_ref();
        match act {
            BedsideAct::LowerPrimary => !self.config.primary_lowered,
            BedsideAct::RaisePrimary => self.config.primary_lowered,
            BedsideAct::OpenPrimaryClamp => !self.config.primary_clamp_open,
            BedsideAct::ClosePrimaryClamp => self.config.primary_clamp_open,
            BedsideAct::HangSecondary => secondary.is_some_and(|secondary| !secondary.hung),
            BedsideAct::TakeDownSecondary | BedsideAct::ChangeSecondaryBag => {
                secondary.is_some_and(|secondary| secondary.hung)
            }
            BedsideAct::OpenSecondaryClamp => secondary.is_some_and(|secondary| !secondary.clamp_open),
            BedsideAct::CloseSecondaryClamp => secondary.is_some_and(|secondary| secondary.clamp_open),
            _ => false,
        }
    }

    /// Does what [`AboveLine::can`] allows.
    fn act(&mut self, act: BedsideAct) -> Option<Event> {
        match act {
            BedsideAct::LowerPrimary | BedsideAct::RaisePrimary => {
                self.config.primary_lowered = act == BedsideAct::LowerPrimary;
                return Some(if self.config.primary_lowered {
                    Event::PrimaryLowered
                } else {
                    Event::PrimaryRaised
                });
            }
            BedsideAct::OpenPrimaryClamp | BedsideAct::ClosePrimaryClamp => {
                self.config.primary_clamp_open = act == BedsideAct::OpenPrimaryClamp;
                return Some(if self.config.primary_clamp_open {
                    Event::PrimaryClampOpened
                } else {
                    Event::PrimaryClampClosed
                });
            }
            BedsideAct::ChangeSecondaryBag => {
                self.change_secondary_bag();
                return Some(Event::SecondaryBagChanged);
            }
            _ => {}
        }
        let secondary = self.secondary.as_mut()?;
        Some(match act {
            BedsideAct::HangSecondary => {
                secondary.hung = true;
                Event::SecondaryHung
            }
            BedsideAct::TakeDownSecondary => {
                secondary.hung = false;
                Event::SecondaryTakenDown
            }
            BedsideAct::OpenSecondaryClamp => {
                secondary.clamp_open = true;
                Event::SecondaryClampOpened
            }
            BedsideAct::CloseSecondaryClamp => {
                secondary.clamp_open = false;
                Event::SecondaryClampClosed
            }
            _ => return None,
        })
    }

    fn view(&self, primary: &HungBag) -> AboveView {
        let whole = |value: f64| libm::round(value.max(0.0)) as u32;
        let drops_per_ml = self.config.drops_per_ml;
        let branch = |head_cm: f64, clamp_open: bool, drip: &super::drip::DripChamber| BranchView {
            head_cm: whole(head_cm),
            clamp_open,
            drops_per_minute: whole(drip.per_minute(drops_per_ml)),
            drops: drip.fallen,
        };
        AboveView {
            primary: branch(
                self.primary_head_cm(primary),
                self.config.primary_clamp_open,
                &self.primary_drip,
            ),
            primary_lowered: self.config.primary_lowered,
            kinked: self.kinked,
            secondary: self.secondary.as_ref().map(|secondary| SecondaryView {
                bag: secondary.bag.view(),
                hung: secondary.hung,
                branch: branch(
                    self.secondary_head_cm(),
                    secondary.clamp_open,
                    &self.secondary_drip,
                ),
            }),
            free_flow: self.free_flow,
        }
    }
}

//! The line above the pump: two bags on hooks, their clamps, the back-check valve, the drip chambers.
//!
//! Physics decides which bag the pump draws from. Equations: `docs/models.md`, sections Secondary line and
//! Upstream occlusion.

use super::bag::{HungBag, positive_or};
use super::content::{Content, FLUIDS, Volumes, add, scaled, sum_ml};
use super::drip::DripChamber;
use super::fluids::Fluids;
use super::hydraulics::{MMHG_PER_CM_H2O, UPSTREAM_COMPLIANCE_ML_PER_MMHG, upstream_pressure_mmhg};
use super::secondary::{Branches, Drawn};
use super::state::LINE_VOLUME_ML;
use super::{Above, Bag, CheckValve, SecondarySetup};
use crate::STEP_TICKS;
use crate::events::{Event, EventQueue};

/// Length of a sub-step, ms.
const STEP_MS: f64 = STEP_TICKS as f64;
/// Length of a sub-step, h.
const STEP_H: f64 = STEP_MS / 3_600_000.0;
/// Flow with which a bag fills a line that was sucked flat, mL/h (*chosen*).
const REFILL_ML_H: f64 = 2_000.0;
/// A volume as small as this is nothing, mL.
const NOTHING_ML: f64 = 1e-9;

/// The secondary bag with its line.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct SecondaryLine {
    pub(super) bag: HungBag,
    pub(super) next_bag: Bag,
    pub(super) hung: bool,
    pub(super) clamp_open: bool,
    /// Shares of the fluids in the bag.
    mix: Volumes,
}

/// What came out of the bags in one sub-step.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Supplied {
    /// Fluids that go on towards the pump, mL.
    pub(super) fluids: Volumes,
    /// Air from an empty primary bag, mL.
    pub(super) air_ml: f64,
}

/// State of the line above the pump.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct AboveLine {
    pub(super) config: Above,
    pub(super) secondary: Option<SecondaryLine>,
    /// The line lies kinked between the junction and the pump.
    pub(super) kinked: bool,
    /// The set's own flow stop no longer shuts when the set leaves the pump.
    pub(super) flow_stop_broken: bool,
    pub(super) fluids: Fluids,
    pub(super) content: Content,
    /// Shares of the fluids in the primary bag.
    primary_mix: Volumes,
    /// Shares of what entered the line last.
    last_mix: Volumes,
    /// What the pump took out of the line's own stretch and no bag replaced, mL.
    pub(super) deficit_ml: f64,
    pub(super) primary_drip: DripChamber,
    pub(super) secondary_drip: DripChamber,
    /// Fluid of the secondary bag that reached the patient, mL.
    pub(super) secondary_delivered_ml: f64,
    pub(super) pressure_mmhg: f64,
    pub(super) free_flow: bool,
}

impl AboveLine {
    pub(super) fn new(above: &Above, secondary: Option<&SecondarySetup>, primary: &HungBag) -> Self {
        let usual = Above::default();
        let config = Above {
            pole_cm: positive_or(above.pole_cm, usual.pole_cm),
            extension_cm: positive_or(above.extension_cm, 0.0),
            valve_opening_cm_h2o: positive_or(above.valve_opening_cm_h2o, 0.0),
            primary_resistance: positive_or(above.primary_resistance, usual.primary_resistance),
            secondary_resistance: positive_or(above.secondary_resistance, usual.secondary_resistance),
            bag_area_cm2: positive_or(above.bag_area_cm2, usual.bag_area_cm2),
            drops_per_ml: positive_or(above.drops_per_ml, usual.drops_per_ml),
            ..*above
        };
        let mut fluids = Fluids::default();
        let primary_mix = fluids.of_bag(primary);
        let secondary = secondary.map(|setup| {
            let bag = HungBag::hang(&setup.bag);
            SecondaryLine {
                mix: fluids.of_bag(&bag),
                next_bag: setup.spare_bag.clone().unwrap_or_else(|| Bag {
                    left_ml: None,
                    ..setup.bag.clone()
                }),
                bag,
                hung: setup.hung,
                clamp_open: setup.clamp_open,
            }
        });
        let mut above = Self {
            config,
            secondary,
            kinked: false,
            flow_stop_broken: false,
            fluids,
            content: Content::filled(0, LINE_VOLUME_ML),
            primary_mix,
            last_mix: primary_mix,
            deficit_ml: 0.0,
            primary_drip: DripChamber::default(),
            secondary_drip: DripChamber::default(),
            secondary_delivered_ml: 0.0,
            pressure_mmhg: 0.0,
            free_flow: false,
        };
        above.pressure_mmhg = above.primary_head_cm(primary) * MMHG_PER_CM_H2O;
        above
    }

    /// Height of the surface in the primary bag above the junction, cm.
    pub(super) fn primary_head_cm(&self, primary: &HungBag) -> f64 {
        let drop_cm = if self.config.primary_lowered {
            self.config.extension_cm
        } else {
            0.0
        };
        self.head_cm(primary) - drop_cm
    }

    /// Height of the surface in the secondary bag above the junction, cm; zero while none hangs.
    pub(super) fn secondary_head_cm(&self) -> f64 {
        self.hanging()
            .map_or(0.0, |secondary| self.head_cm(&secondary.bag))
    }

    fn head_cm(&self, bag: &HungBag) -> f64 {
        self.config.pole_cm - (bag.volume_ml() - bag.left_ml) / self.config.bag_area_cm2
    }

    fn hanging(&self) -> Option<&SecondaryLine> {
        self.secondary.as_ref().filter(|secondary| secondary.hung)
    }

    /// The next bag hangs in the primary's place.
    pub(super) fn primary_changed(&mut self, primary: &HungBag) {
        self.primary_mix = self.fluids.of_bag(primary);
    }

    /// The next secondary bag hangs.
    pub(super) fn change_secondary_bag(&mut self) {
        let Some(secondary) = &mut self.secondary else {
            return;
        };
        secondary.bag = HungBag::hang(&secondary.next_bag);
        secondary.mix = self.fluids.of_bag(&secondary.bag);
    }

    fn branches(&self, primary: &HungBag) -> Branches {
        let from_secondary = |secondary: &SecondaryLine| secondary.clamp_open && secondary.bag.left_ml > 0.0;
        Branches {
            secondary_head_cm: self.secondary_head_cm(),
            primary_head_cm: self.primary_head_cm(primary),
            secondary_resistance: self.config.secondary_resistance,
            primary_resistance: self.config.primary_resistance,
            valve_opening_cm_h2o: self.config.valve_opening_cm_h2o,
            secondary_open: self.hanging().is_some_and(from_secondary),
            primary_open: self.config.primary_clamp_open && self.config.check_valve != CheckValve::Stuck,
        }
    }

    /// Share of a wanted flow that the pump still gives against the suction above it.
    pub(super) fn suction_factor(&self) -> f64 {
        super::hydraulics::suction_factor(self.pressure_mmhg)
    }

    /// What flows by gravity when the set is out of the pump and nothing stops it, mL/h.
    pub(super) fn gravity_ml_h(&self, primary: &HungBag, venous_mmhg: f64) -> f64 {
        let branches = self.branches(primary);
        let head_cm = match (branches.secondary_open, branches.primary_open) {
            _ if self.kinked || !self.flow_stop_broken => return 0.0,
            (true, _) => branches.secondary_head_cm,
            (false, true) if primary.left_ml > 0.0 => branches.primary_head_cm,
            (false, _) => return 0.0,
        };
        super::hydraulics::free_flow_ml_h(head_cm, venous_mmhg)
    }

    /// The pump takes a volume in one sub-step. Bags, chambers and the pressure above the pump follow, also when
    /// it takes nothing: past a leaking valve one bag runs into the other.
    pub(super) fn supply(
        &mut self,
        primary: &mut HungBag,
        wanted_ml: f64,
        tick: u64,
        events: &mut EventQueue,
    ) -> Supplied {
        let branches = self.branches(primary);
        let blocked = self.kinked || !(branches.primary_open || branches.secondary_open);
        let cross = self.config.check_valve == CheckValve::Leaking;
        let onward_ml_h = if self.kinked { 0.0 } else { wanted_ml / STEP_H };
        let flows = if cross && branches.primary_open && branches.secondary_open {
            branches.draw_without_valve(onward_ml_h)
        } else {
            branches.draw(onward_ml_h)
        };
        let mut from_secondary_ml = flows.secondary_ml_h * STEP_H;
        let mut from_primary_ml = flows.primary_ml_h * STEP_H;
        if !blocked && self.deficit_ml > 0.0 {
            // The stretched walls spring back as soon as a bag can fill them.
            let refill_ml = self.deficit_ml.min(REFILL_ML_H * STEP_H);
            if branches.secondary_open && flows.secondary_ml_h >= flows.primary_ml_h {
                from_secondary_ml += refill_ml;
            } else {
                from_primary_ml += refill_ml;
            }
        }
        let mut supplied = Supplied::default();
        let taken_ml = self.take_from_secondary(from_secondary_ml, tick, events);
        // What an empty secondary bag does not give is asked of the primary.
        if from_secondary_ml > taken_ml && branches.primary_open {
            from_primary_ml += from_secondary_ml - taken_ml;
        }
        let primary_ml = self.take_from_primary(primary, from_primary_ml, tick, events);
        let given_ml = taken_ml + primary_ml;
        let mix = self.mix_of(taken_ml, primary_ml);
        let filled_ml = if blocked {
            0.0
        } else {
            given_ml.min(self.deficit_ml)
        };
        self.deficit_ml -= filled_ml;
        let onward_ml = given_ml - filled_ml;
        let missing_ml = (wanted_ml - onward_ml).max(0.0);
        if onward_ml > 0.0 {
            self.last_mix = mix;
        }
        supplied.fluids = scaled(&self.last_mix, onward_ml.max(0.0));
        if missing_ml > NOTHING_ML {
            if branches.primary_open && !self.kinked && primary.left_ml <= 0.0 {
                supplied.air_ml = missing_ml;
            } else {
                self.deficit_ml += missing_ml;
                add(&mut supplied.fluids, &scaled(&self.last_mix, missing_ml));
            }
        }
        let drops_per_ml = self.config.drops_per_ml;
        self.primary_drip.pass(primary_ml, STEP_MS, drops_per_ml);
        self.secondary_drip.pass(taken_ml, STEP_MS, drops_per_ml);
        self.follow_pressure(primary, &branches, &flows, blocked);
        supplied
    }

    /// Takes a volume out of the secondary bag, or puts one in if it is negative. Returns what was moved.
    fn take_from_secondary(&mut self, volume_ml: f64, tick: u64, events: &mut EventQueue) -> f64 {
        let Some(secondary) = &mut self.secondary else {
            return 0.0;
        };
        let before_ml = secondary.bag.left_ml;
        let moved_ml = volume_ml.min(before_ml);
        if moved_ml < 0.0 {
            secondary.mix = mixed(&secondary.mix, before_ml, &self.primary_mix, -moved_ml);
        }
        secondary.bag.left_ml = before_ml - moved_ml;
        if before_ml > 0.0 && secondary.bag.left_ml <= 0.0 {
            events.push(tick, Event::SecondaryRanDry);
        }
        moved_ml
    }

    fn take_from_primary(
        &mut self,
        primary: &mut HungBag,
        volume_ml: f64,
        tick: u64,
        events: &mut EventQueue,
    ) -> f64 {
        let before_ml = primary.left_ml;
        let moved_ml = volume_ml.min(before_ml);
        if moved_ml < 0.0
            && let Some(secondary) = &self.secondary
        {
            self.primary_mix = mixed(&self.primary_mix, before_ml, &secondary.mix, -moved_ml);
        }
        primary.left_ml = before_ml - moved_ml;
        if before_ml > 0.0 && primary.left_ml <= 0.0 {
            events.push(tick, Event::BagRanDry);
        }
        moved_ml
    }

    /// How much of the volumes is fluid of the secondary bag, mL; the primary's share counts for the primary.
    pub(super) fn secondary_fluid_ml(&self, volumes: &Volumes) -> f64 {
        let Some(secondary) = &self.secondary else {
            return 0.0;
        };
        let each = volumes.iter().zip(&secondary.mix).zip(&self.primary_mix);
        each.filter(|((_, of_secondary), of_primary)| of_secondary > of_primary)
            .map(|((volume_ml, _), _)| volume_ml)
            .sum()
    }

    /// Shares of the fluids that leave the junction.
    fn mix_of(&self, secondary_ml: f64, primary_ml: f64) -> Volumes {
        let secondary_mix = self
            .secondary
            .as_ref()
            .map_or([0.0; FLUIDS], |secondary| secondary.mix);
        let mut volumes = scaled(&secondary_mix, secondary_ml.max(0.0));
        add(&mut volumes, &scaled(&self.primary_mix, primary_ml.max(0.0)));
        let all_ml = sum_ml(&volumes);
        if all_ml > 0.0 {
            scaled(&volumes, 1.0 / all_ml)
        } else {
            self.last_mix
        }
    }

    /// The pressure above the pump: the head of the bag that gives, less what the flow to the pump costs, less what
    /// the walls are still owed.
    fn follow_pressure(&mut self, primary: &HungBag, branches: &Branches, flows: &Drawn, blocked: bool) {
        let of_primary = branches.primary_head_cm - self.config.primary_resistance * flows.primary_ml_h;
        let of_secondary =
            branches.secondary_head_cm - self.config.secondary_resistance * flows.secondary_ml_h;
        let head_cm = if blocked {
            self.primary_head_cm(primary).max(self.secondary_head_cm())
        } else if flows.secondary_ml_h > 0.0 || !branches.primary_open {
            of_secondary
        } else {
            of_primary
        };
        self.pressure_mmhg = upstream_pressure_mmhg(
            head_cm * MMHG_PER_CM_H2O,
            self.deficit_ml,
            UPSTREAM_COMPLIANCE_ML_PER_MMHG,
        );
    }
}

/// Shares after a volume of another mix ran in.
fn mixed(shares: &Volumes, held_ml: f64, other: &Volumes, added_ml: f64) -> Volumes {
    let all_ml = held_ml + added_ml;
    if all_ml <= 0.0 {
        return *shares;
    }
    let mut volumes = scaled(shares, held_ml / all_ml);
    add(&mut volumes, &scaled(other, added_ml / all_ml));
    volumes
}

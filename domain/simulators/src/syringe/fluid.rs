//! The fluid between the plunger and the vein: slack, tension, pressure, height, what runs by itself.
//!
//! ```text
//! pushed    goes first into the slack of the drive, then into the pressure:  dP = pushed / C
//! level     = vein - height + opening pressure
//! out       = C (P - level) (1 - exp(-dt / RC))      while the way is open and P > level
//! drawn in  = C (vein - height - P) (1 - exp(-dt / RC))   while P lies under the pressure outside
//! ```
//!
//! `docs/models.md`, section Syringe.

use super::MMHG_PER_CM;
use super::catalogue::SyringeKind;
use super::setup::{AntiSiphonValve, FilledSyringe, SyringeLineConfig, SyringeLineSetup};
use crate::STEP_TICKS;
use crate::drugs::dose::Concentration;
use crate::line::hydraulics;
use crate::patient::{Arrived, Solution};

/// Length of a sub-step, ms.
const STEP_MS: f64 = STEP_TICKS as f64;
/// A release smaller than this is not called a bolus, mL.
const SMALLEST_BOLUS_ML: f64 = 0.02;

/// The fluid of one syringe and its line.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Fluid {
    config: SyringeLineConfig,
    kind: SyringeKind,
    solution: Option<Solution>,
    pub(super) left_ml: f64,
    /// Way that the drive must still take up, mL of this syringe.
    pub(super) slack_ml: f64,
    pub(super) pressure_mmhg: f64,
    pub(super) height_cm: f64,
    pub(super) connected: bool,
    pub(super) clamp_open: bool,
    pub(super) kinked: bool,
    pub(super) pinch_mmhg_per_ml_h: f64,
    decay: f64,
    /// Blood that was drawn into the line and goes back before any drug, mL.
    blood_ml: f64,
    /// Air that was drawn into the end of a line that hangs free, mL.
    air_ml: f64,
    pub(super) outflow_ml_h: f64,
    pub(super) siphon_ml_h: f64,
    pub(super) delivered_ml: f64,
    pub(super) wasted_ml: f64,
    pub(super) aspirated_ml: f64,
    pub(super) bolus_ml: f64,
}

impl Fluid {
    pub(super) fn new(setup: &SyringeLineSetup) -> Self {
        let kind = setup.syringe.kind;
        let mut fluid = Self {
            config: checked(&setup.config),
            kind,
            solution: None,
            left_ml: 0.0,
            slack_ml: 0.0,
            pressure_mmhg: 0.0,
            height_cm: f64::from(setup.start.height_cm.clamp(-200, 200)),
            connected: setup.start.connected,
            clamp_open: setup.start.clamp_open,
            kinked: false,
            pinch_mmhg_per_ml_h: 0.0,
            decay: 0.0,
            blood_ml: 0.0,
            air_ml: 0.0,
            outflow_ml_h: 0.0,
            siphon_ml_h: 0.0,
            delivered_ml: 0.0,
            wasted_ml: 0.0,
            aspirated_ml: 0.0,
            bolus_ml: 0.0,
        };
        fluid.fill(&setup.syringe);
        fluid
    }

    /// Another syringe is laid in: slack and tension are to be taken up anew.
    pub(super) fn fill(&mut self, syringe: &FilledSyringe) {
        self.kind = syringe.kind;
        let capacity_ml = syringe.kind.capacity_ml();
        let left_ml = syringe.left_ml.unwrap_or(syringe.volume_ml);
        self.left_ml = if left_ml.is_finite() {
            left_ml.clamp(0.0, capacity_ml)
        } else {
            capacity_ml
        };
        self.solution = Solution::of(
            &syringe.drug,
            &Concentration {
                amount: syringe.amount,
                amount_unit: syringe.amount_unit,
                volume_ml: positive_or(syringe.volume_ml, 1.0),
            },
        );
        self.slack_ml = self.config.slack_mm * syringe.kind.area_ml_per_mm();
        self.pressure_mmhg = self.outside_mmhg();
        self.set_pinch(self.pinch_mmhg_per_ml_h);
    }

    /// Slack and tension are where a steady flow would have brought them.
    pub(super) fn settle(&mut self, rate_ml_h: f64) {
        self.slack_ml = 0.0;
        if self.is_open() {
            // What leaves in a step is what a step pushes in.
            let pushed_ml = hydraulics::volume_ml(rate_ml_h, STEP_MS);
            let over_mmhg = pushed_ml / self.compliance_ml_per_mmhg() * self.decay / (1.0 - self.decay);
            self.pressure_mmhg = self.level_mmhg() + over_mmhg;
        }
    }

    pub(super) const fn kind(&self) -> SyringeKind {
        self.kind
    }

    pub(super) fn compliance_ml_per_mmhg(&self) -> f64 {
        self.config
            .compliance_ml_per_mmhg
            .unwrap_or(self.kind.compliance_ml_per_mmhg())
    }

    /// Way of the plunger to the end of the barrel, mm.
    pub(super) fn plunger_mm(&self) -> f64 {
        self.left_ml / self.kind.area_ml_per_mm()
    }

    pub(super) const fn is_open(&self) -> bool {
        self.clamp_open && !self.kinked
    }

    /// One sub-step in which the drive went a way, mm, and held the plunger or not.
    pub(super) fn step(&mut self, drive_mm: f64, holds: bool) -> Arrived {
        let mut out_ml = 0.0;
        self.siphon_ml_h = 0.0;
        if holds {
            self.push(drive_mm);
        } else {
            out_ml += self.run_by_itself();
        }
        if self.is_open() {
            out_ml += self.relax(holds);
        }
        self.outflow_ml_h = out_ml * (3_600_000.0 / STEP_MS);
        self.give(out_ml)
    }

    /// One sub-step without a syringe in the pump: what lies beside it keeps still.
    pub(super) fn rest(&mut self) -> Arrived {
        self.outflow_ml_h = 0.0;
        self.siphon_ml_h = 0.0;
        Arrived::default()
    }

    pub(super) const fn has_blood(&self) -> bool {
        self.blood_ml > 0.0
    }

    /// The drive turns back and takes pressure off.
    pub(super) fn draw_back(&mut self, volume_ml: f64) {
        let lower = self.pressure_mmhg - volume_ml / self.compliance_ml_per_mmhg();
        self.give_way_to(lower.max(self.outside_mmhg()));
    }

    /// The plunger goes back until the pressure has fallen to a value; what was stored is in the syringe again.
    fn give_way_to(&mut self, pressure_mmhg: f64) {
        let fallen_mmhg = self.pressure_mmhg - pressure_mmhg;
        if fallen_mmhg > 0.0 {
            self.left_ml += self.compliance_ml_per_mmhg() * fallen_mmhg;
            self.pressure_mmhg = pressure_mmhg;
        }
    }

    /// The pressure is let off away from the patient.
    pub(super) fn relieve(&mut self) {
        let lost_mmhg = self.pressure_mmhg - self.level_mmhg();
        if lost_mmhg > 0.0 {
            self.wasted_ml += self.compliance_ml_per_mmhg() * lost_mmhg;
            self.pressure_mmhg = self.level_mmhg();
        }
    }

    /// What has just become free to flow at once, mL, if it is enough to be called a bolus.
    pub(super) fn release(&mut self) -> Option<f64> {
        let free_ml = self.compliance_ml_per_mmhg() * (self.pressure_mmhg - self.level_mmhg());
        let is_bolus = self.is_open() && self.connected && free_ml >= SMALLEST_BOLUS_ML;
        if is_bolus {
            self.bolus_ml += free_ml;
        }
        is_bolus.then_some(free_ml)
    }

    /// How much pressure stands above what the way out needs, mmHg.
    pub(super) fn over_mmhg(&self) -> f64 {
        self.pressure_mmhg - self.level_mmhg()
    }

    pub(super) fn set_pinch(&mut self, resistance_mmhg_per_ml_h: f64) {
        self.pinch_mmhg_per_ml_h = positive_or(resistance_mmhg_per_ml_h, 0.0);
        self.decay = hydraulics::pressure_decay(
            self.resistance_mmhg_per_ml_h(),
            self.compliance_ml_per_mmhg(),
            STEP_MS,
        );
    }

    fn resistance_mmhg_per_ml_h(&self) -> f64 {
        self.config.resistance_mmhg_per_ml_h + self.pinch_mmhg_per_ml_h
    }

    /// Pressure at the end of the line as the syringe feels it, mmHg: less the higher the pump stands.
    fn outside_mmhg(&self) -> f64 {
        if self.connected {
            let head_mmhg = self.height_cm * MMHG_PER_CM * self.config.density_rel;
            self.config.venous_pressure_mmhg - head_mmhg
        } else {
            0.0
        }
    }

    fn opening_mmhg(&self) -> f64 {
        match self.config.anti_siphon {
            AntiSiphonValve::Absent => self.config.opening_pressure_mmhg,
            AntiSiphonValve::Fitted => self.config.valve_opening_pressure_mmhg,
        }
    }

    fn level_mmhg(&self) -> f64 {
        self.outside_mmhg() + self.opening_mmhg()
    }

    fn push(&mut self, drive_mm: f64) {
        let moved_ml = (drive_mm * self.kind.area_ml_per_mm()).max(0.0);
        let taken_up_ml = moved_ml.min(self.slack_ml);
        self.slack_ml -= taken_up_ml;
        let pushed_ml = (moved_ml - taken_up_ml).min(self.left_ml);
        self.left_ml -= pushed_ml;
        self.pressure_mmhg += pushed_ml / self.compliance_ml_per_mmhg();
    }

    /// Nothing holds the plunger: a pump above the patient empties by its own weight, without a valve.
    fn run_by_itself(&mut self) -> f64 {
        // A plunger that is free gives way: no pressure stays behind it.
        self.give_way_to(self.level_mmhg());
        let valve = self.config.anti_siphon == AntiSiphonValve::Fitted;
        if valve || !self.is_open() || !self.connected {
            return 0.0;
        }
        let resistance = self.config.siphon_resistance_mmhg_per_ml_h + self.pinch_mmhg_per_ml_h;
        let flow_ml_h = (-self.level_mmhg()).max(0.0) / resistance;
        let out_ml = hydraulics::volume_ml(flow_ml_h, STEP_MS).min(self.left_ml);
        self.left_ml -= out_ml;
        self.siphon_ml_h = out_ml * (3_600_000.0 / STEP_MS);
        out_ml
    }

    /// Pressure above the level drives fluid out; pressure under that outside draws blood in, or air.
    fn relax(&mut self, holds: bool) -> f64 {
        let compliance = self.compliance_ml_per_mmhg();
        let over_mmhg = self.over_mmhg();
        if over_mmhg > 0.0 {
            let out_mmhg = over_mmhg * (1.0 - self.decay);
            self.pressure_mmhg -= out_mmhg;
            return compliance * out_mmhg;
        }
        let under_mmhg = self.outside_mmhg() - self.pressure_mmhg;
        if under_mmhg > 0.0 && holds {
            let in_mmhg = under_mmhg * (1.0 - self.decay);
            self.pressure_mmhg += in_mmhg;
            let in_ml = compliance * in_mmhg;
            if self.connected {
                self.blood_ml += in_ml;
                self.aspirated_ml += in_ml;
            } else {
                self.air_ml += in_ml;
            }
        }
        0.0
    }

    /// What comes out goes to the patient or is lost; air and blood at the end of the line leave first.
    fn give(&mut self, out_ml: f64) -> Arrived {
        let mut arrived = Arrived::default();
        let air_ml = out_ml.min(self.air_ml);
        self.air_ml -= air_ml;
        let blood_ml = (out_ml - air_ml).min(self.blood_ml);
        self.blood_ml -= blood_ml;
        let drug_ml = out_ml - air_ml - blood_ml;
        if !self.connected {
            self.wasted_ml += drug_ml;
            return arrived;
        }
        arrived.air_ul = air_ml * 1_000.0;
        self.delivered_ml += drug_ml;
        if let Some(solution) = &self.solution {
            arrived.add_volume(solution, drug_ml);
        }
        arrived
    }
}

fn checked(config: &SyringeLineConfig) -> SyringeLineConfig {
    let usual = SyringeLineConfig::default();
    SyringeLineConfig {
        compliance_ml_per_mmhg: config
            .compliance_ml_per_mmhg
            .filter(|compliance| compliance.is_finite() && *compliance > 0.0),
        slack_mm: positive_or(config.slack_mm, 0.0),
        opening_pressure_mmhg: positive_or(config.opening_pressure_mmhg, 0.0),
        valve_opening_pressure_mmhg: positive_or(config.valve_opening_pressure_mmhg, 0.0),
        anti_siphon: config.anti_siphon,
        resistance_mmhg_per_ml_h: positive_or(config.resistance_mmhg_per_ml_h, 0.0),
        siphon_resistance_mmhg_per_ml_h: positive_or(
            config.siphon_resistance_mmhg_per_ml_h,
            usual.siphon_resistance_mmhg_per_ml_h,
        ),
        venous_pressure_mmhg: positive_or(config.venous_pressure_mmhg, 0.0),
        density_rel: positive_or(config.density_rel, usual.density_rel),
    }
}

/// The value if it can stand for a physical quantity, else the other one.
pub(super) fn positive_or(value: f64, other: f64) -> f64 {
    if value.is_finite() && value > 0.0 {
        value
    } else {
        other
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::drugs::AmountUnit;
    use crate::patient::Drug;
    use crate::syringe::catalogue::{Brand, Size};
    use crate::syringe::setup::SyringeLineStart;

    fn setup(size: Size) -> SyringeLineSetup {
        SyringeLineSetup {
            syringe: FilledSyringe {
                kind: SyringeKind {
                    brand: Brand::A,
                    size,
                },
                drug: "propofol".to_owned(),
                amount: 30.0,
                amount_unit: AmountUnit::Milligram,
                volume_ml: 3.0,
                left_ml: None,
            },
            spare: None,
            start: SyringeLineStart::default(),
            config: SyringeLineConfig::default(),
        }
    }

    #[derive(Clone, Debug)]
    enum Deed {
        Steps(u16, f64, bool),
        Height(i16),
        Clamp(bool),
        Connect(bool),
        Pinch(f64),
        Relieve,
        DrawBack(f64),
    }

    fn deed() -> impl Strategy<Value = Deed> {
        prop_oneof![
            6 => (1..600_u16, 0.0..0.02_f64, prop::bool::weighted(0.8))
                .prop_map(|(steps, mm, holds)| Deed::Steps(steps, mm, holds)),
            1 => (-100..100_i16).prop_map(Deed::Height),
            1 => any::<bool>().prop_map(Deed::Clamp),
            1 => any::<bool>().prop_map(Deed::Connect),
            1 => (0.0..50.0_f64).prop_map(Deed::Pinch),
            1 => Just(Deed::Relieve),
            1 => (0.0..0.5_f64).prop_map(Deed::DrawBack),
        ]
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 128, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn nothing_is_made_or_lost(
            size in prop::sample::select(Size::ALL.to_vec()),
            deeds in prop::collection::vec(deed(), 1..20),
        ) {
            let mut fluid = Fluid::new(&setup(size));
            let (left_ml, pressure_mmhg) = (fluid.left_ml, fluid.pressure_mmhg);
            let mut arrived_mcg = 0.0;
            for deed in deeds {
                match deed {
                    Deed::Steps(steps, mm, holds) => {
                        for _ in 0..steps {
                            let before_ml = fluid.delivered_ml;
                            arrived_mcg += fluid.step(mm, holds).of(Drug::Propofol);
                            prop_assert!(fluid.delivered_ml >= before_ml && fluid.left_ml >= 0.0);
                        }
                    }
                    Deed::Height(cm) => fluid.height_cm = f64::from(cm),
                    Deed::Clamp(open) => fluid.clamp_open = open,
                    Deed::Connect(connected) => fluid.connected = connected,
                    Deed::Pinch(resistance) => fluid.set_pinch(resistance),
                    Deed::Relieve => fluid.relieve(),
                    Deed::DrawBack(ml) => fluid.draw_back(ml),
                }
            }
            let stored_ml = fluid.compliance_ml_per_mmhg() * (fluid.pressure_mmhg - pressure_mmhg);
            let gone_ml = fluid.delivered_ml + fluid.wasted_ml + stored_ml - fluid.blood_ml - fluid.air_ml;
            prop_assert!((left_ml - fluid.left_ml - gone_ml).abs() < 1e-9, "{left_ml} {fluid:?}");
            prop_assert!((arrived_mcg - 10_000.0 * fluid.delivered_ml).abs() < 1e-6);
        }
    }

    #[test]
    fn a_plunger_that_is_free_lets_a_raised_syringe_empty_itself_and_a_valve_does_not() {
        let run = |height_cm: i16, anti_siphon: AntiSiphonValve| {
            let mut setup = setup(Size::Ml3);
            setup.start.height_cm = height_cm;
            setup.config.anti_siphon = anti_siphon;
            let mut fluid = Fluid::new(&setup);
            fluid.step(0.0, false);
            fluid.siphon_ml_h
        };
        // (80 cm x 0.7356 - 10 - 15) / 0.05
        assert!((run(80, AntiSiphonValve::Absent) - 676.9).abs() < 0.1);
        assert_eq!(run(80, AntiSiphonValve::Fitted), 0.0);
        assert_eq!(run(20, AntiSiphonValve::Absent), 0.0);
    }
}

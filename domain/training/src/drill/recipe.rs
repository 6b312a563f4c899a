//! A patient and a ventilator in which a pattern comes about, drawn at random within what is plausible.
//!
//! Ranges are *chosen*. A recipe makes its pattern likely; whether it came about is looked at afterwards.

use simulators::rounding::half_up;
use simulators::ventilator::lung::effort::EffortSetup;
use simulators::ventilator::lung::presets::LungPreset;
use simulators::ventilator::lung::setup::LungSetup;
use simulators::ventilator::modes::Mode;
use simulators::ventilator::settings::SettingId as S;
use simulators::ventilator::setup::{DeviceSetup, Humidification, PatientSetup, VentilatorSetup};
use simulators::ventilator::{VentilatorFault as Fault, VentilatorFault};

use super::pattern::Pattern;
use crate::exams::seeded::Chance;

/// Patient, ventilator and what happens to them.
#[derive(Clone, Debug, PartialEq)]
pub struct Recipe {
    /// Ventilator and patient at the start.
    pub setup: VentilatorSetup,
    /// What goes wrong, [`super::FAULT_MS`] after the start.
    pub fault: Option<VentilatorFault>,
}

/// Draws a recipe for a pattern.
pub(super) fn draw(pattern: Pattern, chance: &mut Chance) -> Recipe {
    let mut draft = Draft::new(chance);
    match pattern {
        Pattern::InStep => in_step(&mut draft),
        Pattern::TrappedGas => trapped_gas(&mut draft),
        Pattern::IneffectiveEffort => ineffective_effort(&mut draft),
        Pattern::DoubleTrigger => double_trigger(&mut draft),
        Pattern::FlowStarvation => flow_starvation(&mut draft),
        Pattern::LateCycling => late_cycling(&mut draft),
        Pattern::EarlyCycling => early_cycling(&mut draft),
        Pattern::AutoTriggering => auto_triggering(&mut draft),
        Pattern::ReverseTriggering => reverse_triggering(&mut draft),
        Pattern::Leak => leak(&mut draft),
        Pattern::Secretions => secretions(&mut draft),
        Pattern::NarrowAirway => narrow_airway(&mut draft),
        Pattern::StiffLung => stiff_lung(&mut draft),
    }
    draft.recipe
}

/// A quiet patient in whom nothing is wrong: the case of last resort.
pub(super) fn plain(chance: &mut Chance) -> Recipe {
    let mut draft = Draft::new(chance);
    draft.lung(LungPreset::Normal);
    draft.asleep();
    draft.recipe
}

/// A recipe while it is drawn.
struct Draft<'a> {
    chance: &'a mut Chance,
    recipe: Recipe,
}

impl<'a> Draft<'a> {
    fn new(chance: &'a mut Chance) -> Self {
        let height_cm = 160.0 + (chance.number() % 28) as f64;
        let seed = chance.number() % 1_000_000;
        let recipe = Recipe {
            setup: VentilatorSetup {
                ventilator: DeviceSetup::standard(Mode::VcAc),
                lung: LungSetup::of(LungPreset::Normal),
                effort: EffortSetup::default(),
                blood: Default::default(),
                patient: PatientSetup {
                    height_cm,
                    ..PatientSetup::default()
                },
                seed,
            },
            fault: None,
        };
        Self { chance, recipe }
    }

    /// A number of a range, in steps.
    fn among(&mut self, from: f64, to: f64, step: f64) -> f64 {
        let places = half_up((to - from) / step, 1.0) as u64 + 1;
        let place = (u128::from(self.chance.number()) * u128::from(places)) >> 64;
        half_up(from + place as f64 * step, 100.0)
    }

    fn one_of<T: Copy>(&mut self, first: T, rest: &[T]) -> T {
        let places = rest.len() as u128 + 1;
        let place = ((u128::from(self.chance.number()) * places) >> 64) as usize;
        place
            .checked_sub(1)
            .and_then(|place| rest.get(place).copied())
            .unwrap_or(first)
    }

    fn mode(&mut self, mode: Mode) {
        self.recipe.setup.ventilator.mode = mode;
    }

    fn set(&mut self, setting: S, value: f64) {
        self.recipe.setup.ventilator.settings.insert(setting, value);
    }

    fn set_among(&mut self, setting: S, (from, to): (f64, f64), step: f64) {
        let value = self.among(from, to, step);
        self.set(setting, value);
    }

    /// The condition, each of its figures up to a tenth off.
    fn lung(&mut self, preset: LungPreset) {
        let parameters = preset.parameters();
        let mut near = |value: f64| value * self.among(0.9, 1.1, 0.01);
        self.recipe.setup.lung = LungSetup {
            compliance_ml_per_cmh2o: Some(near(parameters.compliance_ml)),
            resistance_in_cmh2o_per_l_s: Some(near(parameters.resistance_in)),
            resistance_out_cmh2o_per_l_s: Some(near(parameters.resistance_out)),
            ..LungSetup::of(preset)
        };
    }

    /// The patient does not breathe.
    fn asleep(&mut self) {
        self.recipe.setup.effort.peak_cmh2o = Some(0.0);
    }

    fn effort(&mut self, peak: (f64, f64), rate: (f64, f64), length_s: (f64, f64)) {
        let effort = EffortSetup {
            peak_cmh2o: Some(self.among(peak.0, peak.1, 0.5)),
            rate_per_min: Some(self.among(rate.0, rate.1, 1.0)),
            inspiration_s: Some(self.among(length_s.0, length_s.1, 0.05)),
            ..EffortSetup::default()
        };
        self.recipe.setup.effort = effort;
    }

    /// Volume breaths of an ordinary size.
    fn by_volume(&mut self, rate: (f64, f64), pause: (f64, f64)) {
        self.mode(Mode::VcAc);
        self.set_among(S::TidalVolume, (400.0, 500.0), 10.0);
        self.set_among(S::Rate, rate, 1.0);
        self.set_among(S::Flow, (45.0, 60.0), 5.0);
        self.set_among(S::Peep, (5.0, 8.0), 1.0);
        self.set_among(S::Pause, pause, 0.1);
        self.set(S::LimitPressureHigh, 60.0);
    }

    /// Pressure breaths of an ordinary size.
    fn by_pressure(&mut self, rate: (f64, f64)) {
        self.mode(Mode::PcAc);
        self.set_among(S::PressureControl, (10.0, 14.0), 1.0);
        self.set_among(S::Rate, rate, 1.0);
        self.set_among(S::InspiratoryTime, (0.9, 1.2), 0.05);
        self.set_among(S::Peep, (5.0, 8.0), 1.0);
    }

    fn supported(&mut self, support: (f64, f64), cycle_off: (f64, f64)) {
        self.mode(Mode::Psv);
        self.set_among(S::PressureSupport, support, 1.0);
        self.set_among(S::CycleOff, cycle_off, 5.0);
        self.set_among(S::Peep, (4.0, 8.0), 1.0);
    }

    fn either_mode(&mut self, rate: (f64, f64), pause: (f64, f64)) {
        match self.one_of(Mode::VcAc, &[Mode::PcAc]) {
            Mode::PcAc => self.by_pressure(rate),
            _ => self.by_volume(rate, pause),
        }
    }

    fn healthy(&mut self) {
        let preset = self.one_of(LungPreset::Normal, &[LungPreset::PostOpObese]);
        self.lung(preset);
    }
}

fn in_step(draft: &mut Draft) {
    draft.healthy();
    match draft.one_of(Mode::VcAc, &[Mode::PcAc, Mode::Psv, Mode::Psv]) {
        Mode::Psv => {
            draft.supported((8.0, 12.0), (25.0, 35.0));
            draft.effort((5.0, 8.0), (13.0, 18.0), (0.8, 0.95));
        }
        Mode::PcAc => {
            draft.by_pressure((12.0, 18.0));
            draft.asleep();
        }
        _ => {
            draft.by_volume((12.0, 18.0), (0.0, 0.4));
            draft.asleep();
        }
    }
}

fn trapped_gas(draft: &mut Draft) {
    let preset = draft.one_of(LungPreset::CopdExacerbation, &[LungPreset::StatusAsthmaticus]);
    draft.lung(preset);
    draft.asleep();
    draft.either_mode((18.0, 26.0), (0.0, 0.3));
    if draft.recipe.setup.ventilator.mode == Mode::PcAc {
        draft.set_among(S::PressureControl, (16.0, 22.0), 1.0);
    } else {
        draft.set_among(S::TidalVolume, (450.0, 580.0), 10.0);
    }
    draft.set_among(S::Peep, (3.0, 5.0), 1.0);
}

fn ineffective_effort(draft: &mut Draft) {
    draft.lung(LungPreset::CopdExacerbation);
    draft.effort((4.0, 7.0), (22.0, 30.0), (0.7, 0.9));
    if draft.one_of(Mode::VcAc, &[Mode::Psv]) == Mode::Psv {
        draft.supported((14.0, 20.0), (10.0, 20.0));
        draft.set_among(S::LongestSupport, (2.0, 3.0), 0.1);
    } else {
        draft.by_volume((12.0, 16.0), (0.0, 0.0));
        draft.set_among(S::TidalVolume, (500.0, 600.0), 10.0);
    }
    if draft.one_of(0, &[1]) == 0 {
        draft.set(S::TriggerBy, 1.0);
        draft.set_among(S::PressureTrigger, (2.0, 4.0), 0.5);
    } else {
        draft.set_among(S::FlowTrigger, (2.0, 5.0), 0.5);
    }
}

fn double_trigger(draft: &mut Draft) {
    let preset = draft.one_of(LungPreset::ArdsMild, &[LungPreset::PostOpObese]);
    draft.lung(preset);
    draft.by_volume((10.0, 14.0), (0.0, 0.0));
    draft.set_among(S::TidalVolume, (320.0, 420.0), 10.0);
    draft.set_among(S::Flow, (50.0, 65.0), 5.0);
    draft.effort((13.0, 18.0), (16.0, 20.0), (1.15, 1.4));
}

fn flow_starvation(draft: &mut Draft) {
    draft.healthy();
    draft.by_volume((12.0, 16.0), (0.0, 0.0));
    draft.set_among(S::Flow, (25.0, 35.0), 5.0);
    draft.effort((16.0, 22.0), (14.0, 20.0), (0.75, 0.95));
}

fn late_cycling(draft: &mut Draft) {
    draft.lung(LungPreset::CopdExacerbation);
    draft.supported((14.0, 18.0), (5.0, 10.0));
    draft.set_among(S::LongestSupport, (1.8, 2.4), 0.1);
    draft.effort((5.0, 8.0), (13.0, 16.0), (0.7, 0.9));
}

fn early_cycling(draft: &mut Draft) {
    let preset = draft.one_of(LungPreset::ArdsModerate, &[LungPreset::ArdsMild]);
    draft.lung(preset);
    draft.supported((10.0, 16.0), (60.0, 75.0));
    draft.effort((6.0, 9.0), (18.0, 24.0), (1.0, 1.25));
}

fn auto_triggering(draft: &mut Draft) {
    draft.healthy();
    draft.asleep();
    draft.either_mode((10.0, 13.0), (0.0, 0.3));
    draft.set_among(S::FlowTrigger, (0.8, 1.8), 0.2);
    draft.recipe.fault = Some(if draft.one_of(0, &[1]) == 0 {
        Fault::WaterInTubing {
            ripple_l_min: draft.among(2.0, 5.0, 0.5),
        }
    } else {
        Fault::CircuitLeak {
            leak_l_min_per_sqrt_cmh2o: draft.among(0.6, 2.0, 0.1),
        }
    });
}

fn reverse_triggering(draft: &mut Draft) {
    let preset = draft.one_of(
        LungPreset::Normal,
        &[LungPreset::PostOpObese, LungPreset::ArdsMild],
    );
    draft.lung(preset);
    draft.by_volume((16.0, 20.0), (0.0, 0.4));
    draft.set_among(S::Flow, (35.0, 50.0), 5.0);
    draft.effort((7.0, 12.0), (14.0, 14.0), (0.6, 0.9));
    draft.recipe.setup.effort.entrained_after_s = Some(draft.among(0.3, 0.6, 0.05));
}

fn leak(draft: &mut Draft) {
    draft.healthy();
    draft.asleep();
    draft.either_mode((15.0, 20.0), (0.0, 0.3));
    // A trigger that the leak does not reach.
    draft.set_among(S::FlowTrigger, (12.0, 15.0), 0.5);
    let leak_l_min_per_sqrt_cmh2o = draft.among(1.2, 3.0, 0.1);
    draft.recipe.fault = Some(draft.one_of(
        Fault::CuffLeak {
            leak_l_min_per_sqrt_cmh2o,
        },
        &[Fault::CircuitLeak {
            leak_l_min_per_sqrt_cmh2o,
        }],
    ));
}

fn secretions(draft: &mut Draft) {
    draft.healthy();
    draft.asleep();
    draft.either_mode((15.0, 20.0), (0.0, 0.3));
    draft.recipe.fault = Some(Fault::Secretions);
}

fn narrow_airway(draft: &mut Draft) {
    draft.healthy();
    draft.asleep();
    draft.by_volume((10.0, 13.0), (0.3, 0.5));
    let fault = draft.one_of(Fault::TubeKinked, &[Fault::HmeClogged, Fault::Bronchospasm]);
    if fault == Fault::HmeClogged {
        draft.recipe.setup.ventilator.circuit.humidification = Humidification::Hme;
    }
    draft.recipe.fault = Some(fault);
    draft.set(S::LimitPressureHigh, 75.0);
}

fn stiff_lung(draft: &mut Draft) {
    draft.healthy();
    draft.asleep();
    draft.by_volume((12.0, 18.0), (0.3, 0.5));
    draft.recipe.fault = Some(draft.one_of(
        Fault::Pneumothorax,
        &[
            Fault::TensionPneumothorax,
            Fault::Atelectasis,
            Fault::AbdominalHypertension,
        ],
    ));
    draft.set(S::LimitPressureHigh, 75.0);
}

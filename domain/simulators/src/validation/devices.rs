//! The devices that the figures are measured on: the product's defaults, a plain infusion, no patient to speak of.

use crate::drugs::{AmountUnit, CareArea, Library};
use crate::line::{Above, Bag, LineConfig, LineSetup, LineStart};
use crate::patient::{PatientSetup, Preset};
use crate::pump::setup::{Infusion, PumpConfig, PumpSetup, StartProgram, StartState};
use crate::simulation::{Setup, Simulation};
use crate::syringe::setup::{
    FilledSyringe, SyringeLineConfig, SyringeLineSetup, SyringeLineStart, SyringePumpConfig,
    SyringePumpSetup, SyringeSetup,
};
use crate::syringe::{Brand, Size, SyringeKind, SyringeSimulation, signals as syringe_signals};
use crate::{STEP_TICKS, signals};

const AREA: &str = "area";

fn library() -> Library {
    Library {
        id: "validation".to_owned(),
        version: 1,
        title: String::new(),
        note: String::new(),
        care_areas: vec![CareArea {
            id: AREA.to_owned(),
            name: AREA.to_owned(),
            entries: Vec::new(),
        }],
    }
}

fn program(rate_ml_h: f64) -> StartProgram {
    StartProgram {
        care_area: AREA.to_owned(),
        infusion: Infusion::Basic { rate_ml_h },
        vtbi_ml: 900.0,
    }
}

/// A large-volume pump that runs at a rate.
pub(super) fn large_volume(rate_ml_h: f64) -> Simulation {
    Simulation::new(&Setup {
        pump: PumpSetup {
            library: library(),
            start: StartState::Running {
                program: program(rate_ml_h),
            },
            config: PumpConfig::default(),
        },
        line: LineSetup {
            bag: Bag {
                drug: String::new(),
                amount: 0.0,
                amount_unit: AmountUnit::Milligram,
                volume_ml: 1_000.0,
                left_ml: None,
            },
            spare_bag: None,
            start: LineStart::default(),
            config: LineConfig::default(),
            above: Above::default(),
            secondary: None,
        },
        patient: PatientSetup::new(Preset::Stable, 70.0),
        unit: None,
    })
}

/// How a syringe pump of a figure begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Begins {
    /// A new syringe was laid in and the program waits for START.
    Ready,
    Running,
}

/// A syringe pump with a syringe of brand A.
pub(super) fn syringe(
    size: Size,
    rate_ml_h: f64,
    line: SyringeLineConfig,
    begins: Begins,
) -> SyringeSimulation {
    let kind = SyringeKind {
        brand: Brand::A,
        size,
    };
    let program = program(rate_ml_h);
    SyringeSimulation::new(&SyringeSetup {
        pump: SyringePumpSetup {
            library: library(),
            start: match begins {
                Begins::Ready => StartState::Ready { program },
                Begins::Running => StartState::Running { program },
            },
            told: None,
            config: SyringePumpConfig::default(),
        },
        line: SyringeLineSetup {
            syringe: FilledSyringe {
                kind,
                drug: String::new(),
                amount: 0.0,
                amount_unit: AmountUnit::Milligram,
                volume_ml: kind.capacity_ml(),
                left_ml: None,
            },
            spare: None,
            start: SyringeLineStart::default(),
            config: line,
        },
        patient: PatientSetup::new(Preset::Stable, 70.0),
    })
}

/// A simulation of which figures can be taken.
pub(super) trait Measured {
    fn tick(&self) -> u64;
    fn step_to(&mut self, tick: u64);
    fn signal(&self, name: &str) -> f64;

    fn step_s(&mut self, seconds: f64) {
        let tick = self.tick() + (seconds * 1_000.0) as u64;
        self.step_to(tick);
    }

    /// Steps until a condition holds; none if it does not within the longest time.
    fn step_until(&mut self, longest_s: f64, holds: impl Fn(&Self) -> bool) -> Option<f64>
    where
        Self: Sized,
    {
        let begin = self.tick();
        let longest = begin + (longest_s * 1_000.0) as u64;
        while self.tick() < longest {
            if holds(self) {
                return Some((self.tick() - begin) as f64 / 1_000.0);
            }
            self.step_to(self.tick() + STEP_TICKS);
        }
        None
    }
}

impl Measured for Simulation {
    fn tick(&self) -> u64 {
        Simulation::tick(self)
    }

    fn step_to(&mut self, tick: u64) {
        Simulation::step_to(self, tick);
    }

    fn signal(&self, name: &str) -> f64 {
        let mut values = [0.0; signals::CATALOGUE.len()];
        self.read(&mut values);
        signals::find(name)
            .and_then(|index| values.get(usize::from(index)))
            .copied()
            .unwrap_or(0.0)
    }
}

impl Measured for SyringeSimulation {
    fn tick(&self) -> u64 {
        SyringeSimulation::tick(self)
    }

    fn step_to(&mut self, tick: u64) {
        SyringeSimulation::step_to(self, tick);
    }

    fn signal(&self, name: &str) -> f64 {
        let mut values = [0.0; syringe_signals::COUNT];
        self.read(&mut values);
        syringe_signals::find(name)
            .and_then(|index| values.get(usize::from(index)))
            .copied()
            .unwrap_or(0.0)
    }
}

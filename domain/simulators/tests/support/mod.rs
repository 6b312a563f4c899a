//! A ward in miniature: the shipped library, one pump, one line, one patient, and hands to work them.
#![allow(
    dead_code,
    unreachable_pub,
    clippy::unwrap_used,
    reason = "each test file uses its own part"
)]

use simulators::action::{Action, BedsideAct};
use simulators::drugs::{AmountUnit, Library};
use simulators::events::SimEvent;
use simulators::line::{Bag, LineConfig, LineSetup, LineStart};
use simulators::patient::{PatientSetup, Preset};
use simulators::pump::key::Key;
use simulators::pump::setup::{Infusion, PumpConfig, PumpSetup, SelfTestLength, StartProgram, StartState};
use simulators::pump::view::{PumpView, Row, RowLabel};
use simulators::signals;
use simulators::simulation::{Setup, Simulation};

pub const WEIGHT_KG: f64 = 82.0;

pub fn library() -> Library {
    serde_saphyr::from_str(include_str!("../../../../content/library/training.yaml")).unwrap()
}

pub fn norepinephrine_bag() -> Bag {
    Bag {
        drug: "norepinephrine".to_owned(),
        amount: 4.0,
        amount_unit: AmountUnit::Milligram,
        volume_ml: 250.0,
        left_ml: None,
    }
}

pub fn setup(start: StartState) -> Setup {
    let settled = if matches!(start, StartState::Running { .. }) {
        0.08
    } else {
        0.0
    };
    Setup {
        pump: PumpSetup {
            library: library(),
            start,
            config: PumpConfig {
                self_test: SelfTestLength::Fast,
                ..PumpConfig::default()
            },
        },
        line: LineSetup {
            bag: norepinephrine_bag(),
            spare_bag: None,
            start: LineStart::default(),
            config: LineConfig::default(),
        },
        patient: PatientSetup {
            preset: Preset::SepticShock,
            weight_kg: WEIGHT_KG,
            settled_norepinephrine_mcg_kg_min: settled,
        },
    }
}

pub fn standby() -> StartState {
    StartState::Standby {
        care_area: "adult-icu".to_owned(),
    }
}

/// The ordered norepinephrine, 24.6 mL/h.
pub fn norepinephrine_runs() -> StartState {
    StartState::Running {
        program: norepinephrine_program(200.0),
    }
}

pub fn norepinephrine_program(vtbi_ml: f64) -> StartProgram {
    StartProgram {
        care_area: "adult-icu".to_owned(),
        infusion: Infusion::Drug {
            entry: "norepinephrine".to_owned(),
            weight_kg: Some(WEIGHT_KG),
            dose: 0.08,
        },
        vtbi_ml,
    }
}

pub fn basic_runs(rate_ml_h: f64, vtbi_ml: f64) -> StartState {
    StartState::Running {
        program: StartProgram {
            care_area: "adult-icu".to_owned(),
            infusion: Infusion::Basic { rate_ml_h },
            vtbi_ml,
        },
    }
}

/// A simulation with hands.
#[derive(Clone, Debug, PartialEq)]
pub struct Ward {
    pub simulation: Simulation,
    pub events: Vec<SimEvent>,
}

impl Ward {
    pub fn new(start: StartState) -> Self {
        Self::with(&setup(start))
    }

    pub fn with(setup: &Setup) -> Self {
        Self {
            simulation: Simulation::new(setup),
            events: Vec::new(),
        }
    }

    /// Presses keys one after another, 200 ms apart: words are keys, numbers are typed on the pad.
    pub fn keys(&mut self, words: &str) {
        for word in words.split_whitespace() {
            if word.starts_with(|c: char| c.is_ascii_digit() || c == '.') {
                for character in word.chars() {
                    let name = if character == '.' {
                        "point".to_owned()
                    } else {
                        format!("digit_{character}")
                    };
                    self.key(name.parse().unwrap());
                }
            } else {
                self.key(word.parse().unwrap_or_else(|_| panic!("no key {word}")));
            }
        }
    }

    pub fn key(&mut self, key: Key) {
        self.act(Action::Press { key });
        self.wait_ms(80);
        self.act(Action::Release { key });
        self.wait_ms(120);
    }

    pub fn bedside(&mut self, act: BedsideAct) {
        self.act(Action::Bedside { act });
    }

    pub fn act(&mut self, action: Action) {
        self.simulation.act(&action);
        self.simulation.drain_events(&mut self.events);
    }

    pub fn wait_ms(&mut self, ms: u64) {
        self.simulation.step_to(self.simulation.tick() + ms);
        self.simulation.drain_events(&mut self.events);
    }

    pub fn wait_s(&mut self, seconds: u64) {
        self.wait_ms(seconds * 1_000);
    }

    pub fn signal(&self, name: &str) -> f64 {
        let mut values = [0.0; signals::CATALOGUE.len()];
        self.simulation.read(&mut values);
        values[usize::from(signals::find(name).unwrap_or_else(|| panic!("no signal {name}")))]
    }

    pub fn is(&self, name: &str) -> bool {
        self.signal(name) > 0.0
    }

    pub fn count(&self, name: &str) -> usize {
        self.events.iter().filter(|event| event.name() == name).count()
    }

    pub fn names(&self) -> Vec<&'static str> {
        self.events.iter().map(SimEvent::name).collect()
    }

    pub fn view(&self) -> PumpView {
        self.simulation.pump_view()
    }

    pub fn row(&self, label: RowLabel) -> Row {
        self.view()
            .rows
            .into_iter()
            .find(|row| row.label == label)
            .unwrap_or_else(|| panic!("{label:?}"))
    }

    /// From standby in the ICU to the summary of a norepinephrine program.
    pub fn program_norepinephrine(&mut self, dose: &str) {
        self.keys(&format!("soft_1 soft_1 enter 82 enter {dose} enter 250 enter"));
    }
}

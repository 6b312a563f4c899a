//! A bedside in miniature: the shipped library, a syringe pump, a syringe, a patient, and hands to work them.
#![allow(
    dead_code,
    unreachable_pub,
    clippy::unwrap_used,
    reason = "each test file uses its own part"
)]

use simulators::drugs::{AmountUnit, Library};
use simulators::patient::{PatientSetup, Preset};
use simulators::pump::key::Key;
use simulators::pump::setup::{Infusion, SelfTestLength, StartProgram, StartState};
use simulators::syringe::action::{SyringeAct, SyringeAction};
use simulators::syringe::events::SyringeEvent;
use simulators::syringe::fault::SyringeFault;
use simulators::syringe::setup::{
    FilledSyringe, SyringeLineConfig, SyringeLineSetup, SyringeLineStart, SyringePumpConfig,
    SyringePumpSetup, SyringeSetup,
};
use simulators::syringe::view::{SyringeChoiceText, SyringePumpView, SyringeRow, SyringeRowLabel};
use simulators::syringe::{Brand, Size, SyringeKind, SyringeSimulation, signals};

pub fn library() -> Library {
    serde_saphyr::from_str(include_str!("../../../../content/library/training.yaml")).unwrap()
}

pub const fn kind(size: Size) -> SyringeKind {
    SyringeKind {
        brand: Brand::A,
        size,
    }
}

pub fn syringe(
    drug: &str,
    amount: f64,
    amount_unit: AmountUnit,
    size: Size,
    volume_ml: f64,
) -> FilledSyringe {
    FilledSyringe {
        kind: kind(size),
        drug: drug.to_owned(),
        amount,
        amount_unit,
        volume_ml,
        left_ml: None,
    }
}

pub fn setup(start: StartState) -> SyringeSetup {
    SyringeSetup {
        pump: SyringePumpSetup {
            library: library(),
            start,
            told: None,
            config: SyringePumpConfig {
                self_test: SelfTestLength::Fast,
                ..SyringePumpConfig::default()
            },
        },
        line: SyringeLineSetup {
            syringe: syringe("propofol", 500.0, AmountUnit::Milligram, Size::Ml50, 50.0),
            spare: None,
            start: SyringeLineStart::default(),
            config: SyringeLineConfig::default(),
        },
        patient: PatientSetup::new(Preset::Stable, 70.0),
    }
}

pub fn standby() -> StartState {
    StartState::Standby {
        care_area: "adult-icu".to_owned(),
    }
}

pub fn basic(rate_ml_h: f64, vtbi_ml: f64) -> StartProgram {
    StartProgram {
        care_area: "adult-icu".to_owned(),
        infusion: Infusion::Basic { rate_ml_h },
        vtbi_ml,
    }
}

pub fn runs(rate_ml_h: f64, vtbi_ml: f64) -> StartState {
    StartState::Running {
        program: basic(rate_ml_h, vtbi_ml),
    }
}

pub fn ready(rate_ml_h: f64, vtbi_ml: f64) -> StartState {
    StartState::Ready {
        program: basic(rate_ml_h, vtbi_ml),
    }
}

/// Propofol at 50 mcg/kg/min for 70 kg: 21 mL/h.
pub fn propofol_runs() -> StartState {
    StartState::Running {
        program: StartProgram {
            care_area: "adult-icu".to_owned(),
            infusion: Infusion::Drug {
                entry: "propofol".to_owned(),
                weight_kg: Some(70.0),
                dose: 50.0,
            },
            vtbi_ml: 45.0,
        },
    }
}

/// A simulation with hands.
#[derive(Clone, Debug, PartialEq)]
pub struct Ward {
    pub simulation: SyringeSimulation,
    pub events: Vec<SyringeEvent>,
}

impl Ward {
    pub fn new(start: StartState) -> Self {
        Self::with(&setup(start))
    }

    pub fn with(setup: &SyringeSetup) -> Self {
        Self {
            simulation: SyringeSimulation::new(setup),
            events: Vec::new(),
        }
    }

    /// Presses keys one after another: words are keys, numbers are typed on the pad.
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
        self.down(key);
        self.wait_ms(80);
        self.up(key);
        self.wait_ms(120);
    }

    pub fn down(&mut self, key: Key) {
        self.simulation.act(&SyringeAction::Press { key });
        self.simulation.drain_events(&mut self.events);
    }

    pub fn up(&mut self, key: Key) {
        self.simulation.act(&SyringeAction::Release { key });
        self.simulation.drain_events(&mut self.events);
    }

    /// Goes down the list to the drug and takes it.
    pub fn choose(&mut self, wanted: &str) {
        for _ in 0..30 {
            let here = self.view().choices.into_iter().find(|choice| choice.selected);
            if let Some(choice) = here
                && let SyringeChoiceText::Drug { drug, .. } = choice.text
                && drug == wanted
            {
                self.key(Key::Enter);
                return;
            }
            self.key(Key::Down);
        }
        panic!("no drug {wanted}");
    }

    pub fn act(&mut self, act: SyringeAct) {
        self.simulation.act(&SyringeAction::Bedside { act });
        self.simulation.drain_events(&mut self.events);
    }

    pub fn move_pump(&mut self, to_cm: i16) {
        self.simulation.act(&SyringeAction::MovePump { to_cm });
        self.simulation.drain_events(&mut self.events);
    }

    pub fn inject(&mut self, fault: SyringeFault) {
        self.simulation.inject(&fault);
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
        let mut values = [0.0; signals::COUNT];
        self.simulation.read(&mut values);
        values[usize::from(signals::find(name).unwrap_or_else(|| panic!("no signal {name}")))]
    }

    pub fn is(&self, name: &str) -> bool {
        self.signal(name) > 0.0
    }

    pub fn count(&self, name: &str) -> usize {
        self.events.iter().filter(|event| event.name() == name).count()
    }

    pub fn view(&self) -> SyringePumpView {
        self.simulation.pump_view()
    }

    pub fn row(&self, label: SyringeRowLabel) -> SyringeRow {
        self.view()
            .rows
            .into_iter()
            .find(|row| row.label == label)
            .unwrap_or_else(|| panic!("{label:?}"))
    }
}

//! A ward in miniature: the shipped library, one pump, one line, one patient, and hands to work them.
#![allow(
    dead_code,
    unreachable_pub,
    clippy::unwrap_used,
    reason = "each test file uses its own part"
)]

use simulators::action::{Action, BedsideAct, ChannelAct};
use simulators::drugs::{AmountUnit, Library};
use simulators::events::SimEvent;
use simulators::line::{Above, Bag, LineConfig, LineSetup, LineStart, SecondarySetup};
use simulators::patient::{PatientSetup, Preset};
use simulators::pump::key::Key;
use simulators::pump::options::PumpOption;
use simulators::pump::setup::{Infusion, PumpConfig, PumpSetup, SelfTestLength, StartProgram, StartState};
use simulators::pump::view::{ChoiceText, PumpView, Row, RowLabel};
use simulators::signals;
use simulators::simulation::{Setup, Simulation};
use simulators::unit::{ChannelId, ChannelSetup, UnitSetup};

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
            above: Above::default(),
            secondary: None,
        },
        patient: PatientSetup {
            settled_norepinephrine_mcg_kg_min: settled,
            ..PatientSetup::new(Preset::SepticShock, WEIGHT_KG)
        },
        unit: None,
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

/// The same as a unit of one channel on mains.
pub fn unit(start: StartState) -> Setup {
    Setup {
        unit: Some(UnitSetup::default()),
        ..setup(start)
    }
}

/// A unit whose primary is plain fluid on the pole's hook, with a secondary bag of vancomycin in the hand.
pub fn with_secondary(start: StartState) -> Setup {
    let mut setup = unit(start);
    setup.line.bag = plain_bag(500.0);
    setup.line.secondary = Some(SecondarySetup {
        bag: vancomycin_bag(),
        spare_bag: None,
        hung: false,
        clamp_open: false,
    });
    setup
}

/// A further channel with norepinephrine's bag and nothing programmed.
pub fn channel(start: StartState) -> ChannelSetup {
    let setup = setup(start.clone());
    ChannelSetup {
        start,
        config: setup.pump.config,
        line: setup.line,
    }
}

pub fn plain_bag(volume_ml: f64) -> Bag {
    Bag {
        drug: String::new(),
        amount: 0.0,
        amount_unit: AmountUnit::Milligram,
        volume_ml,
        left_ml: None,
    }
}

pub fn vancomycin_bag() -> Bag {
    Bag {
        drug: "vancomycin".to_owned(),
        amount: 1_000.0,
        ..plain_bag(250.0)
    }
}

/// A simulation with hands.
#[derive(Clone, Debug, PartialEq)]
pub struct Ward {
    pub simulation: Simulation,
    pub events: Vec<SimEvent>,
    setup: Setup,
}

impl Ward {
    pub fn new(start: StartState) -> Self {
        Self::with(&setup(start))
    }

    pub fn with(setup: &Setup) -> Self {
        Self {
            simulation: Simulation::new(setup),
            events: Vec::new(),
            setup: setup.clone(),
        }
    }

    /// Presses keys one after another, 200 ms apart: words are keys, numbers are typed on the pad.
    pub fn keys(&mut self, words: &str) {
        self.keys_on(ChannelId::A, words);
    }

    /// The same on a channel.
    pub fn keys_on(&mut self, channel: ChannelId, words: &str) {
        for word in words.split_whitespace() {
            if word.starts_with(|c: char| c.is_ascii_digit() || c == '.') {
                for character in word.chars() {
                    let name = if character == '.' {
                        "point".to_owned()
                    } else {
                        format!("digit_{character}")
                    };
                    self.key_on(channel, name.parse().unwrap());
                }
            } else {
                self.key_on(channel, word.parse().unwrap_or_else(|_| panic!("no key {word}")));
            }
        }
    }

    pub fn key(&mut self, key: Key) {
        self.key_on(ChannelId::A, key);
    }

    pub fn key_on(&mut self, channel: ChannelId, key: Key) {
        self.act(ChannelAct::Press { key }.on(channel));
        self.wait_ms(80);
        self.act(ChannelAct::Release { key }.on(channel));
        self.wait_ms(120);
    }

    /// Opens the list of options and takes one.
    pub fn option(&mut self, option: PumpOption) {
        self.key(Key::Options);
        let wanted = ChoiceText::Option { option };
        for _ in 0..12 {
            let view = self.view();
            if view
                .choices
                .iter()
                .any(|choice| choice.selected && choice.text == wanted)
            {
                self.key(Key::Enter);
                return;
            }
            self.key(Key::Down);
        }
        panic!("no option {option:?}: {:?}", self.view().choices);
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
        let names = signals::of(&self.setup);
        let mut values = vec![0.0; names.len()];
        self.simulation.read(&mut values);
        let place = names.iter().position(|signal| signal.name == name);
        values[place.unwrap_or_else(|| panic!("no signal {name}"))]
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

//! A syringe pump, its patient, and hands to work it.

use crate::panels::ward::library;
use simulators::drugs::AmountUnit;
use simulators::entry::EntryStyle;
use simulators::patient::{Blood, PatientSetup, Preset, Test};
use simulators::pump::key::Key;
use simulators::pump::setup::{Infusion, SelfTestLength, StartProgram, StartState};
use simulators::syringe::action::{SyringeAct, SyringeAction};
use simulators::syringe::fault::SyringeFault;
use simulators::syringe::setup::{
    FilledSyringe, SyringeLineConfig, SyringeLineSetup, SyringeLineStart, SyringePumpConfig,
    SyringePumpSetup, SyringeSetup,
};
use simulators::syringe::{Brand, Size, SyringeKind, SyringeSimulation};

/// Propofol 500 mg in 50 mL, brand A, on a 70 kg patient with a low potassium.
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
            syringe: FilledSyringe {
                kind: SyringeKind {
                    brand: Brand::A,
                    size: Size::Ml50,
                },
                drug: "propofol".to_owned(),
                amount: 500.0,
                amount_unit: AmountUnit::Milligram,
                volume_ml: 50.0,
                left_ml: None,
            },
            spare: None,
            start: SyringeLineStart::default(),
            config: SyringeLineConfig::default(),
        },
        patient: PatientSetup {
            blood: Blood {
                potassium_mmol_l: 3.1,
                ..Blood::default()
            },
            ..PatientSetup::new(Preset::Stable, 70.0)
        },
    }
}

/// Switched on, with a care area.
pub fn standby() -> StartState {
    StartState::Standby {
        care_area: "adult-icu".to_owned(),
    }
}

/// Propofol in the dose, mcg/kg/min.
pub fn propofol(dose: f64) -> StartProgram {
    StartProgram {
        care_area: "adult-icu".to_owned(),
        infusion: Infusion::Drug {
            entry: "propofol".to_owned(),
            weight_kg: Some(70.0),
            dose,
        },
        vtbi_ml: 45.0,
    }
}

/// Propofol runs at 40 mcg/kg/min: 16.8 mL/h.
pub fn runs() -> StartState {
    StartState::Running {
        program: propofol(40.0),
    }
}

/// A simulation with hands.
pub struct Ward {
    pub simulation: SyringeSimulation,
}

impl Ward {
    pub fn new(start: StartState) -> Self {
        Self::with(&setup(start))
    }

    pub fn with(setup: &SyringeSetup) -> Self {
        Self {
            simulation: SyringeSimulation::new(setup),
        }
    }

    /// The syringe is confirmed and the rate is being entered.
    pub fn entering(style: EntryStyle) -> Self {
        let mut setup = setup(standby());
        setup.pump.config.entry = style;
        let mut ward = Self::with(&setup);
        ward.keys("enter soft_2");
        ward
    }

    /// Presses keys one after another: words are keys, numbers are typed on the pad.
    pub fn keys(&mut self, words: &str) -> &mut Self {
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
                self.key(word.parse().unwrap());
            }
        }
        self
    }

    pub fn key(&mut self, key: Key) {
        self.simulation.act(&SyringeAction::Press { key });
        self.wait_ms(80);
        self.simulation.act(&SyringeAction::Release { key });
        self.wait_ms(120);
    }

    pub fn act(&mut self, act: SyringeAct) -> &mut Self {
        self.simulation.act(&SyringeAction::Bedside { act });
        self
    }

    pub fn inject(&mut self, fault: &SyringeFault) -> &mut Self {
        self.simulation.inject(fault);
        self
    }

    pub fn move_pump(&mut self, to_cm: i16) -> &mut Self {
        self.simulation.act(&SyringeAction::MovePump { to_cm });
        self
    }

    pub fn draw(&mut self, test: Test) -> &mut Self {
        self.simulation.act(&SyringeAction::DrawBlood { test });
        self
    }

    pub fn wait_ms(&mut self, ms: u64) -> &mut Self {
        self.simulation.step_to(self.simulation.tick() + ms);
        self
    }

    pub fn wait_s(&mut self, seconds: u64) -> &mut Self {
        self.wait_ms(seconds * 1_000)
    }
}

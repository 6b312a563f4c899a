//! The ventilator and its patient at the start of a scenario.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::gas::setup::BloodSetup;
use super::lung::effort::EffortSetup;
use super::lung::setup::{LungSetup, within};
use super::measured::sensors::SensorSetup;
use super::modes::Mode;
use super::settings::protective::{Sex, predicted_body_weight_kg};
use super::settings::{SettingId, Settings};
use super::supply::SupplySetup;

/// Everything that a ventilator simulation starts from.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct VentilatorSetup {
    /// The ventilator.
    pub ventilator: DeviceSetup,
    /// The lung.
    pub lung: LungSetup,
    /// The patient's own breathing.
    #[serde(default)]
    pub effort: EffortSetup,
    /// Blood, metabolism and circulation.
    #[serde(default)]
    pub blood: BloodSetup,
    /// Who the patient is.
    #[serde(default)]
    pub patient: PatientSetup,
    /// Shifts the variation of the patient's breathing.
    #[serde(default)]
    pub seed: u64,
}

/// Who the patient is, as far as the ventilator is concerned.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct PatientSetup {
    /// Sex.
    pub sex: Sex,
    /// Height, cm.
    pub height_cm: f64,
    /// Predicted body weight, kg; none works it out from sex and height. A child's is given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub predicted_kg: Option<f64>,
}

impl Default for PatientSetup {
    fn default() -> Self {
        Self {
            sex: Sex::Male,
            height_cm: 175.0,
            predicted_kg: None,
        }
    }
}

impl PatientSetup {
    /// Predicted body weight, kg.
    #[must_use]
    pub fn predicted_body_weight_kg(&self) -> f64 {
        let worked_out =
            predicted_body_weight_kg(self.sex, within(Some(self.height_cm), 100.0, 230.0, 175.0));
        within(self.predicted_kg, 2.0, 150.0, worked_out.max(2.0))
    }
}

codes! {
    /// In what state a scenario finds the ventilator.
    pub enum StartState {
        Off => "off",
        Standby => "standby",
        Ventilating => "ventilating",
    }
}

codes! {
    /// What warms and wets the gas.
    pub enum Humidification {
        /// A filter at the Y-piece, with its own dead space.
        Hme => "hme",
        /// A heated humidifier.
        Heated => "heated",
    }
}

/// The ventilator at the start of a scenario.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DeviceSetup {
    /// The mode.
    pub mode: Mode,
    /// Settings and limits that differ from the standard.
    #[serde(default)]
    pub settings: BTreeMap<SettingId, f64>,
    /// State.
    #[serde(default = "ventilating")]
    pub start: StartState,
    /// The circuit.
    #[serde(default)]
    pub circuit: CircuitSetup,
    /// Errors of the sensors.
    #[serde(default)]
    pub sensors: SensorSetup,
    /// Gas, mains and battery.
    #[serde(default)]
    pub supply: SupplySetup,
    /// Minutes from drawing blood to the result.
    #[serde(default = "laboratory_minutes")]
    pub laboratory_min: f64,
}

const fn ventilating() -> StartState {
    StartState::Ventilating
}

const fn laboratory_minutes() -> f64 {
    5.0
}

/// The circuit.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct CircuitSetup {
    /// Compliance of the tubing, mL/cmH2O (adult circuits: 1 to 3).
    pub compliance_ml_per_cmh2o: f64,
    /// Whether the ventilator knows it and makes up for it, as after its own circuit test.
    pub compensated: bool,
    /// What warms and wets the gas.
    pub humidification: Humidification,
}

impl Default for CircuitSetup {
    fn default() -> Self {
        Self {
            compliance_ml_per_cmh2o: 2.0,
            compensated: true,
            humidification: Humidification::Heated,
        }
    }
}

impl CircuitSetup {
    /// Dead space of the filter at the Y-piece, mL (*chosen*).
    #[must_use]
    pub const fn dead_space_ml(&self) -> f64 {
        match self.humidification {
            Humidification::Hme => 50.0,
            Humidification::Heated => 0.0,
        }
    }

    /// Compliance that takes part, L/cmH2O: what is made up for is as if it were not there.
    pub(crate) fn effective_l(&self) -> f64 {
        if self.compensated {
            0.0
        } else {
            within(Some(self.compliance_ml_per_cmh2o), 0.0, 20.0, 0.0) / 1_000.0
        }
    }
}

impl DeviceSetup {
    /// The standard in a mode.
    #[must_use]
    pub fn standard(mode: Mode) -> Self {
        Self {
            mode,
            settings: BTreeMap::new(),
            start: ventilating(),
            circuit: CircuitSetup::default(),
            sensors: SensorSetup::default(),
            supply: SupplySetup::default(),
            laboratory_min: laboratory_minutes(),
        }
    }

    /// The settings to start with. Limits of volumes and rate that are not given stand around what is set: half
    /// and one and a half times the volumes, 1.4 times the rate (as one maker does), and never under the
    /// standard.
    #[must_use]
    pub fn settings(&self) -> Settings {
        let mut settings = Settings::standard(self.mode);
        for (&id, &value) in &self.settings {
            settings.put(id, value);
        }
        let volume_ml = settings.get(SettingId::TidalVolume);
        let minute_l = volume_ml * settings.get(SettingId::Rate) / 1_000.0;
        let timed = self.mode.by_volume() || self.mode == Mode::Prvc;
        let rate = (1.4 * settings.get(SettingId::Rate)).max(SettingId::LimitRateHigh.spec().standard);
        let mut around = vec![(SettingId::LimitRateHigh, rate)];
        if timed {
            around.extend([
                (SettingId::LimitVolumeHigh, 1.5 * volume_ml),
                (SettingId::LimitVolumeLow, 0.5 * volume_ml),
                (SettingId::LimitMinuteHigh, 1.5 * minute_l),
                (SettingId::LimitMinuteLow, 0.5 * minute_l),
            ]);
        }
        for (id, value) in around {
            if !self.settings.contains_key(&id) {
                settings.put(id, value);
            }
        }
        settings
    }
}

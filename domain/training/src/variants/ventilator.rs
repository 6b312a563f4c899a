//! A ventilator, the lung it ventilates and the patient behind it.

use serde_json::{Value, json};
use simulators::ventilator::VentilatorSetup;
use simulators::ventilator::lung::presets::LungPreset;
use simulators::ventilator::lung::setup::LungSetup;
use simulators::ventilator::modes::Mode;
use simulators::ventilator::setup::DeviceSetup;

use super::Draw;

impl Draw<'_> {
    /// What is drawn varies the patient's breathing too: the seed shifts it.
    pub(super) fn ventilator(&mut self, seed: u64) -> VentilatorSetup {
        let scenario = self.scenario;
        let device = match &scenario.ventilator {
            Value::Null => json!({ "mode": Mode::VcAc.as_str() }),
            device => device.clone(),
        };
        let lung = match &scenario.lung {
            Value::Null => json!({ "preset": LungPreset::Normal.as_str() }),
            lung => lung.clone(),
        };
        let ventilator = self.shaped(&device, "ventilator");
        let lung = self.shaped(&lung, "lung");
        VentilatorSetup {
            ventilator: ventilator.unwrap_or_else(|| DeviceSetup::standard(Mode::VcAc)),
            lung: lung.unwrap_or(LungSetup {
                preset: LungPreset::Normal,
                compliance_ml_per_cmh2o: None,
                resistance_in_cmh2o_per_l_s: None,
                resistance_out_cmh2o_per_l_s: None,
                second: None,
                tube: None,
                sigmoid: None,
                shunt: None,
                frc_l: None,
            }),
            effort: self.part(&scenario.effort, "effort"),
            blood: self.part(&scenario.blood, "blood"),
            patient: self.part(&scenario.patient, "patient"),
            seed,
        }
    }

    fn part<T: serde::de::DeserializeOwned + Default>(&mut self, template: &Value, path: &str) -> T {
        match template {
            Value::Null => None,
            template => self.shaped(template, path),
        }
        .unwrap_or_default()
    }
}

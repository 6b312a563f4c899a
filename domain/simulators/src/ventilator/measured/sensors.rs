//! The ventilator's sensors: what they say differs from what is, until they are calibrated.

use serde::{Deserialize, Serialize};

use super::super::lung::setup::within;
use super::super::lung::state::Flows;

/// Errors of the sensors at the start of a scenario.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct SensorSetup {
    /// Reading of the inspiratory flow sensor for each unit of true flow.
    pub inspiratory_gain: f64,
    /// Reading of the expiratory flow sensor for each unit of true flow.
    pub expiratory_gain: f64,
    /// What the pressure sensor reads at no pressure, cmH2O.
    pub pressure_offset_cmh2o: f64,
    /// What the oxygen cell reads too much, percent of oxygen.
    pub oxygen_offset_percent: f64,
}

impl Default for SensorSetup {
    fn default() -> Self {
        Self {
            inspiratory_gain: 1.0,
            expiratory_gain: 1.0,
            pressure_offset_cmh2o: 0.0,
            oxygen_offset_percent: 0.0,
        }
    }
}

impl SensorSetup {
    /// The errors held inside what can be computed.
    #[must_use]
    pub(crate) fn held(self) -> Self {
        Self {
            inspiratory_gain: within(Some(self.inspiratory_gain), 0.2, 3.0, 1.0),
            expiratory_gain: within(Some(self.expiratory_gain), 0.0, 3.0, 1.0),
            pressure_offset_cmh2o: within(Some(self.pressure_offset_cmh2o), -20.0, 20.0, 0.0),
            oxygen_offset_percent: within(Some(self.oxygen_offset_percent), -50.0, 50.0, 0.0),
        }
    }

    /// What the sensors say of a step.
    pub(crate) fn read(&self, flows: &Flows) -> Reading {
        Reading {
            paw_cmh2o: flows.paw_cmh2o + self.pressure_offset_cmh2o,
            in_l_s: flows.source_l_s * self.inspiratory_gain,
            out_l_s: flows.out_l_s * self.expiratory_gain,
        }
    }
}

/// What the sensors say.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Reading {
    pub(crate) paw_cmh2o: f64,
    pub(crate) in_l_s: f64,
    pub(crate) out_l_s: f64,
}

impl Reading {
    /// Flow into the patient, L/s.
    pub(crate) const fn net_l_s(&self) -> f64 {
        self.in_l_s - self.out_l_s
    }
}

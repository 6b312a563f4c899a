//! The blood and the metabolism at the start of a scenario.

use serde::{Deserialize, Serialize};

use crate::ventilator::lung::presets::LungParameters;
use crate::ventilator::lung::setup::within;

/// The patient's blood and metabolism. What is not given is the condition's or the standard.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct BloodSetup {
    /// Arterial carbon dioxide to which the patient has settled, mmHg.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub paco2_mmhg: Option<f64>,
    /// Carbon dioxide that is produced, mL/min of dry gas.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub co2_production_ml_min: Option<f64>,
    /// Haemoglobin, g/dL.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub haemoglobin_g_dl: Option<f64>,
    /// Bicarbonate, mmol/L.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bicarbonate_mmol_l: Option<f64>,
    /// Pressure of the air, mmHg.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub barometric_mmhg: Option<f64>,
    /// Mean arterial pressure, mmHg.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub map_mmhg: Option<f64>,
    /// Heart rate, per minute.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub heart_rate_per_min: Option<f64>,
}

/// The same with every value there.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct GasSetup {
    pub(crate) paco2_mmhg: f64,
    pub(crate) co2_production_ml_min: f64,
    pub(crate) haemoglobin_g_dl: f64,
    pub(crate) bicarbonate_mmol_l: f64,
    pub(crate) barometric_mmhg: f64,
    pub(crate) apparatus_dead_space_ml: f64,
}

impl BloodSetup {
    /// Fills in what is not given; production goes with the weight (200 mL/min at 70 kg, textbook).
    pub(crate) fn filled(&self, lung: &LungParameters, weight_kg: f64, apparatus_ml: f64) -> GasSetup {
        GasSetup {
            paco2_mmhg: within(self.paco2_mmhg, 15.0, 150.0, 40.0),
            co2_production_ml_min: within(self.co2_production_ml_min, 20.0, 800.0, 200.0 * weight_kg / 70.0),
            haemoglobin_g_dl: within(self.haemoglobin_g_dl, 3.0, 22.0, 12.0),
            bicarbonate_mmol_l: within(self.bicarbonate_mmol_l, 4.0, 50.0, lung.bicarbonate_mmol_l),
            barometric_mmhg: within(self.barometric_mmhg, 400.0, 800.0, 760.0),
            apparatus_dead_space_ml: apparatus_ml,
        }
    }
}

//! The bag, the set and the line to the patient.

mod acts;
mod bag;
pub mod hydraulics;
pub mod secondary;
pub(crate) mod state;
pub mod view;

use serde::{Deserialize, Serialize};

use crate::drugs::AmountUnit;

/// The bag and the line at the start of a scenario.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LineSetup {
    /// The bag that hangs at the start.
    pub bag: Bag,
    /// The bag that replaces it; none means a full one like the first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub spare_bag: Option<Bag>,
    /// Whether the clamp to the patient, and the set, are in place.
    #[serde(default)]
    pub start: LineStart,
    /// Properties of the set.
    #[serde(default)]
    pub config: LineConfig,
}

/// A bag: what its label says is what it holds.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Bag {
    /// Drug, by the name the library uses; empty for plain fluid.
    #[serde(default)]
    pub drug: String,
    /// Amount of drug when full.
    #[serde(default)]
    pub amount: f64,
    /// Unit of that amount.
    #[serde(default = "milligram")]
    pub amount_unit: AmountUnit,
    /// Volume when full, mL.
    pub volume_ml: f64,
    /// Volume that is left, mL; none means full.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub left_ml: Option<f64>,
}

const fn milligram() -> AmountUnit {
    AmountUnit::Milligram
}

/// How the line lies at the start.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct LineStart {
    /// Whether the clamp to the patient is open.
    pub clamp_open: bool,
    /// Whether the set is in the pump.
    pub set_loaded: bool,
    /// Whether the pump's door stands open.
    pub door_open: bool,
}

impl Default for LineStart {
    fn default() -> Self {
        Self {
            clamp_open: true,
            set_loaded: true,
            door_open: false,
        }
    }
}

/// Properties of the set and the vein.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct LineConfig {
    /// Compliance of the line past the pump, mL/mmHg.
    pub compliance_ml_per_mmhg: f64,
    /// Resistance of the open line and cannula, mmHg per mL/h.
    pub resistance_mmhg_per_ml_h: f64,
    /// Pressure in the vein, mmHg.
    pub venous_pressure_mmhg: f64,
}

impl Default for LineConfig {
    fn default() -> Self {
        Self {
            compliance_ml_per_mmhg: 0.0013,
            resistance_mmhg_per_ml_h: 0.02,
            venous_pressure_mmhg: 10.0,
        }
    }
}

//! The bag, the set and the line to the patient.

mod above;
mod acts;
mod bag;
#[cfg(test)]
mod conserved;
mod content;
pub mod drip;
mod fluids;
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
    /// Poles, hooks and what lies above the pump; of a pump unit only.
    #[serde(default, skip_serializing_if = "Above::is_usual")]
    pub above: Above,
    /// The secondary bag and its line; of a pump unit only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub secondary: Option<SecondarySetup>,
}

codes! {
    /// The back-check valve of the primary branch.
    pub enum CheckValve {
        /// Opens towards the pump, shuts against flow into the primary bag.
        Working => "working",
        /// Lets fluid through both ways, or is not fitted: the secondary bag can run back into the primary.
        Leaking => "leaking",
        /// Does not open: when the secondary bag is empty nothing comes.
        Stuck => "stuck",
    }
}

/// What lies above the pump. Defaults are *chosen*; `docs/models.md`, section Secondary line.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Above {
    /// Height of the surface of a full bag on the pole's hook above the junction, cm.
    pub pole_cm: f64,
    /// How much lower the extension hook hangs a bag, cm.
    pub extension_cm: f64,
    /// Whether the primary bag hangs on the extension hook.
    pub primary_lowered: bool,
    /// Whether the primary's roller clamp is open.
    pub primary_clamp_open: bool,
    /// The back-check valve.
    pub check_valve: CheckValve,
    /// Pressure that valve needs to open, cmH2O.
    pub valve_opening_cm_h2o: f64,
    /// Resistance of the primary branch, cmH2O for each mL/h.
    pub primary_resistance: f64,
    /// Resistance of the secondary branch, cmH2O for each mL/h.
    pub secondary_resistance: f64,
    /// Area of a bag's surface: a bag falls by volume / area, cm².
    pub bag_area_cm2: f64,
    /// Drops for one millilitre in the drip chambers.
    pub drops_per_ml: f64,
}

impl Default for Above {
    fn default() -> Self {
        Self {
            pole_cm: 75.0,
            extension_cm: 24.0,
            primary_lowered: false,
            primary_clamp_open: true,
            check_valve: CheckValve::Working,
            valve_opening_cm_h2o: 1.0,
            primary_resistance: 0.05,
            secondary_resistance: 0.06,
            bag_area_cm2: 60.0,
            drops_per_ml: drip::DROPS_PER_ML,
        }
    }
}

impl Above {
    fn is_usual(&self) -> bool {
        *self == Self::default()
    }
}

/// The secondary bag at the start of a scenario.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SecondarySetup {
    /// The bag, on the pole's hook or still in the hand.
    pub bag: Bag,
    /// The bag that replaces it; none means a full one like the first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub spare_bag: Option<Bag>,
    /// Whether it hangs and its line is joined to the primary.
    #[serde(default)]
    pub hung: bool,
    /// Whether its roller clamp is open.
    #[serde(default)]
    pub clamp_open: bool,
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

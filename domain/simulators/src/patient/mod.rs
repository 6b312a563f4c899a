//! The patient whose pressure and heart rate answer to norepinephrine.

pub mod model;
pub mod presets;
pub mod view;

use serde::{Deserialize, Serialize};

pub use presets::Preset;

/// The patient at the start of a scenario.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PatientSetup {
    /// Condition.
    pub preset: Preset,
    /// True body weight, kg.
    pub weight_kg: f64,
    /// Norepinephrine dose to which the patient has already settled, mcg/kg/min.
    #[serde(default)]
    pub settled_norepinephrine_mcg_kg_min: f64,
}

//! The lung at the start of a scenario: a condition, and what differs from it.

use serde::{Deserialize, Serialize};

use super::presets::{LungParameters, LungPreset};

/// The lung at the start of a scenario. What is not given is the condition's.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LungSetup {
    /// The condition or test lung.
    pub preset: LungPreset,
    /// Compliance, mL/cmH2O.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub compliance_ml_per_cmh2o: Option<f64>,
    /// Inspiratory resistance, cmH2O/(L/s).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub resistance_in_cmh2o_per_l_s: Option<f64>,
    /// Expiratory resistance, cmH2O/(L/s).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub resistance_out_cmh2o_per_l_s: Option<f64>,
    /// A second unit with its own compliance and resistance beside the first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub second: Option<SecondUnit>,
    /// Resistance of a tube that rises with the flow; added to those of the lung.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tube: Option<Tube>,
    /// An S-shaped curve of pressure and volume in the place of the constant compliance of the first unit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sigmoid: Option<Sigmoid>,
    /// Share of the blood that passes the lung by.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub shunt: Option<f64>,
    /// Gas in the lung without pressure, L.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub frc_l: Option<f64>,
}

/// A second unit of the lung.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SecondUnit {
    /// Compliance, mL/cmH2O.
    pub compliance_ml_per_cmh2o: f64,
    /// Resistance, cmH2O/(L/s), in and out.
    pub resistance_cmh2o_per_l_s: f64,
    /// Resistance that both units share, cmH2O/(L/s).
    #[serde(default)]
    pub common_cmh2o_per_l_s: f64,
}

/// Rohrer's equation of a tube: `K1 Q + K2 Q |Q|`, Q in L/s (8.0 mm about 2 and 6, 7.0 mm about 3 and 10).
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tube {
    /// K1, cmH2O/(L/s).
    pub linear: f64,
    /// K2, cmH2O/(L/s)².
    pub quadratic: f64,
}

/// `V = a + b / (1 + exp(-(P - c) / d))`, with V above the volume without pressure.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sigmoid {
    /// Volume that the whole curve spans, mL.
    pub span_ml: f64,
    /// Pressure of the steepest part, cmH2O.
    pub middle_cmh2o: f64,
    /// How wide the steep part is, cmH2O.
    pub width_cmh2o: f64,
}

impl LungSetup {
    /// The condition as it is.
    #[must_use]
    pub const fn of(preset: LungPreset) -> Self {
        Self {
            preset,
            compliance_ml_per_cmh2o: None,
            resistance_in_cmh2o_per_l_s: None,
            resistance_out_cmh2o_per_l_s: None,
            second: None,
            tube: None,
            sigmoid: None,
            shunt: None,
            frc_l: None,
        }
    }

    /// The condition's parameters with what differs from them, held inside what can be computed.
    #[must_use]
    pub fn parameters(&self) -> LungParameters {
        let preset = self.preset.parameters();
        LungParameters {
            compliance_ml: within(self.compliance_ml_per_cmh2o, 2.0, 300.0, preset.compliance_ml),
            resistance_in: within(
                self.resistance_in_cmh2o_per_l_s,
                1.0,
                2_000.0,
                preset.resistance_in,
            ),
            resistance_out: within(
                self.resistance_out_cmh2o_per_l_s,
                1.0,
                2_000.0,
                preset.resistance_out,
            ),
            shunt: within(self.shunt, 0.0, 0.7, preset.shunt),
            frc_l: within(self.frc_l, 0.1, 8.0, preset.frc_l),
            ..preset
        }
    }
}

/// The value inside its range; what is no number or not given is the standard.
pub(crate) fn within(value: Option<f64>, low: f64, high: f64, standard: f64) -> f64 {
    value
        .filter(|value| value.is_finite())
        .map_or(standard, |value| value.clamp(low, high))
}

//! Values that are worked out from what is measured.

/// Mechanics from a volume breath with a plateau.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Mechanics {
    /// Static compliance, mL/cmH2O.
    pub static_ml: f64,
    /// Dynamic compliance, mL/cmH2O.
    pub dynamic_ml: f64,
    /// Inspiratory resistance, cmH2O/(L/s); of a square flow only.
    pub resistance: f64,
    /// Driving pressure, cmH2O.
    pub driving_cmh2o: f64,
}

/// Works out the mechanics; `total_peep_cmh2o` counts what is trapped.
#[must_use]
pub fn mechanics(
    vt_ml: f64,
    (peak_cmh2o, plateau_cmh2o): (f64, f64),
    total_peep_cmh2o: f64,
    flow_l_min: f64,
) -> Mechanics {
    Mechanics {
        static_ml: vt_ml / (plateau_cmh2o - total_peep_cmh2o),
        dynamic_ml: vt_ml / (peak_cmh2o - total_peep_cmh2o),
        resistance: (peak_cmh2o - plateau_cmh2o) / flow_l_min * 60.0,
        driving_cmh2o: plateau_cmh2o - total_peep_cmh2o,
    }
}

/// Leak, percent of what went in.
#[must_use]
pub fn leak_percent(inspired_ml: f64, expired_ml: f64) -> f64 {
    100.0 * (inspired_ml - expired_ml) / inspired_ml
}

/// Rapid shallow breathing index, per minute and litre; under 105 favours weaning.
#[must_use]
pub fn rapid_shallow_index(rate_per_min: f64, vt_ml: f64) -> f64 {
    rate_per_min / vt_ml * 1_000.0
}

/// Threshold of the rapid shallow breathing index.
pub const RAPID_SHALLOW_LIMIT: f64 = 105.0;

/// Mechanical power of volume breaths, J/min: `0.098 RR VT (PIP - (Pplat - PEEP) / 2)`.
#[must_use]
pub fn mechanical_power_j_min(
    rate_per_min: f64,
    vt_ml: f64,
    (peak_cmh2o, plateau_cmh2o): (f64, f64),
    peep_cmh2o: f64,
) -> f64 {
    0.098 * rate_per_min * vt_ml / 1_000.0 * (peak_cmh2o - (plateau_cmh2o - peep_cmh2o) / 2.0)
}

/// Mean airway pressure of square volume breaths, cmH2O.
#[must_use]
pub fn mean_of_volume_breaths_cmh2o(
    peep_cmh2o: f64,
    (resistive_cmh2o, elastic_cmh2o): (f64, f64),
    (ti_s, pause_s, cycle_s): (f64, f64, f64),
) -> f64 {
    let flow_part = ti_s * (resistive_cmh2o + elastic_cmh2o / 2.0);
    peep_cmh2o + (flow_part + pause_s * elastic_cmh2o) / cycle_s
}

/// Mean airway pressure of square pressure breaths, cmH2O.
#[must_use]
pub fn mean_of_pressure_breaths_cmh2o(peep_cmh2o: f64, step_cmh2o: f64, ti_s: f64, cycle_s: f64) -> f64 {
    peep_cmh2o + step_cmh2o * ti_s / cycle_s
}

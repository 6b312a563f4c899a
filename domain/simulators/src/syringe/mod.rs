//! The syringe and the pump that pushes it: geometry, and what is lost before the first drop.
//! `docs/models.md`, section Syringe.

mod assembly;

pub use assembly::{Assembly, MMHG_PER_CM, Moved};

/// Volume for each millimetre of the plunger's way, mL/mm, from the inner diameter in mm.
#[must_use]
pub fn area_ml_per_mm(inner_diameter_mm: f64) -> f64 {
    core::f64::consts::PI * inner_diameter_mm * inner_diameter_mm / 4_000.0
}

/// How fast the plunger moves for a rate, mm/h, by the syringe the pump was told of.
#[must_use]
pub fn plunger_mm_h(rate_ml_h: f64, told_diameter_mm: f64) -> f64 {
    rate_ml_h / area_ml_per_mm(told_diameter_mm)
}

/// What a syringe gives, mL/h, if the pump was told of another size.
#[must_use]
pub fn delivered_ml_h(rate_ml_h: f64, told_diameter_mm: f64, fitted_diameter_mm: f64) -> f64 {
    plunger_mm_h(rate_ml_h, told_diameter_mm) * area_ml_per_mm(fitted_diameter_mm)
}

/// Time until the first drop, s, if `purged_ml` were pushed by the pump beforehand.
#[must_use]
pub fn start_up_delay_s(lost_ml: f64, purged_ml: f64, rate_ml_h: f64) -> f64 {
    (lost_ml - purged_ml).max(0.0) / rate_ml_h * 3_600.0
}

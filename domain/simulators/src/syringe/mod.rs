//! The syringe and the pump that pushes it: geometry, what is lost before the first drop, and the device.
//! `docs/models.md`, section Syringe.
//!
//! [`SyringeSimulation`] has the shape of [`crate::simulation::Simulation`]: it begins with a setup, is acted on at
//! ticks, and tells signals, events and views. Signals, events and alarms are lists of their own.

pub mod action;
pub mod alarms;
mod assembly;
pub mod catalogue;
pub mod events;
pub mod fault;
mod fluid;
mod holder;
mod power;
mod pump;
pub mod setup;
pub mod signals;
mod simulation;
pub mod view;

pub use assembly::{Assembly, MMHG_PER_CM, Moved};
pub use catalogue::{Brand, Size, SyringeKind};
pub use pump::SyringePump;
pub use simulation::SyringeSimulation;

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

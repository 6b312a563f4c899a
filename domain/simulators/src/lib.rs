//! Deterministic simulators of an infusion pump, the line it drives and the patient it treats, and of a ventilator
//! with its lung and patient.
//!
//! The same code runs in the browser and on the server. It has no clock, no file, no randomness: time is
//! counted in ticks of one millisecond that the caller hands in, and a simulator's state is a function of its
//! [`simulation::Setup`] and of the actions and faults it was given. Equations, defaults and their sources are
//! in `docs/models.md`.
//!
//! A training model, not for patient care.

#[macro_use]
mod codes;

pub mod action;
pub mod alarms;
pub mod bench;
pub mod drugs;
pub mod entry;
pub mod events;
pub mod fault;
pub mod line;
pub mod notation;
pub mod patient;
pub mod pump;
pub mod rounding;
pub mod signals;
pub mod simulation;
pub mod syringe;
pub mod unit;
pub mod validation;
#[cfg(feature = "vectors")]
pub mod vectors;
pub mod ventilator;
pub mod world;

pub use codes::UnknownCode;

/// Version of the models. It rises whenever a change alters the trace of any recorded run.
pub const MODEL_VERSION: u32 = 2;

/// Length of one physics sub-step, in ticks of one millisecond.
pub const STEP_TICKS: u64 = 100;

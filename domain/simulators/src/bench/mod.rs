//! A technician's measurements: flow by weight, the trumpet curve, electrical safety.
//! `docs/models.md`, section Bench.

mod electrical;
mod gravimetric;
mod trumpet;

pub use electrical::{AppliedPart, ProtectionClass, Reading, RecurrentTest, TouchTest};
pub use gravimetric::{FlowFinding, Weighing};
pub use trumpet::{Extremes, extremes, mean_error_percent};

//! A technician's measurements of a pump: flow by weight, and the trumpet curve.
//! `docs/models.md`, section Bench.

mod gravimetric;
mod trumpet;

pub use gravimetric::{FlowFinding, Weighing};
pub use trumpet::{Extremes, extremes, mean_error_percent};

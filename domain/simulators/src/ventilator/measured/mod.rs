//! What the ventilator's own sensors measure, and what is worked out from it.

pub mod derived;
pub(crate) mod leak;
mod minute;
pub(crate) mod recent;
pub(crate) mod recorder;
pub mod sensors;
pub(crate) mod trend;
pub mod values;
pub(crate) mod waveform;

pub use recorder::{BreathRecord, Plateau};
pub use trend::TrendPoint;
pub use waveform::Sample;

//! The settings of the ventilator and of its alarms: ranges, checks, what waits for confirmation.

mod id;
pub(crate) mod panel;
pub mod protective;
mod values;

pub use id::{LIMITS, SettingId, SettingSpec, shown_in};
pub use values::{SettingCaution, SettingProblem, Settings};

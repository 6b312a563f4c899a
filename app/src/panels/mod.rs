//! The device panels: what the simulators' view models look like, and the hands that work them.
//!
//! Every panel takes signals in and gives callbacks out, so that the same one serves practice, the graded run
//! and the debrief.

pub mod alarm_sound;
pub mod bedside;
mod device;
mod infusion;
pub mod monitor;
pub mod pointed;
pub mod pump;
pub mod stage;
pub mod syringe;
mod tabs;
#[cfg(all(test, feature = "ssr"))]
mod tests;
mod unit;
pub mod ventilator;
#[cfg(all(test, feature = "ssr"))]
mod ward;
#[cfg(all(test, feature = "ssr"))]
pub(crate) mod whole;

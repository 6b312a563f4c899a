//! The device panels: what the simulators' view models look like, and the hands that work them.
//!
//! Every panel takes signals in and gives callbacks out, so that the same one serves practice, the graded run
//! and the debrief.

pub mod alarm_sound;
pub mod bedside;
pub mod monitor;
pub mod pump;
pub mod stage;

//! The ventilator, its lung and its patient.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod accounts;
mod alarms;
mod asynchronies;
mod bed;
mod faults;
mod gases;
mod modes;
mod panel;
mod properties;
mod wire;

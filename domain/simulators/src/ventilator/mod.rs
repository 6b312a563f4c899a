//! The generic intensive-care ventilator, the lung it ventilates and the patient behind it.
//!
//! Equations, defaults and their sources are in `docs/models.md`, section Ventilator. Inside, pressures are in
//! cmH2O, volumes in litres, flows in litres per second and time in ticks of 1 ms, which is also the physics step.

pub mod account;
pub mod act;
pub mod alarms;
mod asynchrony;
mod buttons;
mod care;
pub mod events;
pub mod faults;
pub mod gas;
pub mod lung;
pub mod measured;
pub mod modes;
pub mod settings;
pub mod setup;
pub mod signals;
pub mod simulation;
mod step;
pub mod supply;
pub mod view;
mod viewing;

pub use act::{Button, Care, VentilatorAct};
pub use asynchrony::Asynchronies;
pub use faults::VentilatorFault;
pub use setup::VentilatorSetup;
pub use simulation::VentilatorSimulation;
pub use view::VentilatorView;

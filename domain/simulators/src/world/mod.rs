//! What a scenario is played with: one of the simulated devices, with its line or circuit and its patient.
//!
//! Every device has the same shape here: it begins with a [`WorldSetup`], is acted on and meets faults at ticks, and
//! tells signals, events and views. What belongs to another device is answered with [`WrongDevice`] and changes
//! nothing.

mod deed;
mod setup;
mod view;

pub use deed::{WorldAction, WorldFault};
pub use setup::{DeviceKind, WorldSetup};
pub use view::{DeviceView, InfusionView, SyringeView, VentilatorDeviceView};

use crate::events::SimEvent;
use crate::patient::view::{ClinicalView, PatientView};
use crate::simulation::Simulation;
use crate::syringe::SyringeSimulation;
use crate::syringe::events::SyringeEvent;
use crate::unit::ChannelId;
use crate::ventilator::VentilatorSimulation;
use crate::ventilator::events::VentilatorEvent;

/// The act or the fault belongs to another device.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WrongDevice;

impl core::fmt::Display for WrongDevice {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("this belongs to another device")
    }
}

impl core::error::Error for WrongDevice {}

/// An event of whichever device is played, at its tick.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WorldEvent {
    /// When it happened, ms.
    pub tick: u64,
    /// Which event: the number beside its name in [`WorldSetup::events`].
    pub event: u16,
}

impl From<SimEvent> for WorldEvent {
    fn from(SimEvent { tick, event }: SimEvent) -> Self {
        Self { tick, event }
    }
}

impl From<SyringeEvent> for WorldEvent {
    fn from(SyringeEvent { tick, event }: SyringeEvent) -> Self {
        Self { tick, event }
    }
}

impl From<VentilatorEvent> for WorldEvent {
    fn from(VentilatorEvent { tick, event }: VentilatorEvent) -> Self {
        Self { tick, event }
    }
}

/// A running simulation of one device: its whole state, to be cloned, compared and stepped.
#[derive(Clone, Debug, PartialEq)]
pub enum World {
    /// A large-volume pump or a pump unit.
    Infusion(Box<Simulation>),
    /// A syringe pump.
    Syringe(Box<SyringeSimulation>),
    /// A ventilator.
    Ventilator(Box<VentilatorSimulation>),
}

impl World {
    /// The simulation at tick 0.
    #[must_use]
    pub fn new(setup: &WorldSetup) -> Self {
        match setup {
            WorldSetup::Infusion(setup) => Self::Infusion(Box::new(Simulation::new(setup))),
            WorldSetup::Syringe(setup) => Self::Syringe(Box::new(SyringeSimulation::new(setup))),
            WorldSetup::Ventilator(setup) => Self::Ventilator(Box::new(VentilatorSimulation::new(setup))),
        }
    }

    /// The present tick, ms.
    #[must_use]
    pub const fn tick(&self) -> u64 {
        match self {
            Self::Infusion(simulation) => simulation.tick(),
            Self::Syringe(simulation) => simulation.tick(),
            Self::Ventilator(simulation) => simulation.tick(),
        }
    }

    /// A person does something now.
    ///
    /// # Errors
    /// The act belongs to another device; nothing is changed.
    pub fn act(&mut self, action: &WorldAction) -> Result<(), WrongDevice> {
        match (self, action) {
            (Self::Infusion(simulation), WorldAction::Infusion(action)) => simulation.act(action),
            (Self::Syringe(simulation), WorldAction::Syringe(action)) => simulation.act(action),
            (Self::Ventilator(simulation), WorldAction::Ventilator(act)) => simulation.act(act),
            _ => return Err(WrongDevice),
        }
        Ok(())
    }

    /// A fault begins now. The channel counts for a pump unit alone.
    ///
    /// # Errors
    /// The fault belongs to another device; nothing is changed.
    pub fn inject(&mut self, channel: ChannelId, fault: &WorldFault) -> Result<(), WrongDevice> {
        match (self, fault) {
            (Self::Infusion(simulation), WorldFault::Infusion(fault)) => simulation.inject_on(channel, fault),
            (Self::Syringe(simulation), WorldFault::Syringe(fault)) => simulation.inject(fault),
            (Self::Ventilator(simulation), WorldFault::Ventilator(fault)) => simulation.inject(fault),
            _ => return Err(WrongDevice),
        }
        Ok(())
    }

    /// Runs every sub-step up to and including `tick`, then stands at it. An earlier tick changes nothing.
    pub fn step_to(&mut self, tick: u64) {
        match self {
            Self::Infusion(simulation) => simulation.step_to(tick),
            Self::Syringe(simulation) => simulation.step_to(tick),
            Self::Ventilator(simulation) => simulation.step_to(tick),
        }
    }

    /// Writes the value of every signal, in the order of [`WorldSetup::signals`]; truth as 1, falsehood as 0. Writes
    /// no more values than `out` has room for.
    pub fn read(&self, out: &mut [f64]) {
        match self {
            Self::Infusion(simulation) => simulation.read(out),
            Self::Syringe(simulation) => simulation.read(out),
            Self::Ventilator(simulation) => simulation.read(out),
        }
    }

    /// Moves the events since the last call to the end of `into`, in the order in which they happened.
    pub fn drain_events(&mut self, into: &mut Vec<WorldEvent>) {
        match self {
            Self::Infusion(simulation) => simulation.drain_events(into),
            Self::Syringe(simulation) => simulation.drain_events(into),
            Self::Ventilator(simulation) => simulation.drain_events(into),
        }
    }

    /// What the device and its bedside show.
    #[must_use]
    pub fn device_view(&self) -> DeviceView {
        match self {
            Self::Infusion(simulation) => DeviceView::Infusion(Box::new(InfusionView {
                pump: simulation.pump_view(),
                line: simulation.line_view(),
                unit: simulation.unit_view(),
            })),
            Self::Syringe(simulation) => DeviceView::Syringe(Box::new(SyringeView {
                pump: simulation.pump_view(),
                bedside: simulation.bedside_view(),
            })),
            Self::Ventilator(simulation) => DeviceView::Ventilator(Box::new(VentilatorDeviceView {
                ventilator: simulation.view(),
                bedside: simulation.bedside_view(),
            })),
        }
    }

    /// Pressure and heart rate on the monitor. A ventilated patient's monitor shows more: it is part of the
    /// device's bedside.
    #[must_use]
    pub fn patient_view(&self) -> PatientView {
        match self {
            Self::Infusion(simulation) => simulation.patient_view(),
            Self::Syringe(simulation) => simulation.patient_view(),
            Self::Ventilator(simulation) => simulation.patient_view(),
        }
    }

    /// Breathing, sedation, rhythm and results, where the whole patient is followed.
    #[must_use]
    pub fn clinical_view(&self) -> Option<ClinicalView> {
        match self {
            Self::Infusion(simulation) => simulation.clinical_view(),
            Self::Syringe(simulation) => Some(simulation.clinical_view()),
            Self::Ventilator(_) => None,
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may panic")]
mod tests {
    use super::*;
    use crate::action::Action;
    use crate::pump::key::Key;

    fn ventilated() -> WorldSetup {
        let json = r#"{"ventilator":{"ventilator":{"mode":"vc_ac"},"lung":{"preset":"normal"}}}"#;
        serde_json::from_str(json).unwrap()
    }

    #[test]
    fn what_belongs_to_another_device_changes_nothing() {
        let mut world = World::new(&ventilated());
        let before = world.clone();
        let press = WorldAction::Infusion(Action::Press { key: Key::Start });
        assert_eq!(world.act(&press), Err(WrongDevice));
        let fault = WorldFault::Infusion(crate::fault::Fault::BagEmpty);
        assert_eq!(world.inject(ChannelId::A, &fault), Err(WrongDevice));
        assert_eq!(world, before);
    }

    #[test]
    fn signals_are_as_many_as_are_written() {
        let setup = ventilated();
        let mut values = vec![f64::NAN; setup.signals().len() + 1];
        World::new(&setup).read(&mut values);
        let written = values.iter().filter(|value| !value.is_nan()).count();
        assert_eq!(written, setup.signals().len());
    }

    #[test]
    fn a_setup_means_the_same_after_its_journey_as_json() {
        let setup = ventilated();
        let json = serde_json::to_string(&setup).unwrap();
        assert_eq!(serde_json::from_str::<WorldSetup>(&json).unwrap(), setup);
    }
}

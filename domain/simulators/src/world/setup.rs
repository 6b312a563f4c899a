//! What a world starts from, and what can be named in it.

use serde::{Deserialize, Serialize};

use crate::drugs::Library;
use crate::signals::{self, Declared, SignalInfo};
use crate::simulation::Setup;
use crate::syringe::setup::SyringeSetup;
use crate::ventilator::VentilatorSetup;
use crate::{events, syringe, ventilator};

codes! {
    /// The kinds of simulation.
    pub enum DeviceKind {
        /// A large-volume pump or a pump unit.
        Infusion => "infusion",
        /// A syringe pump.
        Syringe => "syringe",
        /// A ventilator.
        Ventilator => "ventilator",
    }
}

/// Everything that a world starts from.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WorldSetup {
    /// A large-volume pump or a pump unit.
    Infusion(Box<Setup>),
    /// A syringe pump.
    Syringe(Box<SyringeSetup>),
    /// A ventilator.
    Ventilator(Box<VentilatorSetup>),
}

impl WorldSetup {
    /// Which kind of simulation it is.
    #[must_use]
    pub const fn kind(&self) -> DeviceKind {
        match self {
            Self::Infusion(_) => DeviceKind::Infusion,
            Self::Syringe(_) => DeviceKind::Syringe,
            Self::Ventilator(_) => DeviceKind::Ventilator,
        }
    }

    /// The drug library in the pump; a ventilator has none.
    #[must_use]
    pub const fn library(&self) -> Option<&Library> {
        match self {
            Self::Infusion(setup) => Some(&setup.pump.library),
            Self::Syringe(setup) => Some(&setup.pump.library),
            Self::Ventilator(_) => None,
        }
    }

    /// The patient's true weight, kg; of a ventilated patient the predicted one.
    #[must_use]
    pub fn weight_kg(&self) -> f64 {
        match self {
            Self::Infusion(setup) => setup.patient.weight_kg,
            Self::Syringe(setup) => setup.patient.weight_kg,
            Self::Ventilator(setup) => setup.patient.predicted_body_weight_kg(),
        }
    }

    /// Whether blood can be drawn for the tests of [`crate::patient::Test`].
    #[must_use]
    pub fn has_laboratory(&self) -> bool {
        match self {
            Self::Infusion(setup) => setup.patient.is_whole(),
            Self::Syringe(_) => true,
            Self::Ventilator(_) => false,
        }
    }

    /// The signals, in the order in which `World::read` writes them.
    #[must_use]
    pub fn signals(&self) -> Vec<Declared> {
        match self {
            Self::Infusion(setup) => signals::of(setup),
            Self::Syringe(_) => syringe::signals::all().map(declared).collect(),
            Self::Ventilator(_) => ventilator::signals::CATALOGUE.iter().map(declared).collect(),
        }
    }

    /// The events it can tell of, by rising number: what a `WorldEvent` carries, and its name.
    #[must_use]
    pub fn events(&self) -> Vec<(u16, &'static str)> {
        let all = match self {
            Self::Infusion(setup) => return events::of(setup),
            Self::Syringe(_) => syringe::events::CATALOGUE,
            Self::Ventilator(_) => ventilator::events::CATALOGUE,
        };
        (0..).zip(all.iter().map(|event| event.name)).collect()
    }
}

fn declared(signal: &SignalInfo) -> Declared {
    Declared {
        name: signal.name.to_owned(),
        unit: signal.unit,
        scale: signal.scale,
    }
}

//! What the device and its bedside show.

use serde::{Deserialize, Serialize};

use crate::line::view::LineView;
use crate::pump::view::PumpView;
use crate::syringe::view::{SyringeBedsideView, SyringePumpView};
use crate::unit::view::UnitView;
use crate::ventilator::VentilatorView;
use crate::ventilator::view::BedsideView;

/// What the device that is played shows.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "device", rename_all = "snake_case")]
pub enum DeviceView {
    /// A large-volume pump or a pump unit.
    Infusion(Box<InfusionView>),
    /// A syringe pump.
    Syringe(Box<SyringeView>),
    /// A ventilator.
    Ventilator(Box<VentilatorDeviceView>),
}

impl DeviceView {
    /// The large-volume pump, if it is one.
    #[must_use]
    pub fn infusion(&self) -> Option<&InfusionView> {
        match self {
            Self::Infusion(view) => Some(view),
            Self::Syringe(_) | Self::Ventilator(_) => None,
        }
    }

    /// The syringe pump, if it is one.
    #[must_use]
    pub fn syringe(&self) -> Option<&SyringeView> {
        match self {
            Self::Syringe(view) => Some(view),
            Self::Infusion(_) | Self::Ventilator(_) => None,
        }
    }

    /// The ventilator, if it is one.
    #[must_use]
    pub fn ventilator(&self) -> Option<&VentilatorDeviceView> {
        match self {
            Self::Ventilator(view) => Some(view),
            Self::Infusion(_) | Self::Syringe(_) => None,
        }
    }
}

/// A large-volume pump with its bag and line.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct InfusionView {
    /// The pump; of a unit, its first channel.
    pub pump: PumpView,
    /// The bag and the line; of a unit, those of its first channel.
    pub line: LineView,
    /// All channels and what they share, of a pump unit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<UnitView>,
}

/// A syringe pump with its syringe and line.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SyringeView {
    /// The pump.
    pub pump: SyringePumpView,
    /// The syringe and the line.
    pub bedside: SyringeBedsideView,
}

/// A ventilator with its patient.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct VentilatorDeviceView {
    /// The ventilator.
    pub ventilator: VentilatorView,
    /// The patient, the tube, the circuit and the monitor.
    pub bedside: BedsideView,
}

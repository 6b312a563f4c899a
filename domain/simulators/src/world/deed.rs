//! Acts and faults of whichever device is played.

use serde::{Deserialize, Serialize};

use crate::action::Action;
use crate::fault::Fault;
use crate::syringe::action::SyringeAction;
use crate::syringe::fault::SyringeFault;
use crate::ventilator::{VentilatorAct, VentilatorFault};

/// One thing a person does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum WorldAction {
    /// To a large-volume pump, its line or its patient.
    Infusion(Action),
    /// To a syringe pump, its line or its patient.
    Syringe(SyringeAction),
    /// To a ventilator or its patient.
    Ventilator(VentilatorAct),
}

/// A cause that a scenario injects.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WorldFault {
    /// Of a large-volume pump or a pump unit.
    Infusion(Fault),
    /// Of a syringe pump.
    Syringe(SyringeFault),
    /// Of a ventilator or the patient behind it.
    Ventilator(VentilatorFault),
}

//! Faults as physical causes: each changes the line, the bag or the pump, never a message.

use serde::{Deserialize, Serialize};

use crate::pump::key::Key;

/// A cause that a scenario injects. What the pump then says follows from physics and its sensors.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "fault", rename_all = "snake_case", deny_unknown_fields)]
pub enum Fault {
    /// The clamp between pump and patient is shut: a complete block that opening the clamp removes.
    DownstreamOcclusion,
    /// The line lies kinked under the patient: a complete block that straightening removes.
    KinkedLine,
    /// The line is pinched or the cannula is narrow: more resistance, removed by straightening.
    PartialOcclusion {
        /// Resistance of the line to the patient, mmHg per mL/h.
        resistance_mmhg_per_ml_h: f64,
    },
    /// A bubble comes down the line towards the pump's air detector.
    AirBubble {
        /// Volume of the bubble, µL.
        volume_ul: f64,
    },
    /// The pump's door springs open.
    DoorOpened,
    /// The bag runs dry; from now on the pump draws air.
    BagEmpty,
    /// The set slips out of its seat.
    SetMisloaded,
    /// A key's contact stays shut, whatever the finger does.
    KeyStuck {
        /// The key.
        key: Key,
    },
    /// The pump's watchdog finds a system error; only switching off is left.
    SystemError,
    /// The pump delivers more or less than it counts, as a worn mechanism does.
    FlowError {
        /// Error of the delivered flow, percent of the set rate, from -100 to 100.
        percent: f64,
    },
}

impl Fault {
    /// The names under which faults are written, in order of declaration.
    pub const NAMES: &'static [&'static str] = &[
        "downstream_occlusion",
        "kinked_line",
        "partial_occlusion",
        "air_bubble",
        "door_opened",
        "bag_empty",
        "set_misloaded",
        "key_stuck",
        "system_error",
        "flow_error",
    ];
}

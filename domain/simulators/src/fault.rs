//! Faults as physical causes: each changes the line, the bag or the pump, never a message.

use serde::{Deserialize, Serialize};

use crate::pump::key::Key;
use crate::pump::selftest::SelfTestPart;

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
    /// A worn key: every press counts twice (FDA Generic Infusion Pump, key bounce).
    KeyBounces {
        /// The key.
        key: Key,
    },
    /// Another pump of the same kind is put in its place: switched off, with the same library and settings, nothing
    /// programmed and nothing worn. The set stays in it.
    PumpExchanged,
    /// The pump's watchdog finds a system error; only switching off is left.
    SystemError,
    /// The pump delivers more or less than it counts, as a worn mechanism does.
    FlowError {
        /// Error of the delivered flow, percent of the set rate, from -100 to 100.
        percent: f64,
    },
    /// The line lies kinked between the bags and the pump; straightening removes it. Of a pump unit only, like
    /// all that follow.
    UpstreamOcclusion,
    /// The cannula slips out of the vein: the tissue swells and little of the drug reaches the blood.
    Infiltration,
    /// The set's own flow stop is broken: taken out of the pump, it runs freely.
    FlowStopFails,
    /// The back-check valve of the primary branch leaks.
    CheckValveLeaks,
    /// The back-check valve of the primary branch does not open.
    CheckValveSticks,
    /// The hospital's mains fail, the plug in the socket or not.
    MainsFail,
    /// The battery has aged: it holds only this share of its energy.
    BatteryAged {
        /// What is left of its capacity, percent.
        health_percent: f64,
    },
    /// The pump grows too hot.
    Overheats,
    /// A task of the pump freezes: keys no longer act, the motor goes on until the watchdog ends it.
    TaskFreezes,
    /// A part of the self test fails when it comes to it.
    SelfTestFails {
        /// Which.
        part: SelfTestPart,
    },
    /// The next version of the drug library arrives; it waits for a new patient or for the power key.
    LibraryArrives,
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
        "key_bounces",
        "pump_exchanged",
        "system_error",
        "flow_error",
        "upstream_occlusion",
        "infiltration",
        "flow_stop_fails",
        "check_valve_leaks",
        "check_valve_sticks",
        "mains_fail",
        "battery_aged",
        "overheats",
        "task_freezes",
        "self_test_fails",
        "library_arrives",
    ];
}

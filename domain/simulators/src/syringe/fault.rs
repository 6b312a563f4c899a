//! Faults of a syringe pump as physical causes.

use serde::{Deserialize, Serialize};

use crate::pump::key::Key;

/// A cause that a scenario injects. What the pump then says follows from physics and its sensors.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "fault", rename_all = "snake_case", deny_unknown_fields)]
pub enum SyringeFault {
    /// The clamp of the line is shut: a complete block that opening it removes.
    DownstreamOcclusion,
    /// The line lies kinked under the patient: a complete block that straightening removes.
    KinkedLine,
    /// The line is pinched or the cannula is narrow: more resistance, removed by straightening.
    PartialOcclusion {
        /// Resistance of the line to the patient, mmHg per mL/h.
        resistance_mmhg_per_ml_h: f64,
    },
    /// The flange slips out of its slot.
    FlangeSlips,
    /// The clamp springs off the barrel.
    BarrelSlips,
    /// The drive loses the plunger.
    PlungerSlips,
    /// The barrel's sensor measures wrongly.
    SizeSensorError {
        /// Error of the measured diameter, mm.
        error_mm: f64,
    },
    /// The sensors of flange, barrel and plunger report a syringe that is well seated, whatever is true.
    SeatSensorsStuck,
    /// The sensor of the pressure reads only a share of it.
    PressureSensorError {
        /// Error, percent of the pressure, from -100.
        percent: f64,
    },
    /// The mains are gone.
    MainsLost,
    /// The battery has aged: only a share of its capacity is left.
    BatteryAged {
        /// Share that is left, percent.
        percent: f64,
    },
    /// A key's contact stays shut, whatever the finger does.
    KeyStuck {
        /// The key.
        key: Key,
    },
    /// The pump's watchdog finds a system error; only switching off is left.
    SystemError,
    /// The drive moves more or less than it counts.
    FlowError {
        /// Error of the delivered flow, percent of the set rate, from -100 to 100.
        percent: f64,
    },
}

impl SyringeFault {
    /// The names under which faults are written, in order of declaration.
    pub const NAMES: &'static [&'static str] = &[
        "downstream_occlusion",
        "kinked_line",
        "partial_occlusion",
        "flange_slips",
        "barrel_slips",
        "plunger_slips",
        "size_sensor_error",
        "seat_sensors_stuck",
        "pressure_sensor_error",
        "mains_lost",
        "battery_aged",
        "key_stuck",
        "system_error",
        "flow_error",
    ];
}

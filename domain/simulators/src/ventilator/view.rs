//! What the ventilator, the monitor and the bedside show: the one model that eye and screen reader are both told.

use serde::{Deserialize, Serialize};

use super::act::{Button, Care};
use super::alarms::VentilatorAlarm;
use super::gas::BloodGas;
use super::measured::values::MeasuredId;
use super::measured::{Sample, TrendPoint};
use super::modes::{BreathKind, Hold, Mode, Origin, Phase};
use super::settings::{SettingCaution, SettingId, SettingProblem};
use crate::alarms::{Indicator, Priority};

/// Everything the ventilator shows and tells at one moment.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct VentilatorView {
    /// What it is doing.
    pub state: VentilatorState,
    /// The mode in force.
    pub mode: Mode,
    /// A confirmed mode that begins with the next expiration.
    pub next_mode: Option<Mode>,
    /// The mode that is being chosen, not confirmed.
    pub chosen_mode: Option<Mode>,
    /// Where in the breath it is; none while it does not ventilate.
    pub phase: Option<Phase>,
    /// What started the breath that goes on.
    pub origin: Option<Origin>,
    /// The settings of the mode that is shown, in the order of the panel.
    pub settings: Vec<SettingView>,
    /// The limits of alarms.
    pub limits: Vec<SettingView>,
    /// Measured values, in a fixed order; those not known have no text.
    pub measured: Vec<MeasuredView>,
    /// What the ventilator says, most urgent first.
    pub messages: Vec<Message>,
    /// Active alarms, the one to show first at the front.
    pub alarms: Vec<VentilatorAlarmView>,
    /// The alarm lamp.
    pub indicator: Indicator,
    /// The sound to make now.
    pub sound: Option<Priority>,
    /// Seconds until paused sound comes back.
    pub silence_left_s: Option<u32>,
    /// The buzzer that sounds without any power.
    pub buzzer: bool,
    /// The hold that is asked for or goes on.
    pub hold: Option<Hold>,
    /// Seconds until a change that nobody confirms is dropped.
    pub confirm_left_s: Option<u32>,
    /// Buttons that would do something now, in a fixed order.
    pub enabled: Vec<Button>,
    /// Whether the plug is in.
    pub mains: bool,
    /// Whether there is oxygen in the hose from the wall.
    pub oxygen_supply: bool,
    /// Whether there is air in the hose from the wall.
    pub air_supply: bool,
    /// Charge of the battery, percent.
    pub battery_percent: u8,
    /// Minutes that the battery lasts.
    pub battery_left_min: u16,
    /// The curves.
    pub curves: Curves,
    /// The last whole breath, for loops.
    pub last_breath: Vec<Sample>,
    /// The last breaths as they were measured, oldest first, at most eight.
    pub breaths: Vec<BreathView>,
    /// One point for each whole minute, oldest first.
    pub trend: Vec<TrendPoint>,
}

codes! {
    /// What the ventilator is doing.
    pub enum VentilatorState {
        Off => "off",
        Standby => "standby",
        Ventilating => "ventilating",
        /// Breaths of the backup.
        Backup => "backup",
        /// The safety valve stands open, or no gas is left: the patient breathes the room.
        Open => "open",
        /// Out of service.
        Failed => "failed",
    }
}

/// The curves of the last seconds.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Curves {
    /// Time between two samples, ms.
    pub interval_ms: u32,
    /// How many samples were ever taken; the last of `samples` is the newest of them.
    pub taken: u64,
    /// Samples, oldest first, of 15 s.
    pub samples: Vec<Sample>,
}

/// A breath as it was measured.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct BreathView {
    /// When it began, ms.
    pub started_tick: u64,
    /// What started it.
    pub origin: Origin,
    /// What it controlled.
    pub kind: BreathKind,
    /// Highest pressure, cmH2O.
    pub peak_cmh2o: f32,
    /// Pressure at the end of expiration, cmH2O.
    pub end_cmh2o: f32,
    /// Inspired volume, mL.
    pub vti_ml: f32,
    /// Expired volume, mL.
    pub vte_ml: f32,
    /// Length of inspiration with its pause, s.
    pub ti_s: f32,
    /// Length of the whole breath, s.
    pub total_s: f32,
    /// Flow out that was left when the next breath began, L/min.
    pub end_out_l_min: f32,
    /// Whether the high-pressure limit cut it.
    pub cut: bool,
}

/// A setting or a limit.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SettingView {
    /// Which.
    pub setting: SettingId,
    /// Value in force.
    pub value: String,
    /// Unit, empty if it has none.
    pub unit: String,
    /// Value that waits for confirmation.
    pub pending: Option<String>,
    /// Smallest and largest value.
    pub range: (String, String),
    /// Whether the knob turns it.
    pub chosen: bool,
}

/// A measured value.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct MeasuredView {
    /// Which.
    pub value: MeasuredId,
    /// In safe notation; none if it is not known.
    pub text: Option<String>,
    /// Unit, empty if it has none.
    pub unit: String,
    /// Priority of an alarm that speaks of it.
    pub alarm: Option<Priority>,
}

/// An active alarm.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct VentilatorAlarmView {
    /// Which.
    pub alarm: VentilatorAlarm,
    /// How urgent.
    pub priority: Priority,
    /// When it began, ms.
    pub since_tick: u64,
}

/// Something that the ventilator says.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "message", rename_all = "snake_case")]
pub enum Message {
    /// The settings do not go together and were not taken.
    Refused {
        /// Why.
        problem: SettingProblem,
    },
    /// Settings wait to be confirmed.
    Unconfirmed,
    /// The end of ventilation waits to be confirmed.
    ConfirmStandby,
    /// Worth a second look.
    Caution {
        /// What.
        caution: SettingCaution,
    },
    /// Confirmed settings take effect with the next expiration.
    TakesEffect,
    /// The backup ventilates; two breaths of the patient end it.
    Backup,
    /// The safety valve stands open.
    SafetyValve,
    /// A hold goes on, or waits for its moment.
    Holding {
        /// Which.
        hold: Hold,
    },
    /// The lung is being measured for an adaptive mode.
    TestBreath,
    /// Oxygen alone is given.
    Oxygen100 {
        /// Seconds left.
        left_s: u32,
    },
    /// Alarms of an open circuit wait.
    SuctionSupport {
        /// Seconds left.
        left_s: u32,
    },
    /// It runs on its battery.
    OnBattery,
}

/// What a person at the bedside sees and can do.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct BedsideView {
    /// The circuit.
    pub circuit: CircuitState,
    /// How far the chest rises with a breath.
    pub chest: ChestRise,
    /// Whether one side rises less.
    pub uneven: bool,
    /// What is heard over the chest.
    pub sounds: Vec<Sound>,
    /// Whether the patient works to breathe.
    pub effort: EffortSeen,
    /// Pressure of the cuff, cmH2O.
    pub cuff_cmh2o: u8,
    /// Water is seen in the tubing.
    pub water: bool,
    /// A catheter lies in the tube.
    pub suction: bool,
    /// A catheter was put in a moment ago and did not pass.
    pub catheter_stuck: bool,
    /// Whether a filter sits at the Y-piece; else a heated humidifier wets the gas.
    pub filter_at_mouth: bool,
    /// Acts that a hand can do now, in a fixed order, whether or not they help: their choice tells nothing of what
    /// is wrong, only of what anybody sees.
    pub offered: Vec<Care>,
    /// Acts that would change something now, in a fixed order.
    pub acts: Vec<Care>,
    /// Results of the laboratory, oldest first.
    pub blood_gases: Vec<BloodGas>,
    /// Samples whose result is not there yet.
    pub blood_gases_waiting: u8,
    /// What the monitor shows; none for a test lung.
    pub monitor: Option<MonitorView>,
}

codes! {
    /// The circuit at the tube.
    pub enum CircuitState {
        Connected => "connected",
        Apart => "apart",
        Bagged => "bagged",
    }
}

codes! {
    /// How far the chest rises.
    pub enum ChestRise {
        Hardly => "hardly",
        Little => "little",
        Well => "well",
        Much => "much",
    }
}

codes! {
    /// What is heard over the chest.
    pub enum Sound {
        Wheeze => "wheeze",
        Rattle => "rattle",
        OneSideSilent => "one_side_silent",
        /// Gas escapes at the mouth.
        LeakAtMouth => "leak_at_mouth",
        Silent => "silent",
    }
}

codes! {
    /// How the patient works to breathe.
    pub enum EffortSeen {
        None => "none",
        Calm => "calm",
        Strong => "strong",
    }
}

/// What the monitor shows, in whole numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MonitorView {
    /// Saturation at the finger, percent.
    pub spo2_percent: u8,
    /// End-tidal carbon dioxide, mmHg.
    pub etco2_mmhg: u16,
    /// Heart rate, per minute.
    pub heart_rate_per_min: u16,
    /// Mean arterial pressure, mmHg.
    pub map_mmhg: u16,
    /// Systolic pressure, mmHg.
    pub systolic_mmhg: u16,
    /// Diastolic pressure, mmHg.
    pub diastolic_mmhg: u16,
}

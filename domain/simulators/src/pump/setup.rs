//! How a pump is configured and in what state a scenario finds it.

use serde::{Deserialize, Serialize};

use crate::drugs::Library;
use crate::entry::EntryStyle;

/// The pump at the start of a scenario.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PumpSetup {
    /// The drug library in the pump.
    pub library: Library,
    /// The state in which the scenario begins.
    #[serde(default)]
    pub start: StartState,
    /// Settings of the hospital.
    #[serde(default)]
    pub config: PumpConfig,
}

/// The state in which a scenario finds the pump.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "snake_case", deny_unknown_fields)]
pub enum StartState {
    /// Switched off.
    #[default]
    Off,
    /// On, the patient known, a care area chosen, nothing programmed.
    Standby {
        /// Care area id.
        care_area: String,
    },
    /// A program is confirmed and waits for START.
    Ready {
        /// The program.
        program: StartProgram,
    },
    /// A program runs.
    Running {
        /// The program.
        program: StartProgram,
    },
}

/// A program that is in the pump from the start.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct StartProgram {
    /// Care area id.
    pub care_area: String,
    /// What is infused.
    #[serde(flatten)]
    pub infusion: Infusion,
    /// Volume to be infused, mL.
    pub vtbi_ml: f64,
}

/// What a program infuses.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Infusion {
    /// A library entry by dose.
    Drug {
        /// Entry id.
        entry: String,
        /// Weight entered in the pump, kg; needed if the dose is per kg.
        #[serde(default)]
        weight_kg: Option<f64>,
        /// Dose in the entry's unit.
        dose: f64,
    },
    /// A rate outside the library.
    Basic {
        /// Rate, mL/h.
        rate_ml_h: f64,
    },
}

codes! {
    /// How long the self test takes.
    pub enum SelfTestLength {
        /// Eight seconds.
        Standard => "standard",
        /// Three seconds.
        Fast => "fast",
    }
}

impl SelfTestLength {
    /// Length in ms.
    #[must_use]
    pub const fn ticks(self) -> u64 {
        match self {
            Self::Standard => 8_000,
            Self::Fast => 3_000,
        }
    }
}

codes! {
    /// What the pump does when the volume to be infused is given.
    pub enum EndAction {
        /// Goes on at the keep-vein-open rate.
        KeepVeinOpen => "keep_vein_open",
        /// Stops, with a high alarm.
        Stop => "stop",
        /// Goes on at the set rate.
        Continue => "continue",
    }
}

/// Settings of the pump; each has the product's default.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct PumpConfig {
    /// Length of the self test.
    pub self_test: SelfTestLength,
    /// How numbers are entered.
    pub entry: EntryStyle,
    /// What happens at the end of the volume.
    pub end_action: EndAction,
    /// Keep-vein-open rate, mL/h; never above the set rate.
    pub kvo_ml_h: f64,
    /// Longest keep-vein-open time, s.
    pub kvo_longest_s: f64,
    /// Downstream occlusion limit, mmHg.
    pub occlusion_limit_mmhg: f64,
    /// How long the pressure must stay over the limit before the alarm, s.
    pub occlusion_latency_s: f64,
    /// Volume the motor draws back after an occlusion alarm, mL; zero leaves the pressure in the line.
    pub backoff_ml: f64,
    /// Largest single bubble, µL.
    pub air_single_ul: f64,
    /// Largest sum of bubbles in the window, µL.
    pub air_cumulative_ul: f64,
    /// Length of that window, s.
    pub air_window_s: f64,
    /// Time left at which the near-end signal starts, s; zero for none.
    pub near_end_s: f64,
    /// Rate of a bolus outside the library, mL/h.
    pub bolus_rate_ml_h: f64,
    /// Ripple of the flow as a share of the mean flow.
    pub ripple: f64,
    /// Volume of one pump cycle, mL.
    pub cycle_ml: f64,
    /// Calibration error as a share of the flow.
    pub flow_error: f64,
    /// Share of the flow lost per 100 mmHg of back pressure.
    pub back_pressure_loss: f64,
    /// How often in ten minutes the pump starts again by itself after an occlusion that cleared, 0 to 9.
    pub auto_restarts: u8,
}

impl Default for PumpConfig {
    fn default() -> Self {
        Self {
            self_test: SelfTestLength::Standard,
            entry: EntryStyle::StrictPad,
            end_action: EndAction::KeepVeinOpen,
            kvo_ml_h: 1.0,
            kvo_longest_s: 3_600.0,
            occlusion_limit_mmhg: 300.0,
            occlusion_latency_s: 1.0,
            backoff_ml: 0.0,
            air_single_ul: 250.0,
            air_cumulative_ul: 1_000.0,
            air_window_s: 900.0,
            near_end_s: 600.0,
            bolus_rate_ml_h: 200.0,
            ripple: 0.10,
            cycle_ml: 0.12,
            flow_error: 0.0,
            back_pressure_loss: 0.01,
            auto_restarts: 0,
        }
    }
}

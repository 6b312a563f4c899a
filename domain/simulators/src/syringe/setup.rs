//! How a syringe pump is configured, what lies in it, and in what state a scenario finds it.

use serde::{Deserialize, Serialize};

use super::catalogue::SyringeKind;
use crate::drugs::{AmountUnit, Library};
use crate::entry::EntryStyle;
use crate::patient::PatientSetup;
use crate::pump::setup::{EndAction, SelfTestLength, StartState};

/// Everything that a simulation with a syringe pump starts from.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SyringeSetup {
    /// The pump.
    pub pump: SyringePumpSetup,
    /// The syringe and the line.
    pub line: SyringeLineSetup,
    /// The patient.
    pub patient: PatientSetup,
}

/// The syringe pump at the start of a scenario.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SyringePumpSetup {
    /// The drug library in the pump.
    pub library: Library,
    /// The state in which the scenario begins. A ready or running pump was told of [`Self::told`], or of what is
    /// fitted.
    #[serde(default)]
    pub start: StartState,
    /// The syringe of which the pump was told; none means the one that is fitted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub told: Option<SyringeKind>,
    /// Settings of the hospital.
    #[serde(default)]
    pub config: SyringePumpConfig,
}

codes! {
    /// How the pump learns which syringe is fitted.
    pub enum SizeSensor {
        /// The barrel clamp measures; only syringes of about that width are offered.
        Measures => "measures",
        /// None: every syringe is offered.
        Absent => "absent",
    }
}

/// Settings of the syringe pump; each has the product's default.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct SyringePumpConfig {
    /// Length of the self test.
    pub self_test: SelfTestLength,
    /// What happens at the end of the volume.
    pub end_action: EndAction,
    /// How numbers are entered.
    pub entry: EntryStyle,
    /// How the pump learns which syringe is fitted.
    pub size_sensor: SizeSensor,
    /// Keep-vein-open rate, mL/h; never above the set rate.
    pub kvo_ml_h: f64,
    /// Longest keep-vein-open time, s.
    pub kvo_longest_s: f64,
    /// Occlusion limit, mmHg.
    pub occlusion_limit_mmhg: f64,
    /// How long the pressure must stay over the limit before the alarm, s.
    pub occlusion_latency_s: f64,
    /// Volume the drive turns back after an occlusion alarm, mL; zero leaves the pressure in the line.
    pub backoff_ml: f64,
    /// Time left at which the near-end signal starts, s; zero for none.
    pub near_end_s: f64,
    /// Time left in the syringe at which the near-empty alarm starts, s; zero for none.
    pub near_empty_s: f64,
    /// Rate of a bolus outside the library, mL/h.
    pub bolus_rate_ml_h: f64,
    /// Rate of a purge, mL/h.
    pub purge_rate_ml_h: f64,
    /// Largest volume of one purge, mL.
    pub purge_limit_ml: f64,
    /// Ripple of the flow as a share of the mean flow.
    pub ripple: f64,
    /// Volume of one cycle of the drive, mL.
    pub cycle_ml: f64,
    /// Calibration error as a share of the flow.
    pub flow_error: f64,
    /// Energy of the full battery, Wh.
    pub battery_wh: f64,
    /// Share of it that is left at the start, 0 to 1.
    pub battery_charge: f64,
    /// Whether the plug is in the mains at the start.
    pub on_mains: bool,
}

impl Default for SyringePumpConfig {
    fn default() -> Self {
        Self {
            self_test: SelfTestLength::Standard,
            end_action: EndAction::KeepVeinOpen,
            entry: EntryStyle::StrictPad,
            size_sensor: SizeSensor::Measures,
            kvo_ml_h: 0.5,
            kvo_longest_s: 3_600.0,
            occlusion_limit_mmhg: 300.0,
            occlusion_latency_s: 1.0,
            backoff_ml: 0.0,
            near_end_s: 600.0,
            near_empty_s: 300.0,
            bolus_rate_ml_h: 100.0,
            purge_rate_ml_h: 300.0,
            purge_limit_ml: 2.0,
            ripple: 0.02,
            cycle_ml: 0.01,
            flow_error: 0.0,
            battery_wh: 24.0,
            battery_charge: 1.0,
            on_mains: true,
        }
    }
}

/// The syringe and its line at the start of a scenario.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SyringeLineSetup {
    /// The syringe that lies in the pump, or is at hand.
    pub syringe: FilledSyringe,
    /// The syringe that is fitted next; none means a full one like the first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub spare: Option<FilledSyringe>,
    /// How syringe and line lie.
    #[serde(default)]
    pub start: SyringeLineStart,
    /// Properties of the line and the vein.
    #[serde(default)]
    pub config: SyringeLineConfig,
}

/// A syringe: what its label says is what it holds.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FilledSyringe {
    /// Brand and size.
    pub kind: SyringeKind,
    /// Drug, by the name the library uses; empty for plain fluid.
    #[serde(default)]
    pub drug: String,
    /// Amount of drug in [`Self::volume_ml`], as on the label.
    #[serde(default)]
    pub amount: f64,
    /// Unit of that amount.
    #[serde(default = "milligram")]
    pub amount_unit: AmountUnit,
    /// Volume on the label, mL; no more than it can hold.
    pub volume_ml: f64,
    /// Volume that is left of it, mL; none means all.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub left_ml: Option<f64>,
}

const fn milligram() -> AmountUnit {
    AmountUnit::Milligram
}

/// How syringe and line lie at the start.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct SyringeLineStart {
    /// Whether the syringe is in the pump, and well seated.
    pub fitted: bool,
    /// Whether the drive has already taken up slack and tension. A pump that runs at the start has.
    pub taken_up: bool,
    /// Whether the line is connected to the patient.
    pub connected: bool,
    /// Whether the clamp of the line is open.
    pub clamp_open: bool,
    /// Height of the pump over the patient's heart, cm.
    pub height_cm: i16,
}

impl Default for SyringeLineStart {
    fn default() -> Self {
        Self {
            fitted: true,
            taken_up: false,
            connected: true,
            clamp_open: true,
            height_cm: 0,
        }
    }
}

codes! {
    /// Whether a valve in the line lets nothing run by itself.
    pub enum AntiSiphonValve {
        Absent => "absent",
        Fitted => "fitted",
    }
}

/// Properties of the line and the vein.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct SyringeLineConfig {
    /// Compliance of syringe and line, mL/mmHg; none means that of the syringe's size.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub compliance_ml_per_mmhg: Option<f64>,
    /// Way that the drive must take up before the plunger moves, mm.
    pub slack_mm: f64,
    /// Pressure that opens the way out without a valve, mmHg.
    pub opening_pressure_mmhg: f64,
    /// The same with an anti-siphon valve, mmHg.
    pub valve_opening_pressure_mmhg: f64,
    /// Whether there is such a valve.
    pub anti_siphon: AntiSiphonValve,
    /// Resistance of the open line and cannula, mmHg per mL/h.
    pub resistance_mmhg_per_ml_h: f64,
    /// Resistance to what runs by itself, mmHg per mL/h.
    pub siphon_resistance_mmhg_per_ml_h: f64,
    /// Pressure in the vein, mmHg.
    pub venous_pressure_mmhg: f64,
    /// Density of the fluid, relative to water.
    pub density_rel: f64,
}

impl Default for SyringeLineConfig {
    fn default() -> Self {
        Self {
            compliance_ml_per_mmhg: None,
            slack_mm: 0.5,
            opening_pressure_mmhg: 15.0,
            valve_opening_pressure_mmhg: 20.0,
            anti_siphon: AntiSiphonValve::Absent,
            resistance_mmhg_per_ml_h: 0.02,
            siphon_resistance_mmhg_per_ml_h: 0.05,
            venous_pressure_mmhg: 10.0,
            density_rel: 1.0,
        }
    }
}

//! What the monitor shows of the patient, and what else is known at the bedside.

use serde::{Deserialize, Serialize};

use super::laboratory::Test;
use super::potassium::Rhythm;

/// What the monitor shows, in whole numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PatientView {
    /// Mean arterial pressure, mmHg.
    pub map_mmhg: u16,
    /// Systolic pressure, mmHg.
    pub systolic_mmhg: u16,
    /// Diastolic pressure, mmHg.
    pub diastolic_mmhg: u16,
    /// Heart rate, beats per minute.
    pub heart_rate_per_min: u16,
}

/// What else the bedside knows: breathing, sedation, rhythm, results.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ClinicalView {
    /// Breaths per minute.
    pub breaths_per_min: u16,
    /// Saturation of the blood with oxygen, percent.
    pub spo2_percent: u16,
    /// Processed EEG, 0 to 93.
    pub sedation_index: u16,
    /// The same in words.
    pub sedation: Sedation,
    /// Rhythm on the monitor.
    pub rhythm: Rhythm,
    /// The newest result of each test that has one, in the order of the tests.
    pub results: Vec<ResultView>,
    /// Tests on their way, in the order in which the blood was drawn.
    pub waiting: Vec<WaitingView>,
}

/// A result.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ResultView {
    /// What was measured.
    pub test: Test,
    /// The value in safe notation.
    pub value: String,
    /// Its unit.
    pub unit: String,
    /// Whether the true value is longer than could be measured.
    pub beyond_range: bool,
    /// When the blood was drawn, ms.
    pub drawn_tick: u64,
}

/// A sample on its way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WaitingView {
    /// What is measured.
    pub test: Test,
    /// When the blood was drawn, ms.
    pub drawn_tick: u64,
    /// When the result comes, ms.
    pub ready_tick: u64,
}

codes! {
    /// How deep a patient sleeps, by the sedation index (training values).
    pub enum Sedation {
        /// From 85.
        Awake => "awake",
        /// From 70.
        Drowsy => "drowsy",
        /// From 60: wakes when touched.
        Sedated => "sedated",
        /// From 40.
        Deep => "deep",
        /// Under 40: does not wake.
        Unresponsive => "unresponsive",
    }
}

impl Sedation {
    /// The depth at an index.
    #[must_use]
    pub const fn at(index: f64) -> Self {
        match index {
            85.0.. => Self::Awake,
            70.0.. => Self::Drowsy,
            60.0.. => Self::Sedated,
            40.0.. => Self::Deep,
            _ => Self::Unresponsive,
        }
    }
}

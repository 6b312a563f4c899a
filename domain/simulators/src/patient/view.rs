//! What the monitor shows of the patient.

use serde::{Deserialize, Serialize};

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

//! The monitor's alarm limits for an adult, and what a patient's numbers mean against them.

use simulators::alarms::Priority;
use simulators::patient::view::{ClinicalView, PatientView};

/// The limits between which a number is quiet. A number equal to a limit is inside.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Below this is a medium alarm.
    pub low: u16,
    /// Above this is a medium alarm.
    pub high: u16,
    /// Below this is a high alarm.
    pub very_low: u16,
    /// Above this is a high alarm.
    pub very_high: u16,
}

/// Heart rate, beats per minute: usual defaults of adult monitors.
pub const HEART_RATE: Limits = Limits {
    low: 50,
    high: 130,
    very_low: 40,
    very_high: 160,
};

/// Mean arterial pressure, mmHg: usual defaults of adult monitors.
pub const MAP: Limits = Limits {
    low: 60,
    high: 110,
    very_low: 50,
    very_high: 130,
};

/// Saturation with oxygen, percent: usual defaults of adult monitors; there is no upper limit.
pub const SPO2: Limits = Limits {
    low: 90,
    high: 100,
    very_low: 80,
    very_high: 100,
};

/// Breaths per minute: usual defaults of adult monitors, the outer pair chosen.
pub const BREATHS: Limits = Limits {
    low: 8,
    high: 30,
    very_low: 5,
    very_high: 40,
};

/// A number of the monitor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Vital {
    /// Heart rate.
    HeartRate,
    /// Mean arterial pressure.
    Map,
    /// Saturation with oxygen.
    Spo2,
    /// Breaths per minute.
    Breaths,
}

/// On which side of its limits a number is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// Under the lower limit.
    Low,
    /// Over the upper limit.
    High,
}

/// A number outside its limits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Which number.
    pub vital: Vital,
    /// On which side.
    pub side: Side,
    /// How urgent.
    pub priority: Priority,
}

/// What is outside its limits of pressure and heart rate.
#[must_use]
pub fn judge(view: &PatientView) -> Vec<Finding> {
    outside(&[
        (Vital::HeartRate, view.heart_rate_per_min, HEART_RATE),
        (Vital::Map, view.map_mmhg, MAP),
    ])
}

/// What is outside its limits of saturation and breathing.
#[must_use]
pub fn judge_clinical(view: &ClinicalView) -> Vec<Finding> {
    outside(&[
        (Vital::Spo2, view.spo2_percent, SPO2),
        (Vital::Breaths, view.breaths_per_min, BREATHS),
    ])
}

fn outside(values: &[(Vital, u16, Limits)]) -> Vec<Finding> {
    values
        .iter()
        .filter_map(|&(vital, value, limits)| {
            let (side, very) = if value < limits.low {
                (Side::Low, value < limits.very_low)
            } else if value > limits.high {
                (Side::High, value > limits.very_high)
            } else {
                return None;
            };
            Some(Finding {
                vital,
                side,
                priority: if very { Priority::High } else { Priority::Medium },
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn patient(map_mmhg: u16, heart_rate_per_min: u16) -> PatientView {
        PatientView {
            map_mmhg,
            heart_rate_per_min,
            systolic_mmhg: 0,
            diastolic_mmhg: 0,
        }
    }

    #[test]
    fn numbers_on_their_limits_are_quiet() {
        assert_eq!(judge(&patient(60, 130)), []);
    }

    #[test]
    fn a_very_low_pressure_is_urgent() {
        let found = judge(&patient(44, 100));
        assert_eq!(
            found,
            [Finding {
                vital: Vital::Map,
                side: Side::Low,
                priority: Priority::High
            }]
        );
    }
}

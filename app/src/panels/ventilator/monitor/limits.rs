//! The monitor's alarm limits for an adult on a ventilator, and what its numbers mean against them.

use simulators::alarms::Priority;
use simulators::ventilator::view::MonitorView;

use crate::panels::monitor::limits::{HEART_RATE, Limits, MAP, Side};
use crate::words::ventilator as words;

/// Saturation, percent: usual defaults of adult monitors. There is no upper limit.
const SATURATION: Limits = Limits {
    low: 90,
    high: 100,
    very_low: 85,
    very_high: 100,
};

/// End-tidal carbon dioxide, mmHg: usual defaults of adult monitors.
const CARBON: Limits = Limits {
    low: 25,
    high: 60,
    very_low: 10,
    very_high: 90,
};

/// A number of the monitor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::panels::ventilator) enum Vital {
    HeartRate,
    Saturation,
    Map,
    Carbon,
}

/// A number outside its limits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::panels::ventilator) struct Finding {
    pub(in crate::panels::ventilator) vital: Vital,
    pub(in crate::panels::ventilator) side: Side,
    pub(in crate::panels::ventilator) priority: Priority,
}

impl Finding {
    pub(in crate::panels::ventilator) const fn text(self) -> &'static str {
        match (self.vital, self.side) {
            (Vital::HeartRate, Side::Low) => words::rate_low(),
            (Vital::HeartRate, Side::High) => words::rate_high(),
            (Vital::Saturation, _) => words::spo2_low(),
            (Vital::Map, Side::Low) => words::map_low(),
            (Vital::Map, Side::High) => words::map_high(),
            (Vital::Carbon, Side::Low) => words::etco2_low(),
            (Vital::Carbon, Side::High) => words::etco2_high(),
        }
    }
}

impl Vital {
    const ALL: [Self; 4] = [Self::HeartRate, Self::Saturation, Self::Map, Self::Carbon];

    const fn limits(self) -> Limits {
        match self {
            Self::HeartRate => HEART_RATE,
            Self::Saturation => SATURATION,
            Self::Map => MAP,
            Self::Carbon => CARBON,
        }
    }

    fn of(self, view: &MonitorView) -> u16 {
        match self {
            Self::HeartRate => view.heart_rate_per_min,
            Self::Saturation => u16::from(view.spo2_percent),
            Self::Map => view.map_mmhg,
            Self::Carbon => view.etco2_mmhg,
        }
    }

    pub(super) const fn class(self) -> &'static str {
        match self {
            Self::HeartRate => "wave-heart",
            Self::Saturation => "wave-pulse",
            Self::Map => "wave-artery",
            Self::Carbon => "wave-carbon",
        }
    }

    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::HeartRate => words::heart_rate(),
            Self::Saturation => words::spo2(),
            Self::Map => words::map(),
            Self::Carbon => words::etco2(),
        }
    }

    pub(super) const fn unit(self) -> &'static str {
        match self {
            Self::HeartRate => words::per_minute(),
            Self::Saturation => words::percent(),
            Self::Map | Self::Carbon => words::mmhg(),
        }
    }

    pub(super) fn limits_said(self) -> String {
        let limits = self.limits();
        match self {
            Self::Saturation => words::limit_from(limits.low),
            _ => words::limits_of(limits.low, limits.high),
        }
    }
}

/// Everything that is outside its limits. A number equal to a limit is inside.
pub(in crate::panels::ventilator) fn judge(view: &MonitorView) -> Vec<Finding> {
    Vital::ALL
        .into_iter()
        .filter_map(|vital| {
            let (value, limits) = (vital.of(view), vital.limits());
            let (side, very) = if value < limits.low {
                (Side::Low, value < limits.very_low)
            } else if value > limits.high {
                (Side::High, value > limits.very_high)
            } else {
                return None;
            };
            let priority = if very { Priority::High } else { Priority::Medium };
            Some(Finding {
                vital,
                side,
                priority,
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const WELL: MonitorView = MonitorView {
        spo2_percent: 97,
        etco2_mmhg: 38,
        heart_rate_per_min: 80,
        map_mmhg: 80,
        systolic_mmhg: 109,
        diastolic_mmhg: 66,
    };

    #[test]
    fn a_well_patient_is_quiet_and_so_is_a_number_on_its_limit() {
        assert_eq!(judge(&WELL), []);
        assert_eq!(
            judge(&MonitorView {
                spo2_percent: 90,
                ..WELL
            }),
            []
        );
    }

    #[test]
    fn a_deep_fall_of_saturation_is_urgent() {
        let found = judge(&MonitorView {
            spo2_percent: 84,
            ..WELL
        });
        assert_eq!(
            (found[0].vital, found[0].priority),
            (Vital::Saturation, Priority::High)
        );
    }
}

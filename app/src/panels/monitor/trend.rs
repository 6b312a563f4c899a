//! The monitor's memory: one point each two seconds for ten minutes.

use simulators::patient::view::PatientView;

/// Time between two points, ms.
pub const STRIDE_MS: u64 = 2_000;

/// Bottom and top of the heart rate's trend, beats per minute.
pub(super) const HEART_RATE_RANGE: (f64, f64) = (40.0, 160.0);

/// Bottom and top of the pressure's trend, mmHg.
pub(super) const MAP_RANGE: (f64, f64) = (30.0, 120.0);

/// Points that are kept: ten minutes.
pub const KEPT: usize = 300;

/// The patient at one instant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TrendPoint {
    /// When, ms of the run.
    pub at_ms: u64,
    /// Mean arterial pressure, mmHg.
    pub map_mmhg: u16,
    /// Heart rate, beats per minute.
    pub heart_rate_per_min: u16,
}

/// Keeps the last ten minutes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Trend(Vec<TrendPoint>);

impl Trend {
    /// Notes the patient, if two seconds have passed since the last point. Returns whether it did.
    pub fn push(&mut self, at_ms: u64, view: &PatientView) -> bool {
        if self.0.last().is_some_and(|last| at_ms < last.at_ms + STRIDE_MS) {
            return false;
        }
        if self.0.len() == KEPT {
            self.0.remove(0);
        }
        self.0.push(TrendPoint {
            at_ms,
            map_mmhg: view.map_mmhg,
            heart_rate_per_min: view.heart_rate_per_min,
        });
        true
    }

    /// The points, oldest first.
    #[must_use]
    pub fn points(&self) -> &[TrendPoint] {
        &self.0
    }
}

/// Height of a value in a picture of 100 units, from the top.
pub(super) fn height(value: f64, bottom: f64, top: f64) -> f64 {
    100.0 * (1.0 - ((value - bottom) / (top - bottom)).clamp(0.0, 1.0))
}

/// The points of a polyline, 300 wide for ten minutes, the newest at the right.
pub(super) fn points(
    all: &[TrendPoint],
    (bottom, top): (f64, f64),
    value: impl Fn(&TrendPoint) -> u16,
) -> String {
    use std::fmt::Write;
    let Some(last) = all.last() else {
        return String::new();
    };
    let span = STRIDE_MS * KEPT as u64;
    let mut text = String::with_capacity(all.len() * 10);
    for point in all.iter().filter(|point| point.at_ms + span >= last.at_ms) {
        let x = 300.0 * (1.0 - (last.at_ms - point.at_ms) as f64 / span as f64);
        let _ = write!(
            text,
            "{x:.1},{:.1} ",
            height(f64::from(value(point)), bottom, top)
        );
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    const PATIENT: PatientView = PatientView {
        map_mmhg: 65,
        systolic_mmhg: 90,
        diastolic_mmhg: 52,
        heart_rate_per_min: 100,
    };

    #[test]
    fn points_closer_than_two_seconds_are_dropped() {
        let mut trend = Trend::default();
        assert!(trend.push(0, &PATIENT));
        assert!(!trend.push(1_999, &PATIENT));
        assert!(trend.push(2_000, &PATIENT));
        assert_eq!(trend.points().len(), 2);
    }

    #[test]
    fn ten_minutes_are_kept() {
        let mut trend = Trend::default();
        for n in 0..400 {
            trend.push(n * STRIDE_MS, &PATIENT);
        }
        assert_eq!(trend.points().len(), KEPT);
        assert_eq!(trend.points()[0].at_ms, 100 * STRIDE_MS);
    }

    #[test]
    fn the_newest_point_stands_at_the_right_edge() {
        let mut trend = Trend::default();
        trend.push(0, &PATIENT);
        trend.push(300_000, &PATIENT);
        assert_eq!(
            points(trend.points(), (0.0, 130.0), |p| p.map_mmhg),
            "150.0,50.0 300.0,50.0 "
        );
    }
}

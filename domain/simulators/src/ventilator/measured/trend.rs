//! Trends: one point each minute, for a day.

use std::collections::VecDeque;

use serde::{Deserialize, Serialize};

/// Time between two points, ms.
pub(crate) const POINT_TICKS: u64 = 60_000;
/// Points that are kept: a day.
const KEPT: usize = 1_440;

/// One point of the trends. What is not known is `None`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct TrendPoint {
    /// When, in minutes after the start.
    pub minute: u32,
    /// Peak pressure, cmH2O.
    pub peak_cmh2o: Option<f32>,
    /// Plateau pressure, cmH2O.
    pub plateau_cmh2o: Option<f32>,
    /// Pressure at the end of expiration, cmH2O.
    pub peep_cmh2o: Option<f32>,
    /// Expired volume, mL.
    pub vte_ml: Option<f32>,
    /// Minute volume, L/min.
    pub minute_l_min: Option<f32>,
    /// Rate, per minute.
    pub rate_per_min: Option<f32>,
    /// Measured oxygen, percent.
    pub oxygen_percent: Option<f32>,
    /// Saturation at the finger, percent.
    pub spo2_percent: Option<f32>,
    /// End-tidal carbon dioxide, mmHg.
    pub etco2_mmhg: Option<f32>,
    /// Mean arterial pressure, mmHg.
    pub map_mmhg: Option<f32>,
}

/// The trends.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Trend {
    points: VecDeque<TrendPoint>,
}

impl Trend {
    pub(crate) fn push(&mut self, point: TrendPoint) {
        if self.points.len() == KEPT {
            self.points.pop_front();
        }
        self.points.push_back(point);
    }

    pub(crate) fn points(&self) -> impl Iterator<Item = &TrendPoint> {
        self.points.iter()
    }
}

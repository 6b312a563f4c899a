//! Blood pressure and heart rate as they answer to the pressure in the chest and to oxygen. All of it *chosen*.

use super::setup::BloodSetup;
use crate::ventilator::lung::setup::within;

/// Fall of the mean arterial pressure for each cmH2O of pressure around the heart, mmHg.
const FALL_PER_CMH2O: f64 = 4.0;
/// Time over which the circulation answers, s.
const ANSWERS_S: f64 = 12.0;
/// Beats per minute for each mmHg that the pressure falls.
const REFLEX_PER_MMHG: f64 = 0.8;
/// Beats per minute for each percent of saturation under 90.
const HYPOXIA_PER_PERCENT: f64 = 1.5;

/// Circulation.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Circulation {
    base_map_mmhg: f64,
    base_rate: f64,
    /// Pressure around the heart to which the patient is used, cmH2O.
    used_to_cmh2o: f64,
    map_mmhg: f64,
    rate: f64,
    sum_cmh2o: f64,
    steps: u32,
}

impl Circulation {
    pub(crate) fn new(setup: &BloodSetup, used_to_cmh2o: f64) -> Self {
        let base_map_mmhg = within(setup.map_mmhg, 20.0, 180.0, 80.0);
        let base_rate = within(setup.heart_rate_per_min, 30.0, 200.0, 85.0);
        Self {
            base_map_mmhg,
            base_rate,
            used_to_cmh2o,
            map_mmhg: base_map_mmhg,
            rate: base_rate,
            sum_cmh2o: 0.0,
            steps: 0,
        }
    }

    /// A tenth of a second at a pressure around the heart, cmH2O.
    pub(crate) fn press(&mut self, pleural_cmh2o: f64) {
        self.sum_cmh2o += pleural_cmh2o;
        self.steps += 1;
    }

    /// A second; `strangled_mmhg` is what a tension in the chest takes besides.
    pub(crate) fn second(&mut self, strangled_mmhg: f64, saturation: f64) {
        let pleural_cmh2o = if self.steps > 0 {
            self.sum_cmh2o / f64::from(self.steps)
        } else {
            self.used_to_cmh2o
        };
        self.sum_cmh2o = 0.0;
        self.steps = 0;
        let above_cmh2o = (pleural_cmh2o - self.used_to_cmh2o).max(-2.0);
        let percent = saturation * 100.0;
        // A heart without oxygen fails.
        let failing_mmhg = (60.0 - percent).clamp(0.0, 40.0) * 1.2;
        let target = (self.base_map_mmhg - FALL_PER_CMH2O * above_cmh2o - strangled_mmhg - failing_mmhg)
            .clamp(15.0, 200.0);
        self.map_mmhg += (target - self.map_mmhg) / ANSWERS_S;
        let wanted = self.base_rate
            + REFLEX_PER_MMHG * (self.base_map_mmhg - self.map_mmhg).max(0.0)
            + HYPOXIA_PER_PERCENT * (90.0 - percent).clamp(0.0, 30.0);
        let slowed = if percent < 55.0 {
            (percent - 15.0).max(0.0) / 40.0
        } else {
            1.0
        };
        let target = (wanted * slowed).clamp(20.0, 180.0);
        self.rate += (target - self.rate) / ANSWERS_S;
    }

    pub(crate) const fn map_mmhg(&self) -> f64 {
        self.map_mmhg
    }

    pub(crate) const fn rate_per_min(&self) -> f64 {
        self.rate
    }
}

//! A drip chamber: the drops that fall, counted one by one.

/// Drops of a usual set for one millilitre (a macro-drip set).
pub const DROPS_PER_ML: f64 = 20.0;

/// A drip chamber.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct DripChamber {
    /// Drops since the start.
    pub(super) fallen: u32,
    /// Volume that hangs as the next drop, mL.
    hanging_ml: f64,
    /// Flow through the chamber in the last sub-step, mL/h.
    pub(super) flow_ml_h: f64,
}

impl DripChamber {
    /// A volume runs through in one sub-step. Fluid that runs back makes no drops.
    pub(super) fn pass(&mut self, volume_ml: f64, step_ms: f64, drops_per_ml: f64) {
        self.flow_ml_h = volume_ml * (3_600_000.0 / step_ms);
        self.hanging_ml += volume_ml.max(0.0);
        let drops = libm::floor(self.hanging_ml * drops_per_ml);
        self.hanging_ml -= drops / drops_per_ml;
        self.fallen = self.fallen.saturating_add(drops as u32);
    }

    /// Drops per minute at the present flow.
    pub(super) fn per_minute(&self, drops_per_ml: f64) -> f64 {
        self.flow_ml_h.max(0.0) * drops_per_ml / 60.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hundred_ml_per_hour_are_33_drops_a_minute() {
        let mut chamber = DripChamber::default();
        for _ in 0..36_000 {
            chamber.pass(100.0 / 36_000.0, 100.0, DROPS_PER_ML);
        }
        assert!(chamber.fallen.abs_diff(2_000) <= 1, "{}", chamber.fallen);
        assert!((chamber.per_minute(DROPS_PER_ML) - 100.0 / 3.0).abs() < 1e-9);
    }

    #[test]
    fn what_runs_back_makes_no_drops() {
        let mut chamber = DripChamber::default();
        chamber.pass(-5.0, 100.0, DROPS_PER_ML);
        assert_eq!((chamber.fallen, chamber.per_minute(DROPS_PER_ML)), (0, 0.0));
    }
}

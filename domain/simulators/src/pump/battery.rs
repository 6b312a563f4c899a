//! The battery: what the pump draws, and how long it lasts. `docs/models.md`, section Battery.

/// A battery and the load it carries.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Battery {
    /// Energy when full, Wh.
    pub capacity_wh: f64,
    /// Share of it that is left, 0 to 1.
    pub charge: f64,
    /// Drawn whatever the pump does, W.
    pub idle_w: f64,
    /// Drawn in addition for each mL/h, W.
    pub per_ml_h_w: f64,
}

impl Battery {
    /// What the pump draws at a rate, W.
    #[must_use]
    pub fn load_w(&self, rate_ml_h: f64) -> f64 {
        self.idle_w + self.per_ml_h_w * rate_ml_h
    }

    /// Time until it is empty at a rate, s.
    #[must_use]
    pub fn left_s(&self, rate_ml_h: f64) -> f64 {
        self.capacity_wh * self.charge * 3_600.0 / self.load_w(rate_ml_h)
    }

    /// Time until only `warning_s` are left, s; 0 if that is now.
    #[must_use]
    pub fn until_warning_s(&self, rate_ml_h: f64, warning_s: f64) -> f64 {
        (self.left_s(rate_ml_h) - warning_s).max(0.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_aged_battery_lasts_half_as_long() {
        let new = Battery {
            capacity_wh: 24.0,
            charge: 1.0,
            idle_w: 3.5,
            per_ml_h_w: 0.01,
        };
        let aged = Battery {
            capacity_wh: 12.0,
            ..new
        };
        assert_eq!(aged.left_s(25.0), new.left_s(25.0) / 2.0);
        assert_eq!(aged.until_warning_s(25.0, 1e9), 0.0);
    }
}

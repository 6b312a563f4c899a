//! A secondary bag above the pump: which bag the pump draws from. `docs/models.md`, section Secondary line.

/// The two branches that meet above the pump.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Branches {
    /// Height of the secondary bag's surface above the junction, cm.
    pub secondary_head_cm: f64,
    /// Height of the primary bag's surface above the junction, cm.
    pub primary_head_cm: f64,
    /// Resistance of the secondary branch, cmH2O for each mL/h.
    pub secondary_resistance: f64,
    /// Resistance of the primary branch, cmH2O for each mL/h.
    pub primary_resistance: f64,
    /// What the back-check valve of the primary branch needs to open, cmH2O.
    pub valve_opening_cm_h2o: f64,
    /// Whether the secondary clamp is open.
    pub secondary_open: bool,
    /// Whether the primary clamp is open.
    pub primary_open: bool,
}

/// What the pump draws from each branch, mL/h; what runs back into a bag is negative.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Drawn {
    /// From the secondary bag.
    pub secondary_ml_h: f64,
    /// From the primary bag.
    pub primary_ml_h: f64,
}

codes! {
    /// Which fluid reaches the pump.
    pub enum Fluid {
        /// Only the secondary bag's: as intended.
        SecondaryOnly => "secondary_only",
        /// Both: the drug comes diluted and late.
        Mixed => "mixed",
        /// Only the primary bag's, at the drug's rate: the secondary clamp was left shut.
        PrimaryOnly => "primary_only",
        /// None: both branches are shut.
        None => "none",
    }
}

impl Branches {
    /// How a pump's draw divides. The valve keeps the primary shut as long as the secondary stands high enough
    /// above it for the flow.
    #[must_use]
    pub fn draw(&self, rate_ml_h: f64) -> Drawn {
        let primary_ml_h = match (self.secondary_open, self.primary_open) {
            (false, false) => {
                return Drawn {
                    secondary_ml_h: 0.0,
                    primary_ml_h: 0.0,
                };
            }
            (false, true) => rate_ml_h,
            (true, false) => 0.0,
            (true, true) => {
                let lift = self.secondary_head_cm - self.primary_head_cm + self.valve_opening_cm_h2o;
                let missing = self.secondary_resistance * rate_ml_h - lift;
                (missing / (self.secondary_resistance + self.primary_resistance))
                    .clamp(0.0, rate_ml_h.max(0.0))
            }
        };
        Drawn {
            secondary_ml_h: rate_ml_h - primary_ml_h,
            primary_ml_h,
        }
    }
}

impl Branches {
    /// How a pump's draw divides where no valve keeps the bags apart: the higher one also runs into the lower.
    /// Both branches are taken to be open.
    #[must_use]
    pub fn draw_without_valve(&self, rate_ml_h: f64) -> Drawn {
        let lift_cm = self.secondary_head_cm - self.primary_head_cm;
        let together = self.secondary_resistance + self.primary_resistance;
        let secondary_ml_h = (self.primary_resistance * rate_ml_h + lift_cm) / together;
        Drawn {
            secondary_ml_h,
            primary_ml_h: rate_ml_h - secondary_ml_h,
        }
    }
}

impl Drawn {
    /// Which fluid that is.
    #[must_use]
    pub fn fluid(&self) -> Fluid {
        match (self.secondary_ml_h > 0.0, self.primary_ml_h > 0.0) {
            (true, false) => Fluid::SecondaryOnly,
            (true, true) => Fluid::Mixed,
            (false, true) => Fluid::PrimaryOnly,
            (false, false) => Fluid::None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HUNG: Branches = Branches {
        secondary_head_cm: 90.0,
        primary_head_cm: 66.0,
        secondary_resistance: 0.06,
        primary_resistance: 0.05,
        valve_opening_cm_h2o: 1.0,
        secondary_open: true,
        primary_open: true,
    };

    #[test]
    fn bags_at_one_height_mix() {
        let level = Branches {
            primary_head_cm: 90.0,
            ..HUNG
        };
        assert_eq!(HUNG.draw(100.0).fluid(), Fluid::SecondaryOnly);
        assert_eq!(level.draw(100.0).fluid(), Fluid::Mixed);
    }

    #[test]
    fn without_a_valve_the_higher_bag_runs_into_the_lower() {
        let drawn = HUNG.draw_without_valve(0.0);
        // 24 cm over 0.11 cmH2O for each mL/h.
        assert!((drawn.secondary_ml_h - 218.18).abs() < 0.01);
        assert!((drawn.secondary_ml_h + drawn.primary_ml_h).abs() < 1e-9);
    }

    #[test]
    fn with_both_clamps_shut_nothing_comes() {
        let shut = Branches {
            secondary_open: false,
            primary_open: false,
            ..HUNG
        };
        assert_eq!(shut.draw(100.0).fluid(), Fluid::None);
    }

    #[test]
    fn what_is_drawn_is_what_the_pump_takes() {
        for height in 0..200 {
            for rate in [0.0, 0.1, 25.0, 125.0, 999.0] {
                let branches = Branches {
                    secondary_head_cm: f64::from(height),
                    ..HUNG
                };
                let drawn = branches.draw(rate);
                assert!(drawn.secondary_ml_h >= 0.0 && drawn.primary_ml_h >= 0.0);
                assert!((drawn.secondary_ml_h + drawn.primary_ml_h - rate).abs() < 1e-9);
            }
        }
    }
}

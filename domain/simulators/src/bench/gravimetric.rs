//! Flow by weight: what ran out is weighed, corrected for evaporation.

/// One weighing of what a pump delivered.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Weighing {
    /// Before, g.
    pub before_g: f64,
    /// After, g.
    pub after_g: f64,
    /// What evaporated meanwhile, g.
    pub evaporated_g: f64,
    /// Density of the fluid, g/mL.
    pub density_g_per_ml: f64,
    /// How long it ran, s.
    pub duration_s: f64,
}

/// What a weighing says about a pump.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct FlowFinding {
    /// Volume delivered, mL.
    pub volume_ml: f64,
    /// Mean flow, mL/h.
    pub mean_ml_h: f64,
    /// Distance from the set rate, percent of it.
    pub error_percent: f64,
}

impl Weighing {
    /// The finding for a set rate, mL/h.
    #[must_use]
    pub fn finding(&self, set_ml_h: f64) -> FlowFinding {
        let volume_ml = (self.after_g - self.before_g + self.evaporated_g) / self.density_g_per_ml;
        let mean_ml_h = volume_ml / self.duration_s * 3_600.0;
        FlowFinding {
            volume_ml,
            mean_ml_h,
            error_percent: 100.0 * (mean_ml_h - set_ml_h) / set_ml_h,
        }
    }
}

impl FlowFinding {
    /// Whether the error is within the limit, which counts as inside.
    #[must_use]
    pub fn passes(&self, limit_percent: f64) -> bool {
        self.error_percent.abs() <= limit_percent
    }
}

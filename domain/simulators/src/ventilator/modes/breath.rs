//! One breath as the ventilator gives it.

codes! {
    /// What started a breath.
    pub enum Origin {
        /// Its time had come.
        Time => "time",
        /// The patient, or what the trigger took for one.
        Patient => "patient",
        /// A hand on the panel.
        Hand => "hand",
    }
}

codes! {
    /// What a breath controls.
    pub enum BreathKind {
        /// Volume, by flow.
        Volume => "volume",
        /// Pressure for a set time.
        Pressure => "pressure",
        /// Pressure until the flow fades.
        Support => "support",
        /// The high level of two.
        Level => "level",
    }
}

impl BreathKind {
    /// Whether the ventilator decides when it ends.
    #[must_use]
    pub const fn is_mandatory(self) -> bool {
        !matches!(self, Self::Support)
    }
}

/// A breath that was begun.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Breath {
    pub(crate) kind: BreathKind,
    pub(crate) origin: Origin,
    pub(crate) started: u64,
    /// Length of inspiration at most, ticks; the pause is apart.
    pub(crate) ticks: u64,
    /// Exact length of a flow, s.
    pub(crate) flow_s: f64,
    /// Flow at the start, L/s, and its fall, L/s².
    pub(crate) flow_l_s: f64,
    pub(crate) fall_l_s2: f64,
    pub(crate) pause_ticks: u64,
    /// Pressure from which it rises, to which, and how long that takes.
    pub(crate) from_cmh2o: f64,
    pub(crate) target_cmh2o: f64,
    pub(crate) rise_ticks: u64,
    /// Share of the peak flow at which it ends.
    pub(crate) cycle_share: f64,
    pub(crate) peak_l_s: f64,
    /// The volume breath that an adaptive mode measures the lung with.
    pub(crate) tests: bool,
}

impl Breath {
    pub(crate) const fn by_pressure(kind: BreathKind, origin: Origin, started: u64) -> Self {
        Self {
            kind,
            origin,
            started,
            ticks: 0,
            flow_s: 0.0,
            flow_l_s: 0.0,
            fall_l_s2: 0.0,
            pause_ticks: 0,
            from_cmh2o: 0.0,
            target_cmh2o: 0.0,
            rise_ticks: 0,
            cycle_share: 0.0,
            peak_l_s: 0.0,
            tests: false,
        }
    }

    /// Mean flow over the step that ends at `tick`, L/s; the last step is cut so that the volume is exact.
    pub(crate) fn flow_at(&self, tick: u64) -> f64 {
        let end_s = ((tick - self.started) as f64 * 0.001).min(self.flow_s);
        let start_s = (tick - self.started).saturating_sub(1) as f64 * 0.001;
        let length_s = end_s - start_s;
        if length_s <= 0.0 {
            return 0.0;
        }
        let middle_s = (start_s + end_s) / 2.0;
        (self.flow_l_s - self.fall_l_s2 * middle_s) * length_s / 0.001
    }

    /// Pressure to hold during the step that ends at `tick`, cmH2O.
    pub(crate) fn pressure_at(&self, tick: u64) -> f64 {
        let since = tick - self.started;
        if since >= self.rise_ticks {
            self.target_cmh2o
        } else {
            let share = since as f64 / self.rise_ticks as f64;
            self.from_cmh2o + (self.target_cmh2o - self.from_cmh2o) * share
        }
    }
}

//! Modes of ventilation: what starts a breath, what is controlled, what ends it.

pub mod adaptive;
pub(crate) mod breath;
pub(crate) mod controller;
pub(crate) mod holds;
mod levels;
mod plan;

pub use breath::{BreathKind, Origin};
pub use controller::Phase;
pub use holds::Hold;

codes! {
    /// A mode of ventilation.
    pub enum Mode {
        /// Assist control by volume, constant flow.
        VcAc => "vc_ac",
        /// Assist control by volume, falling flow.
        VcAcRamp => "vc_ac_ramp",
        /// Assist control by pressure.
        PcAc => "pc_ac",
        /// Pressure that adapts to a target volume.
        Prvc => "prvc",
        /// Intermittent mandatory volume breaths, pressure support between them.
        SimvVc => "simv_vc",
        /// Intermittent mandatory pressure breaths, pressure support between them.
        SimvPc => "simv_pc",
        /// Pressure support.
        Psv => "psv",
        /// Continuous positive pressure.
        Cpap => "cpap",
        /// Long high pressure with short releases, by time alone.
        Aprv => "aprv",
        /// Two levels of pressure whose changes follow the patient where they can.
        Bilevel => "bilevel",
    }
}

impl Mode {
    /// Whether the ventilator breathes only when the patient asks.
    #[must_use]
    pub const fn is_spontaneous(self) -> bool {
        matches!(self, Self::Psv | Self::Cpap)
    }

    /// Whether two levels of pressure follow each other by time.
    #[must_use]
    pub const fn has_levels(self) -> bool {
        matches!(self, Self::Aprv | Self::Bilevel)
    }

    /// Whether mandatory breaths are given by volume.
    #[must_use]
    pub const fn by_volume(self) -> bool {
        matches!(self, Self::VcAc | Self::VcAcRamp | Self::SimvVc)
    }

    /// Whether mandatory breaths come at a rate and supported ones between them.
    #[must_use]
    pub const fn is_intermittent(self) -> bool {
        matches!(self, Self::SimvVc | Self::SimvPc)
    }
}

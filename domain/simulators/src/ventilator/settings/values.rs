//! A mode with the values of every setting, and whether they go together.

use super::super::modes::Mode;
use super::id::SettingId;

/// A mode and every setting.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Settings {
    /// The mode.
    pub mode: Mode,
    values: [f64; SettingId::COUNT],
}

codes! {
    /// Why settings cannot be confirmed together.
    pub enum SettingProblem {
        /// Inspiration leaves less than a fifth of the cycle for expiration.
        InspirationTooLong => "inspiration_too_long",
        /// The pressure that is set reaches the limit that ends a breath.
        PressureAboveLimit => "pressure_above_limit",
        /// A low limit is not below its high limit.
        LimitsCrossed => "limits_crossed",
        /// The low level is not below the high level.
        LevelsCrossed => "levels_crossed",
        /// A volume breath would last less than 0.2 s or more than 4 s.
        FlowDoesNotFit => "flow_does_not_fit",
    }
}

codes! {
    /// What the ventilator points out, and accepts.
    pub enum SettingCaution {
        /// More than 8 mL for each kg of predicted body weight.
        VolumeHigh => "volume_high",
        /// Less than 4 mL for each kg of predicted body weight.
        VolumeLow => "volume_low",
        /// Plateau or set pressure above 30 cmH2O.
        PressureHigh => "pressure_high",
        /// Inspiration is longer than expiration.
        InverseRatio => "inverse_ratio",
        /// The pressure limit is so wide that it guards nothing.
        LimitWide => "limit_wide",
    }
}

impl Settings {
    /// The standard settings in a mode.
    #[must_use]
    pub fn standard(mode: Mode) -> Self {
        let mut values = [0.0; SettingId::COUNT];
        for &id in SettingId::ALL {
            values[id as usize] = id.spec().standard;
        }
        Self { mode, values }
    }

    /// Value of a setting.
    #[must_use]
    pub const fn get(&self, id: SettingId) -> f64 {
        self.values[id as usize]
    }

    /// Gives a setting a value, brought into its range.
    pub fn put(&mut self, id: SettingId, value: f64) {
        self.values[id as usize] = id.held(value);
    }

    /// Takes over what takes effect at once, and leaves the rest.
    pub(crate) fn take_at_once(&mut self, from: &Self) {
        for &id in SettingId::ALL {
            if id.is_at_once() {
                self.values[id as usize] = from.values[id as usize];
            }
        }
    }

    /// The level from which breaths start, cmH2O.
    #[must_use]
    pub const fn peep_cmh2o(&self) -> f64 {
        if self.mode.has_levels() {
            self.get(SettingId::LowLevel)
        } else {
            self.get(SettingId::Peep)
        }
    }

    /// Highest pressure that the ventilator sets out to reach, cmH2O; none where volume leads.
    #[must_use]
    pub fn highest_set_cmh2o(&self) -> Option<f64> {
        let peep = self.get(SettingId::Peep);
        match self.mode {
            Mode::VcAc | Mode::VcAcRamp | Mode::Prvc => None,
            Mode::SimvVc | Mode::Psv => Some(peep + self.get(SettingId::PressureSupport)),
            Mode::PcAc => Some(peep + self.get(SettingId::PressureControl)),
            Mode::SimvPc => Some(
                peep + self
                    .get(SettingId::PressureControl)
                    .max(self.get(SettingId::PressureSupport)),
            ),
            Mode::Cpap => Some(peep),
            Mode::Aprv | Mode::Bilevel => Some(self.get(SettingId::HighLevel)),
        }
    }

    /// Length of a mandatory inspiration with its pause, s.
    #[must_use]
    pub fn inspiration_s(&self) -> f64 {
        if self.mode.by_volume() {
            self.flow_time_s() + self.get(SettingId::Pause)
        } else {
            self.get(SettingId::InspiratoryTime)
        }
    }

    /// Time over which a volume breath flows, s.
    #[must_use]
    pub fn flow_time_s(&self) -> f64 {
        let mean_share = if self.mode == Mode::VcAcRamp {
            (1.0 + self.get(SettingId::EndFlow) / 100.0) / 2.0
        } else {
            1.0
        };
        self.get(SettingId::TidalVolume) * 0.06 / (self.get(SettingId::Flow) * mean_share)
    }

    /// What keeps the settings from being confirmed; none if they go together.
    #[must_use]
    pub fn problem(&self) -> Option<SettingProblem> {
        let get = |id| self.get(id);
        let crossed = get(SettingId::LimitMinuteLow) >= get(SettingId::LimitMinuteHigh)
            || get(SettingId::LimitVolumeLow) >= get(SettingId::LimitVolumeHigh);
        if crossed {
            return Some(SettingProblem::LimitsCrossed);
        }
        let highest = self
            .highest_set_cmh2o()
            .unwrap_or(0.0)
            .max(self.get(SettingId::Peep));
        if highest >= get(SettingId::LimitPressureHigh) {
            return Some(SettingProblem::PressureAboveLimit);
        }
        if self.mode.has_levels() {
            return (get(SettingId::LowLevel) >= get(SettingId::HighLevel))
                .then_some(SettingProblem::LevelsCrossed);
        }
        if self.mode.is_spontaneous() {
            return None;
        }
        if self.mode.by_volume() && !(0.2..=4.0).contains(&self.flow_time_s()) {
            return Some(SettingProblem::FlowDoesNotFit);
        }
        let cycle_s = 60.0 / get(SettingId::Rate);
        (self.inspiration_s() > 0.8 * cycle_s).then_some(SettingProblem::InspirationTooLong)
    }

    /// What is worth a second look, for a predicted body weight in kg.
    #[must_use]
    pub fn cautions(&self, predicted_kg: f64) -> Vec<SettingCaution> {
        let mut cautions = Vec::new();
        let per_kg = self.get(SettingId::TidalVolume) / predicted_kg;
        if self.mode.by_volume() || self.mode == Mode::Prvc {
            if per_kg > 8.0 + 1e-9 {
                cautions.push(SettingCaution::VolumeHigh);
            } else if per_kg < 4.0 - 1e-9 {
                cautions.push(SettingCaution::VolumeLow);
            }
        }
        if self.highest_set_cmh2o().is_some_and(|highest| highest > 30.0) {
            cautions.push(SettingCaution::PressureHigh);
        }
        let cycle_s = 60.0 / self.get(SettingId::Rate);
        let timed = !self.mode.has_levels() && !self.mode.is_spontaneous();
        if timed && self.inspiration_s() > cycle_s / 2.0 {
            cautions.push(SettingCaution::InverseRatio);
        }
        if self.get(SettingId::LimitPressureHigh) > 50.0 {
            cautions.push(SettingCaution::LimitWide);
        }
        cautions
    }
}

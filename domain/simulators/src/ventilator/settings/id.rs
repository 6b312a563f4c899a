//! Which settings there are, and what each may be.

use super::super::modes::Mode;
use crate::notation;
use crate::rounding::half_up;

codes! {
    /// A setting of the ventilator or a limit of its alarms.
    pub enum SettingId {
        /// Tidal volume, mL.
        TidalVolume => "tidal_volume",
        /// Mandatory rate, per minute.
        Rate => "rate",
        /// Positive end-expiratory pressure, cmH2O.
        Peep => "peep",
        /// Oxygen, percent.
        Oxygen => "oxygen",
        /// Inspiratory flow of a volume breath, L/min.
        Flow => "flow",
        /// Flow at the end of a falling flow, percent of its start.
        EndFlow => "end_flow",
        /// Inspiratory time of a pressure breath, s.
        InspiratoryTime => "inspiratory_time",
        /// Pause after a volume breath, s.
        Pause => "pause",
        /// Pressure above PEEP of a mandatory pressure breath, cmH2O.
        PressureControl => "pressure_control",
        /// Pressure above PEEP of a supported breath, cmH2O.
        PressureSupport => "pressure_support",
        /// Time over which pressure rises, ms.
        RiseTime => "rise_time",
        /// Share of the peak flow at which a supported breath ends, percent.
        CycleOff => "cycle_off",
        /// Longest supported breath, s.
        LongestSupport => "longest_support",
        /// What starts a patient's breath: 0 by flow, 1 by pressure.
        TriggerBy => "trigger_by",
        /// Flow that starts a breath, L/min.
        FlowTrigger => "flow_trigger",
        /// Fall of pressure that starts a breath, cmH2O.
        PressureTrigger => "pressure_trigger",
        /// Whether leaks are estimated and made up for: 0 or 1.
        LeakCompensation => "leak_compensation",
        /// Time without a breath until the backup begins, s.
        ApneaTime => "apnea_time",
        /// Pressure above PEEP of backup breaths, cmH2O.
        BackupPressure => "backup_pressure",
        /// Rate of backup breaths, per minute.
        BackupRate => "backup_rate",
        /// Inspiratory time of backup breaths, s.
        BackupTime => "backup_time",
        /// High level, cmH2O.
        HighLevel => "high_level",
        /// Time at the high level, s.
        HighTime => "high_time",
        /// Low level, cmH2O.
        LowLevel => "low_level",
        /// Time at the low level, s.
        LowTime => "low_time",
        /// Airway pressure that ends a breath, cmH2O.
        LimitPressureHigh => "limit_pressure_high",
        /// How far above PEEP the peak must come, cmH2O.
        LimitPressureLow => "limit_pressure_low",
        /// Highest minute volume, L/min.
        LimitMinuteHigh => "limit_minute_high",
        /// Lowest minute volume, L/min.
        LimitMinuteLow => "limit_minute_low",
        /// Highest expired volume, mL.
        LimitVolumeHigh => "limit_volume_high",
        /// Lowest expired volume, mL.
        LimitVolumeLow => "limit_volume_low",
        /// Highest rate, per minute.
        LimitRateHigh => "limit_rate_high",
    }
}

/// What a setting may be.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SettingSpec {
    /// Smallest value.
    pub low: f64,
    /// Largest value.
    pub high: f64,
    /// One step of the knob, as how many steps make one: 10 for tenths.
    pub parts: f64,
    /// Steps of `1 / parts` for one click of the knob.
    pub click: f64,
    /// Value of a ventilator that was told nothing.
    pub standard: f64,
    /// Unit as it is written.
    pub unit: &'static str,
}

const fn spec(
    (low, high): (f64, f64),
    (parts, click): (f64, f64),
    standard: f64,
    unit: &'static str,
) -> SettingSpec {
    SettingSpec {
        low,
        high,
        parts,
        click,
        standard,
        unit,
    }
}

impl SettingId {
    /// Number of settings.
    pub const COUNT: usize = Self::ALL.len();

    /// What the setting may be. Ranges are wider than what is clinically usual: a wrong setting must be possible.
    #[must_use]
    pub const fn spec(self) -> SettingSpec {
        const WHOLE: (f64, f64) = (1.0, 1.0);
        const TENTHS: (f64, f64) = (10.0, 1.0);
        const CMH2O: &str = "cmH2O";
        match self {
            Self::TidalVolume => spec((20.0, 2_000.0), (1.0, 10.0), 450.0, "mL"),
            Self::Rate => spec((4.0, 60.0), WHOLE, 16.0, "/min"),
            Self::Peep => spec((0.0, 35.0), WHOLE, 5.0, CMH2O),
            Self::Oxygen => spec((21.0, 100.0), WHOLE, 40.0, "%"),
            Self::Flow => spec((5.0, 120.0), WHOLE, 60.0, "L/min"),
            Self::EndFlow => spec((0.0, 75.0), (1.0, 5.0), 25.0, "%"),
            Self::InspiratoryTime => spec((0.3, 4.0), (100.0, 5.0), 1.0, "s"),
            Self::Pause => spec((0.0, 2.0), TENTHS, 0.0, "s"),
            Self::PressureControl => spec((2.0, 60.0), WHOLE, 12.0, CMH2O),
            Self::PressureSupport => spec((0.0, 40.0), WHOLE, 10.0, CMH2O),
            Self::RiseTime => spec((0.0, 400.0), (1.0, 50.0), 100.0, "ms"),
            Self::CycleOff => spec((5.0, 80.0), (1.0, 5.0), 25.0, "%"),
            Self::LongestSupport => spec((0.5, 4.0), TENTHS, 2.0, "s"),
            Self::TriggerBy | Self::LeakCompensation => spec((0.0, 1.0), WHOLE, 0.0, ""),
            Self::FlowTrigger => spec((0.2, 15.0), TENTHS, 2.0, "L/min"),
            Self::PressureTrigger => spec((0.2, 15.0), TENTHS, 2.0, CMH2O),
            Self::ApneaTime => spec((5.0, 60.0), (1.0, 5.0), 20.0, "s"),
            Self::BackupPressure => spec((5.0, 40.0), WHOLE, 15.0, CMH2O),
            Self::BackupRate => spec((4.0, 40.0), WHOLE, 15.0, "/min"),
            Self::BackupTime => spec((0.3, 3.0), TENTHS, 1.0, "s"),
            Self::HighLevel => spec((5.0, 50.0), WHOLE, 28.0, CMH2O),
            Self::HighTime => spec((0.5, 15.0), TENTHS, 4.5, "s"),
            Self::LowLevel => spec((0.0, 30.0), WHOLE, 0.0, CMH2O),
            Self::LowTime => spec((0.2, 10.0), TENTHS, 0.5, "s"),
            Self::LimitPressureHigh => spec((10.0, 75.0), WHOLE, 40.0, CMH2O),
            Self::LimitPressureLow => spec((1.0, 30.0), WHOLE, 4.0, CMH2O),
            Self::LimitMinuteHigh => spec((0.5, 50.0), (10.0, 5.0), 12.0, "L/min"),
            Self::LimitMinuteLow => spec((0.0, 40.0), (10.0, 5.0), 3.5, "L/min"),
            Self::LimitVolumeHigh => spec((50.0, 3_000.0), (1.0, 10.0), 700.0, "mL"),
            Self::LimitVolumeLow => spec((0.0, 1_500.0), (1.0, 10.0), 200.0, "mL"),
            Self::LimitRateHigh => spec((10.0, 100.0), WHOLE, 30.0, "/min"),
        }
    }

    /// A value brought into the range and onto the grid of the setting; what is no number is the standard.
    #[must_use]
    pub fn held(self, value: f64) -> f64 {
        let spec = self.spec();
        if value.is_finite() {
            half_up(value.clamp(spec.low, spec.high), spec.parts).clamp(spec.low, spec.high)
        } else {
            spec.standard
        }
    }

    /// The value as it is shown.
    #[must_use]
    pub fn shown(self, value: f64) -> String {
        notation::number(half_up(value, self.spec().parts))
    }

    /// Whether the setting takes effect at once and in every mode: oxygen, alarm limits, apnea.
    #[must_use]
    pub const fn is_at_once(self) -> bool {
        matches!(
            self,
            Self::Oxygen
                | Self::ApneaTime
                | Self::LimitPressureHigh
                | Self::LimitPressureLow
                | Self::LimitMinuteHigh
                | Self::LimitMinuteLow
                | Self::LimitVolumeHigh
                | Self::LimitVolumeLow
                | Self::LimitRateHigh
        )
    }
}

use SettingId as S;

const COMMON: [SettingId; 2] = [S::Oxygen, S::TriggerBy];
const VOLUME: [SettingId; 6] = [S::TidalVolume, S::Rate, S::Peep, S::Flow, S::EndFlow, S::Pause];

/// The settings that a mode shows, in the order of its panel; the limits of alarms are apart.
#[must_use]
pub fn shown_in(mode: Mode, trigger_by_pressure: bool) -> Vec<SettingId> {
    let mut shown = Vec::with_capacity(16);
    match mode {
        Mode::VcAc | Mode::SimvVc => shown.extend(VOLUME.iter().filter(|id| **id != S::EndFlow)),
        Mode::VcAcRamp => shown.extend(VOLUME),
        Mode::PcAc | Mode::SimvPc => {
            shown.extend([
                S::PressureControl,
                S::Rate,
                S::Peep,
                S::InspiratoryTime,
                S::RiseTime,
            ]);
        }
        Mode::Prvc => shown.extend([S::TidalVolume, S::Rate, S::Peep, S::InspiratoryTime, S::RiseTime]),
        Mode::Psv => shown.extend([S::PressureSupport, S::Peep, S::RiseTime, S::CycleOff]),
        Mode::Cpap => shown.push(S::Peep),
        Mode::Aprv | Mode::Bilevel => {
            shown.extend([S::HighLevel, S::HighTime, S::LowLevel, S::LowTime, S::RiseTime]);
        }
    }
    if mode.is_intermittent() {
        shown.extend([S::PressureSupport, S::CycleOff]);
        if mode == Mode::SimvVc {
            shown.push(S::RiseTime);
        }
    }
    shown.extend(COMMON);
    shown.push(if trigger_by_pressure {
        S::PressureTrigger
    } else {
        S::FlowTrigger
    });
    shown.push(S::LeakCompensation);
    if mode.is_spontaneous() || mode.is_intermittent() {
        shown.push(S::LongestSupport);
    }
    if mode.is_spontaneous() {
        shown.extend([S::BackupPressure, S::BackupRate, S::BackupTime]);
    }
    shown.push(S::ApneaTime);
    shown
}

/// The limits of alarms, in the order of their page.
pub const LIMITS: [SettingId; 7] = [
    S::LimitPressureHigh,
    S::LimitPressureLow,
    S::LimitMinuteHigh,
    S::LimitMinuteLow,
    S::LimitVolumeHigh,
    S::LimitVolumeLow,
    S::LimitRateHigh,
];

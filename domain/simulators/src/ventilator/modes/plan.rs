//! What a breath will be, from the settings in force.

use super::super::settings::SettingId as S;
use super::Mode;
use super::breath::{Breath, BreathKind, Origin};
use super::controller::{Controller, ticks};

/// Pause of the breath that an adaptive mode measures the lung with, s (*chosen*).
const TEST_PAUSE_S: f64 = 0.5;

impl Controller {
    /// Plans the breath that begins now.
    pub(super) fn plan(&self, origin: Origin, mandatory: bool, tick: u64, paw_cmh2o: f64) -> Breath {
        let mode = self.settings.mode;
        let planned = match mode {
            _ if self.in_backup() => self.timed(S::BackupPressure, S::BackupTime, origin, tick),
            _ if !mandatory => self.supported(origin, tick),
            Mode::VcAc | Mode::VcAcRamp | Mode::SimvVc => self.by_flow(origin, tick),
            Mode::PcAc | Mode::SimvPc => self.timed(S::PressureControl, S::InspiratoryTime, origin, tick),
            Mode::Prvc => self.adapted(origin, tick),
            Mode::Psv | Mode::Cpap => self.supported(origin, tick),
            Mode::Aprv | Mode::Bilevel => self.level(origin, tick),
        };
        Breath {
            from_cmh2o: paw_cmh2o,
            ..planned
        }
    }

    fn by_flow(&self, origin: Origin, tick: u64) -> Breath {
        let flow_s = self.settings.flow_time_s();
        let flow_l_s = self.settings.get(S::Flow) / 60.0;
        let fall_l_s2 = if self.settings.mode == Mode::VcAcRamp {
            flow_l_s * (1.0 - self.settings.get(S::EndFlow) / 100.0) / flow_s
        } else {
            0.0
        };
        Breath {
            ticks: libm::ceil(flow_s * 1_000.0 - 1e-6) as u64,
            flow_s,
            flow_l_s,
            fall_l_s2,
            pause_ticks: ticks(self.settings.get(S::Pause)),
            ..Breath::by_pressure(BreathKind::Volume, origin, tick)
        }
    }

    fn timed(&self, pressure: S, time: S, origin: Origin, tick: u64) -> Breath {
        self.at_pressure(self.settings.get(pressure), time, origin, tick)
    }

    fn at_pressure(&self, above_peep_cmh2o: f64, time: S, origin: Origin, tick: u64) -> Breath {
        Breath {
            ticks: ticks(self.settings.get(time)),
            target_cmh2o: self.settings.get(S::Peep) + above_peep_cmh2o,
            rise_ticks: self.rise_ticks(),
            ..Breath::by_pressure(BreathKind::Pressure, origin, tick)
        }
    }

    /// The first breath measures the lung with a volume and a pause.
    fn adapted(&self, origin: Origin, tick: u64) -> Breath {
        match self.adaptive_cmh2o() {
            Some(cmh2o) => self.at_pressure(cmh2o, S::InspiratoryTime, origin, tick),
            None => Breath {
                pause_ticks: ticks(TEST_PAUSE_S),
                tests: true,
                ..self.by_flow(origin, tick)
            },
        }
    }

    fn supported(&self, origin: Origin, tick: u64) -> Breath {
        let support = if self.settings.mode == Mode::Cpap {
            0.0
        } else {
            self.settings.get(S::PressureSupport)
        };
        Breath {
            ticks: ticks(self.settings.get(S::LongestSupport)),
            target_cmh2o: self.settings.get(S::Peep) + support,
            rise_ticks: self.rise_ticks(),
            cycle_share: self.settings.get(S::CycleOff) / 100.0,
            ..Breath::by_pressure(BreathKind::Support, origin, tick)
        }
    }

    fn level(&self, origin: Origin, tick: u64) -> Breath {
        Breath {
            ticks: ticks(self.settings.get(S::HighTime)),
            target_cmh2o: self.settings.get(S::HighLevel),
            rise_ticks: self.rise_ticks(),
            ..Breath::by_pressure(BreathKind::Level, origin, tick)
        }
    }

    fn rise_ticks(&self) -> u64 {
        self.settings.get(S::RiseTime) as u64
    }
}

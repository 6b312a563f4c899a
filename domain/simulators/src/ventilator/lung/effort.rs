//! The patient's own breathing: when the muscles pull, how hard and how long.

use serde::{Deserialize, Serialize};

use super::presets::LungParameters;
use super::setup::within;

/// Longest neural inspiration, s.
const LONGEST_S: f64 = 5.0;
const STEP_S: f64 = 0.001;

/// The patient's effort. What is not given is the condition's.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct EffortSetup {
    /// Peak pressure of the muscles, cmH2O: 0 none, 4 weak, 8 normal, 15 strong, 25 distress.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub peak_cmh2o: Option<f64>,
    /// Breaths per minute.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rate_per_min: Option<f64>,
    /// Neural inspiratory time, s.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub inspiration_s: Option<f64>,
    /// How much the interval varies from breath to breath, as a share: 0.1 for ten percent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub variation: Option<f64>,
    /// Efforts follow each mandatory breath after this time, s, and come at no other: reverse triggering.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub entrained_after_s: Option<f64>,
    /// A straight ramp of the pressure, cmH2O/s, in the place of the curve; for tests.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ramp_cmh2o_per_s: Option<f64>,
}

/// What the respiratory centre asks for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Drive {
    pub(crate) peak_cmh2o: f64,
    pub(crate) rate_per_min: f64,
    inspiration_s: f64,
    variation: f64,
    entrained_after_s: Option<f64>,
    ramp_cmh2o_per_s: Option<f64>,
}

impl Drive {
    pub(crate) fn new(setup: &EffortSetup, lung: &LungParameters) -> Self {
        Self {
            peak_cmh2o: within(setup.peak_cmh2o, 0.0, 40.0, lung.effort_cmh2o),
            rate_per_min: within(setup.rate_per_min, 1.0, 80.0, lung.neural_rate),
            inspiration_s: within(setup.inspiration_s, 0.2, LONGEST_S, 0.8),
            variation: within(setup.variation, 0.0, 0.5, 0.1),
            entrained_after_s: setup.entrained_after_s.map(|s| within(Some(s), 0.0, 3.0, 0.4)),
            ramp_cmh2o_per_s: setup.ramp_cmh2o_per_s.map(|s| within(Some(s), 0.1, 400.0, 20.0)),
        }
    }

    /// The same way of breathing, with another pull and at another rate.
    pub(crate) fn changed(&self, peak_cmh2o: f64, rate_per_min: f64) -> Self {
        Self {
            peak_cmh2o: within(Some(peak_cmh2o), 0.0, 40.0, self.peak_cmh2o),
            rate_per_min: within(Some(rate_per_min), 1.0, 80.0, self.rate_per_min),
            ..*self
        }
    }
}

/// One effort, by ticks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Effort {
    /// When the muscles began to pull.
    pub(crate) started: u64,
    /// When they let go.
    pub(crate) ends: u64,
}

/// The muscles.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Muscles {
    drive: Drive,
    seed: u64,
    counted: u64,
    next: Option<u64>,
    effort: Option<Effort>,
    pressure_cmh2o: f64,
    /// What is left of the charge curve: `exp(-t / tc)`.
    charge_left: f64,
    charge_decay: f64,
    release_decay: f64,
    /// Scales the curve so that it ends at the peak.
    scale: f64,
}

impl Muscles {
    pub(crate) fn new(drive: Drive, seed: u64) -> Self {
        // Charge and discharge of the published shape: time constants 0.25 and 0.15 s (*chosen*).
        let charge_decay = libm::exp(-STEP_S / 0.25);
        let mut muscles = Self {
            drive,
            seed,
            counted: 0,
            next: None,
            effort: None,
            pressure_cmh2o: 0.0,
            charge_left: 1.0,
            charge_decay,
            release_decay: libm::exp(-STEP_S / 0.15),
            scale: 0.0,
        };
        muscles.ask(drive, 0);
        muscles
    }

    /// The respiratory centre asks for something else from now on.
    pub(crate) fn ask(&mut self, drive: Drive, tick: u64) {
        self.drive = drive;
        self.scale = drive.peak_cmh2o / (1.0 - libm::exp(-drive.inspiration_s / 0.25));
        self.next = None;
        if drive.peak_cmh2o > 0.0 && drive.entrained_after_s.is_none() {
            // A ramp is for tests, which want the effort at once.
            let wait = if drive.ramp_cmh2o_per_s.is_some() {
                1
            } else {
                self.interval() / 2
            };
            self.next = Some(tick + wait);
        }
    }

    pub(crate) const fn drive(&self) -> &Drive {
        &self.drive
    }

    /// Pressure of the muscles, cmH2O.
    pub(crate) const fn pressure_cmh2o(&self) -> f64 {
        self.pressure_cmh2o
    }

    /// The effort that goes on, also while it fades.
    pub(crate) const fn effort(&self) -> Option<Effort> {
        self.effort
    }

    /// A mandatory breath began: an entrained patient answers.
    pub(crate) fn stretched(&mut self, tick: u64) {
        if let (Some(after_s), true) = (self.drive.entrained_after_s, self.drive.peak_cmh2o > 0.0) {
            self.next = Some(tick + (after_s * 1_000.0) as u64);
        }
    }

    /// One millisecond. Tells of an effort that begins.
    pub(crate) fn step(&mut self, tick: u64) -> bool {
        let begins = self.next.is_some_and(|next| tick >= next);
        if begins {
            let length = (self.drive.inspiration_s * 1_000.0) as u64;
            self.effort = Some(Effort {
                started: tick,
                ends: tick + length,
            });
            self.charge_left = 1.0;
            let interval = self.interval().max(length + 200);
            self.next = self.drive.entrained_after_s.is_none().then_some(tick + interval);
        }
        match self.effort {
            Some(effort) if tick <= effort.ends => self.pull(tick - effort.started),
            _ if self.pressure_cmh2o > 1e-3 => self.pressure_cmh2o *= self.release_decay,
            _ => self.pressure_cmh2o = 0.0,
        }
        begins
    }

    fn pull(&mut self, since: u64) {
        if let Some(slope) = self.drive.ramp_cmh2o_per_s {
            self.pressure_cmh2o = slope * since as f64 * STEP_S;
            return;
        }
        // A new effort that meets the rest of the last one does not let go first.
        self.charge_left *= self.charge_decay;
        self.pressure_cmh2o = (self.scale * (1.0 - self.charge_left)).max(if since < 100 {
            self.pressure_cmh2o * self.release_decay
        } else {
            0.0
        });
    }

    /// Ticks to the next effort. The variation is a Weyl sequence: evenly spread, a function of seed and count,
    /// without a generator's state.
    fn interval(&mut self) -> u64 {
        self.counted += 1;
        let mixed = self
            .counted
            .wrapping_add(self.seed)
            .wrapping_mul(0x9E37_79B9_7F4A_7C15);
        let unit = (mixed >> 11) as f64 / (1_u64 << 53) as f64;
        let factor = 1.0 + self.drive.variation * (2.0 * unit - 1.0);
        (60_000.0 / self.drive.rate_per_min * factor) as u64
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ventilator::lung::presets::LungPreset;

    fn muscles(setup: &EffortSetup) -> Muscles {
        Muscles::new(Drive::new(setup, &LungPreset::Normal.parameters()), 7)
    }

    #[test]
    fn the_pressure_peaks_at_the_end_of_the_effort_and_fades() {
        let mut muscles = muscles(&EffortSetup::default());
        let mut tick = 0;
        while !muscles.step(tick) {
            tick += 1;
        }
        let mut peak = (0.0, 0);
        for after in 1..2_000 {
            muscles.step(tick + after);
            if muscles.pressure_cmh2o() > peak.0 {
                peak = (muscles.pressure_cmh2o(), after);
            }
        }
        assert!(
            (peak.0 - 6.0).abs() < 0.05 && (798..803).contains(&peak.1),
            "{peak:?}"
        );
        assert!(muscles.pressure_cmh2o() < 0.01);
    }

    #[test]
    fn efforts_come_at_the_rate_within_the_variation() {
        let mut muscles = muscles(&EffortSetup::default());
        let begins: Vec<u64> = (0..120_000).filter(|&tick| muscles.step(tick)).collect();
        assert!((27..=29).contains(&begins.len()), "{}", begins.len());
        let intervals: Vec<u64> = begins.windows(2).map(|pair| pair[1] - pair[0]).collect();
        assert!(
            intervals.iter().all(|ms| (3_857..4_715).contains(ms)),
            "{intervals:?}"
        );
        assert!(intervals.iter().max() > intervals.iter().min());
    }
}

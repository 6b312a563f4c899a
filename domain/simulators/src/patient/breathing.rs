//! Breathing and the saturation that follows it. A training model; a ventilated patient keeps its breaths.

use super::Airway;
use super::effect::STEP_MIN;

/// Saturation of a patient who breathes enough, percent.
const USUAL_PERCENT: f64 = 98.0;
/// Share of the breathing under which the saturation falls.
const ENOUGH: f64 = 0.6;
/// Fall of the saturation in a patient who does not breathe at all, percent.
const LARGEST_FALL_PERCENT: f64 = 48.0;
/// How fast the saturation follows, per minute: time constant 90 s.
const FOLLOWS_PER_MIN: f64 = 2.0 / 3.0;

/// Breathing of a patient.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Breathing {
    airway: Airway,
    usual_breaths_per_min: f64,
    share: f64,
    spo2_percent: f64,
    gain: f64,
}

impl Breathing {
    pub(super) fn new(airway: Airway, usual_breaths_per_min: f64, share: f64) -> Self {
        let mut breathing = Self {
            airway,
            usual_breaths_per_min,
            share,
            spo2_percent: USUAL_PERCENT,
            gain: 1.0 - libm::exp(-FOLLOWS_PER_MIN * STEP_MIN),
        };
        breathing.spo2_percent = breathing.settles_at_percent();
        breathing
    }

    pub(super) fn step(&mut self, share: f64) {
        self.share = share;
        self.spo2_percent += (self.settles_at_percent() - self.spo2_percent) * self.gain;
    }

    pub(super) fn breaths_per_min(&self) -> f64 {
        match self.airway {
            Airway::Natural => self.usual_breaths_per_min * self.share,
            Airway::Ventilated => self.usual_breaths_per_min,
        }
    }

    pub(super) const fn spo2_percent(&self) -> f64 {
        self.spo2_percent
    }

    fn settles_at_percent(&self) -> f64 {
        match self.airway {
            Airway::Natural => {
                USUAL_PERCENT - LARGEST_FALL_PERCENT * ((ENOUGH - self.share) / ENOUGH).clamp(0.0, 1.0)
            }
            Airway::Ventilated => USUAL_PERCENT,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_patient_who_stops_breathing_desaturates_within_minutes_unless_ventilated() {
        let mut natural = Breathing::new(Airway::Natural, 14.0, 1.0);
        let mut ventilated = Breathing::new(Airway::Ventilated, 14.0, 1.0);
        for _ in 0..1_800 {
            natural.step(0.0);
            ventilated.step(0.0);
        }
        assert!(natural.breaths_per_min() < 0.1);
        assert!((55.0..65.0).contains(&natural.spo2_percent()));
        assert_eq!(
            (ventilated.breaths_per_min(), ventilated.spo2_percent()),
            (14.0, 98.0)
        );
    }
}

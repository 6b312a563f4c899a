//! The waves of the last seconds: what was drawn stays as it was when the rate changes.

use simulators::ventilator::view::{Curves, MonitorView};

use super::shapes::{artery, ecg, pulse};

/// Samples that are kept, as many as the curves of the ventilator.
const KEPT: usize = 750;

/// One instant of the waves.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Wave {
    /// ECG, mV.
    pub(super) heart: f32,
    /// Pleth, 0 to 1.
    pub(super) pulse: f32,
    /// Arterial pressure, mmHg.
    pub(super) artery: f32,
    /// Carbon dioxide, mmHg: the ventilator's own sample.
    pub(super) carbon: f32,
}

/// Waves, in step with the samples of the ventilator.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Trace {
    waves: Vec<Wave>,
    taken: u64,
    /// Where in its beat the heart is, 0 to 1.
    phase: f32,
}

impl Trace {
    pub(super) fn waves(&self) -> &[Wave] {
        &self.waves
    }

    pub(super) const fn taken(&self) -> u64 {
        self.taken
    }

    /// Goes on to the newest sample. After a jump, back or far on, the waves are made anew at the present rate.
    pub(super) fn advance(&mut self, curves: &Curves, patient: &MonitorView) {
        let kept = curves.samples.len() as u64;
        if curves.taken < self.taken || curves.taken - self.taken > kept {
            *self = Self {
                taken: curves.taken - kept,
                ..Self::default()
            };
        }
        let new = (curves.taken - self.taken) as usize;
        let beats_per_sample =
            f32::from(patient.heart_rate_per_min) / 60.0 * curves.interval_ms as f32 / 1_000.0;
        for sample in &curves.samples[curves.samples.len() - new..] {
            let before = self.phase;
            self.phase = (before + beats_per_sample).fract();
            self.waves.push(Wave {
                heart: spike(before, beats_per_sample),
                pulse: pulse(self.phase, 0.22),
                artery: artery(
                    self.phase,
                    f32::from(patient.systolic_mmhg),
                    f32::from(patient.diastolic_mmhg),
                ),
                carbon: sample.co2_mmhg,
            });
        }
        self.taken = curves.taken;
        let spare = self.waves.len().saturating_sub(KEPT);
        self.waves.drain(..spare);
    }
}

/// The ECG over one sample: its farthest point from zero, so that no spike falls between two samples.
fn spike(phase: f32, step: f32) -> f32 {
    let at = |part: u8| ecg((phase + step * f32::from(part) / 5.0).fract());
    let farther = |far: f32, value: f32| if value.abs() > far.abs() { value } else { far };
    (1..=5).map(at).fold(0.0, farther)
}

#[cfg(test)]
mod tests {
    use simulators::ventilator::measured::Sample;

    use super::*;

    fn curves(taken: u64) -> Curves {
        Curves {
            interval_ms: 20,
            taken,
            samples: vec![Sample::default(); taken.min(750) as usize],
        }
    }

    fn patient(heart_rate_per_min: u16) -> MonitorView {
        MonitorView {
            spo2_percent: 97,
            etco2_mmhg: 38,
            heart_rate_per_min,
            map_mmhg: 80,
            systolic_mmhg: 109,
            diastolic_mmhg: 66,
        }
    }

    /// Upward crossings of the R wave.
    fn beats(waves: &[Wave]) -> usize {
        let crosses = |pair: &&[Wave]| pair[0].heart < 0.35 && pair[1].heart >= 0.35;
        waves.windows(2).filter(crosses).count()
    }

    #[test]
    fn as_many_beats_are_drawn_as_the_rate_says() {
        let mut trace = Trace::default();
        trace.advance(&curves(750), &patient(80));
        assert_eq!(beats(trace.waves()), 20);
    }

    #[test]
    fn what_was_drawn_stays_when_the_rate_changes() {
        let mut trace = Trace::default();
        trace.advance(&curves(400), &patient(60));
        let before = trace.waves().to_vec();
        trace.advance(&curves(500), &patient(140));
        assert_eq!(trace.waves()[..400], before[..]);
        assert_eq!((trace.taken(), trace.waves().len()), (500, 500));
    }

    #[test]
    fn every_spike_is_as_high_as_the_others() {
        let mut trace = Trace::default();
        trace.advance(&curves(750), &patient(93));
        let peaks = trace.waves().windows(3).filter_map(|part| {
            let peak = part[1].heart;
            (peak > 0.5 && peak >= part[0].heart && peak > part[2].heart).then_some(peak)
        });
        assert!(peaks.clone().count() > 20 && peaks.clone().all(|peak| peak > 0.85));
    }

    #[test]
    fn a_jump_makes_the_waves_anew() {
        let mut trace = Trace::default();
        trace.advance(&curves(5_000), &patient(80));
        trace.advance(&curves(200), &patient(80));
        assert_eq!((trace.taken(), trace.waves().len()), (200, 200));
        trace.advance(&curves(90_000), &patient(80));
        assert_eq!((trace.taken(), trace.waves().len()), (90_000, 750));
    }
}

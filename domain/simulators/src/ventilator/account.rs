//! What the curves of one breath show, in numbers and names: the same for a reader who cannot see them.
//!
//! It looks at the samples alone, as an eye does, and names what is drawn, never its cause: a notch, not an effort
//! that failed. Thresholds are *chosen* so that what a person would point at is told.

use serde::{Deserialize, Serialize};

use super::measured::Sample;
use super::measured::waveform::SAMPLE_TICKS;

/// Under this a flow counts as none, L/min.
const NO_FLOW_L_MIN: f32 = 2.0;
/// Flow that is left at the end of a breath from which on it is told, L/min.
const LEFT_L_MIN: f32 = 3.0;
/// A stretch without flow of this length is a plateau, samples: 0.3 s.
const PLATEAU_SAMPLES: usize = 14;
/// Rise of the expiratory flow that is a notch, L/min.
const NOTCH_L_MIN: f32 = 4.0;
/// A rise as short as this is a tooth of a saw and no notch, samples: 0.12 s.
const TOOTH_SAMPLES: usize = 6;
/// Teeth that make a saw.
const SAW_TEETH: u8 = 3;
/// How far a pressure under constant flow hangs below the straight line that is told, cmH2O.
const SAG_CMH2O: f32 = 1.5;
/// A rise of the flow by this much from one sample to the next, at the end of a breath, is the start of the next
/// one that a patient pulls, L/min.
const PULL_L_MIN: f32 = 0.4;
/// Longest such pull, samples: 0.4 s.
const PULL_SAMPLES: usize = 20;
/// Volume that does not come back from which on it is told, as a share of what went in.
const LOST_SHARE: f32 = 0.12;

codes! {
    /// How the flow runs while gas goes in.
    pub enum FlowShape {
        /// One level until it stops.
        Constant => "constant",
        /// High at first, then less and less.
        Falling => "falling",
        /// It rises and falls.
        Rounded => "rounded",
    }
}

codes! {
    /// How the pressure runs while gas goes in.
    pub enum PressureShape {
        /// It climbs to the end.
        Climbing => "climbing",
        /// It stays at one level.
        Level => "level",
        /// It climbs, and hangs through in the middle.
        Sagging => "sagging",
    }
}

/// What one breath looks like.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct BreathAccount {
    /// Highest pressure, cmH2O.
    pub peak_cmh2o: f32,
    /// Pressure of a stretch without flow at the end of inspiration, cmH2O.
    pub plateau_cmh2o: Option<f32>,
    /// Pressure at the end of the breath, cmH2O.
    pub end_cmh2o: f32,
    /// How the pressure runs.
    pub pressure: PressureShape,
    /// How the flow runs.
    pub flow: FlowShape,
    /// Highest flow in, L/min.
    pub peak_in_l_min: f32,
    /// Flow out that is left when the breath ends, L/min; none if it came to rest.
    pub left_l_min: Option<f32>,
    /// Highest volume, mL.
    pub volume_ml: f32,
    /// Volume that did not come back, mL; none if it did, or if too little is missing to be seen.
    pub lost_ml: Option<f32>,
    /// Length of inspiration with its pause, s.
    pub inspiration_s: f32,
    /// Length of the breath, s.
    pub total_s: f32,
    /// Notches in the flow out.
    pub notches: u8,
    /// How far the pressure dips in the deepest of them, cmH2O.
    pub dip_cmh2o: f32,
    /// Whether the flow out is drawn as a saw.
    pub saw_tooth: bool,
}

/// Looks at one whole breath; none where nothing went in.
#[must_use]
pub fn account(samples: &[Sample]) -> Option<BreathAccount> {
    let volume_ml = highest(samples, |sample| sample.volume_ml);
    if samples.len() < 10 || volume_ml < 10.0 {
        return None;
    }
    let turn = turn(samples, volume_ml);
    let (inside, outside) = samples.split_at(turn);
    let plateau_cmh2o = plateau(inside);
    let flowing = flowing(inside);
    let peak_in_l_min = highest(inside, |sample| sample.flow_l_min);
    let flow = flow_shape(flowing, peak_in_l_min);
    let last = samples.last()?;
    let left_l_min = -tail(before_the_pull(outside), |sample| sample.flow_l_min);
    let lost_ml = last.volume_ml;
    let notches = Notches::of(outside);
    Some(BreathAccount {
        peak_cmh2o: highest(samples, |sample| sample.paw_cmh2o),
        plateau_cmh2o,
        end_cmh2o: tail(samples, |sample| sample.paw_cmh2o),
        pressure: pressure_shape(flowing, flow),
        flow,
        peak_in_l_min,
        left_l_min: (left_l_min >= LEFT_L_MIN).then_some(left_l_min),
        volume_ml,
        lost_ml: (left_l_min < LEFT_L_MIN && lost_ml > LOST_SHARE * volume_ml).then_some(lost_ml),
        inspiration_s: seconds(turn),
        total_s: seconds(samples.len()),
        notches: if notches.is_saw() { 0 } else { notches.deep },
        dip_cmh2o: if notches.is_saw() { 0.0 } else { notches.dip_cmh2o },
        saw_tooth: notches.is_saw(),
    })
}

fn seconds(samples: usize) -> f32 {
    samples as f32 * SAMPLE_TICKS as f32 / 1_000.0
}

fn highest(samples: &[Sample], of: impl Fn(&Sample) -> f32) -> f32 {
    samples.iter().map(of).fold(f32::MIN, f32::max)
}

/// Mean of the last three samples, so that one step of a valve is not taken for a level.
fn tail(samples: &[Sample], of: impl Fn(&Sample) -> f32) -> f32 {
    let last = &samples[samples.len().saturating_sub(3)..];
    last.iter().map(of).sum::<f32>() / last.len().max(1) as f32
}

/// An expiration without the patient's pull at its end: what flows before it is what is left.
fn before_the_pull(outside: &[Sample]) -> &[Sample] {
    let rises = |pair: &[Sample]| pair[1].flow_l_min - pair[0].flow_l_min > PULL_L_MIN;
    let pulled = outside
        .windows(2)
        .rev()
        .take_while(|pair| rises(pair))
        .take(PULL_SAMPLES)
        .count();
    &outside[..outside.len() - pulled]
}

/// Number of the sample at which gas begins to come out.
fn turn(samples: &[Sample], volume_ml: f32) -> usize {
    let full = samples
        .iter()
        .position(|sample| sample.volume_ml >= 0.98 * volume_ml)
        .unwrap_or(0);
    samples[full..]
        .iter()
        .position(|sample| sample.flow_l_min < -NO_FLOW_L_MIN)
        .map_or(samples.len(), |after| full + after)
        .max(1)
}

/// The part of an inspiration in which gas flows.
fn flowing(inside: &[Sample]) -> &[Sample] {
    let until = inside
        .iter()
        .rposition(|sample| sample.flow_l_min > NO_FLOW_L_MIN)
        .map_or(inside.len(), |last| last + 1);
    &inside[..until]
}

fn plateau(inside: &[Sample]) -> Option<f32> {
    let still = inside
        .iter()
        .rev()
        .take_while(|sample| sample.flow_l_min.abs() < NO_FLOW_L_MIN)
        .count();
    (still >= PLATEAU_SAMPLES).then(|| inside.last().map(|sample| sample.paw_cmh2o))?
}

fn flow_shape(flowing: &[Sample], peak_l_min: f32) -> FlowShape {
    // The first and the last instants belong to the valves.
    let at = |share: f32| {
        let place = (flowing.len() as f32 * share) as usize;
        flowing.get(place).map_or(0.0, |sample| sample.flow_l_min)
    };
    let (early, middle, late) = (at(0.2), at(0.5), at(0.85));
    if early.min(middle).min(late) > 0.93 * peak_l_min {
        FlowShape::Constant
    } else if early > 1.05 * middle && middle > late {
        FlowShape::Falling
    } else {
        FlowShape::Rounded
    }
}

fn pressure_shape(flowing: &[Sample], flow: FlowShape) -> PressureShape {
    // The step at the start belongs to the resistance: the line is drawn from after it.
    let skipped = (flowing.len() / 8).max(3);
    let Some(line) = flowing.get(skipped..).filter(|line| line.len() > 5) else {
        return PressureShape::Climbing;
    };
    let (first, last) = (line[0].paw_cmh2o, line[line.len() - 1].paw_cmh2o);
    let length = (line.len() - 1) as f32;
    let sag = (0..)
        .zip(line)
        .map(|(place, sample): (u16, _)| {
            first + (last - first) * f32::from(place) / length - sample.paw_cmh2o
        })
        .fold(0.0, f32::max);
    if flow == FlowShape::Constant {
        if sag > SAG_CMH2O {
            PressureShape::Sagging
        } else {
            PressureShape::Climbing
        }
    } else {
        let half = &line[line.len() / 3..];
        let spread = highest(half, |sample| sample.paw_cmh2o) + highest(half, |sample| -sample.paw_cmh2o);
        if spread < 3.0 {
            PressureShape::Level
        } else {
            PressureShape::Climbing
        }
    }
}

/// Places where the flow out turns back towards zero and then goes on.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Notches {
    deep: u8,
    teeth: u8,
    dip_cmh2o: f32,
}

impl Notches {
    const fn is_saw(self) -> bool {
        self.teeth >= SAW_TEETH
    }

    fn of(outside: &[Sample]) -> Self {
        let mut found = Self::default();
        // What comes before the highest flow out is the opening of the valve.
        let from = (0..outside.len())
            .min_by(|&a, &b| outside[a].flow_l_min.total_cmp(&outside[b].flow_l_min))
            .unwrap_or(0);
        let mut low = from;
        let mut high = from;
        for now in from..outside.len() {
            let flow = outside[now].flow_l_min;
            if flow > outside[high].flow_l_min {
                high = now;
            }
            let rise = outside[high].flow_l_min - outside[low].flow_l_min;
            // Back out again: what lies between is a notch, if it rose far enough above the way it came.
            let fall = outside[high].flow_l_min - flow;
            if fall > NOTCH_L_MIN / 2.0 && rise > NOTCH_L_MIN {
                found.add(&outside[low..=now], high - low);
                (low, high) = (now, now);
            } else if fall > NOTCH_L_MIN / 2.0 || flow < outside[low].flow_l_min {
                (low, high) = (now, now);
            }
        }
        found
    }

    fn add(&mut self, part: &[Sample], rise_samples: usize) {
        if rise_samples < TOOTH_SAMPLES {
            self.teeth = self.teeth.saturating_add(1);
            return;
        }
        let lowest = -highest(part, |sample| -sample.paw_cmh2o);
        let around = part[0].paw_cmh2o.min(part[part.len() - 1].paw_cmh2o);
        self.deep = self.deep.saturating_add(1);
        self.dip_cmh2o = self.dip_cmh2o.max(around - lowest);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample(paw_cmh2o: f32, flow_l_min: f32, volume_ml: f32) -> Sample {
        Sample {
            paw_cmh2o,
            flow_l_min,
            volume_ml,
            co2_mmhg: 0.0,
        }
    }

    /// A volume breath of a second, a pause of 0.4 s, an expiration with the given time constant in s.
    fn volume_breath(tau_s: f32) -> Vec<Sample> {
        let into = (0..50u8).map(|n| sample(12.0 + f32::from(n) * 0.2, 30.0, f32::from(n) * 10.0));
        let pause = std::iter::repeat_n(sample(16.0, 0.0, 500.0), 20);
        let out = (0..100u8).map(|n| {
            let left = libm::expf(-f32::from(n) * 0.02 / tau_s);
            sample(5.0, -30.0 / tau_s * left, 500.0 * left)
        });
        into.chain(pause).chain(out).collect()
    }

    #[test]
    fn peak_plateau_and_shapes_are_named() {
        let told = account(&volume_breath(0.4)).unwrap();
        assert_eq!(told.plateau_cmh2o, Some(16.0));
        assert!((told.peak_cmh2o - 21.8).abs() < 0.01);
        assert_eq!(
            (told.flow, told.pressure),
            (FlowShape::Constant, PressureShape::Climbing)
        );
        assert_eq!((told.left_l_min, told.lost_ml, told.notches), (None, None, 0));
    }

    #[test]
    fn flow_that_does_not_come_to_rest_is_told() {
        let told = account(&volume_breath(1.5)).unwrap();
        assert!(told.left_l_min.is_some_and(|left| left > 4.0), "{told:?}");
    }

    #[test]
    fn a_notch_is_told_and_a_saw_is_not_a_notch() {
        let mut breath = volume_breath(0.9);
        for n in 0..12 {
            breath[110 + n].flow_l_min += 8.0 - (n as f32 - 6.0).abs() * 1.2;
            breath[110 + n].paw_cmh2o -= 1.0;
        }
        let told = account(&breath).unwrap();
        assert_eq!((told.notches, told.saw_tooth), (1, false), "{told:?}");
        let mut breath = volume_breath(0.9);
        for (n, sample) in breath.iter_mut().enumerate().skip(72) {
            sample.flow_l_min += 4.0 * ((n % 5) as f32 / 2.5 - 1.0);
        }
        let told = account(&breath).unwrap();
        assert_eq!((told.notches, told.saw_tooth), (0, true), "{told:?}");
    }

    #[test]
    fn nothing_is_told_of_nothing() {
        assert_eq!(account(&[]), None);
        assert_eq!(account(&[Sample::default(); 200]), None);
    }
}

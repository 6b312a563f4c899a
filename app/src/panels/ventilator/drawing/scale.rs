//! Scales of the axes: steps that an eye reads, the smallest that holds what is drawn.

use simulators::ventilator::measured::Sample;

use super::Ink;
use crate::words;

/// Room over the highest point, so that a curve does not run along the edge.
const HEADROOM: f32 = 1.04;

/// One of the curves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::panels::ventilator) enum Channel {
    /// Airway pressure, cmH2O.
    Pressure,
    /// Flow, L/min.
    Flow,
    /// Volume, mL.
    Volume,
}

impl Channel {
    /// The channels from top to bottom.
    pub(in crate::panels::ventilator) const ALL: [Self; 3] = [Self::Pressure, Self::Flow, Self::Volume];

    pub(in crate::panels::ventilator) const fn of(self, sample: &Sample) -> f32 {
        match self {
            Self::Pressure => sample.paw_cmh2o,
            Self::Flow => sample.flow_l_min,
            Self::Volume => sample.volume_ml,
        }
    }

    pub(super) const fn ink(self) -> Ink {
        match self {
            Self::Pressure => Ink::Pressure,
            Self::Flow => Ink::Flow,
            Self::Volume => Ink::Volume,
        }
    }

    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Pressure => words::ventilator::axis_paw(),
            Self::Flow => words::ventilator::axis_flow(),
            Self::Volume => words::ventilator::axis_volume(),
        }
    }

    /// Tops of the scale, smallest first; the last takes whatever comes.
    const fn tops(self) -> &'static [f32] {
        match self {
            Self::Pressure => &[20.0, 30.0, 40.0, 60.0, 80.0, 100.0],
            Self::Flow => &[40.0, 60.0, 90.0, 120.0, 180.0, 240.0],
            Self::Volume => &[200.0, 400.0, 600.0, 800.0, 1_200.0, 2_000.0, 3_000.0],
        }
    }
}

/// Bottom and top of an axis, and the numbers written at it.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::panels::ventilator) struct Scale {
    pub(in crate::panels::ventilator) low: f32,
    pub(in crate::panels::ventilator) high: f32,
    pub(in crate::panels::ventilator) marks: Vec<f32>,
}

impl Scale {
    pub(in crate::panels::ventilator) fn new(low: f32, high: f32, marks: &[f32]) -> Self {
        Self {
            low,
            high,
            marks: marks.to_vec(),
        }
    }

    /// The smallest scale that holds every sample.
    pub(super) fn holding<'a>(channel: Channel, samples: impl Iterator<Item = &'a Sample>) -> Self {
        let (mut lowest, mut highest) = (0.0_f32, 0.0_f32);
        for sample in samples {
            let value = channel.of(sample);
            lowest = lowest.min(value);
            highest = highest.max(value);
        }
        let most = match channel {
            Channel::Flow => highest.max(-lowest),
            Channel::Pressure | Channel::Volume => highest,
        };
        let tops = channel.tops();
        let high = tops
            .iter()
            .copied()
            .find(|top| *top >= most * HEADROOM)
            .unwrap_or(tops[tops.len() - 1]);
        match channel {
            Channel::Flow => Self::new(-high, high, &[-high, 0.0, high]),
            // A pull under zero is worth seeing, a hair's breadth is not.
            Channel::Pressure if lowest < -1.5 => Self::new(-high / 4.0, high, &[0.0, high / 2.0, high]),
            Channel::Volume if lowest < -0.04 * high => {
                Self::new(-high / 4.0, high, &[0.0, high / 2.0, high])
            }
            Channel::Pressure | Channel::Volume => Self::new(0.0, high, &[0.0, high / 2.0, high]),
        }
    }

    /// How far up the axis a value stands, 0 to 1; what is beyond stays at the edge.
    pub(in crate::panels::ventilator) fn share(&self, value: f32) -> f32 {
        ((value - self.low) / (self.high - self.low)).clamp(0.0, 1.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pressure(paw_cmh2o: f32) -> Sample {
        Sample {
            paw_cmh2o,
            ..Sample::default()
        }
    }

    #[test]
    fn the_smallest_scale_that_holds_the_curve_is_taken() {
        let scale = |paw| Scale::holding(Channel::Pressure, [pressure(paw)].iter());
        assert_eq!(scale(19.0).high, 20.0);
        assert_eq!(scale(31.0).high, 40.0);
        assert_eq!(scale(400.0).high, 100.0);
        assert_eq!(scale(-3.0).low, -5.0);
    }

    #[test]
    fn flow_has_its_zero_in_the_middle() {
        let sample = Sample {
            flow_l_min: -75.0,
            ..Sample::default()
        };
        let scale = Scale::holding(Channel::Flow, [sample].iter());
        assert_eq!((scale.low, scale.high, scale.share(0.0)), (-90.0, 90.0, 0.5));
    }
}

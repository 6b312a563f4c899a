//! Blood that is drawn and the results that come back later: what was true when it was drawn.

use std::collections::VecDeque;

use serde::{Deserialize, Serialize};

codes! {
    /// Something measured in a sample of blood.
    pub enum Test {
        /// Glucose, mmol/L, by the meter at the bedside.
        Glucose => "glucose",
        /// Potassium of the plasma, mmol/L, by the laboratory.
        Potassium => "potassium",
        /// Activated partial thromboplastin time, s, by the laboratory.
        Aptt => "aptt",
    }
}

impl Test {
    /// Number of tests.
    pub const COUNT: usize = Self::ALL.len();

    /// The name of drawing blood for it.
    #[must_use]
    pub const fn drawn(self) -> &'static str {
        match self {
            Self::Glucose => "draw_glucose",
            Self::Potassium => "draw_potassium",
            Self::Aptt => "draw_aptt",
        }
    }
}

/// How long a result takes; each has the product's default.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Delays {
    /// The meter at the bedside, s.
    pub glucose_s: f64,
    /// The laboratory with potassium, s.
    pub potassium_s: f64,
    /// The laboratory with the aPTT, s.
    pub aptt_s: f64,
}

impl Default for Delays {
    fn default() -> Self {
        Self {
            glucose_s: 60.0,
            potassium_s: 1_800.0,
            aptt_s: 2_700.0,
        }
    }
}

impl Delays {
    /// The product's delays, which a setup need not write.
    #[must_use]
    pub fn are_usual(&self) -> bool {
        *self == Self::default()
    }

    const fn ticks(&self, test: Test) -> u64 {
        let seconds = match test {
            Test::Glucose => self.glucose_s,
            Test::Potassium => self.potassium_s,
            Test::Aptt => self.aptt_s,
        };
        (seconds * 1_000.0) as u64
    }
}

/// A sample, and the result that it gives or will give.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Sample {
    /// What is measured.
    pub test: Test,
    /// When the blood was drawn, ms.
    pub drawn_tick: u64,
    /// When the result is there, ms.
    pub ready_tick: u64,
    /// The true value at drawing, in the test's unit.
    pub value: f64,
}

/// Samples that may be on their way at once; a further one is not drawn.
pub const MOST_WAITING: usize = 16;

/// Samples on their way and the newest result of each test.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Laboratory {
    delays: Delays,
    waiting: VecDeque<Sample>,
    newest: [Option<Sample>; Test::COUNT],
}

impl Laboratory {
    pub(super) const fn new(delays: Delays) -> Self {
        Self {
            delays,
            waiting: VecDeque::new(),
            newest: [None; Test::COUNT],
        }
    }

    /// Blood is drawn. Returns whether it was.
    pub(super) fn draw(&mut self, test: Test, value: f64, tick: u64) -> bool {
        if self.waiting.len() >= MOST_WAITING {
            return false;
        }
        self.waiting.push_back(Sample {
            test,
            drawn_tick: tick,
            ready_tick: tick.saturating_add(self.delays.ticks(test)),
            value,
        });
        true
    }

    /// Results whose time has come are told; of one test the one drawn last is kept.
    pub(super) fn step(&mut self, tick: u64, mut tell: impl FnMut(Test)) {
        if self.waiting.is_empty() {
            return;
        }
        let newest = &mut self.newest;
        self.waiting.retain(|sample| {
            let ready = sample.ready_tick <= tick;
            if ready {
                newest[sample.test as usize] = Some(*sample);
                tell(sample.test);
            }
            !ready
        });
    }

    pub(super) const fn newest(&self, test: Test) -> Option<&Sample> {
        self.newest[test as usize].as_ref()
    }

    pub(super) fn waiting(&self) -> impl ExactSizeIterator<Item = &Sample> {
        self.waiting.iter()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_result_comes_after_its_delay_and_tells_of_the_drawing() {
        let mut laboratory = Laboratory::new(Delays::default());
        assert!(laboratory.draw(Test::Glucose, 11.2, 5_000));
        let mut told = Vec::new();
        laboratory.step(64_900, |test| told.push(test));
        assert_eq!(laboratory.newest(Test::Glucose), None);
        laboratory.step(65_000, |test| told.push(test));
        assert_eq!(told, [Test::Glucose]);
        let sample = laboratory.newest(Test::Glucose).unwrap();
        assert_eq!((sample.value, sample.drawn_tick), (11.2, 5_000));
        assert_eq!(laboratory.waiting().len(), 0);
    }

    #[test]
    fn a_slow_test_does_not_hold_up_a_fast_one() {
        let mut laboratory = Laboratory::new(Delays::default());
        laboratory.draw(Test::Aptt, 70.0, 0);
        laboratory.draw(Test::Glucose, 9.0, 0);
        laboratory.step(60_000, |_| {});
        assert!(laboratory.newest(Test::Glucose).is_some() && laboratory.newest(Test::Aptt).is_none());
    }

    #[test]
    fn there_is_an_end_to_drawing() {
        let mut laboratory = Laboratory::new(Delays::default());
        let drawn = (0..100)
            .filter(|_| laboratory.draw(Test::Potassium, 4.0, 0))
            .count();
        assert_eq!(drawn, MOST_WAITING);
    }
}

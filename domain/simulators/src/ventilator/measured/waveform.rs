//! Curves: pressure, flow, volume and carbon dioxide, fifty times a second, and the loops of the last breath.

use std::collections::VecDeque;

use serde::{Deserialize, Serialize};

/// Time between two samples, ms.
pub(crate) const SAMPLE_TICKS: u64 = 20;
/// Samples that are kept: 30 s.
const KEPT: usize = 1_500;
/// Longest loop, samples.
const LONGEST_LOOP: usize = 500;

/// One sample of the curves.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Sample {
    /// Airway pressure, cmH2O.
    pub paw_cmh2o: f32,
    /// Flow, L/min, out of the patient negative.
    pub flow_l_min: f32,
    /// Volume since the breath began, mL.
    pub volume_ml: f32,
    /// Carbon dioxide at the Y-piece, mmHg.
    pub co2_mmhg: f32,
}

/// The curves of the last half minute.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Waveforms {
    samples: VecDeque<Sample>,
    taken: u64,
    /// Number of the first sample of the breath that goes on.
    breath_from: u64,
    last_breath: Vec<Sample>,
}

impl Waveforms {
    pub(crate) fn push(&mut self, sample: Sample) {
        if self.samples.len() == KEPT {
            self.samples.pop_front();
        }
        self.samples.push_back(sample);
        self.taken += 1;
    }

    /// A breath begins: what was drawn since the last one becomes its loop.
    pub(crate) fn breath(&mut self) {
        let length = (self.taken - self.breath_from).min(LONGEST_LOOP as u64) as usize;
        let from = self.samples.len() - length.min(self.samples.len());
        self.last_breath.clear();
        self.last_breath.extend(self.samples.range(from..));
        self.breath_from = self.taken;
    }

    /// How many samples were ever taken.
    pub(crate) const fn taken(&self) -> u64 {
        self.taken
    }

    /// The samples from the given number on that are still kept, oldest first.
    pub(crate) fn since(&self, number: u64) -> impl Iterator<Item = &Sample> {
        let oldest = self.taken - self.samples.len() as u64;
        let skipped = number.saturating_sub(oldest).min(self.samples.len() as u64);
        self.samples.range(skipped as usize..)
    }

    /// The last whole breath.
    pub(crate) fn last_breath(&self) -> &[Sample] {
        &self.last_breath
    }
}

//! Blood gases: drawn now, told when the laboratory has measured them.

use serde::{Deserialize, Serialize};

use super::exchange::Exchange;
use crate::rounding::half_up;

/// Samples that can be on their way, and results that are kept.
const MOST: usize = 8;

/// A blood gas as the laboratory prints it.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct BloodGas {
    /// When it was drawn, ms.
    pub drawn_tick: u64,
    /// When the result came, ms.
    pub told_tick: u64,
    /// pH, hundredths.
    pub ph: f64,
    /// Carbon dioxide, mmHg.
    pub paco2_mmhg: f64,
    /// Oxygen, mmHg.
    pub pao2_mmhg: f64,
    /// Saturation, percent.
    pub sao2_percent: f64,
    /// Bicarbonate, mmol/L.
    pub bicarbonate_mmol_l: f64,
    /// Haemoglobin, g/dL.
    pub haemoglobin_g_dl: f64,
    /// Oxygen that was set when it was drawn, percent.
    pub oxygen_percent: f64,
}

/// Samples and results.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Laboratory {
    delay_ticks: u64,
    waiting: Vec<BloodGas>,
    results: Vec<BloodGas>,
}

impl Laboratory {
    pub(crate) const fn new(delay_ticks: u64) -> Self {
        Self {
            delay_ticks,
            waiting: Vec::new(),
            results: Vec::new(),
        }
    }

    /// Draws a sample; tells whether it was taken.
    pub(crate) fn draw(&mut self, exchange: &Exchange, oxygen_percent: f64, tick: u64) -> bool {
        if self.waiting.len() == MOST {
            return false;
        }
        self.waiting.push(BloodGas {
            drawn_tick: tick,
            told_tick: tick + self.delay_ticks,
            ph: half_up(exchange.ph(), 100.0),
            paco2_mmhg: half_up(exchange.paco2_mmhg(), 1.0),
            pao2_mmhg: half_up(exchange.pao2_mmhg(), 1.0),
            sao2_percent: half_up(exchange.saturation() * 100.0, 10.0),
            bicarbonate_mmol_l: half_up(exchange.bicarbonate_mmol_l(), 10.0),
            haemoglobin_g_dl: half_up(exchange.haemoglobin_g_dl(), 10.0),
            oxygen_percent: half_up(oxygen_percent, 1.0),
        });
        true
    }

    /// Tells how many results came.
    pub(crate) fn step(&mut self, tick: u64) -> usize {
        let ready = self
            .waiting
            .iter()
            .take_while(|gas| gas.told_tick <= tick)
            .count();
        for gas in self.waiting.drain(..ready) {
            if self.results.len() == MOST {
                self.results.remove(0);
            }
            self.results.push(gas);
        }
        ready
    }

    pub(crate) fn results(&self) -> &[BloodGas] {
        &self.results
    }

    pub(crate) fn waiting(&self) -> usize {
        self.waiting.len()
    }
}

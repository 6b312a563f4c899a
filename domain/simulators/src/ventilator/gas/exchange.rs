//! From the gas that reaches the alveoli to the saturation at the finger.

use super::alveolar::{self, STPD_FACTOR, WATER_VAPOUR_MMHG};
use super::carbon::{Carbon, FALLING_S, RISING_S};
use super::oxygen;
use super::setup::GasSetup;
use crate::ventilator::lung::presets::LungParameters;
use crate::ventilator::lung::state::STEP_S;

/// Time over which alveolar ventilation is averaged, s (*chosen*).
const AVERAGED_S: f64 = 30.0;
/// Time over which a change of pressure opens or closes lung, s (*chosen*).
const RECRUITING_S: f64 = 60.0;
/// Delay of the blood to the finger, whole seconds (textbook: 20 to 30), and smoothing of the probe, s (*chosen*).
const FINGER_S: usize = 25;
const PROBE_S: f64 = 4.0;
/// Difference of oxygen content between arteries and veins, mL/dL (textbook).
const DIFFERENCE_ML_DL: f64 = 5.0;
/// Respiratory quotient.
const QUOTIENT: f64 = 0.8;
/// Under this tension the alveoli give up less oxygen, mmHg (*chosen*).
const SPARING_MMHG: f64 = 40.0;

/// What the gas exchange is told each second.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Bedside {
    /// Shunt that faults add.
    pub(crate) more_shunt: f64,
    /// Pressure in the alveoli at the end of expiration, cmH2O.
    pub(crate) end_alveolar_cmh2o: f64,
}

/// State of the gas exchange.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Exchange {
    setup: GasSetup,
    shunt_at_5: f64,
    recruited_per_cmh2o: f64,
    dead_space_l: f64,
    etco2_gap_mmhg: f64,
    /// Alveolar gas that lies in the dead space and goes back first, L.
    stale_l: f64,
    /// Fresh gas since the last tenth of a second, L, and the oxygen it carried, L.
    fresh_l: f64,
    fresh_oxygen_l: f64,
    /// Averaged fresh gas, L/min.
    alveolar_l_min: f64,
    average_left: f64,
    /// Oxygen in the alveoli, mmHg.
    alveolar_oxygen_mmhg: f64,
    carbon: Carbon,
    shunt: f64,
    pao2_mmhg: f64,
    /// Saturations on their way to the finger, oldest at `finger_at`.
    on_the_way: [f64; FINGER_S],
    finger_at: usize,
    spo2: f64,
    capnogram_mmhg: f64,
}

impl Exchange {
    /// In equilibrium with a ventilation that the patient is used to, at this pressure at the end of expiration.
    pub(crate) fn new(
        setup: GasSetup,
        lung: &LungParameters,
        weight_kg: f64,
        oxygen: f64,
        end_cmh2o: f64,
    ) -> Self {
        let carbon = Carbon::new(setup.paco2_mmhg, (FALLING_S, RISING_S));
        let alveolar =
            alveolar::alveolar_oxygen_mmhg(oxygen, setup.barometric_mmhg, setup.paco2_mmhg, QUOTIENT);
        let dead_space_l =
            lung.dead_space_share * 0.007 * weight_kg + setup.apparatus_dead_space_ml / 1_000.0;
        let mut exchange = Self {
            setup,
            shunt_at_5: lung.shunt,
            recruited_per_cmh2o: lung.recruited_per_cmh2o,
            dead_space_l,
            etco2_gap_mmhg: 3.0 + 25.0 * (lung.dead_space_share - 0.3).max(0.0),
            stale_l: dead_space_l,
            fresh_l: 0.0,
            fresh_oxygen_l: 0.0,
            alveolar_l_min: STPD_FACTOR * setup.co2_production_ml_min / setup.paco2_mmhg,
            average_left: libm::exp(-0.1 / AVERAGED_S),
            alveolar_oxygen_mmhg: alveolar,
            carbon,
            shunt: lung.shunt * left_shut(lung.recruited_per_cmh2o, end_cmh2o),
            pao2_mmhg: 0.0,
            on_the_way: [0.0; FINGER_S],
            finger_at: 0,
            spo2: 0.0,
            capnogram_mmhg: 0.0,
        };
        exchange.arterialise();
        exchange.spo2 = exchange.saturation();
        exchange.on_the_way = [exchange.spo2; FINGER_S];
        exchange
    }

    /// One millisecond of flow at the patient, L/s, of gas with this share of oxygen.
    pub(crate) fn breathe(&mut self, flow_l_s: f64, oxygen: f64, reaches_alveoli: bool) {
        let moved_l = flow_l_s * STEP_S;
        let washed = if moved_l > 0.0 && reaches_alveoli {
            let again_l = moved_l.min(self.stale_l);
            self.stale_l -= again_l;
            self.fresh_l += moved_l - again_l;
            self.fresh_oxygen_l += (moved_l - again_l) * oxygen;
            0.0
        } else if moved_l < 0.0 && reaches_alveoli {
            self.stale_l = (self.stale_l - moved_l).min(self.dead_space_l);
            let share = (self.stale_l / self.dead_space_l.max(1e-6) * 2.0 - 1.0).clamp(0.0, 1.0);
            self.end_tidal_mmhg() * share
        } else {
            return;
        };
        // The analyser follows with a time constant of 50 ms.
        self.capnogram_mmhg += (washed - self.capnogram_mmhg) * 0.02;
    }

    /// A tenth of a second: oxygen is washed in and taken up. `lung_l` is the gas in the lung.
    pub(crate) fn wash(&mut self, lung_l: f64) {
        let dry_mmhg = self.setup.barometric_mmhg - WATER_VAPOUR_MMHG;
        let lung_l = lung_l.max(0.2);
        // Gas that comes in pushes as much of the mixture out; what is taken up leaves by the blood.
        let left = libm::exp(-self.fresh_l / lung_l);
        if self.fresh_l > 0.0 {
            let inspired_mmhg = self.fresh_oxygen_l / self.fresh_l * dry_mmhg;
            self.alveolar_oxygen_mmhg = inspired_mmhg + (self.alveolar_oxygen_mmhg - inspired_mmhg) * left;
        }
        let consumption_ml_min = self.setup.co2_production_ml_min / QUOTIENT;
        let spared = (self.alveolar_oxygen_mmhg / SPARING_MMHG).clamp(0.0, 1.0);
        let taken_mmhg = STPD_FACTOR * consumption_ml_min * spared / lung_l / 600.0;
        self.alveolar_oxygen_mmhg = (self.alveolar_oxygen_mmhg - taken_mmhg).max(5.0);
        let gain = 1.0 - self.average_left;
        self.alveolar_l_min += (self.fresh_l * 600.0 - self.alveolar_l_min) * gain;
        self.fresh_l = 0.0;
        self.fresh_oxygen_l = 0.0;
    }

    /// A second: carbon dioxide, shunt, arterial oxygen, the way to the finger.
    pub(crate) fn second(&mut self, bedside: &Bedside) {
        self.carbon
            .step(self.setup.co2_production_ml_min, self.alveolar_l_min, 1.0);
        let left = left_shut(self.recruited_per_cmh2o, bedside.end_alveolar_cmh2o);
        let target = self.shunt_at_5 * left + bedside.more_shunt;
        self.shunt += (target.min(0.75) - self.shunt) / RECRUITING_S;
        self.arterialise();
        let saturation = self.saturation();
        let at_finger = core::mem::replace(&mut self.on_the_way[self.finger_at], saturation);
        self.finger_at = (self.finger_at + 1) % FINGER_S;
        self.spo2 += (at_finger - self.spo2) / PROBE_S;
    }

    fn arterialise(&mut self) {
        let alveolar = self.alveolar_oxygen_mmhg;
        let end_capillary = oxygen::content_ml_dl(self.setup.haemoglobin_g_dl, alveolar);
        let arterial = oxygen::shunted_content_ml_dl(end_capillary, self.shunt, DIFFERENCE_ML_DL);
        self.pao2_mmhg = oxygen::tension_mmhg(arterial, self.setup.haemoglobin_g_dl, alveolar);
    }

    /// More or less carbon dioxide is produced, as in fever.
    pub(crate) const fn produce(&mut self, ml_min: f64) {
        self.setup.co2_production_ml_min = ml_min;
    }

    pub(crate) const fn alveolar_l_min(&self) -> f64 {
        self.alveolar_l_min
    }

    pub(crate) const fn paco2_mmhg(&self) -> f64 {
        self.carbon.paco2_mmhg
    }

    pub(crate) const fn pao2_mmhg(&self) -> f64 {
        self.pao2_mmhg
    }

    pub(crate) const fn shunt(&self) -> f64 {
        self.shunt
    }

    /// Arterial saturation, 0 to 1.
    pub(crate) fn saturation(&self) -> f64 {
        oxygen::saturation(self.pao2_mmhg)
    }

    /// Saturation at the finger, 0 to 1.
    pub(crate) const fn spo2(&self) -> f64 {
        self.spo2
    }

    pub(crate) fn ph(&self) -> f64 {
        alveolar::ph(self.setup.bicarbonate_mmol_l, self.carbon.paco2_mmhg)
    }

    pub(crate) const fn bicarbonate_mmol_l(&self) -> f64 {
        self.setup.bicarbonate_mmol_l
    }

    pub(crate) const fn haemoglobin_g_dl(&self) -> f64 {
        self.setup.haemoglobin_g_dl
    }

    /// Carbon dioxide at the end of a breath out, mmHg; none while nothing is breathed.
    pub(crate) fn end_tidal_mmhg(&self) -> f64 {
        if self.alveolar_l_min < 0.3 {
            return 0.0;
        }
        (self.carbon.paco2_mmhg - self.etco2_gap_mmhg).max(0.0)
    }

    /// Carbon dioxide at the Y-piece now, mmHg.
    pub(crate) const fn capnogram_mmhg(&self) -> f64 {
        self.capnogram_mmhg
    }
}

/// Share of the shunt at 5 cmH2O that a pressure at the end of expiration leaves.
fn left_shut(recruited_per_cmh2o: f64, end_cmh2o: f64) -> f64 {
    (1.0 - recruited_per_cmh2o * (end_cmh2o - 5.0)).clamp(0.3, 1.2)
}

//! Carbon dioxide of the blood on its way to where ventilation leads it.

use super::alveolar;

/// Time constants of the approach, s (textbook: 180 to 240 down, 300 to 600 up).
pub(crate) const FALLING_S: f64 = 210.0;
/// See [`FALLING_S`].
pub(crate) const RISING_S: f64 = 400.0;
/// Rise in the first minute without ventilation, and after it, mmHg/min (textbook: 6 to 12, then 3 to 4).
const APNEA_RISE: (f64, f64) = (9.0, 3.5);
/// Fastest rise while something is ventilated, mmHg/min (*chosen*).
const FASTEST_RISE: f64 = 12.0;
/// Less than this is no ventilation, L/min.
const NOTHING_L_MIN: f64 = 0.3;
const RANGE_MMHG: (f64, f64) = (8.0, 200.0);

/// Arterial carbon dioxide.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Carbon {
    pub(crate) paco2_mmhg: f64,
    time_constants_s: (f64, f64),
    /// How long nothing was ventilated, s.
    apnea_s: f64,
}

impl Carbon {
    pub(crate) const fn new(paco2_mmhg: f64, time_constants_s: (f64, f64)) -> Self {
        Self {
            paco2_mmhg,
            time_constants_s,
            apnea_s: 0.0,
        }
    }

    /// Some time at an alveolar ventilation.
    pub(crate) fn step(&mut self, production_ml_min: f64, alveolar_l_min: f64, seconds: f64) {
        if alveolar_l_min < NOTHING_L_MIN {
            let per_min = if self.apnea_s < 60.0 {
                APNEA_RISE.0
            } else {
                APNEA_RISE.1
            };
            self.apnea_s += seconds;
            self.paco2_mmhg = (self.paco2_mmhg + per_min * seconds / 60.0).min(RANGE_MMHG.1);
            return;
        }
        self.apnea_s = 0.0;
        let target = alveolar::steady_paco2_mmhg(production_ml_min, alveolar_l_min);
        let time_constant_s = if target < self.paco2_mmhg {
            self.time_constants_s.0
        } else {
            self.time_constants_s.1
        };
        let next = alveolar::paco2_after_mmhg(self.paco2_mmhg, target, seconds, time_constant_s);
        let rise = (next - self.paco2_mmhg).min(FASTEST_RISE * seconds / 60.0);
        self.paco2_mmhg = (self.paco2_mmhg + rise).clamp(RANGE_MMHG.0, RANGE_MMHG.1);
    }
}

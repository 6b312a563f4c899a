//! Gas exchange in closed form: the alveolar gas equation, carbon dioxide, acid and base.

/// Pressure of water vapour at body temperature, mmHg.
pub const WATER_VAPOUR_MMHG: f64 = 47.0;
/// Turns mL/min of dry gas over L/min of ventilation into mmHg.
pub const STPD_FACTOR: f64 = 0.863;

/// Alveolar oxygen, mmHg, by the short form: `FiO2 (PB - 47) - PaCO2 / RQ`.
#[must_use]
pub fn alveolar_oxygen_mmhg(fio2: f64, barometric_mmhg: f64, paco2_mmhg: f64, quotient: f64) -> f64 {
    fio2 * (barometric_mmhg - WATER_VAPOUR_MMHG) - paco2_mmhg / quotient
}

/// Alveolar oxygen, mmHg, by the full form, which puts `FiO2 + (1 - FiO2) / RQ` in the place of `1 / RQ`.
#[must_use]
pub fn alveolar_oxygen_full_mmhg(fio2: f64, barometric_mmhg: f64, paco2_mmhg: f64, quotient: f64) -> f64 {
    fio2 * (barometric_mmhg - WATER_VAPOUR_MMHG) - paco2_mmhg * (fio2 + (1.0 - fio2) / quotient)
}

/// Alveolar ventilation, L/min.
#[must_use]
pub fn alveolar_ventilation_l_min(vt_ml: f64, dead_space_ml: f64, rate_per_min: f64) -> f64 {
    (vt_ml - dead_space_ml) * rate_per_min / 1_000.0
}

/// Arterial carbon dioxide to which a ventilation leads, mmHg.
#[must_use]
pub fn steady_paco2_mmhg(production_ml_min: f64, alveolar_l_min: f64) -> f64 {
    STPD_FACTOR * production_ml_min / alveolar_l_min
}

/// Carbon dioxide on its way from a start to a target, mmHg.
#[must_use]
pub fn paco2_after_mmhg(start_mmhg: f64, target_mmhg: f64, time_s: f64, time_constant_s: f64) -> f64 {
    target_mmhg + (start_mmhg - target_mmhg) * libm::exp(-time_s / time_constant_s)
}

/// pH by Henderson and Hasselbalch; bicarbonate in mmol/L.
#[must_use]
pub fn ph(bicarbonate_mmol_l: f64, paco2_mmhg: f64) -> f64 {
    6.1 + libm::log10(bicarbonate_mmol_l / (0.03 * paco2_mmhg))
}

//! Oxygen in the blood: saturation, content, delivery and the shunt.

/// Oxygen that a gram of haemoglobin carries, mL.
const CARRIED_ML_G: f64 = 1.34;
/// Oxygen dissolved in the blood, mL/dL for each mmHg.
const DISSOLVED_ML_DL: f64 = 0.003;

/// Saturation by Severinghaus, 0 to 1 (published error at most 0.0055).
#[must_use]
pub fn saturation(po2_mmhg: f64) -> f64 {
    let po2 = po2_mmhg.max(1e-3);
    1.0 / (23_400.0 / (po2 * po2 * po2 + 150.0 * po2) + 1.0)
}

/// Saturation by Hill, 0 to 1.
#[must_use]
pub fn saturation_hill(po2_mmhg: f64, exponent: f64, p50_mmhg: f64) -> f64 {
    let carried = libm::pow(po2_mmhg, exponent);
    carried / (carried + libm::pow(p50_mmhg, exponent))
}

/// Oxygen content, mL/dL.
#[must_use]
pub fn content_ml_dl(haemoglobin_g_dl: f64, po2_mmhg: f64) -> f64 {
    CARRIED_ML_G * haemoglobin_g_dl * saturation(po2_mmhg) + DISSOLVED_ML_DL * po2_mmhg
}

/// Oxygen delivery, mL/min.
#[must_use]
pub fn delivery_ml_min(cardiac_output_l_min: f64, content_ml_dl: f64) -> f64 {
    10.0 * cardiac_output_l_min * content_ml_dl
}

/// Content of arterial blood of which a share passed the lung by, mL/dL: `Cc - s / (1 - s) (a - v)`.
#[must_use]
pub fn shunted_content_ml_dl(end_capillary_ml_dl: f64, shunt: f64, difference_ml_dl: f64) -> f64 {
    end_capillary_ml_dl - shunt / (1.0 - shunt) * difference_ml_dl
}

/// Arterial oxygen tension of a content, mmHg, by bisection between 1 mmHg and the alveolar tension.
#[must_use]
pub fn tension_mmhg(content: f64, haemoglobin_g_dl: f64, alveolar_mmhg: f64) -> f64 {
    let (mut low, mut high) = (1.0, alveolar_mmhg.max(1.0));
    for _ in 0..200 {
        let middle = (low + high) / 2.0;
        if content_ml_dl(haemoglobin_g_dl, middle) < content {
            low = middle;
        } else {
            high = middle;
        }
        if high - low < 1e-9 {
            break;
        }
    }
    (low + high) / 2.0
}

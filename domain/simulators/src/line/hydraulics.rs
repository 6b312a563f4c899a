//! Flow and pressure as pure functions. Equations and sources: docs/models.md, section Hydraulics.

/// Milliseconds in an hour.
const MS_PER_HOUR: f64 = 3_600_000.0;

/// Volume in mL that a flow in mL/h gives in a number of milliseconds.
#[must_use]
pub const fn volume_ml(flow_ml_h: f64, ms: f64) -> f64 {
    flow_ml_h * ms / MS_PER_HOUR
}

/// Flow of a peristaltic pump, mL/h, at a place in its cycle (0 to 1): the rate, a calibration error, a ripple.
#[must_use]
pub fn ripple_flow_ml_h(rate_ml_h: f64, error: f64, ripple: f64, cycle: f64) -> f64 {
    rate_ml_h * (1.0 + error) * (1.0 + ripple * libm::sin(core::f64::consts::TAU * cycle))
}

/// Share of the flow that is left at a back pressure.
#[must_use]
pub const fn back_pressure_factor(loss_per_100_mmhg: f64, pressure_mmhg: f64) -> f64 {
    (1.0 - loss_per_100_mmhg * pressure_mmhg / 100.0).max(0.0)
}

/// Time from a complete block to the occlusion alarm, s: compliance x rise / rate + latency.
#[must_use]
pub fn time_to_occlusion_alarm_s(
    compliance_ml_per_mmhg: f64,
    limit_mmhg: f64,
    baseline_mmhg: f64,
    rate_ml_h: f64,
    latency_s: f64,
) -> f64 {
    compliance_ml_per_mmhg * (limit_mmhg - baseline_mmhg) / rate_ml_h * 3_600.0 + latency_s
}

/// Volume stored in a stretched line, mL.
#[must_use]
pub fn stored_ml(compliance_ml_per_mmhg: f64, pressure_mmhg: f64, baseline_mmhg: f64) -> f64 {
    compliance_ml_per_mmhg * (pressure_mmhg - baseline_mmhg)
}

/// Volume that reaches the patient when a block is removed, mL: what is stored, less what the motor drew back.
#[must_use]
pub fn released_ml(stored_ml: f64, backoff_ml: f64) -> f64 {
    (stored_ml - backoff_ml).max(0.0)
}

/// Largest post-occlusion bolus that is acceptable, mL (FDA Generic Infusion Pump requirement 1.10.7, ECRI).
pub const ACCEPTABLE_RELEASE_ML: f64 = 0.5;

/// Pressure past the pump behind a resistance after a long time, mmHg.
#[must_use]
pub fn steady_pressure_mmhg(venous_mmhg: f64, resistance_mmhg_per_ml_h: f64, flow_ml_h: f64) -> f64 {
    venous_mmhg + resistance_mmhg_per_ml_h * flow_ml_h
}

/// Time constant of the pressure behind a resistance, s.
#[must_use]
pub fn time_constant_s(resistance_mmhg_per_ml_h: f64, compliance_ml_per_mmhg: f64) -> f64 {
    resistance_mmhg_per_ml_h * compliance_ml_per_mmhg * 3_600.0
}

/// Share of a pressure difference that is left after a number of milliseconds behind a resistance.
#[must_use]
pub fn pressure_decay(resistance_mmhg_per_ml_h: f64, compliance_ml_per_mmhg: f64, ms: f64) -> f64 {
    let time_constant_ms = time_constant_s(resistance_mmhg_per_ml_h, compliance_ml_per_mmhg) * 1_000.0;
    if time_constant_ms > 0.0 {
        libm::exp(-ms / time_constant_ms)
    } else {
        0.0
    }
}

/// Time until the pressure behind a resistance reaches the limit, s; `None` if it never does.
#[must_use]
pub fn time_to_partial_alarm_s(
    venous_mmhg: f64,
    resistance_mmhg_per_ml_h: f64,
    compliance_ml_per_mmhg: f64,
    rate_ml_h: f64,
    limit_mmhg: f64,
) -> Option<f64> {
    let rise_mmhg = resistance_mmhg_per_ml_h * rate_ml_h;
    (venous_mmhg + rise_mmhg > limit_mmhg).then(|| {
        -time_constant_s(resistance_mmhg_per_ml_h, compliance_ml_per_mmhg)
            * libm::log(1.0 - (limit_mmhg - venous_mmhg) / rise_mmhg)
    })
}

/// Pressure of a column of water, mmHg for each cm.
pub const MMHG_PER_CM_H2O: f64 = 0.735_559;

/// Compliance above the pump, mL/mmHg: the line 0.004, the air in the drip chamber 0.010 (*chosen*).
pub const UPSTREAM_COMPLIANCE_ML_PER_MMHG: f64 = 0.014;

/// Pressure above the pump at which the line counts as blocked, mmHg (*chosen*).
pub const UPSTREAM_LIMIT_MMHG: f64 = -100.0;

/// Share of the flow that is lost when the pressure above the pump reaches the limit (*chosen*).
const LOST_AT_THE_LIMIT: f64 = 0.30;

/// Resistance of a set through which fluid runs by gravity, mmHg for each mL/h (*chosen*).
const GRAVITY_RESISTANCE: f64 = 0.05;

/// Rise of the tissue's pressure for each mL that infiltrates it, mmHg (*chosen*).
pub const TISSUE_ELASTANCE_MMHG_PER_ML: f64 = 4.0;

/// Pressure above the pump, mmHg: the head of the bag less what the pump took without a bag giving it.
#[must_use]
pub fn upstream_pressure_mmhg(head_mmhg: f64, taken_ml: f64, compliance_ml_per_mmhg: f64) -> f64 {
    head_mmhg - taken_ml / compliance_ml_per_mmhg
}

/// Time from a block above the pump to its alarm, s.
#[must_use]
pub fn time_to_upstream_alarm_s(head_mmhg: f64, rate_ml_h: f64) -> f64 {
    UPSTREAM_COMPLIANCE_ML_PER_MMHG * (head_mmhg - UPSTREAM_LIMIT_MMHG) / rate_ml_h * 3_600.0
}

/// Share of the flow that a pump gives against suction: down to 70 % at the limit, before any alarm.
#[must_use]
pub fn suction_factor(upstream_mmhg: f64) -> f64 {
    1.0 - LOST_AT_THE_LIMIT * (upstream_mmhg / UPSTREAM_LIMIT_MMHG).clamp(0.0, 1.0)
}

/// Flow by gravity through a set that nothing stops, mL/h.
#[must_use]
pub fn free_flow_ml_h(head_cm: f64, venous_mmhg: f64) -> f64 {
    ((head_cm * MMHG_PER_CM_H2O - venous_mmhg) / GRAVITY_RESISTANCE).max(0.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_published_teaching_case_alarms_after_218_s() {
        // 12 mL/h, 15 to 85 kPa, 0.010 mL/kPa, latency 8 s.
        let seconds = time_to_occlusion_alarm_s(0.010, 85.0, 15.0, 12.0, 8.0);
        assert!((seconds - 218.0).abs() < 1e-9);
    }

    #[test]
    fn a_pinched_line_may_stay_silent_until_the_rate_rises() {
        assert_eq!(time_to_partial_alarm_s(10.0, 2.0, 0.0013, 100.0, 300.0), None);
        assert!(time_to_partial_alarm_s(10.0, 2.0, 0.0013, 200.0, 300.0).is_some());
    }

    #[test]
    fn eighty_centimetres_give_about_980_ml_per_hour_by_gravity() {
        assert!((free_flow_ml_h(80.0, 10.0) - 977.0).abs() < 1.0);
        assert_eq!(free_flow_ml_h(10.0, 10.0), 0.0);
    }

    #[test]
    fn suction_takes_up_to_three_tenths_of_the_flow() {
        assert_eq!(suction_factor(40.0), 1.0);
        assert!((suction_factor(-50.0) - 0.85).abs() < 1e-12);
        assert!((suction_factor(-300.0) - 0.7).abs() < 1e-12);
    }
}

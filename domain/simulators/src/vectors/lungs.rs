//! Kinds about the lung, its pressures and what is measured of them.

use serde_json::json;

use super::given::{Given, Missing};
use super::{Produced, produced};
use crate::ventilator::lung::equations::{self, VolumeBreath};
use crate::ventilator::measured::derived;
use crate::ventilator::modes::adaptive::{BELOW_LIMIT_CMH2O, LastBreath, next_pressure_cmh2o};
use crate::ventilator::settings::protective;

pub(super) fn predicted_body_weight(given: &Given<'_>) -> Produced {
    let weight_kg = protective::predicted_body_weight_kg(given.code("sex")?, given.number("height_cm")?);
    Ok(produced([
        ("pbw_kg", json!(weight_kg)),
        ("vt_4_mL", json!(4.0 * weight_kg)),
        ("vt_6_mL", json!(6.0 * weight_kg)),
        ("vt_8_mL", json!(8.0 * weight_kg)),
    ]))
}

pub(super) fn compliance(given: &Given<'_>) -> Result<f64, Missing> {
    given.number("compliance_mL_per_cmH2O")
}

pub(super) fn resistance(given: &Given<'_>) -> Result<f64, Missing> {
    given.number("resistance_cmH2O_per_L_s")
}

fn square(given: &Given<'_>) -> Result<VolumeBreath, Missing> {
    Ok(VolumeBreath {
        vt_ml: given.number("vt_mL")?,
        flow_l_min: given.number("flow_L_min")?,
        end_fraction: 1.0,
        peep_cmh2o: given.number("peep_cmH2O")?,
        trapped_ml: 0.0,
    })
}

pub(super) fn vc_square_pressures(given: &Given<'_>) -> Produced {
    let breath = square(given)?;
    let pressures = breath.pressures(compliance(given)?, resistance(given)?);
    Ok(produced([
        ("pip_cmH2O", json!(pressures.peak_cmh2o)),
        ("pplat_cmH2O", json!(pressures.plateau_cmh2o)),
        (
            "driving_pressure_cmH2O",
            json!(pressures.plateau_cmh2o - breath.peep_cmh2o),
        ),
        ("ti_s", json!(pressures.ti_s)),
        (
            "resistive_pressure_cmH2O",
            json!(equations::resistive_cmh2o(resistance(given)?, breath.flow_l_min)),
        ),
    ]))
}

pub(super) fn vc_decelerating_pressures(given: &Given<'_>) -> Produced {
    let breath = VolumeBreath {
        vt_ml: given.number("vt_mL")?,
        flow_l_min: given.number("peak_flow_L_min")?,
        end_fraction: given.number("end_flow_fraction")?,
        peep_cmh2o: given.number("peep_cmH2O")?,
        trapped_ml: 0.0,
    };
    let pressures = breath.pressures(compliance(given)?, resistance(given)?);
    Ok(produced([
        ("ti_s", json!(pressures.ti_s)),
        ("pip_cmH2O", json!(pressures.peak_cmh2o)),
        ("time_of_pip_s", json!(pressures.peak_at_s)),
        ("pplat_cmH2O", json!(pressures.plateau_cmh2o)),
        ("end_insp_pressure_cmH2O", json!(pressures.end_cmh2o)),
    ]))
}

pub(super) fn pc_tidal_volume(given: &Given<'_>) -> Produced {
    let (c, r) = (compliance(given)?, resistance(given)?);
    let step = given.number("pressure_above_peep_cmH2O")?;
    let (ti_s, peep) = (given.number("ti_s")?, given.number("peep_cmH2O")?);
    let vt_ml = equations::pressure_volume_ml(c, r, step, ti_s);
    Ok(produced([
        ("time_constant_s", json!(equations::time_constant_s(r, c))),
        ("vt_mL", json!(vt_ml)),
        (
            "peak_flow_L_min",
            json!(equations::pressure_flow_l_min(c, r, step, 0.0)),
        ),
        (
            "end_insp_flow_L_min",
            json!(equations::pressure_flow_l_min(c, r, step, ti_s)),
        ),
        ("palv_end_insp_cmH2O", json!(peep + vt_ml / c)),
        ("pip_cmH2O", json!(peep + step)),
    ]))
}

pub(super) fn passive_exhalation(given: &Given<'_>) -> Produced {
    let (c, r) = (
        compliance(given)?,
        given.number("expiratory_resistance_cmH2O_per_L_s")?,
    );
    let vt_ml = given.number("vt_mL")?;
    let trapped_ml = vt_ml * equations::left_after(c, r, given.number("te_s")?);
    Ok(produced([
        ("time_constant_s", json!(equations::time_constant_s(r, c))),
        ("exhaled_mL", json!(vt_ml - trapped_ml)),
        ("trapped_mL", json!(trapped_ml)),
        ("peak_exp_flow_L_min", json!(vt_ml / c / r * 60.0)),
        (
            "time_to_95pct_empty_s",
            json!(equations::flow_cycle_s(c, r, 0.05)),
        ),
    ]))
}

pub(super) fn auto_peep_vc_steady_state(given: &Given<'_>) -> Produced {
    let c = compliance(given)?;
    let empty = square(given)?;
    let ti_s = empty.ti_s() + given.number_or("insp_pause_s", 0.0)?;
    let te_s = 60.0 / given.number("rr_per_min")? - ti_s;
    let re = given.number("expiratory_resistance_cmH2O_per_L_s")?;
    let trapped_ml = equations::trapped_by_volume_ml(empty.vt_ml, c, re, te_s);
    let pressures = VolumeBreath { trapped_ml, ..empty }.pressures(c, resistance(given)?);
    Ok(produced([
        ("ti_s", json!(ti_s)),
        ("te_s", json!(te_s)),
        ("i_to_e_ratio_e_part", json!(te_s / ti_s)),
        ("trapped_volume_mL", json!(trapped_ml)),
        ("auto_peep_cmH2O", json!(trapped_ml / c)),
        ("total_peep_cmH2O", json!(empty.peep_cmh2o + trapped_ml / c)),
        ("pplat_cmH2O", json!(pressures.plateau_cmh2o)),
        ("pip_cmH2O", json!(pressures.peak_cmh2o)),
    ]))
}

pub(super) fn auto_peep_pc_steady_state(given: &Given<'_>) -> Produced {
    let c = compliance(given)?;
    let (ti_s, rate) = (given.number("ti_s")?, given.number("rr_per_min")?);
    let te_s = 60.0 / rate - ti_s;
    let resistances = (
        resistance(given)?,
        given.number("expiratory_resistance_cmH2O_per_L_s")?,
    );
    let step = given.number("pressure_above_peep_cmH2O")?;
    let steady = equations::pressure_steady_state(c, resistances, step, (ti_s, te_s));
    Ok(produced([
        ("te_s", json!(te_s)),
        ("vt_mL", json!(steady.vt_ml)),
        ("trapped_volume_mL", json!(steady.trapped_ml)),
        ("auto_peep_cmH2O", json!(steady.trapped_ml / c)),
        ("minute_volume_L_min", json!(steady.vt_ml * rate / 1_000.0)),
    ]))
}

pub(super) fn measured_mechanics(given: &Given<'_>) -> Produced {
    let found = derived::mechanics(
        given.number("vt_mL")?,
        (given.number("pip_cmH2O")?, given.number("pplat_cmH2O")?),
        given.number("total_peep_cmH2O")?,
        given.number("flow_L_min")?,
    );
    Ok(produced([
        ("c_static_mL_per_cmH2O", json!(found.static_ml)),
        ("c_dynamic_mL_per_cmH2O", json!(found.dynamic_ml)),
        ("r_insp_cmH2O_per_L_s", json!(found.resistance)),
        ("driving_pressure_cmH2O", json!(found.driving_cmh2o)),
    ]))
}

pub(super) fn mean_airway_pressure(given: &Given<'_>) -> Produced {
    let peep = given.number("peep_cmH2O")?;
    let cycle_s = 60.0 / given.number("rr_per_min")?;
    let mean = if given.text("mode")? == "PC" {
        let step = given.number("pressure_above_peep_cmH2O")?;
        derived::mean_of_pressure_breaths_cmh2o(peep, step, given.number("ti_s")?, cycle_s)
    } else {
        let breath = square(given)?;
        derived::mean_of_volume_breaths_cmh2o(
            peep,
            (
                equations::resistive_cmh2o(resistance(given)?, breath.flow_l_min),
                breath.vt_ml / compliance(given)?,
            ),
            (breath.ti_s(), given.number_or("insp_pause_s", 0.0)?, cycle_s),
        )
    };
    Ok(produced([("mean_airway_pressure_cmH2O", json!(mean))]))
}

pub(super) fn psv_flow_cycle(given: &Given<'_>) -> Produced {
    let (c, r) = (compliance(given)?, resistance(given)?);
    let support = given.number("pressure_support_cmH2O")?;
    let share = given.number("cycle_off_percent")? / 100.0;
    let peak = equations::pressure_flow_l_min(c, r, support, 0.0);
    let ti_s = equations::flow_cycle_s(c, r, share);
    Ok(produced([
        ("ti_s", json!(ti_s)),
        ("vt_mL", json!(equations::pressure_volume_ml(c, r, support, ti_s))),
        ("peak_flow_L_min", json!(peak)),
        ("cycle_flow_L_min", json!(peak * share)),
    ]))
}

pub(super) fn leak_autotrigger(given: &Given<'_>) -> Produced {
    let k = given.number("leak_coefficient_L_min_per_sqrt_cmH2O")?;
    let at_peep = equations::leak_l_min(k, given.number("peep_cmH2O")?);
    Ok(produced([
        ("leak_flow_at_peep_L_min", json!(at_peep)),
        (
            "leak_flow_at_pip_L_min",
            json!(equations::leak_l_min(k, given.number("pip_cmH2O")?)),
        ),
        (
            "auto_trigger",
            json!(at_peep >= given.number("flow_trigger_L_min")?),
        ),
    ]))
}

pub(super) fn leak_percent(given: &Given<'_>) -> Produced {
    let (inspired, expired) = (given.number("vti_mL")?, given.number("vte_mL")?);
    Ok(produced([
        ("leak_volume_mL", json!(inspired - expired)),
        ("leak_percent", json!(derived::leak_percent(inspired, expired))),
    ]))
}

pub(super) fn circuit_compliance_loss(given: &Given<'_>) -> Produced {
    let share = equations::circuit_share(
        given.number("patient_compliance_mL_per_cmH2O")?,
        given.number("circuit_compliance_mL_per_cmH2O")?,
        given.number("set_vt_mL")?,
    );
    Ok(produced([
        ("driving_pressure_cmH2O", json!(share.driving_cmh2o)),
        ("patient_vt_mL", json!(share.patient_ml)),
        ("circuit_lost_mL", json!(share.circuit_ml)),
        ("set_vt_needed_for_full_delivery_mL", json!(share.needed_ml)),
    ]))
}

pub(super) fn two_compartment_pc(given: &Given<'_>) -> Produced {
    let step = given.number("pressure_above_peep_cmH2O")?;
    let ti_s = given.number("ti_s")?;
    let (c1, r1) = (
        given.number("compliance1_mL_per_cmH2O")?,
        given.number("resistance1_cmH2O_per_L_s")?,
    );
    let (c2, r2) = (
        given.number("compliance2_mL_per_cmH2O")?,
        given.number("resistance2_cmH2O_per_L_s")?,
    );
    let v1 = equations::pressure_volume_ml(c1, r1, step, ti_s);
    let v2 = equations::pressure_volume_ml(c2, r2, step, ti_s);
    let plateau = equations::pendelluft_plateau_cmh2o(given.number("peep_cmH2O")?, (v1, v2), (c1, c2));
    Ok(produced([
        ("v1_mL", json!(v1)),
        ("tau1_s", json!(equations::time_constant_s(r1, c1))),
        ("v2_mL", json!(v2)),
        ("tau2_s", json!(equations::time_constant_s(r2, c2))),
        ("vt_mL", json!(v1 + v2)),
        ("pplat_after_pendelluft_cmH2O", json!(plateau)),
    ]))
}

/// Pressure of the muscles that the given trigger needs, cmH2O.
pub(super) fn needed_effort(given: &Given<'_>) -> Result<f64, Missing> {
    let auto_peep = given.number("auto_peep_cmH2O")?;
    Ok(if given.text("trigger_type")? == "pressure" {
        auto_peep + given.number("sensitivity_cmH2O")?
    } else {
        let sensitivity = given.number("sensitivity_L_min")?;
        equations::effort_for_flow_trigger_cmh2o(auto_peep, resistance(given)?, sensitivity)
    })
}

pub(super) fn trigger_and_ineffective_effort(given: &Given<'_>) -> Produced {
    let slope = given.number("pmus_slope_cmH2O_per_s")?;
    let peak = slope * given.number("effort_rise_time_s")?;
    let needed = needed_effort(given)?;
    let triggers = peak >= needed;
    Ok(produced([
        ("pmus_needed_cmH2O", json!(needed)),
        ("pmus_peak_cmH2O", json!(peak)),
        ("triggers", json!(triggers)),
        ("trigger_delay_s", json!(triggers.then_some(needed / slope))),
    ]))
}

pub(super) fn rsbi(given: &Given<'_>) -> Produced {
    let index = derived::rapid_shallow_index(given.number("rr_per_min")?, given.number("vt_mL")?);
    Ok(produced([
        ("rsbi_per_min_per_L", json!(index)),
        ("below_105", json!(index < derived::RAPID_SHALLOW_LIMIT)),
    ]))
}

pub(super) fn mechanical_power_vc(given: &Given<'_>) -> Produced {
    let power = derived::mechanical_power_j_min(
        given.number("rr_per_min")?,
        given.number("vt_mL")?,
        (given.number("pip_cmH2O")?, given.number("pplat_cmH2O")?),
        given.number("peep_cmH2O")?,
    );
    Ok(produced([("mechanical_power_J_min", json!(power))]))
}

pub(super) fn ardsnet_table(given: &Given<'_>) -> Produced {
    let stands = protective::on_lower_peep_table(given.number("fio2")?, given.number("peep_cmH2O")?);
    Ok(produced([("on_lower_peep_table", json!(stands))]))
}

pub(super) fn fault_parameter_change_vc(given: &Given<'_>) -> Produced {
    let (c, r) = (compliance(given)?, resistance(given)?);
    let breath = square(given)?;
    let before = breath.pressures(c, r);
    let after = breath.pressures(
        c * given.number("compliance_factor")?,
        r * given.number("resistance_factor")?,
    );
    let pattern = equations::pattern(
        (before.peak_cmh2o, before.plateau_cmh2o),
        (after.peak_cmh2o, after.plateau_cmh2o),
    );
    Ok(produced([
        ("pip_before_cmH2O", json!(before.peak_cmh2o)),
        ("pip_after_cmH2O", json!(after.peak_cmh2o)),
        ("pplat_before_cmH2O", json!(before.plateau_cmh2o)),
        ("pplat_after_cmH2O", json!(after.plateau_cmh2o)),
        ("pattern", json!(pattern.as_str())),
        (
            "high_pressure_alarm",
            json!(after.peak_cmh2o >= given.number("high_pressure_limit_cmH2O")?),
        ),
    ]))
}

pub(super) fn prvc_next_pressure(given: &Given<'_>) -> Produced {
    let (next, limited) = next_pressure_cmh2o(&LastBreath {
        target_ml: given.number("vt_target_mL")?,
        measured_ml: given.number("vt_measured_mL")?,
        pressure_cmh2o: given.number("current_pressure_above_peep_cmH2O")?,
        ceiling_cmh2o: given.number("high_pressure_limit_cmH2O")?
            - BELOW_LIMIT_CMH2O
            - given.number("peep_cmH2O")?,
        floor_cmh2o: given.number("min_pressure_above_peep_cmH2O")?,
        largest_step_cmh2o: given.number("max_step_cmH2O")?,
    });
    Ok(produced([
        ("next_pressure_above_peep_cmH2O", json!(next)),
        ("pressure_limited", json!(limited)),
    ]))
}

pub(super) fn aprv_release(given: &Given<'_>) -> Produced {
    let release = equations::release(
        (given.number("p_high_cmH2O")?, given.number("t_high_s")?),
        (given.number("p_low_cmH2O")?, given.number("t_low_s")?),
        compliance(given)?,
        given.number("expiratory_resistance_cmH2O_per_L_s")?,
    );
    Ok(produced([
        ("mean_airway_pressure_ideal_cmH2O", json!(release.mean_cmh2o)),
        ("release_volume_mL", json!(release.volume_ml)),
        (
            "end_release_alveolar_pressure_cmH2O",
            json!(release.end_alveolar_cmh2o),
        ),
        ("end_exp_flow_percent_of_peak", json!(release.end_flow_percent)),
        ("releases_per_min", json!(release.per_min)),
    ]))
}

//! Kinds about the syringe: height, start-up, wrong size.

use serde_json::json;

use super::given::Given;
use super::{Produced, produced};
use crate::STEP_TICKS;
use crate::line::hydraulics::volume_ml;
use crate::syringe::{Assembly, MMHG_PER_CM, area_ml_per_mm, delivered_ml_h, plunger_mm_h, start_up_delay_s};

/// Longest run of the stepped syringe in a case, ms.
const LONGEST_RUN_TICKS: u64 = 24 * 3_600_000;

pub(super) fn height_change(given: &Given<'_>) -> Produced {
    let height = given.number("height_change_cm")?;
    let density = given.number_or("density_rel", 1.0)?;
    let pressure = height * MMHG_PER_CM * density;
    let volume = given.number("assembly_compliance_mL_per_mmHg")? * pressure.abs();
    let (bolus, aspirated) = if height >= 0.0 {
        (volume, 0.0)
    } else {
        (0.0, volume)
    };
    Ok(produced([
        ("pressure_change_mmHg", json!(pressure)),
        ("bolus_uL", json!(bolus * 1_000.0)),
        ("aspirated_uL", json!(aspirated * 1_000.0)),
        (
            "zero_delivery_time_s",
            json!(start_up_delay_s(aspirated, 0.0, given.number("rate_mL_h")?)),
        ),
    ]))
}

pub(super) fn height_change_run(given: &Given<'_>) -> Produced {
    let height = given.number("height_change_cm")?;
    let density = given.number_or("density_rel", 1.0)?;
    let mut assembly = Assembly::delivering(given.number("assembly_compliance_mL_per_mmHg")?);
    let moved = assembly.lift(height, density);
    let in_a_step = volume_ml(given.number("rate_mL_h")?, STEP_TICKS as f64);
    let mut without_ticks = 0;
    while assembly.push(in_a_step) <= 0.0 && without_ticks < LONGEST_RUN_TICKS {
        without_ticks += STEP_TICKS;
    }
    Ok(produced([
        ("pressure_change_mmHg", json!(height * MMHG_PER_CM * density)),
        ("bolus_uL", json!(moved.bolus_ml * 1_000.0)),
        ("aspirated_uL", json!(moved.aspirated_ml * 1_000.0)),
        ("zero_delivery_time_s", json!(without_ticks as f64 / 1_000.0)),
    ]))
}

pub(super) fn start_up_delay(given: &Given<'_>) -> Produced {
    let area = area_ml_per_mm(given.number("syringe_inner_diameter_mm")?);
    let assembly = Assembly::fitted(
        given.number("assembly_compliance_mL_per_mmHg")?,
        given.number("mechanical_slack_mm")? * area,
        given.number("opening_pressure_mmHg")?,
    );
    let purged = given.number_or("purge_volume_mL", 0.0)?;
    let delay = start_up_delay_s(assembly.owed_ml(), purged, given.number("rate_mL_h")?);
    Ok(produced([
        ("plunger_area_mL_per_mm", json!(area)),
        ("lost_volume_mL", json!(assembly.owed_ml())),
        ("start_up_delay_s", json!(delay)),
    ]))
}

pub(super) fn wrong_size(given: &Given<'_>) -> Produced {
    let rate = given.number("rate_mL_h")?;
    let told = given.number("selected_syringe_inner_diameter_mm")?;
    let delivered = delivered_ml_h(rate, told, given.number("actual_syringe_inner_diameter_mm")?);
    Ok(produced([
        ("plunger_speed_mm_h", json!(plunger_mm_h(rate, told))),
        ("delivered_rate_mL_h", json!(delivered)),
        ("flow_error_percent", json!(100.0 * (delivered - rate) / rate)),
    ]))
}

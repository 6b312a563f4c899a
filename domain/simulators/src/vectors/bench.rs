//! Kinds about a technician's measurements.

use serde_json::{Map, Value, json};

use super::given::{Given, Missing};
use super::{Produced, produced};
use crate::bench::{Reading, RecurrentTest, TouchTest, Weighing, extremes, mean_error_percent};

pub(super) fn gravimetric_flow_test(given: &Given<'_>) -> Produced {
    let weighing = Weighing {
        before_g: given.number("mass_start_g")?,
        after_g: given.number("mass_end_g")?,
        evaporated_g: given.number_or("evaporation_g", 0.0)?,
        density_g_per_ml: given.number("density_g_per_mL")?,
        duration_s: given.number("duration_s")?,
    };
    let finding = weighing.finding(given.number("set_rate_mL_h")?);
    Ok(produced([
        ("volume_mL", json!(finding.volume_ml)),
        ("mean_flow_mL_h", json!(finding.mean_ml_h)),
        ("error_percent", json!(finding.error_percent)),
        ("pass", json!(finding.passes(given.number("limit_percent")?))),
    ]))
}

pub(super) fn trumpet_curve(given: &Given<'_>) -> Produced {
    let samples = numbers(given, "flow_samples_mL_h")?;
    let rate = given.number("set_rate_mL_h")?;
    let interval = given.number("sample_interval_min")?;
    let mut found = Map::new();
    found.insert(
        "mean_error_percent".to_owned(),
        json!(mean_error_percent(&samples, rate)),
    );
    for window in numbers(given, "windows_min")? {
        let length = libm::round(window / interval);
        let of_window = extremes(&samples, rate, length as usize);
        found.insert(
            format!("Ep_max_{window}min_percent"),
            json!(of_window.map(|found| found.max_percent)),
        );
        found.insert(
            format!("Ep_min_{window}min_percent"),
            json!(of_window.map(|found| found.min_percent)),
        );
    }
    Ok(found)
}

pub(super) fn electrical_safety_nfpa99(given: &Given<'_>) -> Produced {
    let test = TouchTest {
        ground_ohm: given.number("ground_resistance_ohm")?,
        intact_ua: given.number("touch_current_ground_intact_uA")?,
        open_ua: given.number("touch_current_ground_open_uA")?,
    };
    Ok(judged(&test.failed()))
}

pub(super) fn electrical_safety_iec62353(given: &Given<'_>) -> Produced {
    let test = RecurrentTest {
        class: given.code("protection_class")?,
        part: given.code("applied_part_type")?,
        earth_ohm: given.number("protective_earth_ohm")?,
        equipment_ua: given.number("equipment_leakage_direct_uA")?,
        part_ua: given.number("applied_part_leakage_direct_uA")?,
    };
    Ok(judged(&test.failed()))
}

fn judged(failed: &[Reading]) -> Map<String, Value> {
    let names: Vec<_> = failed.iter().map(|reading| reading.as_str()).collect();
    produced([("pass", json!(failed.is_empty())), ("failed", json!(names))])
}

fn numbers(given: &Given<'_>, name: &str) -> Result<Vec<f64>, Missing> {
    given
        .list(name)?
        .iter()
        .map(|value: &Value| value.as_f64().ok_or_else(|| Missing::named(name)))
        .collect()
}

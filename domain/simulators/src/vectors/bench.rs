//! Kinds about a technician's measurements.

use serde_json::{Map, Value, json};

use super::given::{Given, Missing};
use super::{Produced, produced};
use crate::bench::{Weighing, extremes, mean_error_percent};

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

fn numbers(given: &Given<'_>, name: &str) -> Result<Vec<f64>, Missing> {
    given
        .list(name)?
        .iter()
        .map(|value: &Value| value.as_f64().ok_or_else(|| Missing::named(name)))
        .collect()
}

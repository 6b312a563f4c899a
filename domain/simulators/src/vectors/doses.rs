//! Kinds about doses, rates, volumes and limits.

use serde_json::json;

use super::given::{Given, Missing};
use super::{Produced, produced};
use crate::drugs::dose::{self, Concentration};
use crate::drugs::units::AmountKind;
use crate::drugs::{AmountUnit, BolusUnit, DoseUnit, LimitResult, Limits};
use crate::notation;
use crate::rounding::programmed_rate_ml_h;

fn bag(given: &Given<'_>) -> Result<Concentration, Missing> {
    Ok(Concentration {
        amount: given.number("drug_amount_value")?,
        amount_unit: given.code("drug_amount_unit")?,
        volume_ml: given.number("container_volume_mL")?,
    })
}

/// The vectors write mass per mL in mg and everything else in its whole unit.
fn per_ml_as_written(bag: &Concentration) -> Option<f64> {
    match bag.amount_unit.kind() {
        AmountKind::Mass => bag.per_ml_in(AmountUnit::Milligram),
        AmountKind::Units => bag.per_ml_in(AmountUnit::Unit),
        AmountKind::Equivalents | AmountKind::Moles | AmountKind::Volume => Some(bag.per_ml()),
    }
}

fn dose_unit(given: &Given<'_>) -> Result<DoseUnit, Missing> {
    Ok(DoseUnit {
        amount: given.code("dose_amount_unit")?,
        per_kg: given.truth("dose_per_kg")?,
        time: given.code("dose_time_unit")?,
    })
}

fn converts(value: Option<f64>) -> Result<f64, Missing> {
    value.ok_or_else(|| Missing("drug_amount_unit".to_owned()))
}

pub(super) fn dose_to_rate(given: &Given<'_>) -> Produced {
    let (bag, unit) = (bag(given)?, dose_unit(given)?);
    let weight_kg = given.number_or("weight_kg", 1.0)?;
    let exact = converts(dose::rate_ml_h(
        given.number("dose_value")?,
        unit,
        weight_kg,
        &bag,
    ))?;
    let rate = programmed_rate_ml_h(exact);
    Ok(produced([
        ("concentration_per_mL", json!(converts(per_ml_as_written(&bag))?)),
        ("rate_mL_h_exact", json!(exact)),
        ("rate_mL_h_programmed", json!(rate)),
        (
            "dose_delivered_at_programmed_rate",
            json!(converts(dose::dose(rate, unit, weight_kg, &bag))?),
        ),
    ]))
}

pub(super) fn rate_to_dose(given: &Given<'_>) -> Produced {
    let (bag, unit) = (bag(given)?, dose_unit(given)?);
    let weight_kg = given.number_or("weight_kg", 1.0)?;
    let dose = converts(dose::dose(given.number("rate_mL_h")?, unit, weight_kg, &bag))?;
    Ok(produced([("dose_value", json!(dose))]))
}

pub(super) fn vtbi_rate_time(given: &Given<'_>) -> Produced {
    if !given.has("time_s") {
        let time_s = dose::duration_s(given.number("vtbi_mL")?, given.number("rate_mL_h")?);
        let hms = notation::hours_minutes_seconds(time_s);
        return Ok(produced([("time_s", json!(time_s)), ("time_hms", json!(hms))]));
    }
    let time_s = given.number("time_s")?;
    if given.has("vtbi_mL") {
        let exact = dose::rate_for_time_ml_h(given.number("vtbi_mL")?, time_s);
        let programmed = programmed_rate_ml_h(exact);
        Ok(produced([
            ("rate_mL_h_exact", json!(exact)),
            ("rate_mL_h_programmed", json!(programmed)),
        ]))
    } else {
        let vtbi_ml = dose::volume_for_time_ml(given.number("rate_mL_h")?, time_s);
        Ok(produced([("vtbi_mL", json!(vtbi_ml))]))
    }
}

pub(super) fn bolus_loading_dose(given: &Given<'_>) -> Produced {
    let unit = BolusUnit {
        amount: given.code("bolus_dose_unit")?,
        per_kg: given.truth("dose_per_kg")?,
    };
    let weight_kg = given.number_or("weight_kg", 1.0)?;
    let asked = given.number("bolus_dose_value")?;
    let volume_ml = converts(dose::bolus_volume_ml(asked, unit, weight_kg, &bag(given)?))?;
    let duration_s = dose::duration_s(volume_ml, given.number("bolus_rate_mL_h")?);
    Ok(produced([
        ("bolus_volume_mL", json!(volume_ml)),
        ("bolus_duration_s", json!(duration_s)),
    ]))
}

pub(super) fn ders_limit_check(given: &Given<'_>) -> Produced {
    let limits = Limits {
        hard_low: given.number("hard_low")?,
        soft_low: given.number("soft_low")?,
        soft_high: given.number("soft_high")?,
        hard_high: given.number("hard_high")?,
    };
    let result: LimitResult = limits.check(given.number("dose_value")?);
    Ok(produced([
        ("result", json!(result.as_str())),
        ("can_override", json!(result.can_override())),
        ("can_start_without_change", json!(!result.must_change())),
    ]))
}

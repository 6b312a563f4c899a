//! Kinds about gas exchange.

use serde_json::{Value, json};

use super::given::Given;
use super::{Produced, produced};
use crate::ventilator::gas::{alveolar, oxygen};
use crate::ventilator::settings::protective;

pub(super) fn alveolar_gas(given: &Given<'_>) -> Produced {
    let (fio2, barometric) = (given.number("fio2")?, given.number("barometric_mmHg")?);
    let (paco2, quotient) = (given.number("paco2_mmHg")?, given.number("respiratory_quotient")?);
    let short = alveolar::alveolar_oxygen_mmhg(fio2, barometric, paco2, quotient);
    let mut values = produced([
        ("pao2_alveolar_mmHg", json!(short)),
        (
            "pao2_alveolar_full_form_mmHg",
            json!(alveolar::alveolar_oxygen_full_mmhg(
                fio2, barometric, paco2, quotient
            )),
        ),
    ]);
    if given.has("pao2_arterial_mmHg") {
        let gradient: Value = json!(short - given.number("pao2_arterial_mmHg")?);
        values.insert("a_a_gradient_mmHg".to_owned(), gradient);
    }
    Ok(values)
}

pub(super) fn pf_ratio_berlin(given: &Given<'_>) -> Produced {
    let ratio = protective::pf_ratio_mmhg(given.number("pao2_mmHg")?, given.number("fio2")?);
    let severity = protective::severity(ratio, given.number("peep_cmH2O")?);
    Ok(produced([
        ("pf_ratio_mmHg", json!(ratio)),
        ("berlin_severity", json!(severity.as_str())),
    ]))
}

pub(super) fn paco2_steady_state(given: &Given<'_>) -> Produced {
    let (vt, rate) = (given.number("vt_mL")?, given.number("rr_per_min")?);
    let alveolar_l_min = alveolar::alveolar_ventilation_l_min(vt, given.number("dead_space_mL")?, rate);
    let paco2 = alveolar::steady_paco2_mmhg(given.number("vco2_mL_min")?, alveolar_l_min);
    Ok(produced([
        ("minute_volume_L_min", json!(vt * rate / 1_000.0)),
        ("alveolar_ventilation_L_min", json!(alveolar_l_min)),
        ("paco2_mmHg", json!(paco2)),
    ]))
}

pub(super) fn paco2_after_change(given: &Given<'_>) -> Produced {
    let dead_space = given.number("dead_space_mL")?;
    let ventilation = |vt: &str, rate: &str| {
        Ok(alveolar::alveolar_ventilation_l_min(
            given.number(vt)?,
            dead_space,
            given.number(rate)?,
        ))
    };
    let before = ventilation("vt1_mL", "rr1_per_min")?;
    let after = ventilation("vt2_mL", "rr2_per_min")?;
    let paco2 = given.number("paco2_1_mmHg")? * before / after;
    Ok(produced([("paco2_2_mmHg", json!(paco2))]))
}

pub(super) fn paco2_transient(given: &Given<'_>) -> Produced {
    let paco2 = alveolar::paco2_after_mmhg(
        given.number("paco2_start_mmHg")?,
        given.number("paco2_target_mmHg")?,
        given.number("time_s")?,
        given.number("time_constant_s")?,
    );
    Ok(produced([("paco2_mmHg", json!(paco2))]))
}

pub(super) fn oxygen_saturation(given: &Given<'_>) -> Produced {
    let po2 = given.number("po2_mmHg")?;
    let hill = oxygen::saturation_hill(po2, given.number("hill_n")?, given.number("p50_mmHg")?);
    Ok(produced([
        ("so2_severinghaus_percent", json!(100.0 * oxygen::saturation(po2))),
        ("so2_hill_percent", json!(100.0 * hill)),
    ]))
}

pub(super) fn oxygen_content(given: &Given<'_>) -> Produced {
    let po2 = given.number("po2_mmHg")?;
    let content = oxygen::content_ml_dl(given.number("hb_g_dL")?, po2);
    let delivery = oxygen::delivery_ml_min(given.number("cardiac_output_L_min")?, content);
    Ok(produced([
        ("so2_percent", json!(100.0 * oxygen::saturation(po2))),
        ("o2_content_mL_dL", json!(content)),
        ("do2_mL_min", json!(delivery)),
    ]))
}

pub(super) fn shunt_pao2(given: &Given<'_>) -> Produced {
    let fio2 = given.number("fio2")?;
    let haemoglobin = given.number("hb_g_dL")?;
    let alveolar_mmhg = alveolar::alveolar_oxygen_mmhg(
        fio2,
        given.number("barometric_mmHg")?,
        given.number("paco2_mmHg")?,
        given.number("respiratory_quotient")?,
    );
    let end_capillary = oxygen::content_ml_dl(haemoglobin, alveolar_mmhg);
    let arterial = oxygen::shunted_content_ml_dl(
        end_capillary,
        given.number("shunt_fraction")?,
        given.number("av_o2_difference_mL_dL")?,
    );
    let pao2 = oxygen::tension_mmhg(arterial, haemoglobin, alveolar_mmhg);
    Ok(produced([
        ("pao2_alveolar_mmHg", json!(alveolar_mmhg)),
        ("end_capillary_content_mL_dL", json!(end_capillary)),
        ("arterial_content_mL_dL", json!(arterial)),
        ("pao2_mmHg", json!(pao2)),
        ("sao2_percent", json!(100.0 * oxygen::saturation(pao2))),
        ("pf_ratio_mmHg", json!(protective::pf_ratio_mmhg(pao2, fio2))),
    ]))
}

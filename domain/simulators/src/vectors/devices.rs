//! Kinds about number entry and alarms.

use serde_json::{Value, json};

use super::given::{Given, Missing};
use super::{Produced, produced};
use crate::alarms::arbitration::{Active, Audio, arbitrate};
use crate::alarms::{Indicator, priority_for};
use crate::pump::battery::Battery;
use crate::pump::key::Key;
use crate::pump::keypad::{Keypad, KeypadRules};

fn key(name: &str) -> Option<Key> {
    match name {
        "." => Some(Key::Point),
        _ => {
            let digit = name.parse::<u8>().ok().filter(|digit| *digit <= 9)?;
            Key::ALL.iter().copied().find(|key| key.digit() == Some(digit))
        }
    }
}

pub(super) fn keypad_entry_strict(given: &Given<'_>) -> Produced {
    let rules = KeypadRules {
        minimum: given.number("min_value")?,
        maximum: given.number("max_value")?,
        decimals: 1,
    };
    let mut pad = Keypad::default();
    let mut accepted = None;
    let mut error = Value::from("not_confirmed");
    for name in given.list("keys")? {
        match name.as_str().unwrap_or_default() {
            "CLEAR" => {
                pad.clear();
                error = Value::from("not_confirmed");
            }
            "ENTER" => match pad.enter(&rules) {
                Ok(value) => {
                    accepted = Some(value);
                    error = Value::Null;
                    break;
                }
                Err(reason) => error = Value::from(reason.as_str()),
            },
            other => {
                pad.press(key(other).ok_or_else(|| Missing("keys".to_owned()))?, &rules);
            }
        }
    }
    if let (None, Some(reason)) = (accepted, pad.error()) {
        error = Value::from(reason.as_str());
    }
    Ok(produced([
        ("accepted", json!(accepted.is_some())),
        ("error", error),
        ("value", json!(accepted)),
    ]))
}

pub(super) fn alarm_priority_matrix(given: &Given<'_>) -> Produced {
    let priority = priority_for(given.code("harm")?, given.code("onset")?);
    Ok(produced([("priority", json!(priority.as_str()))]))
}

pub(super) fn alarm_arbitration(given: &Given<'_>) -> Produced {
    let unusable = || Missing("active_alarms_id_priority_onset_s".to_owned());
    let mut ids = Vec::new();
    let mut active = Vec::new();
    for alarm in given.list("active_alarms_id_priority_onset_s")? {
        let part = |place: usize| alarm.get(place).ok_or_else(unusable);
        ids.push(part(0)?.as_str().ok_or_else(unusable)?);
        let priority = part(1)?
            .as_str()
            .and_then(|text| text.parse().ok())
            .ok_or_else(unusable)?;
        active.push(Active {
            priority,
            since: part(2)?.as_f64().ok_or_else(unusable)?,
        });
    }
    let audio = if given.truth("audio_paused")? {
        Audio::Paused
    } else {
        Audio::On
    };
    let outcome = arbitrate(&active, audio);
    Ok(produced([
        ("displayed_id", json!(outcome.displayed.map(|place| ids[place]))),
        (
            "audible_priority",
            json!(outcome.audible.map(crate::alarms::Priority::as_str)),
        ),
        ("indicator", json!(indicator_name(outcome.indicator))),
    ]))
}

/// The vectors leave the colour of a low alarm open; the product's is cyan.
const fn indicator_name(indicator: Indicator) -> &'static str {
    match indicator {
        Indicator::CyanSteady => "yellow_or_cyan_steady",
        other => other.as_str(),
    }
}

pub(super) fn battery_runtime(given: &Given<'_>) -> Produced {
    let battery = Battery {
        capacity_wh: given.number("battery_capacity_Wh")?,
        charge: given.number("state_of_charge_percent")? / 100.0,
        idle_w: given.number("idle_power_W")?,
        per_ml_h_w: given.number("power_W_per_mL_h")?,
    };
    let rate = given.number("rate_mL_h")?;
    let warning = |name: &str| -> Result<f64, Missing> {
        Ok(battery.until_warning_s(rate, given.number(name)? * 60.0))
    };
    Ok(produced([
        ("load_W", json!(battery.load_w(rate))),
        ("time_to_depletion_s", json!(battery.left_s(rate))),
        ("time_to_low_alarm_s", json!(warning("low_alarm_remaining_min")?)),
        (
            "time_to_critical_alarm_s",
            json!(warning("critical_alarm_remaining_min")?),
        ),
    ]))
}

//! Whether ventilator and lung are such as exist: what the simulators' own types would say without a place.

use serde_json::Value;
use simulators::ventilator::lung::presets::LungPreset;
use simulators::ventilator::modes::Mode;
use simulators::ventilator::settings::SettingId;
use simulators::ventilator::settings::protective::Sex;
use simulators::ventilator::setup::{Humidification, StartState};

use super::reader::Reader;
use crate::diagnostic::Code;
use crate::scenario::{Device, Scenario};

pub(super) fn check(reader: &mut Reader, scenario: &Scenario) {
    let parts = [
        ("ventilator", &scenario.ventilator),
        ("lung", &scenario.lung),
        ("effort", &scenario.effort),
        ("blood", &scenario.blood),
    ];
    let of_pumps = [
        ("pump", &scenario.pump),
        ("config", &scenario.config),
        ("line", &scenario.line),
    ];
    let is_ventilator = scenario.device == Device::Ventilator;
    let strange = if is_ventilator { &of_pumps[..] } else { &parts[..] };
    for (name, part) in strange {
        if !part.is_null() {
            reader.say(Code::WrongDevice, reader.place(name), &[name]);
        }
    }
    if !is_ventilator {
        return;
    }
    for (name, part) in &parts[..2] {
        if part.is_null() {
            reader.say(Code::MissingField, reader.place("device"), &[name]);
        }
    }
    let device = &scenario.ventilator;
    let codes = [
        (
            device.pointer("/mode"),
            "ventilator.mode",
            names(Mode::ALL, |code| code.as_str()),
        ),
        (
            device.pointer("/start"),
            "ventilator.start",
            names(StartState::ALL, |code| code.as_str()),
        ),
        (
            device.pointer("/circuit/humidification"),
            "ventilator.circuit.humidification",
            names(Humidification::ALL, |code| code.as_str()),
        ),
        (
            scenario.lung.pointer("/preset"),
            "lung.preset",
            names(LungPreset::ALL, |code| code.as_str()),
        ),
        (
            scenario.patient.pointer("/sex"),
            "patient.sex",
            names(Sex::ALL, |code| code.as_str()),
        ),
    ];
    for (found, path, known) in codes {
        let found = found
            .and_then(Value::as_str)
            .filter(|found| !known.contains(found));
        if let Some(found) = found {
            reader.say_closest(Code::UnknownCode, reader.place(path), found, known);
        }
    }
    let settings = device.get("settings").and_then(Value::as_object);
    for (name, value) in settings.into_iter().flatten() {
        let path = format!("ventilator.settings.{name}");
        let Ok(setting) = name.parse::<SettingId>() else {
            let known = names(SettingId::ALL, |code| code.as_str());
            reader.say_closest(Code::UnknownCode, reader.place(&path), name, known);
            continue;
        };
        let spec = setting.spec();
        if value
            .as_f64()
            .is_some_and(|value| !(spec.low..=spec.high).contains(&value))
        {
            let span = reader.place(&path);
            reader.say(
                Code::OutOfRange,
                span,
                &[name, &spec.low.to_string(), &spec.high.to_string()],
            );
        }
    }
}

fn names<T: Copy>(all: &[T], name: fn(T) -> &'static str) -> Vec<&'static str> {
    all.iter().map(|&code| name(code)).collect()
}

//! Whether pump, bags, channels and library are such as a hospital could have: what the simulators' own types cannot
//! see, or would say without a place.

use serde_json::Value;
use simulators::drugs::{AmountUnit, Limits};
use simulators::world::DeviceKind;

use super::CompileContext;
use super::reader::Reader;
use super::syringe;
use super::ventilator;
use crate::diagnostic::Code;
use crate::scenario::{Device, Scenario};

/// Most channels of a unit beyond the first.
const MOST_FURTHER: usize = 3;

pub(super) fn check(reader: &mut Reader, scenario: &Scenario, context: &CompileContext) {
    let is_unit = matches!(scenario.device, Device::SecondaryLine | Device::PumpUnit);
    if !is_unit {
        if !scenario.unit.is_null() {
            reader.say(Code::NeedsUnit, reader.place("unit"), &["unit"]);
        }
        for field in ["secondary", "above"] {
            if scenario.line.get(field).is_some() {
                let span = reader.place(&format!("line.{field}"));
                reader.say(Code::NeedsUnit, span, &[field]);
            }
        }
    }
    if scenario.device == Device::SecondaryLine && scenario.line.get("secondary").is_none() {
        reader.say(Code::MissingField, reader.place("line"), &["secondary"]);
    }
    containers(reader, scenario);
    ventilator::check(reader, scenario);
    if scenario.device == Device::SyringePump {
        syringe::check(reader, scenario);
    } else {
        line(reader, &scenario.line, "line");
    }
    start(reader, &scenario.pump, "pump", context);
    if let Some(channels) = scenario.unit.get("channels").and_then(Value::as_array) {
        if channels.len() > MOST_FURTHER {
            let span = reader.place("unit.channels");
            reader.say(Code::OutOfRange, span, &["channels", "0", "3"]);
        }
        for (place, channel) in channels.iter().enumerate() {
            let path = format!("unit.channels.{place}");
            let part = |name: &str| channel.get(name).unwrap_or(&Value::Null);
            line(reader, part("line"), &format!("{path}.line"));
            start(reader, part("pump"), &format!("{path}.pump"), context);
        }
    }
    let changes = scenario
        .unit
        .pointer("/next_library/limits")
        .and_then(Value::as_array);
    for (place, change) in changes.into_iter().flatten().enumerate() {
        let path = format!("unit.next_library.limits.{place}.continuous");
        limits(reader, change.get("continuous"), &path);
    }
    injects(reader, scenario);
}

/// A syringe is ordered for a syringe pump and a bag for the others.
fn containers(reader: &mut Reader, scenario: &Scenario) {
    let of_phases = scenario.phases.iter().enumerate();
    let of_phases =
        of_phases.filter_map(|(n, phase)| Some((format!("phases.{n}.order"), phase.order.as_ref()?)));
    let first = scenario.order.as_ref().map(|order| ("order".to_owned(), order));
    for (path, order) in first.into_iter().chain(of_phases) {
        let (wrong, right, is_wrong) = match scenario.device.kind() {
            DeviceKind::Syringe => ("bag", "syringe", order.bag.is_some()),
            DeviceKind::Infusion | DeviceKind::Ventilator => ("syringe", "bag", order.syringe.is_some()),
        };
        if is_wrong {
            let span = reader.place(&format!("{path}.{wrong}"));
            reader.say_instead(Code::UnknownField, span, wrong, right);
        }
    }
}

fn line(reader: &mut Reader, line: &Value, path: &str) {
    let bags = [
        ("/bag", "bag"),
        ("/spare_bag", "spare_bag"),
        ("/secondary/bag", "secondary.bag"),
        ("/secondary/spare_bag", "secondary.spare_bag"),
    ];
    for (pointer, name) in bags {
        if let Some(found) = line.pointer(pointer) {
            bag(reader, found, &format!("{path}.{name}"));
        }
    }
}

/// A bag with a drug says how much of it is inside, in a unit that exists.
pub(super) fn bag(reader: &mut Reader, bag: &Value, path: &str) {
    let drug = bag.get("drug").and_then(Value::as_str).unwrap_or_default();
    let amount = bag.get("amount");
    let is_missing = amount.is_none() || amount.and_then(Value::as_f64).is_some_and(|amount| amount <= 0.0);
    if !drug.is_empty() && is_missing {
        reader.say(Code::MissingConcentration, reader.place(path), &[drug]);
    }
    let unit = bag.get("amount_unit").and_then(Value::as_str);
    if let Some(unit) = unit.filter(|unit| unit.parse::<AmountUnit>().is_err()) {
        let span = reader.place(&format!("{path}.amount_unit"));
        let known = AmountUnit::ALL.iter().map(|unit| unit.as_str());
        reader.say_closest(Code::UnknownUnit, span, unit, known);
    }
}

/// The care area and the entry in which a pump is found are in the library.
fn start(reader: &mut Reader, start: &Value, path: &str, context: &CompileContext) {
    let program = start.get("program");
    let (found, path) = match program {
        Some(program) => (program, format!("{path}.program")),
        None => (start, path.to_owned()),
    };
    let Some(area) = found.get("care_area").and_then(Value::as_str) else {
        return;
    };
    let Some(known) = context.library.care_area(area) else {
        let areas = context.library.care_areas.iter().map(|area| area.id.as_str());
        let span = reader.place(&format!("{path}.care_area"));
        reader.say_closest(Code::UnknownCareArea, span, area, areas);
        return;
    };
    let entry = found.get("entry").and_then(Value::as_str);
    if let Some(entry) = entry.filter(|entry| !known.entries.iter().any(|known| known.id == *entry)) {
        let entries = known.entries.iter().map(|entry| entry.id.as_str());
        let span = reader.place(&format!("{path}.entry"));
        reader.say_closest(Code::UnknownDrug, span, entry, entries);
    }
}

fn limits(reader: &mut Reader, limits: Option<&Value>, path: &str) {
    let read = limits.and_then(|limits| serde_json::from_value::<Limits>(limits.clone()).ok());
    if read.is_some_and(|limits| !limits.are_ordered()) {
        reader.say(Code::LimitsNotOrdered, reader.place(path), &[]);
    }
}

/// A fault comes at a channel that is there.
fn injects(reader: &mut Reader, scenario: &Scenario) {
    let further = scenario
        .unit
        .get("channels")
        .and_then(Value::as_array)
        .map_or(0, Vec::len);
    for (place, phase) in scenario.phases.iter().enumerate() {
        for (n, inject) in phase.inject.iter().enumerate() {
            if inject.channel as usize > further {
                let span = reader.place(&format!("phases.{place}.inject.{n}.channel"));
                reader.say(Code::UnknownChannel, span, &[inject.channel.as_str()]);
            }
        }
    }
}

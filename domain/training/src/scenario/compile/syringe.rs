//! Whether what lies in a syringe pump is a syringe that a ward could have.

use serde_json::Value;
use simulators::syringe::setup::{AntiSiphonValve, SizeSensor};
use simulators::syringe::{Brand, Size, SyringeKind};

use super::equipment::bag;
use super::reader::Reader;
use crate::diagnostic::Code;
use crate::scenario::Scenario;

pub(super) fn check(reader: &mut Reader, scenario: &Scenario) {
    for name in ["syringe", "spare"] {
        if let Some(found) = scenario.line.get(name) {
            let path = format!("line.{name}");
            one(reader, found, &path);
            bag(reader, found, &path);
        }
    }
    if let Some(told) = scenario.pump.get("told") {
        kind(reader, told, "pump.told");
    }
    let sensor = scenario.config.get("size_sensor").and_then(Value::as_str);
    known(
        reader,
        sensor,
        "config.size_sensor",
        SizeSensor::ALL.iter().map(|code| code.as_str()),
    );
    let valve = scenario
        .line
        .pointer("/config/anti_siphon")
        .and_then(Value::as_str);
    known(
        reader,
        valve,
        "line.config.anti_siphon",
        AntiSiphonValve::ALL.iter().map(|code| code.as_str()),
    );
}

/// A syringe of a kind that exists, with no more in it than it holds.
fn one(reader: &mut Reader, syringe: &Value, path: &str) {
    let Some(kind) = kind(reader, syringe, path) else {
        return;
    };
    let volume_ml = syringe.get("volume_ml").and_then(Value::as_f64);
    if volume_ml.is_some_and(|volume_ml| volume_ml > kind.capacity_ml() || volume_ml <= 0.0) {
        let span = reader.place(&format!("{path}.volume_ml"));
        reader.say(
            Code::OutOfRange,
            span,
            &["volume_ml", "more than 0", &kind.capacity_ml().to_string()],
        );
    }
}

/// Brand and size; none if one of them does not exist.
fn kind(reader: &mut Reader, syringe: &Value, path: &str) -> Option<SyringeKind> {
    let text = |name: &str| syringe.get(name).and_then(Value::as_str);
    let brand = text("brand").map_or(Ok(Brand::A), str::parse);
    let size = text("size").map_or(Ok(Size::Ml50), str::parse);
    known(
        reader,
        text("brand"),
        &format!("{path}.brand"),
        Brand::ALL.iter().map(|code| code.as_str()),
    );
    known(
        reader,
        text("size"),
        &format!("{path}.size"),
        Size::ALL.iter().map(|code| code.as_str()),
    );
    Some(SyringeKind {
        brand: brand.ok()?,
        size: size.ok()?,
    })
}

/// A code of a closed set, where one is given.
fn known(
    reader: &mut Reader,
    found: Option<&str>,
    path: &str,
    codes: impl Iterator<Item = &'static str> + Clone,
) {
    if let Some(found) = found.filter(|found| !codes.clone().any(|code| code == *found)) {
        reader.say_closest(Code::UnknownCode, reader.place(path), found, codes);
    }
}

//! The document's outer fields.

use serde_json::Value;

use super::CompileContext;
use super::golden::golden;
use super::phases::{offers, order, phases};
use super::reader::{Fields, Reader};
use super::rubric::{pass_rule, rubric};
use super::yaml::{Kind, Node};
use crate::diagnostic::Code;
use crate::language::check::quantity;
use crate::language::symbols::Symbols;
use crate::language::unit::Unit;
use crate::scenario::{Approval, Brief, Device, Phase, Scenario, Skill, Vary, VaryValues};
use crate::variants::range_length;

const FIELDS: [&str; 31] = [
    "scenario",
    "title",
    "summary",
    "audience",
    "device",
    "minutes",
    "competencies",
    "hazards",
    "brief",
    "approved_by",
    "evidence",
    "review_by",
    "take_away",
    "vary",
    "care_area",
    "patient",
    "pump",
    "config",
    "line",
    "unit",
    "ventilator",
    "lung",
    "effort",
    "blood",
    "order",
    "offers",
    "phases",
    "rubric",
    "pass",
    "golden",
    "moves",
];

/// Reads the whole document; what is missing is empty.
pub(super) fn scenario(reader: &mut Reader, tree: &Node, context: &CompileContext) -> Scenario {
    let fields = reader.fields(tree, "", &FIELDS);
    let template = |reader: &mut Reader, name: &str| match fields.get(name) {
        Some(node) => reader.template(node, name),
        None => Value::Null,
    };
    let patient = match fields.get("patient") {
        Some(node) => reader.template(node, "patient"),
        None => {
            reader.say(Code::MissingField, reader.key_span(&fields), &["patient"]);
            Value::Null
        }
    };
    let device = device(reader, &fields);
    let phases = phases(reader, &fields, device);
    Scenario {
        id: scenario_id(reader, &fields),
        title: reader.required(&fields, "title"),
        summary: reader.optional(&fields, "summary").unwrap_or_default(),
        audience: reader.texts(&fields, "audience"),
        device,
        minutes: minutes(reader, &fields),
        competencies: reader.texts(&fields, "competencies"),
        hazards: hazards(reader, &fields, context),
        brief: brief(reader, &fields),
        approval: approval(reader, &fields),
        take_away: reader.texts(&fields, "take_away"),
        note: fields
            .get("note")
            .and_then(|note| reader.text(note, "note"))
            .unwrap_or_default(),
        vary: vary(reader, &fields),
        library: context.library.clone(),
        care_area: care_area(reader, &fields, context),
        patient,
        pump: template(reader, "pump"),
        config: template(reader, "config"),
        line: template(reader, "line"),
        unit: template(reader, "unit"),
        ventilator: template(reader, "ventilator"),
        lung: template(reader, "lung"),
        effort: template(reader, "effort"),
        blood: template(reader, "blood"),
        order: fields.get("order").map(|node| order(reader, node, "order")),
        offers: offers(reader, &fields),
        skills: skills(&phases, context),
        phases,
        rubric: rubric(reader, &fields, context),
        pass: pass_rule(reader, &fields),
        golden: golden(reader, &fields),
    }
}

/// The known skills that the hints name.
fn skills(phases: &[Phase], context: &CompileContext) -> Vec<Skill> {
    let hints = || phases.iter().flat_map(|phase| &phase.hints);
    let is_named = |skill: &&Skill| hints().any(|hint| hint.skill.as_ref() == Some(&skill.id));
    let mut skills: Vec<Skill> = context.skills.iter().filter(is_named).cloned().collect();
    skills.sort_by(|a, b| a.id.cmp(&b.id));
    skills
}

fn scenario_id(reader: &mut Reader, fields: &Fields) -> String {
    let id = reader.required(fields, "scenario");
    let allowed = |letter: char| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '-';
    if !id.chars().all(allowed) || id.len() > 80 {
        reader.say(Code::BadId, reader.place("scenario"), &[&id]);
    }
    id
}

fn device(reader: &mut Reader, fields: &Fields) -> Device {
    const KNOWN: [(&str, Device); 6] = [
        ("large_volume_pump", Device::LargeVolumePump),
        ("syringe_pump", Device::SyringePump),
        ("secondary_line", Device::SecondaryLine),
        ("pump_unit", Device::PumpUnit),
        ("ventilator", Device::Ventilator),
        ("bench", Device::Bench),
    ];
    let name = reader.required(fields, "device");
    if name.is_empty() {
        return Device::LargeVolumePump;
    }
    match KNOWN.iter().find(|(known, _)| *known == name) {
        Some((_, device)) if device.is_simulated() => {}
        Some(_) => reader.say(Code::UnsupportedDevice, reader.place("device"), &[&name]),
        None => {
            let names = KNOWN.iter().map(|(known, _)| *known);
            reader.say_closest(Code::UnknownDevice, reader.place("device"), &name, names);
        }
    }
    KNOWN
        .iter()
        .find(|(known, _)| *known == name)
        .map_or(Device::LargeVolumePump, |(_, device)| *device)
}

fn minutes(reader: &mut Reader, fields: &Fields) -> u32 {
    if fields.get("minutes").is_none() {
        reader.required(fields, "minutes");
        return 10;
    }
    let minutes = reader.number(fields, "minutes").unwrap_or(10);
    if !(1..=120).contains(&minutes) {
        reader.say(
            Code::OutOfRange,
            reader.place("minutes"),
            &["minutes", "1", "120"],
        );
    }
    u32::try_from(minutes).unwrap_or(10)
}

fn hazards(reader: &mut Reader, fields: &Fields, context: &CompileContext) -> Vec<String> {
    let hazards = reader.texts(fields, "hazards");
    for (place, hazard) in hazards.iter().enumerate() {
        if !context.hazards.contains(hazard) {
            let known = context.hazards.iter().map(String::as_str);
            reader.say_closest(
                Code::UnknownHazard,
                reader.place(&format!("hazards.{place}")),
                hazard,
                known,
            );
        }
    }
    hazards
}

fn brief(reader: &mut Reader, fields: &Fields) -> Brief {
    let Some(node) = fields.get("brief") else {
        return Brief::default();
    };
    let fields = reader.fields(node, "brief", &["patient", "situation", "task"]);
    Brief {
        patient: reader.required(&fields, "patient"),
        situation: reader.required(&fields, "situation"),
        task: reader.required(&fields, "task"),
    }
}

fn approval(reader: &mut Reader, fields: &Fields) -> Approval {
    let review_by = reader.optional(fields, "review_by").unwrap_or_default();
    let digits =
        |text: &str, length: usize| text.len() == length && text.bytes().all(|byte| byte.is_ascii_digit());
    let parts: Vec<&str> = review_by.split('-').collect();
    let is_date = matches!(parts[..], [year, month, day] if digits(year, 4) && digits(month, 2) && digits(day, 2)
        && (1..=12).contains(&month.parse().unwrap_or(0)) && (1..=31).contains(&day.parse().unwrap_or(0)));
    if !review_by.is_empty() && !is_date {
        reader.say(
            Code::WrongShape,
            reader.place("review_by"),
            &["review_by", "a date like 2027-11-30"],
        );
    }
    Approval {
        approved_by: reader.optional(fields, "approved_by").unwrap_or_default(),
        evidence: reader.texts(fields, "evidence"),
        review_by,
    }
}

fn care_area(reader: &mut Reader, fields: &Fields, context: &CompileContext) -> String {
    let name = reader.optional(fields, "care_area").unwrap_or_default();
    if !name.is_empty() && context.library.care_area(&name).is_none() {
        let known = context.library.care_areas.iter().map(|area| area.id.as_str());
        reader.say_closest(Code::UnknownCareArea, reader.place("care_area"), &name, known);
    }
    name
}

fn vary(reader: &mut Reader, fields: &Fields) -> Vec<Vary> {
    let Some(node) = fields.get("vary") else {
        return Vec::new();
    };
    let Kind::Map(entries) = &node.kind else {
        reader.wrong_shape(node, "vary", "fields");
        return Vec::new();
    };
    let names: Vec<&str> = entries.iter().map(|(key, _)| key.name.as_str()).collect();
    let fields = reader.fields(node, "vary", &names);
    let mut all = Vec::new();
    for (key, node) in fields.entries() {
        let path = format!("vary.{}", key.name);
        let allowed = |letter: char| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '_';
        if !key.name.chars().all(allowed) || !key.name.starts_with(|first: char| first.is_ascii_lowercase()) {
            reader.say(Code::BadId, key.span, &[&key.name]);
            continue;
        }
        all.extend(one_vary(reader, &key.name, node, &path));
    }
    all
}

fn one_vary(reader: &mut Reader, name: &str, node: &Node, path: &str) -> Option<Vary> {
    let fields = reader.fields(node, path, &["from", "to", "step", "one_of"]);
    let mut unit: Option<Unit> = None;
    if fields.get("one_of").is_some() {
        let mut values = Vec::new();
        for (path, item) in reader.items(&fields, "one_of") {
            let text = reader.text(item, &path)?;
            values.push(plain_value(reader, &text, &path, &mut unit)?);
        }
        if values.is_empty() {
            reader.say(Code::BadRange, fields.span, &[name, "100000"]);
            return None;
        }
        let unit = unit.map(|unit| unit.name).unwrap_or_default();
        return Some(Vary {
            name: name.to_owned(),
            unit,
            values: VaryValues::OneOf(values),
        });
    }
    let mut bound = |reader: &mut Reader, field: &str| {
        let text = reader.required(&fields, field);
        if text.is_empty() {
            None
        } else {
            plain_value(reader, &text, &fields.path_of(field), &mut unit)
        }
    };
    let (from, to, step) = (bound(reader, "from"), bound(reader, "to"), bound(reader, "step"));
    let (from, to, step) = (from?, to?, step?);
    if range_length(from, to, step).is_none() {
        reader.say(Code::BadRange, fields.span, &[name, "100000"]);
        return None;
    }
    let unit = unit.map(|unit| unit.name).unwrap_or_default();
    Some(Vary {
        name: name.to_owned(),
        unit,
        values: VaryValues::Range { from, to, step },
    })
}

/// A literal in the unit of the first one of its range.
fn plain_value(reader: &mut Reader, text: &str, path: &str, unit: &mut Option<Unit>) -> Option<f64> {
    match quantity(text, &Symbols::default()) {
        Ok((value, found)) => {
            let wanted = unit.get_or_insert_with(|| found.clone());
            if !found.fits(wanted) {
                reader.say(
                    Code::UnitMismatch,
                    reader.place(path),
                    &[&found.to_string(), &wanted.to_string()],
                );
                return None;
            }
            Some(value * found.factor_to(wanted))
        }
        Err(faults) => {
            reader.say_faults(path, &faults);
            None
        }
    }
}

/// What a hint may point at, besides keys, acts and offers.
pub(super) const PLACES: [&str; 5] = ["order", "brief", "screen", "monitor", "line"];

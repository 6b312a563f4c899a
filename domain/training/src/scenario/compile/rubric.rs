//! The rubric and the pass rule.

use super::CompileContext;
use super::reader::{Fields, Hyphens, Reader};
use super::yaml::Node;
use crate::diagnostic::Code;
use crate::scenario::{Criterion, CriticalRule, PassRule};

const FIELDS: [&str; 9] = [
    "id", "label", "critical", "points", "expect", "only_if", "hazard", "why", "tags",
];

pub(super) fn rubric(reader: &mut Reader, fields: &Fields, context: &CompileContext) -> Vec<Criterion> {
    let items = reader.items(fields, "rubric");
    let rubric: Vec<Criterion> = items
        .iter()
        .map(|(path, node)| criterion(reader, node, path, context))
        .collect();
    let ids: Vec<_> = rubric
        .iter()
        .zip(&items)
        .map(|(line, (path, _))| (path.clone(), line.id.as_str()))
        .collect();
    reader.distinct(ids);
    if rubric.is_empty() {
        reader.say(Code::NoRubric, reader.key_span(fields), &[]);
    }
    rubric
}

fn criterion(reader: &mut Reader, node: &Node, path: &str, context: &CompileContext) -> Criterion {
    let fields = reader.fields(node, path, &FIELDS);
    let id = reader.id(&fields, Hyphens::Allowed);
    let points = match fields.get("points") {
        Some(_) => reader.number(&fields, "points").unwrap_or(1),
        None => {
            reader.say(Code::MissingPoints, reader.key_span(&fields), &[&id]);
            1
        }
    };
    if !(1..=100).contains(&points) {
        reader.say(
            Code::OutOfRange,
            reader.place(&fields.path_of("points")),
            &["points", "1", "100"],
        );
    }
    let hazard = reader.optional(&fields, "hazard").unwrap_or_default();
    if hazard.is_empty() {
        reader.say(Code::MissingHazard, reader.key_span(&fields), &[&id]);
    } else if !context.hazards.contains(&hazard) {
        let span = reader.place(&fields.path_of("hazard"));
        reader.say_closest(
            Code::UnknownHazard,
            span,
            &hazard,
            context.hazards.iter().map(String::as_str),
        );
    }
    let why = reader.optional(&fields, "why").unwrap_or_default();
    if why.trim().is_empty() {
        reader.say(Code::MissingReason, reader.key_span(&fields), &[&id]);
    }
    Criterion {
        label: reader.optional(&fields, "label").unwrap_or_default(),
        critical: reader.truth(&fields, "critical"),
        points: u32::try_from(points).unwrap_or(1),
        expect: reader.required(&fields, "expect"),
        only_if: reader.optional(&fields, "only_if"),
        id,
        hazard,
        why,
    }
}

/// `pass: {percent: 80, critical: all}`.
pub(super) fn pass_rule(reader: &mut Reader, fields: &Fields) -> PassRule {
    let usual = PassRule::default();
    let Some(node) = fields.get("pass") else {
        return usual;
    };
    let fields = reader.fields(node, "pass", &["percent", "critical"]);
    let percent = reader
        .number(&fields, "percent")
        .unwrap_or(u64::from(usual.percent));
    if percent > 100 {
        reader.say(
            Code::OutOfRange,
            reader.place("pass.percent"),
            &["percent", "0", "100"],
        );
    }
    let critical = match reader.optional(&fields, "critical").as_deref() {
        None | Some("all") => CriticalRule::All,
        Some("points_only") => CriticalRule::PointsOnly,
        Some(other) => {
            reader.say_closest(
                Code::BadValue,
                reader.place("pass.critical"),
                other,
                ["all", "points_only"],
            );
            CriticalRule::All
        }
    };
    PassRule {
        critical,
        percent: u32::try_from(percent).unwrap_or(100),
    }
}

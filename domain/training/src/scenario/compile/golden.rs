//! Golden runs as written: a list of steps, each a text or one field `WAIT: COMMAND`.

use std::collections::BTreeMap;

use super::reader::{Fields, Hyphens, Reader};
use super::yaml::{Kind, Node};
use crate::diagnostic::Code;
use crate::golden::parse_step;
use crate::scenario::Golden;

pub(super) fn golden(reader: &mut Reader, fields: &Fields) -> Vec<Golden> {
    let moves = moves(reader, fields);
    let items = reader.items(fields, "golden");
    let golden: Vec<Golden> = items
        .iter()
        .map(|(path, node)| one(reader, node, path, &moves))
        .collect();
    let ids: Vec<_> = golden
        .iter()
        .zip(&items)
        .map(|(run, (path, _))| (path.clone(), run.id.as_str()))
        .collect();
    reader.distinct(ids);
    golden
}

/// Steps that several golden runs share, by name; a run takes them over with `use NAME`.
fn moves(reader: &mut Reader, fields: &Fields) -> BTreeMap<String, Vec<String>> {
    let Some(node) = fields.get("moves") else {
        return BTreeMap::new();
    };
    let Kind::Map(entries) = &node.kind else {
        reader.wrong_shape(node, "moves", "fields");
        return BTreeMap::new();
    };
    let names: Vec<&str> = entries.iter().map(|(key, _)| key.name.as_str()).collect();
    let fields = reader.fields(node, "moves", &names);
    let mut moves = BTreeMap::new();
    for name in names {
        // Moves may use those above them.
        let steps = steps(reader, &fields, name, &moves);
        moves.insert(name.to_owned(), steps);
    }
    moves
}

fn steps(
    reader: &mut Reader,
    fields: &Fields,
    name: &str,
    moves: &BTreeMap<String, Vec<String>>,
) -> Vec<String> {
    let mut steps = Vec::new();
    for (path, item) in reader.items(fields, name) {
        let Some(text) = step(reader, item, &path) else {
            continue;
        };
        if let Some(shared) = text.strip_prefix("use ").and_then(|name| moves.get(name.trim())) {
            steps.extend(shared.iter().cloned());
            continue;
        }
        if parse_step(&text).is_none() || text.starts_with("use ") {
            reader.say(Code::BadGolden, item.span, &[&text]);
        }
        steps.push(text);
    }
    steps
}

fn one(reader: &mut Reader, node: &Node, path: &str, moves: &BTreeMap<String, Vec<String>>) -> Golden {
    let fields = reader.fields(node, path, &["id", "misses", "seeds", "steps"]);
    let mut seeds = Vec::new();
    for (path, item) in reader.items(&fields, "seeds") {
        let text = reader.text(item, &path).unwrap_or_default();
        match text.parse::<u64>() {
            Ok(seed) if seed < 1 << 53 => seeds.push(seed),
            _ => reader.say(Code::BadValue, item.span, &[&text]),
        }
    }
    if seeds.is_empty() {
        seeds.push(1);
    }
    let steps = steps(reader, &fields, "steps", moves);
    Golden {
        id: reader.id(&fields, Hyphens::Allowed),
        misses: reader.texts(&fields, "misses"),
        seeds,
        steps,
    }
}

fn step(reader: &mut Reader, node: &Node, path: &str) -> Option<String> {
    match &node.kind {
        Kind::Map(entries) if entries.len() == 1 => {
            let (key, value) = entries.first()?;
            match &value.kind {
                Kind::Nothing => Some(key.name.clone()),
                _ => Some(format!("{}: {}", key.name, reader.text(value, path)?)),
            }
        }
        _ => reader.text(node, path),
    }
}

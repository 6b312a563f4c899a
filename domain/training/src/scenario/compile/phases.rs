//! Phases and their steps.

use serde_json::Value;
use simulators::fault::Fault;
use simulators::syringe::fault::SyringeFault;
use simulators::unit::ChannelId;
use simulators::ventilator::VentilatorFault;
use simulators::world::DeviceKind;

use super::reader::{Fields, Hyphens, Reader};
use super::yaml::{Kind, Node};
use crate::diagnostic::Code;
use crate::scenario::{
    Advance, Branch, Choice, Device, Hint, Inject, Offer, OrderSpec, Phase, Question, Say, Timeout,
};

const FIELDS: [&str; 12] = [
    "id", "say", "offers", "ask", "order", "inject", "branch", "until", "goto", "timeout", "advance", "hints",
];

pub(super) fn phases(reader: &mut Reader, fields: &Fields, device: Device) -> Vec<Phase> {
    let items = reader.items(fields, "phases");
    let phases: Vec<Phase> = items
        .iter()
        .map(|(path, node)| phase(reader, node, path, device))
        .collect();
    let ids: Vec<_> = phases
        .iter()
        .zip(&items)
        .map(|(phase, (path, _))| (path.clone(), phase.id.as_str()))
        .collect();
    reader.distinct(ids);
    phases
}

fn phase(reader: &mut Reader, node: &Node, path: &str, device: Device) -> Phase {
    let fields = reader.fields(node, path, &FIELDS);
    Phase {
        id: reader.id(&fields, Hyphens::Refused),
        say: says(reader, &fields, "say"),
        offers: offers(reader, &fields),
        questions: questions(reader, &fields),
        order: fields
            .get("order")
            .map(|node| order(reader, node, &fields.path_of("order"))),
        inject: injects(reader, &fields, device),
        branch: branches(reader, &fields),
        until: reader.optional(&fields, "until"),
        goto: reader.optional(&fields, "goto"),
        timeout: timeout(reader, &fields),
        advance: advance(reader, &fields),
        hints: hints(reader, &fields),
    }
}

/// `say: words`, `say: {who, text}` or a list of either.
fn says(reader: &mut Reader, fields: &Fields, name: &str) -> Vec<Say> {
    let items = reader.items(fields, name);
    items
        .into_iter()
        .filter_map(|(path, node)| say(reader, node, &path))
        .collect()
}

fn say(reader: &mut Reader, node: &Node, path: &str) -> Option<Say> {
    if let Kind::Map(_) = node.kind {
        let fields = reader.fields(node, path, &["who", "text"]);
        return Some(Say {
            who: reader.optional(&fields, "who"),
            text: reader.required(&fields, "text"),
        });
    }
    Some(Say {
        who: None,
        text: reader.text(node, path)?,
    })
}

pub(super) fn offers(reader: &mut Reader, fields: &Fields) -> Vec<Offer> {
    let items = reader.items(fields, "offers");
    let offers: Vec<Offer> = items
        .iter()
        .map(|(path, node)| {
            let fields = reader.fields(node, path, &["id", "label", "reply"]);
            Offer {
                id: reader.id(&fields, Hyphens::Refused),
                label: reader.required(&fields, "label"),
                reply: says(reader, &fields, "reply"),
            }
        })
        .collect();
    let ids: Vec<_> = offers
        .iter()
        .zip(&items)
        .map(|(offer, (path, _))| (path.clone(), offer.id.as_str()))
        .collect();
    reader.distinct(ids);
    offers
}

fn questions(reader: &mut Reader, fields: &Fields) -> Vec<Question> {
    let items = reader.items(fields, "ask");
    items
        .iter()
        .map(|(path, node)| {
            let fields = reader.fields(node, path, &["id", "text", "choices"]);
            Question {
                id: reader.id(&fields, Hyphens::Refused),
                text: reader.required(&fields, "text"),
                choices: choices(reader, &fields),
            }
        })
        .collect()
}

fn choices(reader: &mut Reader, fields: &Fields) -> Vec<Choice> {
    let items = reader.items(fields, "choices");
    if items.len() < 2 {
        reader.say(
            Code::WrongShape,
            reader.key_span(fields),
            &["choices", "a list of at least two"],
        );
    }
    let choices: Vec<Choice> = items
        .iter()
        .map(|(path, node)| {
            let fields = reader.fields(node, path, &["id", "text"]);
            Choice {
                id: reader.id(&fields, Hyphens::Refused),
                text: reader.required(&fields, "text"),
            }
        })
        .collect();
    let ids: Vec<_> = choices
        .iter()
        .zip(&items)
        .map(|(choice, (path, _))| (path.clone(), choice.id.as_str()))
        .collect();
    reader.distinct(ids);
    choices
}

pub(super) fn order(reader: &mut Reader, node: &Node, path: &str) -> OrderSpec {
    let fields = reader.fields(
        node,
        path,
        &[
            "drug", "dose", "rate", "bag", "syringe", "vtbi", "weight", "remark",
        ],
    );
    OrderSpec {
        drug: reader.optional(&fields, "drug"),
        dose: reader.optional(&fields, "dose"),
        rate: reader.optional(&fields, "rate"),
        bag: reader.optional(&fields, "bag"),
        syringe: reader.optional(&fields, "syringe"),
        vtbi: reader.optional(&fields, "vtbi"),
        weight: reader.optional(&fields, "weight"),
        remark: reader.optional(&fields, "remark"),
    }
}

fn injects(reader: &mut Reader, fields: &Fields, device: Device) -> Vec<Inject> {
    let known = match device.kind() {
        DeviceKind::Infusion => Fault::NAMES,
        DeviceKind::Syringe => SyringeFault::NAMES,
        DeviceKind::Ventilator => VentilatorFault::NAMES,
    };
    let mut injects = Vec::new();
    for (path, node) in reader.items(fields, "inject") {
        let Value::Object(mut fault) = reader.template(node, &path) else {
            reader.wrong_shape(node, &path, "fields");
            continue;
        };
        let at = match fault.remove("at") {
            Some(Value::String(at)) => at,
            Some(Value::Number(at)) => at.to_string(),
            _ => "0 s".to_owned(),
        };
        let channel = match fault.remove("channel") {
            Some(Value::String(name)) => channel(reader, &name, &format!("{path}.channel")),
            _ => ChannelId::A,
        };
        let name = fault
            .get("fault")
            .and_then(Value::as_str)
            .unwrap_or_default()
            .to_owned();
        if name.is_empty() {
            reader.say(Code::MissingField, reader.place(&path), &["fault"]);
        } else if !known.contains(&name.as_str()) {
            let span = reader.place(&format!("{path}.fault"));
            reader.say_closest(Code::UnknownFault, span, &name, known.iter().copied());
        } else {
            injects.push(Inject {
                at,
                fault: Value::Object(fault),
                channel,
            });
        }
    }
    injects
}

fn channel(reader: &mut Reader, name: &str, path: &str) -> ChannelId {
    name.parse().unwrap_or_else(|_| {
        let known = ChannelId::ALL.iter().map(|channel| channel.as_str());
        reader.say_closest(Code::UnknownChannel, reader.place(path), name, known);
        ChannelId::A
    })
}

fn branches(reader: &mut Reader, fields: &Fields) -> Vec<Branch> {
    let items = reader.items(fields, "branch");
    items
        .iter()
        .map(|(path, node)| {
            let fields = reader.fields(node, path, &["when", "goto"]);
            Branch {
                when: reader.required(&fields, "when"),
                goto: reader.required(&fields, "goto"),
            }
        })
        .collect()
}

fn timeout(reader: &mut Reader, fields: &Fields) -> Option<Timeout> {
    let node = fields.get("timeout")?;
    let fields = reader.fields(node, &fields.path_of("timeout"), &["after", "goto"]);
    Some(Timeout {
        after: reader.required(&fields, "after"),
        goto: reader.required(&fields, "goto"),
    })
}

fn advance(reader: &mut Reader, fields: &Fields) -> Option<Advance> {
    let node = fields.get("advance")?;
    let fields = reader.fields(node, &fields.path_of("advance"), &["by", "label"]);
    Some(Advance {
        by: reader.required(&fields, "by"),
        label: reader.required(&fields, "label"),
    })
}

fn hints(reader: &mut Reader, fields: &Fields) -> Vec<Hint> {
    let items = reader.items(fields, "hints");
    items
        .iter()
        .map(|(path, node)| {
            let fields = reader.fields(node, path, &["when", "text", "point", "skill", "done", "why"]);
            Hint {
                when: reader.optional(&fields, "when"),
                text: reader.required(&fields, "text"),
                point: reader.optional(&fields, "point"),
                skill: reader.optional(&fields, "skill"),
                done: reader.optional(&fields, "done"),
                why: reader.optional(&fields, "why"),
            }
        })
        .collect()
}

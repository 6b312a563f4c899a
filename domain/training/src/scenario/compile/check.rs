//! What can be known only when the whole scenario was read: values, expressions, words.

use serde_json::Value;
use simulators::action::BedsideAct;
use simulators::patient::{Preset, Test};
use simulators::pump::key::Key;
use simulators::syringe::action::SyringeAct;
use simulators::unit::ChannelId;
use simulators::ventilator::settings::SettingId;
use simulators::ventilator::{Button, Care};
use simulators::world::DeviceKind;

use super::CompileContext;
use super::document::PLACES;
use super::equipment;
use super::reader::Reader;
use super::ways;
use crate::diagnostic::Code;
use crate::golden::parse_step;
use crate::language::check::{Role, compile};
use crate::language::symbols::Symbols;
use crate::play;
use crate::scenario::text::{ORDER_PLACEHOLDERS, placeholders};
use crate::scenario::{Device, Offer, Say, Scenario};
use crate::variants::{Draw, DrawFaultKind};

pub(super) fn check(reader: &mut Reader, scenario: &Scenario, context: &CompileContext) {
    ways::check(reader, scenario);
    preset(reader, scenario);
    equipment::check(reader, scenario, context);
    let mut draw = Draw::new(scenario, 0);
    let script = draw.script(0);
    for fault in draw.faults {
        draw_fault(reader, &fault.path, &fault.kind, scenario, context);
    }
    let symbols = play::symbols(&script);
    conditions(reader, scenario, &symbols);
    criteria(reader, scenario, &symbols);
    words(reader, scenario);
    hints(reader, scenario, context);
    golden(reader, scenario);
    unused(reader, scenario);
}

fn preset(reader: &mut Reader, scenario: &Scenario) {
    if scenario.device == Device::Ventilator {
        return;
    }
    let Some(name) = scenario.patient.get("preset").and_then(Value::as_str) else {
        return;
    };
    if name.parse::<Preset>().is_err() {
        let known = Preset::ALL.iter().map(|preset| preset.as_str());
        reader.say_closest(Code::UnknownPreset, reader.place("patient.preset"), name, known);
    }
}

fn draw_fault(
    reader: &mut Reader,
    path: &str,
    kind: &DrawFaultKind,
    scenario: &Scenario,
    context: &CompileContext,
) {
    let span = reader.place(path);
    match kind {
        DrawFaultKind::Expression(faults) => reader.say_faults(path, faults),
        DrawFaultKind::UnitMismatch(found, wanted) => reader.say(Code::UnitMismatch, span, &[found, wanted]),
        DrawFaultKind::UnknownConcentration { drug, care_area } => {
            reader.say(Code::UnknownConcentration, span, &[drug, care_area]);
        }
        DrawFaultKind::UnknownDrug(drug) => {
            let areas = context.library.care_areas.iter();
            let areas = areas.filter(|area| scenario.care_area.is_empty() || area.id == scenario.care_area);
            let known: Vec<&str> = areas
                .flat_map(|area| &area.entries)
                .map(|entry| entry.drug.as_str())
                .collect();
            reader.say_closest(Code::UnknownDrug, span, drug, known);
        }
        DrawFaultKind::UnknownEntry(entry, area) => {
            let area = context.library.care_area(area);
            let known = area.into_iter().flat_map(|area| &area.entries);
            reader.say_closest(
                Code::UnknownDrug,
                span,
                entry,
                known.map(|entry| entry.id.as_str()),
            );
        }
        DrawFaultKind::Shape(what) => {
            // An unknown preset has its own remark; a missing patient too.
            let told = path == "patient" && (what.contains("unknown variant") || scenario.patient.is_null());
            // An unknown unit or code has one at its own place.
            let named = reader.has(Code::UnknownUnit) || reader.has(Code::UnknownCode);
            if !(told || what.contains("unknown variant") && named) {
                reader.say(Code::BadValue, span, &[what]);
            }
        }
    }
}

fn conditions(reader: &mut Reader, scenario: &Scenario, symbols: &Symbols) {
    for (place, phase) in scenario.phases.iter().enumerate() {
        let path = format!("phases.{place}");
        let branches = phase.branch.iter().enumerate();
        let branches = branches.map(|(n, branch)| (format!("{path}.branch.{n}.when"), branch.when.as_str()));
        let until = phase
            .until
            .as_deref()
            .map(|until| (format!("{path}.until"), until));
        let hints = phase.hints.iter().enumerate();
        let hints = hints.flat_map(|(n, hint)| {
            let conditions = [("when", hint.when.as_deref()), ("done", hint.done.as_deref())];
            conditions.map(|(field, condition)| (format!("{path}.hints.{n}.{field}"), condition))
        });
        let hints = hints.filter_map(|(path, condition)| Some((path, condition?)));
        for (path, condition) in branches.chain(until).chain(hints) {
            if condition.is_empty() {
                continue;
            }
            if let Err(faults) = compile(condition, symbols, Role::Condition) {
                reader.say_faults(&path, &faults);
            }
        }
    }
}

fn criteria(reader: &mut Reader, scenario: &Scenario, symbols: &Symbols) {
    for (place, criterion) in scenario.rubric.iter().enumerate() {
        let formulas = [
            ("expect", Some(&criterion.expect)),
            ("only_if", criterion.only_if.as_ref()),
        ];
        for (field, source) in formulas {
            let path = format!("rubric.{place}.{field}");
            let Some(source) = source.filter(|source| !source.is_empty()) else {
                continue;
            };
            let span = reader.place(&path);
            match compile(source, symbols, Role::Criterion) {
                Err(faults) => reader.say_faults(&path, &faults),
                Ok(program) => match program.formula.constant() {
                    Some(true) if field == "expect" => reader.say(Code::AlwaysMet, span, &[]),
                    Some(false) if field == "expect" => reader.say(Code::NeverMet, span, &[]),
                    _ if program.formula.is_bare_state() => reader.say(Code::BareState, span, &[]),
                    _ => {}
                },
            }
        }
    }
}

/// Every placeholder must name a variable or a value of the order.
fn words(reader: &mut Reader, scenario: &Scenario) {
    let brief = &scenario.brief;
    let mut texts = vec![
        ("brief.patient".to_owned(), brief.patient.as_str()),
        ("brief.situation".to_owned(), brief.situation.as_str()),
        ("brief.task".to_owned(), brief.task.as_str()),
    ];
    offer_texts(&mut texts, "offers", &scenario.offers);
    for (place, phase) in scenario.phases.iter().enumerate() {
        let path = format!("phases.{place}");
        say_texts(&mut texts, &format!("{path}.say"), &phase.say);
        offer_texts(&mut texts, &format!("{path}.offers"), &phase.offers);
        for (n, question) in phase.questions.iter().enumerate() {
            texts.push((format!("{path}.ask.{n}.text"), &question.text));
            for (m, choice) in question.choices.iter().enumerate() {
                texts.push((format!("{path}.ask.{n}.choices.{m}.text"), &choice.text));
            }
        }
        for (n, hint) in phase.hints.iter().enumerate() {
            texts.push((format!("{path}.hints.{n}.text"), &hint.text));
            texts.extend(
                hint.why
                    .as_ref()
                    .map(|why| (format!("{path}.hints.{n}.why"), why.as_str())),
            );
        }
        if let Some(remark) = phase.order.as_ref().and_then(|order| order.remark.as_ref()) {
            texts.push((format!("{path}.order.remark"), remark));
        }
    }
    if let Some(remark) = scenario.order.as_ref().and_then(|order| order.remark.as_ref()) {
        texts.push(("order.remark".to_owned(), remark));
    }
    for (path, text) in texts {
        for (_, name) in placeholders(text) {
            let is_variable = scenario.vary.iter().any(|vary| vary.name == name);
            let is_order = scenario.order.is_some() && ORDER_PLACEHOLDERS.contains(&name);
            if !is_variable && !is_order {
                let variables = scenario.vary.iter().map(|vary| vary.name.as_str());
                let known = variables.chain(ORDER_PLACEHOLDERS);
                reader.say_closest(Code::UnknownPlaceholder, reader.place(&path), name, known);
            }
        }
    }
}

fn say_texts<'t>(texts: &mut Vec<(String, &'t str)>, path: &str, says: &'t [Say]) {
    texts.extend(
        says.iter()
            .enumerate()
            .map(|(n, say)| (format!("{path}.{n}"), say.text.as_str())),
    );
}

fn offer_texts<'t>(texts: &mut Vec<(String, &'t str)>, path: &str, offers: &'t [Offer]) {
    for (n, offer) in offers.iter().enumerate() {
        texts.push((format!("{path}.{n}.label"), &offer.label));
        say_texts(texts, &format!("{path}.{n}.reply"), &offer.reply);
    }
}

fn hints(reader: &mut Reader, scenario: &Scenario, context: &CompileContext) {
    for (place, phase) in scenario.phases.iter().enumerate() {
        for (n, hint) in phase.hints.iter().enumerate() {
            if let Some(skill) = hint.skill.as_deref() {
                let span = reader.place(&format!("phases.{place}.hints.{n}.skill"));
                if !context.skills.iter().any(|known| known.id == skill) {
                    let known = context.skills.iter().map(|known| known.id.as_str());
                    reader.say_closest(Code::UnknownSkill, span, skill, known);
                }
                if hint.when.is_none() {
                    reader.say(Code::SkillWithoutWhen, span, &[skill]);
                }
            }
            let Some(point) = hint.point.as_deref() else {
                continue;
            };
            let offers = scenario
                .offers
                .iter()
                .chain(&phase.offers)
                .map(|offer| offer.id.as_str());
            let hands = hands(scenario.device);
            let known: Vec<&str> = PLACES
                .into_iter()
                .chain(hands.iter().copied())
                .chain(offers)
                .collect();
            if !known.contains(&point) && !on_further_channel(scenario, point, &hands) {
                let span = reader.place(&format!("phases.{place}.hints.{n}.point"));
                reader.say_closest(Code::UnknownKey, span, point, known);
            }
        }
    }
}

/// Whether a hint points at a key, an act or the screen of a further channel that is there, as `b.start`.
fn on_further_channel(scenario: &Scenario, point: &str, hands: &[&str]) -> bool {
    let channels = scenario.unit.get("channels").and_then(Value::as_array);
    let further = channels.map_or(0, Vec::len);
    let there = ChannelId::ALL.iter().skip(1).take(further);
    there
        .filter_map(|channel| point.strip_prefix(channel.prefix()))
        .any(|name| hands.contains(&name) || ["screen", "line"].contains(&name))
}

/// What hands can be laid on, by the names that hints point with.
fn hands(device: Device) -> Vec<&'static str> {
    let keys = Key::ALL.iter().map(|key| key.as_str());
    match device.kind() {
        DeviceKind::Infusion => keys
            .chain(BedsideAct::ALL.iter().map(|act| act.as_str()))
            .chain(Test::ALL.iter().map(|test| test.drawn()))
            .collect(),
        DeviceKind::Syringe => {
            let acts = SyringeAct::ALL.iter().map(|act| act.as_str());
            let draws = Test::ALL.iter().map(|test| test.drawn());
            keys.chain(acts).chain(draws).chain(["move_pump"]).collect()
        }
        DeviceKind::Ventilator => {
            let buttons = Button::ALL.iter().map(|button| button.as_str());
            let settings = SettingId::ALL.iter().map(|setting| setting.as_str());
            buttons
                .chain(Care::ALL.iter().map(|act| act.as_str()))
                .chain(settings)
                .chain(["mode"])
                .collect()
        }
    }
}

fn golden(reader: &mut Reader, scenario: &Scenario) {
    let passes = scenario.golden.iter().any(|golden| golden.misses.is_empty());
    let fails = scenario.golden.iter().any(|golden| !golden.misses.is_empty());
    if !(passes && fails) {
        reader.say(Code::MissingGolden, reader.place("golden"), &[]);
    }
    for (place, golden) in scenario.golden.iter().enumerate() {
        let steps = golden.steps.iter();
        let strange = steps.filter(|step| {
            parse_step(step)
                .and_then(|step| step.command)
                .is_some_and(|command| !command.fits(scenario.device.kind()))
        });
        for step in strange {
            let span = reader.place(&format!("golden.{place}.steps"));
            reader.say(Code::WrongDevice, span, &[step]);
        }
        for (n, missed) in golden.misses.iter().enumerate() {
            if !scenario.rubric.iter().any(|criterion| criterion.id == *missed) {
                let span = reader.place(&format!("golden.{place}.misses.{n}"));
                let known = scenario.rubric.iter().map(|criterion| criterion.id.as_str());
                reader.say_closest(Code::UnknownCriterion, span, missed, known);
            }
        }
    }
}

/// A variable is used where its name stands behind a dollar sign or in a placeholder.
fn unused(reader: &mut Reader, scenario: &Scenario) {
    for vary in &scenario.vary {
        let source = reader.source();
        let behind_dollar = source
            .match_indices(&format!("${}", vary.name))
            .any(|(at, found)| {
                let next = source[at + found.len()..].chars().next();
                !next.is_some_and(|next| next.is_ascii_alphanumeric() || next == '_')
            });
        if !behind_dollar && !source.contains(&format!("{{{}}}", vary.name)) {
            reader.say(
                Code::UnusedVariable,
                reader.place(&format!("vary.{}", vary.name)),
                &[&vary.name],
            );
        }
    }
}

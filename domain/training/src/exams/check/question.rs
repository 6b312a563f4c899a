//! Checking one question.

use super::{Remarks, dose};
use crate::exams::bank::{Choice, Entry, Kind, MatchEntry, OtherUnit, Question, Tolerance};
use crate::exams::pictures::Picture;
use crate::exams::problem::ProblemCode;

pub(super) fn check(name: &str, question: &Question, remarks: &mut Remarks) {
    remarks.text(name, "ask", &question.ask);
    if question.rationale.trim().is_empty() {
        remarks.add(ProblemCode::MissingRationale, name, "");
    }
    match &question.kind {
        Kind::Single { options } => {
            let right = choices(name, options, remarks);
            if right > 1 {
                remarks.add(ProblemCode::SeveralRight, name, right);
            }
            remarks.count(name, "options", options.len(), 3..=5);
        }
        Kind::Multiple { options, .. } => {
            let right = choices(name, options, remarks);
            if right == options.len() {
                remarks.add(ProblemCode::NoWrongOption, name, "");
            }
            remarks.count(name, "options", options.len(), 4..=7);
        }
        Kind::Ordering { steps, .. } => {
            entries(name, steps, remarks);
            remarks.count(name, "steps", steps.len(), 3..=10);
        }
        Kind::Matching { left, right } => matching(name, left, right, remarks),
        Kind::Numeric {
            answer,
            tolerance,
            also,
        } => {
            if !answer.value.is_finite() {
                remarks.add(ProblemCode::BadNumber, name, answer.value);
            }
            measure(name, &answer.unit, *tolerance, also, remarks);
        }
        Kind::Dose(dose) => {
            measure(name, &dose.unit, dose.tolerance, &dose.also, remarks);
            dose::check(name, question, dose, remarks);
        }
        Kind::Hotspot { picture, right } => hotspot(name, picture, right, remarks),
    }
}

/// Checks options and gives how many are right.
fn choices(name: &str, options: &[Choice], remarks: &mut Remarks) -> usize {
    remarks.ids(name, options.iter().map(|option| option.id.as_str()));
    for option in options {
        remarks.text(name, "text", &option.text);
    }
    let right = options.iter().filter(|option| option.right).count();
    if right == 0 {
        remarks.add(ProblemCode::NoRightOption, name, "");
    }
    right
}

fn entries(name: &str, entries: &[Entry], remarks: &mut Remarks) {
    remarks.ids(name, entries.iter().map(|entry| entry.id.as_str()));
    for entry in entries {
        remarks.text(name, "text", &entry.text);
    }
}

fn matching(name: &str, left: &[MatchEntry], right: &[Entry], remarks: &mut Remarks) {
    remarks.ids(name, left.iter().map(|entry| entry.id.as_str()));
    remarks.count(name, "entries on the left", left.len(), 2..=10);
    entries(name, right, remarks);
    remarks.count(name, "entries on the right", right.len(), 2..=12);
    for entry in left {
        remarks.text(name, "text", &entry.text);
        if !right.iter().any(|known| known.id == entry.to) {
            remarks.add(ProblemCode::UnknownMatch, name, &entry.to);
        }
    }
}

/// Units and tolerance of an answer in numbers.
fn measure(name: &str, unit: &str, tolerance: Option<Tolerance>, also: &[OtherUnit], remarks: &mut Remarks) {
    remarks.text(name, "unit", unit);
    match tolerance {
        None => remarks.add(ProblemCode::MissingTolerance, name, ""),
        Some(Tolerance::Abs(distance)) if distance.is_finite() && distance >= 0.0 => {}
        Some(Tolerance::Percent(percent)) if (0.0..=100.0).contains(&percent) => {}
        Some(Tolerance::Abs(value) | Tolerance::Percent(value)) => {
            remarks.add(ProblemCode::BadTolerance, name, value);
        }
    }
    let mut known = vec![unit];
    for other in also {
        remarks.text(name, "unit", &other.unit);
        if known.contains(&other.unit.as_str()) {
            remarks.add(ProblemCode::DuplicateId, name, &other.unit);
        }
        known.push(&other.unit);
        if !(other.factor.is_finite() && other.factor > 0.0) {
            remarks.add(ProblemCode::BadNumber, name, other.factor);
        }
    }
}

fn hotspot(name: &str, picture: &str, right: &[String], remarks: &mut Remarks) {
    if right.is_empty() {
        remarks.add(ProblemCode::NoRightOption, name, "");
    }
    remarks.ids(name, right.iter().map(String::as_str));
    let Some(known) = Picture::named(picture) else {
        remarks.add(ProblemCode::UnknownPicture, name, picture);
        return;
    };
    for region in right {
        if !known.regions().contains(&region.as_str()) {
            remarks.add(ProblemCode::UnknownRegion, name, region);
        }
    }
}

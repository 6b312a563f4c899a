//! Checking a calculation: every combination of numbers that can be drawn must have an answer.

use std::collections::BTreeMap;

use super::Remarks;
use crate::exams::bank::{Dose, Question, Range};
use crate::exams::expression::{Expression, is_name_letter};
use crate::exams::problem::ProblemCode;
use crate::scenario::text::placeholders;

/// The most combinations of numbers a question may have, so that all of them can be checked.
pub const MAX_VARIANTS: u64 = 100_000;

pub(super) fn check(name: &str, question: &Question, dose: &Dose, remarks: &mut Remarks) {
    if dose.round.is_some_and(|step| !(step.is_finite() && step > 0.0)) {
        remarks.add(ProblemCode::BadNumber, name, "round");
    }
    told(name, question, dose, remarks);
    let ranges = ranges(name, dose, remarks);
    let expression = match Expression::parse(&dose.expression) {
        Ok(expression) => expression,
        Err(fault) => {
            remarks.add(ProblemCode::BadExpression, name, fault);
            return;
        }
    };
    let unknown = expression.variables().into_iter();
    let mut unknown = unknown
        .filter(|variable| !dose.vary.contains_key(*variable))
        .peekable();
    if unknown.peek().is_some() {
        unknown.for_each(|variable| remarks.add(ProblemCode::UnknownVariable, name, variable));
        return;
    }
    if let Some(ranges) = ranges {
        try_all(name, &expression, &ranges, remarks);
    }
}

/// The question must name every variable, and no text a placeholder that is none.
fn told(name: &str, question: &Question, dose: &Dose, remarks: &mut Remarks) {
    for variable in dose.vary.keys() {
        let first = variable.chars().next();
        if !first.is_some_and(|letter| letter.is_ascii_lowercase()) || !variable.chars().all(is_name_letter) {
            remarks.add(ProblemCode::BadId, name, variable);
        }
        if !placeholders(&question.ask).any(|(_, used)| used == variable) {
            remarks.add(ProblemCode::VariableNotTold, name, variable);
        }
    }
    for text in [&question.ask, &question.rationale] {
        for (_, used) in placeholders(text).filter(|(_, used)| !dose.vary.contains_key(*used)) {
            remarks.add(ProblemCode::UnknownPlaceholder, name, used);
        }
    }
}

/// The ranges with their lengths, if all of them together are sound and not too many.
fn ranges<'a>(name: &str, dose: &'a Dose, remarks: &mut Remarks) -> Option<Vec<(&'a str, Range, u64)>> {
    let mut ranges = Vec::new();
    let mut variants = 1_u64;
    for (variable, range) in &dose.vary {
        match range.length() {
            Some(_) if !(is_shown_exactly(range.from) && is_shown_exactly(range.step)) => {
                remarks.add(ProblemCode::BadNumber, name, variable);
            }
            Some(length) => {
                variants = variants.saturating_mul(length);
                ranges.push((variable.as_str(), *range, length));
            }
            None => remarks.add(ProblemCode::BadRange, name, variable),
        }
    }
    if variants > MAX_VARIANTS {
        remarks.add(ProblemCode::TooManyVariants, name, MAX_VARIANTS);
    }
    (ranges.len() == dose.vary.len() && variants <= MAX_VARIANTS).then_some(ranges)
}

/// Questions show three decimals, and the answer must follow from what they show.
fn is_shown_exactly(value: f64) -> bool {
    (value * 1e3 - libm::round(value * 1e3)).abs() < 1e-6
}

fn try_all(name: &str, expression: &Expression, ranges: &[(&str, Range, u64)], remarks: &mut Remarks) {
    let mut variables: BTreeMap<String, f64> = BTreeMap::new();
    let variants: u64 = ranges.iter().map(|(_, _, length)| length).product();
    for variant in 0..variants {
        let mut rest = variant;
        for (variable, range, length) in ranges {
            let value = range.at(rest % length);
            rest /= length;
            match variables.get_mut(*variable) {
                Some(known) => *known = value,
                None => {
                    variables.insert((*variable).to_owned(), value);
                }
            }
        }
        if expression.value(&variables).is_none() {
            let told: Vec<String> = variables
                .iter()
                .map(|(variable, value)| format!("{variable} is {value}"))
                .collect();
            remarks.add(ProblemCode::DividesByZero, name, told.join(", "));
            return;
        }
    }
}

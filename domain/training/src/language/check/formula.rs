//! Truths: states at one tick, and formulas about a window.

use super::super::Fault;
use super::super::ast::{Argument, Expr, ExprKind, Operator, Truth};
use super::super::program::{Formula, State};
use super::super::suggest::closest;
use super::super::symbols::SignalKind;
use super::super::unit::Unit;
use super::number::{aligned, number, plain, unknown_operator, wrong_count};
use super::{Checker, Role, constant};
use crate::diagnostic::Code;

/// The operators that look along the window.
pub(super) const OPERATORS: [&str; 7] = ["at", "always", "never", "eventually", "after", "within", "before"];

pub(super) fn formula(checker: &mut Checker, expr: &Expr) -> Option<Formula> {
    if !looks_along(expr) {
        return Some(Formula::State(state(checker, expr, None)?));
    }
    match &expr.kind {
        ExprKind::Not(inner) => Some(Formula::Not(Box::new(formula(checker, inner)?))),
        ExprKind::Binary(operator @ (Operator::And | Operator::Or), left, right) => {
            let left = formula(checker, left);
            let right = formula(checker, right);
            let (left, right) = (Box::new(left?), Box::new(right?));
            Some(if *operator == Operator::And {
                Formula::And(left, right)
            } else {
                Formula::Or(left, right)
            })
        }
        ExprKind::Call(name, arguments) if OPERATORS.contains(&name.as_str()) => {
            if checker.role == Role::Condition {
                let fault = Fault::at(Code::LooksAhead, expr.start, expr.end).arg(name);
                return checker.fail(fault.suggest(if name == "always" { "holds" } else { "count" }));
            }
            temporal(checker, expr, name, arguments)
        }
        // A temporal operator inside a number or a state: reading it as a state names the fault.
        _ => state(checker, expr, Some("a comparison")).map(Formula::State),
    }
}

fn temporal(checker: &mut Checker, expr: &Expr, name: &str, arguments: &[Argument]) -> Option<Formula> {
    match (name, arguments) {
        ("at", [when, what]) => {
            let event = event(checker, &when.value);
            let what = plain(checker, what).and_then(|what| state(checker, what, Some("at")));
            Some(Formula::At(when.which, event?, what?))
        }
        ("after", [when, what]) => {
            let event = event(checker, &when.value);
            let what = plain(checker, what).and_then(|what| formula(checker, what));
            Some(Formula::After(when.which, event?, Box::new(what?)))
        }
        ("always" | "never" | "eventually", [what]) => {
            let what = plain(checker, what)?;
            let inner = state(checker, what, Some(name))?;
            Some(match name {
                "always" => Formula::Always(inner),
                "never" => Formula::Always(State::Not(Box::new(inner))),
                _ => Formula::Eventually(inner),
            })
        }
        ("within", [duration, what]) => {
            let duration = plain(checker, duration).and_then(|duration| milliseconds(checker, duration));
            let what = plain(checker, what).and_then(|what| formula(checker, what));
            Some(Formula::Within(duration?, Box::new(what?)))
        }
        ("before", [first, second]) => {
            let first = plain(checker, first).and_then(|first| event(checker, first));
            let second = plain(checker, second).and_then(|second| event(checker, second));
            Some(Formula::Before(first?, second?))
        }
        ("at" | "after", _) => wrong_count(checker, expr, name, "an event and what is asked"),
        ("within", _) => wrong_count(checker, expr, name, "a duration and what is asked"),
        ("before", _) => wrong_count(checker, expr, name, "two events"),
        _ => wrong_count(checker, expr, name, "one argument"),
    }
}

/// A truth at one tick. `inside` names the operator it stands in, if any.
fn state(checker: &mut Checker, expr: &Expr, inside: Option<&str>) -> Option<State> {
    match &expr.kind {
        ExprKind::Truth(truth) => Some(State::Constant(*truth == Truth::True)),
        ExprKind::Name(name) => named(checker, expr, name),
        ExprKind::Not(inner) => Some(State::Not(Box::new(state(checker, inner, inside)?))),
        ExprKind::Binary(Operator::And, left, right) => {
            let left = state(checker, left, inside);
            let right = state(checker, right, inside);
            Some(State::And(Box::new(left?), Box::new(right?)))
        }
        ExprKind::Binary(Operator::Or, left, right) => {
            let left = state(checker, left, inside);
            let right = state(checker, right, inside);
            Some(State::Or(Box::new(left?), Box::new(right?)))
        }
        ExprKind::Binary(Operator::Compare(comparison), left, right) => {
            let left = number(checker, left);
            let right = number(checker, right);
            let (left, right) = (left?, right?);
            let scale = left.scale.or(right.scale).unwrap_or(1.0);
            let (left, right, unit) = aligned(checker, expr, left, right)?;
            let counts = left.counts() || right.counts();
            let name = if counts && unit.is_plain() {
                "occurrences"
            } else {
                unit.name.as_str()
            };
            let margin = checker.margin_unit(name, scale);
            Some(State::Compare(*comparison, left, right, margin))
        }
        ExprKind::Call(name, arguments) => called(checker, expr, name, arguments, inside),
        ExprKind::Number(..) | ExprKind::Variable(_) | ExprKind::Negative(_) | ExprKind::Binary(..) => {
            checker.fail(
                Fault::at(Code::WrongType, expr.start, expr.end)
                    .arg("a number")
                    .arg("true or false"),
            )
        }
    }
}

fn called(
    checker: &mut Checker,
    expr: &Expr,
    name: &str,
    arguments: &[Argument],
    inside: Option<&str>,
) -> Option<State> {
    match (name, arguments) {
        ("holds", [what, duration]) => {
            let what = plain(checker, what).and_then(|what| state(checker, what, Some("holds")));
            let duration = plain(checker, duration).and_then(|duration| milliseconds(checker, duration));
            let (what, duration) = (what?, duration?);
            if what.counts() {
                let fault = Fault::at(Code::NestedTemporal, expr.start, expr.end)
                    .arg("count")
                    .arg("holds");
                return checker.fail(fault);
            }
            let slot = u16::try_from(checker.holds.len()).unwrap_or(u16::MAX);
            checker.holds.push(what);
            Some(State::Holds(slot, duration))
        }
        ("holds", _) => wrong_count(checker, expr, name, "a state and a duration"),
        ("abs" | "min" | "max" | "count", _) => checker.fail(
            Fault::at(Code::WrongType, expr.start, expr.end)
                .arg("a number")
                .arg("true or false"),
        ),
        _ if OPERATORS.contains(&name) => {
            let inside = inside.unwrap_or("a comparison");
            let code = if checker.role == Role::Condition {
                Code::LooksAhead
            } else {
                Code::NestedTemporal
            };
            checker.fail(Fault::at(code, expr.start, expr.end).arg(name).arg(inside))
        }
        _ => unknown_operator(checker, expr, name),
    }
}

fn named(checker: &mut Checker, expr: &Expr, name: &str) -> Option<State> {
    if let Some((column, signal)) = checker.symbols.signal(name) {
        return match &signal.kind {
            SignalKind::Truth => {
                checker.read(column);
                Some(State::Signal(column))
            }
            SignalKind::Number(_) | SignalKind::NeedsOrder => checker.fail(
                Fault::at(Code::WrongType, expr.start, expr.end)
                    .arg("a number")
                    .arg("true or false"),
            ),
        };
    }
    if let Some(event) = checker.symbols.event(name) {
        return Some(State::Occurs(event));
    }
    let known = checker
        .symbols
        .signal_names()
        .chain(checker.symbols.events().iter().map(String::as_str));
    let suggestion = closest(name, known);
    checker.fail(
        Fault::at(Code::UnknownSignal, expr.start, expr.end)
            .arg(name)
            .maybe(suggestion),
    )
}

pub(super) fn event(checker: &mut Checker, expr: &Expr) -> Option<u16> {
    let ExprKind::Name(name) = &expr.kind else {
        return checker.fail(
            Fault::at(Code::WrongType, expr.start, expr.end)
                .arg("no event")
                .arg("an event"),
        );
    };
    if let Some(event) = checker.symbols.event(name) {
        return Some(event);
    }
    if checker.symbols.signal(name).is_some() {
        return checker.fail(
            Fault::at(Code::WrongType, expr.start, expr.end)
                .arg("a signal")
                .arg("an event"),
        );
    }
    let suggestion = closest(name, checker.symbols.events().iter().map(String::as_str));
    checker.fail(
        Fault::at(Code::UnknownEvent, expr.start, expr.end)
            .arg(name)
            .maybe(suggestion),
    )
}

fn milliseconds(checker: &mut Checker, expr: &Expr) -> Option<u64> {
    let typed = number(checker, expr)?;
    let Some(value) = constant(&typed.number) else {
        return checker.fail(
            Fault::at(Code::WrongType, expr.start, expr.end)
                .arg("a signal")
                .arg("a fixed duration"),
        );
    };
    if !typed.unit.is_time() {
        let fault = Fault::at(Code::UnitMismatch, expr.start, expr.end);
        return checker.fail(fault.arg(&typed.unit.to_string()).arg("a duration"));
    }
    let seconds = value * typed.unit.factor_to(&Unit::seconds());
    if !(0.0..=86_400.0).contains(&seconds) {
        return checker.fail(
            Fault::at(Code::OutOfRange, expr.start, expr.end)
                .arg("duration")
                .arg("0 s")
                .arg("24 h"),
        );
    }
    // In range, so whole milliseconds fit without loss.
    Some(libm::round(seconds * 1000.0) as u64)
}

/// Whether a temporal operator stands anywhere in it, outside numbers.
fn looks_along(expr: &Expr) -> bool {
    match &expr.kind {
        ExprKind::Not(inner) | ExprKind::Negative(inner) => looks_along(inner),
        ExprKind::Binary(_, left, right) => looks_along(left) || looks_along(right),
        ExprKind::Call(name, arguments) => {
            OPERATORS.contains(&name.as_str())
                || arguments.iter().any(|argument| looks_along(&argument.value))
        }
        ExprKind::Number(..) | ExprKind::Truth(_) | ExprKind::Name(_) | ExprKind::Variable(_) => false,
    }
}

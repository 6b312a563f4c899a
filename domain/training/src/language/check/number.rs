//! Numbers: signals, literals, variables and arithmetic with units.

use super::super::Fault;
use super::super::ast::{Argument, Expr, ExprKind, Operator, Which};
use super::super::program::{Join, Number};
use super::super::suggest::closest;
use super::super::symbols::{PHASE_ELAPSED, RUN_ELAPSED, SignalKind};
use super::super::unit::{self, Unit};
use super::{Checker, Role, TIME_SCALE_S, Typed, constant};
use crate::diagnostic::Code;

pub(super) fn number(checker: &mut Checker, expr: &Expr) -> Option<Typed> {
    let folded = unfolded(checker, expr)?;
    // What is constant is worked out now, so that a run never pays for it.
    Some(match constant(&folded.number) {
        Some(value) => Typed {
            number: Number::Constant(value),
            ..folded
        },
        None => folded,
    })
}

fn unfolded(checker: &mut Checker, expr: &Expr) -> Option<Typed> {
    match &expr.kind {
        ExprKind::Number(value, text) => literal(checker, expr, *value, text),
        ExprKind::Variable(name) => variable(checker, expr, name),
        ExprKind::Name(name) => signal(checker, expr, name),
        ExprKind::Negative(inner) => {
            let inner = number(checker, inner)?;
            Some(Typed {
                number: Number::Negative(Box::new(inner.number)),
                ..inner
            })
        }
        ExprKind::Binary(operator, left, right) => {
            let join = match operator {
                Operator::Add => Join::Add,
                Operator::Subtract => Join::Subtract,
                Operator::Multiply => Join::Multiply,
                Operator::Divide => Join::Divide,
                Operator::Or | Operator::And | Operator::Compare(_) => return not_a_number(checker, expr),
            };
            let left = number(checker, left);
            let right = number(checker, right);
            joined(checker, expr, join, left?, right?)
        }
        ExprKind::Call(name, arguments) => call(checker, expr, name, arguments),
        ExprKind::Truth(_) | ExprKind::Not(_) => not_a_number(checker, expr),
    }
}

fn literal(checker: &mut Checker, expr: &Expr, value: f64, text: &str) -> Option<Typed> {
    match Unit::parse(text) {
        Some(unit) => Some(Typed {
            number: Number::Constant(value),
            unit,
            scale: None,
        }),
        None => {
            let suggestion = closest(text, unit::WORDS);
            checker.fail(
                Fault::at(Code::UnknownUnit, expr.start, expr.end)
                    .arg(text)
                    .maybe(suggestion),
            )
        }
    }
}

fn variable(checker: &mut Checker, expr: &Expr, name: &str) -> Option<Typed> {
    match checker.symbols.variable(name) {
        Some(found) => Some(Typed {
            number: Number::Constant(found.value),
            unit: found.unit.clone(),
            scale: None,
        }),
        None => {
            let suggestion = closest(name, checker.symbols.variable_names()).map(|name| format!("${name}"));
            checker.fail(
                Fault::at(Code::UnknownVariable, expr.start, expr.end)
                    .arg(name)
                    .maybe(suggestion),
            )
        }
    }
}

fn signal(checker: &mut Checker, expr: &Expr, name: &str) -> Option<Typed> {
    let clock = |number| {
        Some(Typed {
            number,
            unit: Unit::seconds(),
            scale: Some(TIME_SCALE_S),
        })
    };
    if name == RUN_ELAPSED {
        return clock(Number::RunElapsed);
    }
    if name == PHASE_ELAPSED {
        if checker.role == Role::Criterion {
            return checker.fail(
                Fault::at(Code::NotInRubric, expr.start, expr.end)
                    .arg(name)
                    .suggest(RUN_ELAPSED),
            );
        }
        return clock(Number::PhaseElapsed);
    }
    let Some((column, signal)) = checker.symbols.signal(name) else {
        return unknown(checker, expr, name);
    };
    match &signal.kind {
        SignalKind::Number(unit) => {
            let typed = Typed {
                number: Number::Signal(column),
                unit: unit.clone(),
                scale: Some(signal.scale),
            };
            checker.read(column);
            Some(typed)
        }
        SignalKind::Truth => {
            let fault = Fault::at(Code::WrongType, expr.start, expr.end)
                .arg("true or false")
                .arg("a number");
            checker.fail(fault)
        }
        SignalKind::NeedsOrder => checker.fail(Fault::at(Code::NoOrder, expr.start, expr.end).arg(name)),
    }
}

/// A name that is neither: says which kind was probably meant.
pub(super) fn unknown<T>(checker: &mut Checker, expr: &Expr, name: &str) -> Option<T> {
    if checker.symbols.event(name).is_some() {
        let fault = Fault::at(Code::WrongType, expr.start, expr.end)
            .arg("an event")
            .arg("a number");
        return checker.fail(fault.suggest(&format!("count({name})")));
    }
    let suggestion = closest(name, checker.symbols.signal_names());
    checker.fail(
        Fault::at(Code::UnknownSignal, expr.start, expr.end)
            .arg(name)
            .maybe(suggestion),
    )
}

fn joined(checker: &mut Checker, expr: &Expr, join: Join, left: Typed, right: Typed) -> Option<Typed> {
    let scale = left.scale.or(right.scale);
    let (left_unit, right_unit) = (left.unit.clone(), right.unit.clone());
    match join {
        Join::Multiply | Join::Divide => {
            let unit = if join == Join::Multiply {
                left_unit.times(&right_unit)
            } else {
                left_unit.over(&right_unit)
            };
            let Some(unit) = unit else {
                let fault = Fault::at(Code::UnitMismatch, expr.start, expr.end);
                return checker.fail(fault.arg(&left_unit.to_string()).arg(&right_unit.to_string()));
            };
            let exact = if join == Join::Multiply {
                left_unit.size * right_unit.size
            } else {
                left_unit.size / right_unit.size
            };
            let product = Number::Joined(join, Box::new(left.number), Box::new(right.number));
            Some(Typed {
                number: scaled(product, exact / unit.size),
                unit,
                scale,
            })
        }
        Join::Add | Join::Subtract | Join::Least | Join::Most => {
            let (left, right, unit) = aligned(checker, expr, left, right)?;
            Some(Typed {
                number: Number::Joined(join, Box::new(left), Box::new(right)),
                unit,
                scale,
            })
        }
    }
}

/// Brings two sides into one unit: that of the side that is not constant. A zero fits everything.
pub(super) fn aligned(
    checker: &mut Checker,
    expr: &Expr,
    left: Typed,
    right: Typed,
) -> Option<(Number, Number, Unit)> {
    if left.unit.fits(&right.unit) {
        let unit = if left.number.is_constant() && !right.number.is_constant() {
            right.unit.clone()
        } else {
            left.unit.clone()
        };
        let left_factor = left.unit.factor_to(&unit);
        let right_factor = right.unit.factor_to(&unit);
        return Some((
            scaled(left.number, left_factor),
            scaled(right.number, right_factor),
            unit,
        ));
    }
    let zero = |side: &Typed| side.unit.is_plain() && side.number == Number::Constant(0.0);
    if zero(&left) || zero(&right) {
        let unit = if zero(&left) { right.unit } else { left.unit };
        return Some((left.number, right.number, unit));
    }
    let fault = Fault::at(Code::UnitMismatch, expr.start, expr.end);
    checker.fail(fault.arg(&left.unit.to_string()).arg(&right.unit.to_string()))
}

fn scaled(number: Number, factor: f64) -> Number {
    match number {
        other if factor.to_bits() == 1.0_f64.to_bits() => other,
        Number::Constant(value) => Number::Constant(value * factor),
        other => Number::Scaled(Box::new(other), factor),
    }
}

fn call(checker: &mut Checker, expr: &Expr, name: &str, arguments: &[Argument]) -> Option<Typed> {
    match (name, arguments) {
        ("abs", [only]) => {
            let only = plain(checker, only)?;
            let inner = number(checker, only)?;
            Some(Typed {
                number: Number::Absolute(Box::new(inner.number)),
                ..inner
            })
        }
        ("min" | "max", [left, right]) => {
            let join = if name == "min" { Join::Least } else { Join::Most };
            let left = plain(checker, left).and_then(|left| number(checker, left));
            let right = plain(checker, right).and_then(|right| number(checker, right));
            joined(checker, expr, join, left?, right?)
        }
        ("count", [only]) => {
            let only = plain(checker, only)?;
            let event = super::formula::event(checker, only)?;
            Some(Typed {
                number: Number::Count(event),
                unit: Unit::none(),
                scale: Some(1.0),
            })
        }
        ("abs" | "count", _) => wrong_count(checker, expr, name, "one argument"),
        ("min" | "max", _) => wrong_count(checker, expr, name, "two arguments"),
        _ if super::formula::OPERATORS.contains(&name) => not_a_number(checker, expr),
        _ => unknown_operator(checker, expr, name),
    }
}

pub(super) fn unknown_operator<T>(checker: &mut Checker, expr: &Expr, name: &str) -> Option<T> {
    let known = super::formula::OPERATORS
        .into_iter()
        .chain(["abs", "min", "max", "count", "holds"]);
    let suggestion = closest(name, known);
    checker.fail(
        Fault::at(Code::UnknownOperator, expr.start, expr.end)
            .arg(name)
            .maybe(suggestion),
    )
}

pub(super) fn wrong_count<T>(checker: &mut Checker, expr: &Expr, name: &str, takes: &str) -> Option<T> {
    checker.fail(
        Fault::at(Code::ArgumentCount, expr.start, expr.end)
            .arg(name)
            .arg(takes),
    )
}

/// An argument that may not carry `every`.
pub(super) fn plain<'e>(checker: &mut Checker, argument: &'e Argument) -> Option<&'e Expr> {
    match argument.which {
        Which::First => Some(&argument.value),
        Which::Every => checker.fail(Fault::at(
            Code::MisplacedEvery,
            argument.value.start,
            argument.value.end,
        )),
    }
}

fn not_a_number(checker: &mut Checker, expr: &Expr) -> Option<Typed> {
    checker.fail(
        Fault::at(Code::WrongType, expr.start, expr.end)
            .arg("true or false")
            .arg("a number"),
    )
}

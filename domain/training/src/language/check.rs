//! Gives every part of an expression a type and a unit, and turns it into its compact form.

mod formula;
mod number;

use super::Fault;
use super::ast::Expr;
use super::parser::parse;
use super::program::{Formula, MarginUnit, Number, Program, State};
use super::symbols::Symbols;
use super::unit::Unit;
use crate::diagnostic::Code;

/// What an expression is for, which decides what it may use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// A criterion: judged over the whole run.
    Criterion,
    /// `when`, `until` and hints: judged at every tick, looking only at the past.
    Condition,
}

/// Time margins of different criteria are compared after division by this many seconds.
pub const TIME_SCALE_S: f64 = 10.0;

/// Reads and checks an expression.
pub fn compile(source: &str, symbols: &Symbols, role: Role) -> Result<Program, Vec<Fault>> {
    let expr = parse(source).map_err(|fault| vec![fault])?;
    let mut checker = Checker::new(symbols, role);
    let formula = checker.formula(&expr);
    match formula {
        Some(formula) if checker.faults.is_empty() => Ok(Program {
            formula,
            holds: checker.holds,
            margins: checker.margins,
            reads: checker.reads,
        }),
        _ => Err(checker.faults),
    }
}

/// Reads an expression of variables only and gives its value in `unit`.
/// A value written without a unit is taken to be in it.
pub fn value(source: &str, symbols: &Symbols, unit: &Unit) -> Result<f64, Vec<Fault>> {
    let (value, found) = quantity(source, symbols)?;
    if found.is_plain() {
        return Ok(value);
    }
    if found.fits(unit) {
        return Ok(value * found.factor_to(unit));
    }
    let end = super::lexer::to_u32(source.len());
    Err(vec![
        Fault::at(Code::UnitMismatch, 0, end)
            .arg(&found.to_string())
            .arg(&unit.to_string()),
    ])
}

/// Reads an expression of variables only and gives its value in whatever unit it has.
pub fn quantity(source: &str, symbols: &Symbols) -> Result<(f64, Unit), Vec<Fault>> {
    let expr = parse(source).map_err(|fault| vec![fault])?;
    let mut checker = Checker::new(symbols, Role::Condition);
    let typed = checker.typed_number(&expr);
    match typed {
        Some(typed) if checker.faults.is_empty() => match constant(&typed.number) {
            Some(value) => Ok((value, typed.unit)),
            None => Err(vec![Fault::at(Code::BadValue, expr.start, expr.end).arg(source)]),
        },
        _ => Err(checker.faults),
    }
}

/// Reads a number of signals, variables and literals.
pub fn numeric(source: &str, symbols: &Symbols) -> Result<Number, Vec<Fault>> {
    let expr = parse(source).map_err(|fault| vec![fault])?;
    let mut checker = Checker::new(symbols, Role::Condition);
    match checker.typed_number(&expr) {
        Some(typed) if checker.faults.is_empty() => Ok(typed.number),
        _ => Err(checker.faults),
    }
}

struct Checker<'a> {
    symbols: &'a Symbols,
    role: Role,
    faults: Vec<Fault>,
    holds: Vec<State>,
    margins: Vec<MarginUnit>,
    reads: Vec<u16>,
}

/// A number with its unit and the scale of the first signal in it.
struct Typed {
    number: Number,
    unit: Unit,
    scale: Option<f64>,
}

impl<'a> Checker<'a> {
    fn new(symbols: &'a Symbols, role: Role) -> Checker<'a> {
        let seconds = MarginUnit {
            name: "s".to_owned(),
            scale: TIME_SCALE_S,
        };
        Checker {
            symbols,
            role,
            faults: Vec::new(),
            holds: Vec::new(),
            margins: vec![seconds],
            reads: Vec::new(),
        }
    }

    fn fail<T>(&mut self, fault: Fault) -> Option<T> {
        self.faults.push(fault);
        None
    }

    fn margin_unit(&mut self, name: &str, scale: f64) -> u16 {
        let found = self
            .margins
            .iter()
            .position(|unit| unit.name == name && unit.scale.to_bits() == scale.to_bits());
        let place = found.unwrap_or_else(|| {
            self.margins.push(MarginUnit {
                name: name.to_owned(),
                scale,
            });
            self.margins.len() - 1
        });
        u16::try_from(place).unwrap_or(u16::MAX)
    }

    fn formula(&mut self, expr: &Expr) -> Option<Formula> {
        formula::formula(self, expr)
    }

    fn typed_number(&mut self, expr: &Expr) -> Option<Typed> {
        number::number(self, expr)
    }

    fn read(&mut self, column: u16) {
        if !self.reads.contains(&column) {
            self.reads.push(column);
        }
    }
}

/// The value of a number without signals.
fn constant(number: &Number) -> Option<f64> {
    use super::program::Join;
    let value = match number {
        Number::Constant(value) => *value,
        Number::Signal(_) | Number::RunElapsed | Number::PhaseElapsed | Number::Count(_) => return None,
        Number::Negative(inner) => -constant(inner)?,
        Number::Absolute(inner) => constant(inner)?.abs(),
        Number::Scaled(inner, factor) => constant(inner)? * factor,
        Number::Joined(join, left, right) => {
            let (left, right) = (constant(left)?, constant(right)?);
            match join {
                Join::Add => left + right,
                Join::Subtract => left - right,
                Join::Multiply => left * right,
                Join::Divide => left / right,
                Join::Least => left.min(right),
                Join::Most => left.max(right),
            }
        }
    };
    value.is_finite().then_some(value)
}

//! Judges a run against the rubric. On the server, this and only this enters the record.

mod live;

use serde::{Deserialize, Serialize};

use crate::language::check::{Role, compile};
use crate::language::offline::{Extent, Judged, Recording};
use crate::language::program::Program;
use crate::language::symbols::{SignalKind, Symbols};
use crate::play;
use crate::replay::Run;
use crate::scenario::{Criterion, CriticalRule, PassRule, Scenario};
use crate::script::Script;
use crate::trace::Trace;

pub use live::{Live, LiveState, live};

/// What a run came to.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Verdict {
    /// Each criterion, in the rubric's order.
    pub criteria: Vec<CriterionResult>,
    /// Points earned.
    pub points: u32,
    /// Points of the criteria that were assessed.
    pub possible: u32,
    /// Whether the run passed.
    pub passed: bool,
    /// SHA-256 over the trace.
    pub trace_hash: String,
}

/// What one criterion came to.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CriterionResult {
    /// The criterion.
    pub id: String,
    /// Met, missed, or not assessed because it did not apply.
    pub outcome: Outcome,
    /// How far from the boundary; positive inside.
    pub margin: Option<Margin>,
    /// The tick that decided it.
    pub decided_at: Option<u64>,
    /// What it is worth.
    pub points: u32,
    /// Whether missing it fails the run.
    pub critical: bool,
    /// The signals it speaks of, at the tick that decided it: what happened.
    pub readings: Vec<Reading>,
}

/// The outcomes of a criterion.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// It holds.
    Met,
    /// It does not.
    Missed,
    /// It did not apply; its points leave the total.
    NotAssessed,
}

/// A distance to the boundary.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Margin {
    /// Positive inside, negative outside.
    pub value: f64,
    /// `s`, `mmHg`, `mL/h`, `occurrences` and so on; empty for a plain number.
    pub unit: String,
}

/// A signal's value at a tick.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Reading {
    /// The signal.
    pub signal: String,
    /// Its value; 0 or 1 for a truth.
    pub value: f64,
    /// Its unit; `bool` for a truth, empty for a plain number.
    pub unit: String,
}

/// Judges a run by the scenario's rubric and pass rule.
#[must_use]
pub fn grade(scenario: &Scenario, script: &Script, run: &Run) -> Verdict {
    grade_trace(scenario, script, &run.trace)
}

/// Judges a stored trace: what a corrected rubric is applied to when the simulators have moved on.
#[must_use]
pub fn grade_trace(scenario: &Scenario, script: &Script, trace: &Trace) -> Verdict {
    let symbols = symbols_of(script, trace);
    let recording = Recording::new(trace, Extent::Whole);
    let criteria: Vec<_> = scenario
        .rubric
        .iter()
        .map(|criterion| assess(criterion, &symbols, &recording, trace))
        .collect();
    let (points, possible, passed) = total(&criteria, scenario.pass);
    Verdict {
        criteria,
        points,
        possible,
        passed,
        trace_hash: trace.hash(),
    }
}

/// The script's symbols, in the order of this trace's columns.
fn symbols_of(script: &Script, trace: &Trace) -> Symbols {
    let now = play::symbols(script);
    let layout = trace.layout();
    let same = now.events() == layout.events.as_slice()
        && now
            .signals()
            .iter()
            .map(|signal| &signal.name)
            .eq(layout.signals.iter());
    if same {
        return now;
    }
    let mut then = Symbols::default();
    for name in &layout.signals {
        match now.signal(name) {
            Some((_, signal)) => then.add_signal(name, signal.kind.clone(), signal.scale),
            None => then.add_signal(name, SignalKind::NeedsOrder, 1.0),
        }
    }
    for name in &layout.events {
        then.add_event(name);
    }
    for name in now.variable_names() {
        if let Some(variable) = now.variable(name) {
            then.add_variable(name, variable.clone());
        }
    }
    then
}

fn assess(criterion: &Criterion, symbols: &Symbols, recording: &Recording, trace: &Trace) -> CriterionResult {
    let not_assessed = CriterionResult {
        id: criterion.id.clone(),
        outcome: Outcome::NotAssessed,
        margin: None,
        decided_at: None,
        points: criterion.points,
        critical: criterion.critical,
        readings: Vec::new(),
    };
    if let Some(only_if) = &criterion.only_if {
        let applies =
            compile(only_if, symbols, Role::Criterion).map(|program| recording.judge(&program).truth);
        if applies == Ok(false) {
            return not_assessed;
        }
    }
    // A compiled scenario's formulas can be read; one that cannot is never counted against a learner.
    let Ok(program) = compile(&criterion.expect, symbols, Role::Criterion) else {
        return not_assessed;
    };
    let judged = recording.judge(&program);
    CriterionResult {
        outcome: if judged.truth {
            Outcome::Met
        } else {
            Outcome::Missed
        },
        margin: margin(&judged, &program),
        decided_at: Some(judged.decided_at),
        readings: readings(&program, symbols, trace, judged.decided_at),
        ..not_assessed
    }
}

fn margin(judged: &Judged, program: &Program) -> Option<Margin> {
    let unit = program.margins.get(usize::from(judged.unit))?;
    judged.margin.is_finite().then(|| Margin {
        value: judged.margin,
        unit: unit.name.clone(),
    })
}

fn readings(program: &Program, symbols: &Symbols, trace: &Trace, tick: u64) -> Vec<Reading> {
    let row = trace.row(trace.sample_at(tick));
    let reading = |column: &u16| {
        let signal = symbols.signals().get(usize::from(*column))?;
        let value = row
            .get(usize::from(*column))
            .copied()
            .filter(|value| value.is_finite())?;
        let unit = match &signal.kind {
            SignalKind::Truth => "bool".to_owned(),
            SignalKind::Number(unit) => unit.name.clone(),
            SignalKind::NeedsOrder => String::new(),
        };
        Some(Reading {
            signal: signal.name.clone(),
            value,
            unit,
        })
    };
    program.reads.iter().filter_map(reading).collect()
}

fn total(criteria: &[CriterionResult], pass: PassRule) -> (u32, u32, bool) {
    let sum = |wanted: &dyn Fn(Outcome) -> bool| -> u32 {
        criteria
            .iter()
            .filter(|criterion| wanted(criterion.outcome))
            .fold(0_u32, |sum, criterion| sum.saturating_add(criterion.points))
    };
    let points = sum(&|outcome| outcome == Outcome::Met);
    let possible = sum(&|outcome| outcome != Outcome::NotAssessed);
    let critical_met = criteria
        .iter()
        .all(|criterion| !criterion.critical || criterion.outcome != Outcome::Missed);
    let critical_held = critical_met || pass.critical == CriticalRule::PointsOnly;
    let enough = u64::from(points) * 100 >= u64::from(possible) * u64::from(pass.percent);
    // A run in which nothing could be assessed shows nothing, so it does not pass.
    (points, possible, critical_held && enough && possible > 0)
}

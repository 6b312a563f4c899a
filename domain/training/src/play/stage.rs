//! What stays the same while a script is played: names, ways, conditions.

use std::sync::Arc;

use simulators::drugs::Library;
use simulators::signals::SignalUnit;

use super::ScriptError;
use super::order;
use crate::language::check::{Role, compile};
use crate::language::online::Monitor;
use crate::language::symbols::{SignalKind, Symbols, Variable};
use crate::language::unit::Unit;
use crate::script::{END, Script};
use crate::trace::Layout;

/// Everything a script's expressions may name, in the order of the trace.
#[must_use]
pub fn symbols(script: &Script) -> Symbols {
    let mut symbols = Symbols::default();
    let dose = script.order.as_ref().and_then(|order| order.dose.as_ref());
    for signal in script.setup.signals() {
        let kind = match signal.unit {
            SignalUnit::Bool => SignalKind::Truth,
            SignalUnit::Dose => dose.map_or(SignalKind::NeedsOrder, |dose| {
                SignalKind::Number(Unit::named(&dose.unit))
            }),
            other => SignalKind::Number(Unit::named(unit_name(other))),
        };
        symbols.add_signal(&signal.name, kind, signal.scale);
    }
    order::declare(&mut symbols, script.order.as_ref(), script.setup.kind());
    for (_, name) in script.setup.events() {
        symbols.add_event(name);
    }
    for phase in &script.phases {
        symbols.add_event(&format!("phase.{}.entered", phase.id));
    }
    for offer in script
        .offers
        .iter()
        .chain(script.phases.iter().flat_map(|phase| &phase.offers))
    {
        symbols.add_event(&did(&offer.id));
    }
    for question in script.phases.iter().flat_map(|phase| &phase.questions) {
        symbols.add_event(&format!("answered.{}", question.id));
        for choice in &question.choices {
            symbols.add_event(&answered(&question.id, &choice.id));
        }
    }
    for (name, quantity) in &script.variables {
        symbols.add_variable(
            name,
            Variable {
                value: quantity.value,
                unit: Unit::named(&quantity.unit),
            },
        );
    }
    symbols
}

pub(super) fn did(offer: &str) -> String {
    format!("did.{offer}")
}

pub(super) fn answered(question: &str, choice: &str) -> String {
    format!("answered.{question}.{choice}")
}

fn unit_name(unit: SignalUnit) -> &'static str {
    match unit {
        SignalUnit::MlPerHour => "mL/h",
        SignalUnit::Ml => "mL",
        SignalUnit::Microlitre => "uL",
        SignalUnit::Mmhg => "mmHg",
        SignalUnit::PerMinute => "/min",
        SignalUnit::Kg => "kg",
        SignalUnit::Seconds => "s",
        SignalUnit::Centimetre => "cm",
        SignalUnit::MmolPerLitre => "mmol/L",
        SignalUnit::CmH2o => "cmH2O",
        SignalUnit::LitresPerMinute => "L/min",
        SignalUnit::MlPerCmH2o => "mL/cmH2O",
        SignalUnit::CmH2oPerLitreSecond => "cmH2O.s/L",
        SignalUnit::Percent => "%",
        SignalUnit::Bool | SignalUnit::Dose | SignalUnit::None => "",
    }
}

/// Where a way leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Target {
    Phase(u16),
    End,
}

/// A phase's conditions, by their place among all monitors, and its ways.
#[derive(Debug)]
pub(super) struct Ways {
    pub(super) branches: Vec<(u16, Target)>,
    pub(super) until: Option<(u16, Target)>,
    pub(super) timeout: Option<(u64, Target)>,
    pub(super) entered: u16,
}

#[derive(Debug)]
pub(super) struct Stage {
    pub(super) script: Script,
    pub(super) layout: Arc<Layout>,
    pub(super) symbols: Symbols,
    pub(super) ways: Vec<Ways>,
    /// The monitors as they are before anything happened.
    pub(super) monitors: Vec<Monitor>,
    /// The events that interrupt a skip.
    pub(super) raised: Vec<u16>,
    /// The simulator's events, rising: number there, number here.
    pub(super) of_device: Vec<(u16, u16)>,
}

impl Stage {
    pub(super) fn new(script: &Script) -> Result<Stage, ScriptError> {
        if script.phases.is_empty() {
            return Err(ScriptError::NoPhase);
        }
        let symbols = symbols(script);
        let mut monitors = Vec::new();
        let mut ways = Vec::with_capacity(script.phases.len());
        for phase in &script.phases {
            let mut condition = |when: &str| {
                let program = compile(when, &symbols, Role::Condition)
                    .map_err(|_| ScriptError::BadCondition(when.to_owned()))?;
                monitors.push(Monitor::new(program));
                Ok(u16::try_from(monitors.len() - 1).unwrap_or(u16::MAX))
            };
            let mut branches = Vec::new();
            for branch in &phase.branch {
                branches.push((condition(&branch.when)?, target(script, &branch.goto)?));
            }
            let until = match &phase.until {
                Some(until) => Some((condition(&until.when)?, target(script, &until.goto)?)),
                None => None,
            };
            let timeout = match &phase.timeout {
                Some(timeout) => Some((timeout.after_ms, target(script, &timeout.goto)?)),
                None => None,
            };
            let entered = symbols
                .event(&format!("phase.{}.entered", phase.id))
                .unwrap_or(u16::MAX);
            ways.push(Ways {
                branches,
                until,
                timeout,
                entered,
            });
        }
        let is_raised = |name: &str| {
            let on_first = name.starts_with("alarm.");
            let on_further = name.get(1..).is_some_and(|rest| rest.starts_with(".alarm."));
            (on_first || on_further) && name.ends_with(".raised")
        };
        let raised = (0_u16..)
            .zip(symbols.events())
            .filter(|(_, name)| is_raised(name))
            .map(|(n, _)| n)
            .collect();
        let layout = Layout {
            signals: symbols
                .signals()
                .iter()
                .map(|signal| signal.name.clone())
                .collect(),
            events: symbols.events().to_vec(),
        };
        Ok(Stage {
            script: script.clone(),
            layout: Arc::new(layout),
            symbols,
            ways,
            monitors,
            raised,
            of_device: (0..)
                .zip(script.setup.events())
                .map(|(here, (there, _))| (there, here))
                .collect(),
        })
    }

    /// The drug library in the pump.
    pub(super) fn library(&self) -> Option<&Library> {
        self.script.setup.library()
    }

    /// The number here of an event of the simulator; none if the script's device has no such event.
    pub(super) fn event_here(&self, there: u16) -> Option<u16> {
        let place = self
            .of_device
            .binary_search_by_key(&there, |(there, _)| *there)
            .ok()?;
        self.of_device.get(place).map(|(_, here)| *here)
    }
}

fn target(script: &Script, name: &str) -> Result<Target, ScriptError> {
    if name == END {
        return Ok(Target::End);
    }
    let place = script.phases.iter().position(|phase| phase.id == name);
    let place = place.and_then(|place| u16::try_from(place).ok());
    place
        .map(Target::Phase)
        .ok_or_else(|| ScriptError::UnknownPhase(name.to_owned()))
}

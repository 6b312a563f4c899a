//! The player: steps the simulation, asks the conditions, moves through the phases, keeps the log.

mod acts;
mod steps;

use std::sync::Arc;

use simulators::world::{World, WorldEvent};

use super::deed::deed;
use super::stage::Stage;
use super::view::{self, PlayView, SaidView};
use super::{Ending, PhaseEntry, Refusal, ScriptError, order};
use crate::language::online::{Monitor, Present};
use crate::language::symbols::Symbols;
use crate::log::{Action, ActionLog, Entry, FORMAT, MAX_ENTRIES};
use crate::script::{OrderView, Script};
use crate::trace::Trace;

/// A run being played. A clone goes its own way.
#[derive(Clone, Debug)]
pub struct Player {
    stage: Arc<Stage>,
    world: World,
    monitors: Vec<Monitor>,
    tick: u64,
    /// Whether something happened at the present tick that was not sampled yet.
    open_tick: OpenTick,
    phase: usize,
    phase_tick: u64,
    next_inject: usize,
    /// The phase whose order is in force; none for the order of the beginning.
    order_phase: Option<usize>,
    order_tick: u64,
    order_values: [f64; order::WIDTH],
    said: Vec<SaidView>,
    answers: Vec<(String, String)>,
    counts: Vec<u32>,
    tick_events: Vec<u16>,
    row: Vec<f64>,
    drained: Vec<WorldEvent>,
    ending: Option<Ending>,
    entries: Vec<Entry>,
    phases: Vec<PhaseEntry>,
    trace: Option<Trace>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum OpenTick {
    /// The present tick is sampled, or nothing happened at it.
    Quiet,
    /// A sample is owed.
    Owed,
}

impl Player {
    /// A run at its beginning, without a trace: what a learner plays.
    pub fn new(script: &Script) -> Result<Player, ScriptError> {
        Ok(Player::begin(Stage::new(script)?, None))
    }

    /// A run at its beginning that records its trace: for practice with live criteria, and for the grade.
    pub fn recorded(script: &Script) -> Result<Player, ScriptError> {
        Player::with_room(script, 6_000)
    }

    pub(crate) fn with_room(script: &Script, samples: u32) -> Result<Player, ScriptError> {
        let stage = Stage::new(script)?;
        let trace = Trace::with_room(Arc::clone(&stage.layout), samples);
        Ok(Player::begin(stage, Some(trace)))
    }

    fn begin(stage: Stage, trace: Option<Trace>) -> Player {
        let mut player = Player {
            world: World::new(&stage.script.setup),
            monitors: stage.monitors.clone(),
            tick: 0,
            open_tick: OpenTick::Owed,
            phase: 0,
            phase_tick: 0,
            next_inject: 0,
            order_phase: None,
            order_tick: 0,
            order_values: order::values(stage.script.order.as_ref(), stage.library()),
            said: Vec::new(),
            answers: Vec::new(),
            counts: vec![0; stage.layout.events.len()],
            tick_events: Vec::with_capacity(8),
            row: vec![0.0; stage.layout.signals.len()],
            drained: Vec::with_capacity(8),
            ending: None,
            entries: Vec::new(),
            phases: Vec::new(),
            trace,
            stage: Arc::new(stage),
        };
        player.enter(0);
        player
    }

    /// The learner does something at the present tick.
    pub fn act(&mut self, action: &Action) -> Result<(), Refusal> {
        if self.ending.is_some() {
            return Err(Refusal::Ended);
        }
        if self.entries.len() >= MAX_ENTRIES as usize {
            return Err(Refusal::LogFull);
        }
        self.possible(action)?;
        let deed = deed(action, &self.stage.script.setup)?;
        self.entries.push(Entry {
            tick: self.tick,
            action: action.clone(),
        });
        self.open_tick = OpenTick::Owed;
        if let Some(deed) = &deed {
            self.device(deed);
        }
        match action {
            Action::Offer { id } => self.offer(id),
            Action::Answer { question, choice } => self.answer_question(question, choice),
            Action::Advance => self.skip(),
            // Changes nothing here: the guide reads it in the log.
            Action::AskCoach => {}
            Action::CalledAway => self.end(Ending::CalledAway),
            Action::Finish => self.end(Ending::Finished),
            // What is done to the device was done above.
            _ => {}
        }
        Ok(())
    }

    /// Lets time pass up to and including `tick`. An earlier tick changes nothing.
    pub fn advance_to(&mut self, tick: u64) {
        while self.ending.is_none() && self.step_towards(tick) {}
    }

    /// Milliseconds since the run began.
    #[must_use]
    pub fn tick(&self) -> u64 {
        self.tick
    }

    /// How the run ended, if it did.
    #[must_use]
    pub fn ending(&self) -> Option<Ending> {
        self.ending
    }

    /// What the learner sees.
    #[must_use]
    pub fn view(&self) -> PlayView {
        view::view(self)
    }

    /// The log so far. The caller adds the marks of the wall clock.
    #[must_use]
    pub fn log(&self) -> ActionLog {
        ActionLog {
            format: FORMAT,
            scenario_hash: self.stage.script.scenario_hash.clone(),
            seed: self.stage.script.seed,
            model_version: self.stage.script.model_version,
            entries: self.entries.clone(),
            marks: Vec::new(),
            end_tick: self.tick,
        }
    }

    /// The script that is played.
    #[must_use]
    pub fn script(&self) -> &Script {
        &self.stage.script
    }

    /// The device, its line or circuit, and the patient.
    #[must_use]
    pub fn world(&self) -> &World {
        &self.world
    }

    /// The trace so far, if it is recorded.
    #[must_use]
    pub fn trace(&self) -> Option<&Trace> {
        self.trace.as_ref()
    }

    /// What the learner did so far.
    #[must_use]
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// The phases entered so far.
    #[must_use]
    pub fn phases(&self) -> &[PhaseEntry] {
        &self.phases
    }

    /// Whether a condition of the present kind holds now: for hints.
    #[must_use]
    pub fn present(&self) -> Present<'_> {
        Present {
            tick: self.tick,
            phase_tick: self.phase_tick,
            row: &self.row,
            events: &self.tick_events,
            counts: &self.counts,
        }
    }

    /// What the script's expressions may name.
    #[must_use]
    pub fn symbols(&self) -> &Symbols {
        &self.stage.symbols
    }

    pub(super) fn phase_index(&self) -> usize {
        self.phase
    }

    /// When the present phase began.
    #[must_use]
    pub fn phase_tick(&self) -> u64 {
        self.phase_tick
    }

    pub(super) fn said(&self) -> &[SaidView] {
        &self.said
    }

    pub(super) fn answer(&self, question: &str) -> Option<&str> {
        self.answers
            .iter()
            .find(|(asked, _)| asked == question)
            .map(|(_, choice)| choice.as_str())
    }

    pub(super) fn order(&self) -> (Option<&OrderView>, u64) {
        (self.order_in_force(), self.order_tick)
    }

    pub(super) fn occurrences(&self, event: &str) -> u32 {
        let number = self.stage.symbols.event(event);
        number
            .and_then(|number| self.counts.get(usize::from(number)).copied())
            .unwrap_or_default()
    }

    /// Ends a run whose log ends here, and samples the last tick.
    pub(crate) fn close(&mut self) {
        if self.open_tick == OpenTick::Owed {
            self.close_tick();
        }
        if self.ending.is_none() {
            self.ending = Some(Ending::Unfinished);
        }
    }

    pub(crate) fn into_parts(self) -> (Option<Trace>, Vec<PhaseEntry>, Vec<Entry>, Vec<SaidView>) {
        (self.trace, self.phases, self.entries, self.said)
    }
}

//! The player: steps the simulation, asks the conditions, moves through the phases, keeps the log.

use std::sync::Arc;

use simulators::STEP_TICKS;
use simulators::action::Action as DeviceAction;
use simulators::simulation::{SimEvent, Simulation};

use super::stage::{Stage, Target, answered, did};
use super::view::{self, PlayView, SaidView};
use super::{Ending, PhaseEntry, Refusal, ScriptError, order};
use crate::language::online::{Monitor, Present};
use crate::language::symbols::Symbols;
use crate::log::{Action, ActionLog, Entry, FORMAT, MAX_ENTRIES, MAX_RUN_TICKS};
use crate::scenario::Say;
use crate::script::{OrderView, Script};
use crate::trace::{Event, Trace};

/// A run being played. A clone goes its own way.
#[derive(Clone, Debug)]
pub struct Player {
    stage: Arc<Stage>,
    simulation: Simulation,
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
    drained: Vec<SimEvent>,
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
            simulation: Simulation::new(&stage.script.setup),
            monitors: stage.monitors.clone(),
            tick: 0,
            open_tick: OpenTick::Owed,
            phase: 0,
            phase_tick: 0,
            next_inject: 0,
            order_phase: None,
            order_tick: 0,
            order_values: order::values(stage.script.order.as_ref(), &stage.script.setup.pump.library),
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
        self.entries.push(Entry {
            tick: self.tick,
            action: action.clone(),
        });
        self.open_tick = OpenTick::Owed;
        match action {
            Action::Press { key } => self.device(DeviceAction::Press { key: *key }),
            Action::Release { key } => self.device(DeviceAction::Release { key: *key }),
            Action::Bedside { act } => self.device(DeviceAction::Bedside { act: *act }),
            Action::Offer { id } => self.offer(id),
            Action::Answer { question, choice } => self.answer_question(question, choice),
            Action::Advance => self.skip(),
            Action::CalledAway => self.end(Ending::CalledAway),
            Action::Finish => self.end(Ending::Finished),
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

    /// Pump, line and patient.
    #[must_use]
    pub fn simulation(&self) -> &Simulation {
        &self.simulation
    }

    /// The trace so far, if it is recorded.
    #[must_use]
    pub fn trace(&self) -> Option<&Trace> {
        self.trace.as_ref()
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

    /// One stop further: a sub-step, a fault's tick or a phase's last tick. False when `target` is reached.
    fn step_towards(&mut self, target: u64) -> bool {
        if target <= self.tick {
            return false;
        }
        if self.open_tick == OpenTick::Owed {
            self.close_tick();
            return true;
        }
        let stop = self.next_stop();
        if stop > target {
            self.simulation.step_to(target);
            self.tick = target;
            return false;
        }
        self.simulation.step_to(stop);
        self.tick = stop;
        self.tick_events.clear();
        self.collect();
        self.inject_due();
        self.open_tick = OpenTick::Owed;
        true
    }

    fn next_stop(&self) -> u64 {
        let mut stop = self.tick - self.tick % STEP_TICKS + STEP_TICKS;
        let phase = &self.stage.script.phases[self.phase];
        if let Some(inject) = phase.inject.get(self.next_inject) {
            stop = stop.min(self.phase_tick.saturating_add(inject.at_ms).max(self.tick + 1));
        }
        if let Some((after_ms, _)) = self.stage.ways[self.phase].timeout {
            let over = self.phase_tick.saturating_add(after_ms);
            if over > self.tick {
                stop = stop.min(over);
            }
        }
        stop
    }

    /// The present tick is over: asks the conditions, moves on if one holds, takes the sample.
    fn close_tick(&mut self) {
        self.open_tick = OpenTick::Quiet;
        self.read_row();
        let present = Present {
            tick: self.tick,
            phase_tick: self.phase_tick,
            row: &self.row,
            events: &self.tick_events,
            counts: &self.counts,
        };
        for monitor in &mut self.monitors {
            monitor.observe(&present);
        }
        if self.ending.is_none() {
            if let Some((target, timed_out)) = self.way_out(&present) {
                self.follow(target, timed_out);
                self.read_row();
            } else if self.tick >= MAX_RUN_TICKS {
                self.ending = Some(Ending::TimedOut);
            }
        }
        if let Some(trace) = &mut self.trace {
            trace.push_sample(self.tick, &self.row);
        }
        self.tick_events.clear();
    }

    fn way_out(&self, present: &Present) -> Option<(Target, Ending)> {
        let ways = &self.stage.ways[self.phase];
        let holds = |condition: u16| self.monitors[usize::from(condition)].holds(present);
        let conditions = ways.branches.iter().chain(&ways.until);
        if let Some((_, target)) = conditions.into_iter().find(|(condition, _)| holds(*condition)) {
            return Some((*target, Ending::Completed));
        }
        let (after_ms, target) = ways.timeout?;
        (self.tick >= self.phase_tick.saturating_add(after_ms)).then_some((target, Ending::TimedOut))
    }

    fn follow(&mut self, target: Target, at_end: Ending) {
        match target {
            Target::End => self.ending = Some(at_end),
            Target::Phase(phase) => self.enter(usize::from(phase)),
        }
    }

    fn enter(&mut self, phase: usize) {
        self.phase = phase;
        self.phase_tick = self.tick;
        self.next_inject = 0;
        let stage = Arc::clone(&self.stage);
        let script = &stage.script.phases[phase];
        self.phases.push(PhaseEntry {
            tick: self.tick,
            phase: script.id.clone(),
        });
        self.happened(stage.ways[phase].entered);
        self.say(&script.say);
        if script.order.is_some() {
            self.order_phase = Some(phase);
            self.order_tick = self.tick;
            self.order_values = order::values(self.order_in_force(), &stage.script.setup.pump.library);
        }
        self.inject_due();
    }

    fn order_in_force(&self) -> Option<&OrderView> {
        match self.order_phase {
            Some(phase) => self.stage.script.phases[phase].order.as_ref(),
            None => self.stage.script.order.as_ref(),
        }
    }

    fn inject_due(&mut self) {
        let stage = Arc::clone(&self.stage);
        let injects = &stage.script.phases[self.phase].inject;
        while let Some(inject) = injects.get(self.next_inject)
            && self.phase_tick.saturating_add(inject.at_ms) <= self.tick
        {
            self.simulation.inject(&inject.fault);
            self.next_inject += 1;
            self.collect();
        }
    }

    fn read_row(&mut self) {
        let width = self.row.len() - order::WIDTH;
        self.simulation.read(&mut self.row[..width]);
        self.row[width..].copy_from_slice(&self.order_values);
    }

    /// Takes over the events of the simulation.
    fn collect(&mut self) {
        let mut drained = std::mem::take(&mut self.drained);
        self.simulation.drain_events(&mut drained);
        for event in drained.drain(..) {
            self.happened(event.event);
        }
        self.drained = drained;
    }

    fn happened(&mut self, event: u16) {
        if let Some(count) = self.counts.get_mut(usize::from(event)) {
            *count += 1;
            self.tick_events.push(event);
            if let Some(trace) = &mut self.trace {
                trace.push_event(Event {
                    tick: self.tick,
                    event,
                });
            }
        }
    }

    fn happened_named(&mut self, name: &str) {
        if let Some(event) = self.stage.symbols.event(name) {
            self.happened(event);
        }
    }

    fn say(&mut self, says: &[Say]) {
        let tick = self.tick;
        let said = says.iter().map(|say| SaidView {
            tick,
            who: say.who.clone(),
            text: say.text.clone(),
        });
        self.said.extend(said);
    }

    fn possible(&self, action: &Action) -> Result<(), Refusal> {
        let phase = &self.stage.script.phases[self.phase];
        match action {
            Action::Offer { id } => {
                let offered = self
                    .stage
                    .script
                    .offers
                    .iter()
                    .chain(&phase.offers)
                    .any(|offer| offer.id == *id);
                if offered { Ok(()) } else { Err(Refusal::NotOffered) }
            }
            Action::Answer { question, choice } => {
                let asked = phase
                    .questions
                    .iter()
                    .find(|asked| asked.id == *question)
                    .ok_or(Refusal::NotAsked)?;
                if !asked.choices.iter().any(|known| known.id == *choice) {
                    return Err(Refusal::NotAsked);
                }
                if self.answer(question).is_some() {
                    Err(Refusal::AlreadyAnswered)
                } else {
                    Ok(())
                }
            }
            Action::Advance if phase.advance.is_none() => Err(Refusal::NothingToSkip),
            _ => Ok(()),
        }
    }

    fn device(&mut self, action: DeviceAction) {
        self.simulation.act(&action);
        self.collect();
    }

    fn offer(&mut self, id: &str) {
        self.happened_named(&did(id));
        let stage = Arc::clone(&self.stage);
        let offers = stage
            .script
            .offers
            .iter()
            .chain(&stage.script.phases[self.phase].offers);
        if let Some(offer) = offers.into_iter().find(|offer| offer.id == id) {
            self.say(&offer.reply);
        }
    }

    fn answer_question(&mut self, question: &str, choice: &str) {
        self.answers.push((question.to_owned(), choice.to_owned()));
        self.happened_named(&format!("answered.{question}"));
        self.happened_named(&answered(question, choice));
    }

    /// Skips the phase's long stretch; a change of phase or an alarm ends the skip early.
    fn skip(&mut self) {
        let stage = Arc::clone(&self.stage);
        let Some(advance) = &stage.script.phases[self.phase].advance else {
            return;
        };
        let target = self.tick.saturating_add(advance.by_ms).min(MAX_RUN_TICKS);
        let phases = self.phases.len();
        while self.ending.is_none() && self.phases.len() == phases {
            let raised = self.tick_events.iter().any(|event| stage.raised.contains(event));
            if raised || !self.step_towards(target) {
                return;
            }
        }
    }

    fn end(&mut self, ending: Ending) {
        self.ending = Some(ending);
        self.close_tick();
    }
}

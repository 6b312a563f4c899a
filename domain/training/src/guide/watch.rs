//! Follows a run sample by sample: which step is due, whose turn it is, what the coach says.

use std::collections::BTreeMap;

use super::level::{Level, Outcome};
use super::steps::Step;
use crate::language::check::{Role, compile};
use crate::language::online::{Monitor, Present};
use crate::language::symbols::Symbols;
use crate::log::{Action, Entry};
use crate::play::{PhaseEntry, Player};
use crate::script::{Rehearsal, RehearsalHint};
use crate::trace::Trace;

/// What the coach says at a moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Saying<'a> {
    /// Nothing is to be done now.
    Nothing,
    /// A step is due and is left to the learner, who may ask for it.
    YourTurn,
    /// The step is told.
    Told {
        /// The step, or a hint that is none.
        hint: &'a RehearsalHint,
        /// Whether the control is marked, too.
        points: bool,
    },
}

/// Watches one run, from its first sample on.
#[derive(Clone, Debug)]
pub struct Guide {
    hints: Vec<Watched>,
    levels: Option<BTreeMap<String, Level>>,
    /// The columns of the order's signals, and their last values: a phase is asked with its own order, also at the tick
    /// at which the next one brings another.
    order_columns: Vec<usize>,
    order: Vec<f64>,
    /// Occurrences of each event so far.
    counts: Vec<u32>,
    /// The events of the sample that is looked at.
    now: Vec<u16>,
    n_samples: usize,
    n_entries: usize,
    /// Phases entered so far, and when the last one began.
    n_phases: usize,
    phase: String,
    phase_tick: u64,
    last_tick: u64,
    turn: Option<Turn>,
    steps: Vec<Step>,
}

#[derive(Clone, Debug)]
struct Watched {
    hint: RehearsalHint,
    when: Option<Monitor>,
    done: Option<Monitor>,
    /// Whether the hint applies at the last sample.
    applies: bool,
    open: Option<Open>,
}

/// A skill step under way.
#[derive(Clone, Copy, Debug)]
struct Open {
    since: u64,
    was_told: bool,
}

/// The first hint that applies: what is to be done next.
#[derive(Clone, Copy, Debug)]
struct Turn {
    hint: usize,
    since: u64,
    was_asked: bool,
    told: bool,
}

impl Guide {
    /// A coach who speaks as the rehearsal's levels say. A hint whose conditions cannot be read is left out.
    #[must_use]
    pub fn new(rehearsal: &Rehearsal, symbols: &Symbols) -> Guide {
        Guide::watching(rehearsal, symbols, Some(rehearsal.levels.clone()))
    }

    /// An observer who never speaks, for a graded run.
    #[must_use]
    pub fn silent(rehearsal: &Rehearsal, symbols: &Symbols) -> Guide {
        Guide::watching(rehearsal, symbols, None)
    }

    fn watching(rehearsal: &Rehearsal, symbols: &Symbols, levels: Option<BTreeMap<String, Level>>) -> Guide {
        let monitor = |condition: &Option<String>| match condition {
            None => Some(None),
            Some(text) => Some(Some(Monitor::new(compile(text, symbols, Role::Condition).ok()?))),
        };
        let watched = |hint: &RehearsalHint| {
            Some(Watched {
                when: monitor(&hint.when)?,
                done: monitor(&hint.done)?,
                hint: hint.clone(),
                applies: false,
                open: None,
            })
        };
        let signals = symbols.signals().iter().enumerate();
        let orders = signals.filter(|(_, signal)| signal.name.starts_with("order."));
        Guide {
            order_columns: orders.map(|(column, _)| column).collect(),
            order: Vec::new(),
            hints: rehearsal.hints.iter().filter_map(watched).collect(),
            levels,
            counts: vec![0; symbols.events().len()],
            now: Vec::new(),
            n_samples: 0,
            n_entries: 0,
            n_phases: 0,
            phase: String::new(),
            phase_tick: 0,
            last_tick: 0,
            turn: None,
            steps: Vec::new(),
        }
    }

    /// Looks at what a player that records its trace did since the last look.
    pub fn watch(&mut self, player: &Player) {
        if let Some(trace) = player.trace() {
            self.follow(trace, player.phases(), player.entries());
        }
    }

    /// What the coach says now.
    #[must_use]
    pub fn saying(&self) -> Saying<'_> {
        let Some(turn) = self.turn else {
            return Saying::Nothing;
        };
        let hint = &self.hints[turn.hint].hint;
        if !turn.told {
            return Saying::YourTurn;
        }
        let points = turn.was_asked || self.level_of(hint).is_none_or(Level::points);
        Saying::Told { hint, points }
    }

    /// How far the learner is in the skill of the step whose turn it is; none if no step's turn it is.
    #[must_use]
    pub fn level(&self) -> Option<Level> {
        self.level_of(&self.hints[self.turn?.hint].hint)
    }

    /// The skill steps that came to their end so far.
    #[must_use]
    pub fn steps(&self) -> &[Step] {
        &self.steps
    }

    /// Every step of a run that is over: what is still due was missed.
    #[must_use]
    pub fn finish(mut self) -> Vec<Step> {
        self.leave_phase(self.last_tick);
        self.steps
    }

    pub(super) fn follow(&mut self, trace: &Trace, phases: &[PhaseEntry], entries: &[Entry]) {
        while self.n_samples < trace.ticks().len() {
            let sample = self.n_samples;
            let tick = trace.ticks()[sample];
            self.n_samples += 1;
            self.asked_until(tick, entries);
            self.now.clear();
            for event in &trace.events()[trace.events_of(sample)] {
                self.now.push(event.event);
                if let Some(count) = self.counts.get_mut(usize::from(event.event)) {
                    *count = count.saturating_add(1);
                }
            }
            self.sample(tick, trace.row(sample), phases);
        }
    }

    /// Whoever asks is told the step whose turn it was when the key went down.
    fn asked_until(&mut self, tick: u64, entries: &[Entry]) {
        while let Some(entry) = entries.get(self.n_entries).filter(|entry| entry.tick <= tick) {
            self.n_entries += 1;
            if entry.action == Action::AskCoach
                && let Some(turn) = &mut self.turn
                && self.levels.is_some()
            {
                turn.was_asked = true;
                turn.told = true;
                if let Some(open) = &mut self.hints[turn.hint].open {
                    open.was_told = true;
                }
            }
        }
    }

    fn sample(&mut self, tick: u64, row: &[f64], phases: &[PhaseEntry]) {
        let phase_ends = phases.get(self.n_phases).is_some_and(|entry| entry.tick <= tick);
        let with_own_order = phase_ends.then(|| {
            let mut row = row.to_vec();
            for (&column, before) in self.order_columns.iter().zip(&self.order) {
                if let Some(now) = row.get_mut(column) {
                    *now = *before;
                }
            }
            row
        });
        let present = Present {
            tick,
            phase_tick: self.phase_tick,
            row: with_own_order.as_deref().unwrap_or(row),
            events: &self.now,
            counts: &self.counts,
        };
        for watched in &mut self.hints {
            for monitor in [&mut watched.when, &mut watched.done].into_iter().flatten() {
                monitor.observe(&present);
            }
        }
        look(&mut self.hints, &mut self.steps, &self.phase, &present);
        // A phase ends with the sample of the tick at which the next one begins: its steps were asked once more.
        while let Some(entered) = phases.get(self.n_phases).filter(|entry| entry.tick <= tick) {
            self.n_phases += 1;
            self.leave_phase(tick);
            self.phase.clone_from(&entered.phase);
            self.phase_tick = entered.tick;
            let present = Present {
                tick,
                phase_tick: self.phase_tick,
                row,
                events: &self.now,
                counts: &self.counts,
            };
            look(&mut self.hints, &mut self.steps, &self.phase, &present);
        }
        let now = |&column: &usize| row.get(column).copied().unwrap_or(f64::NAN);
        self.order.clear();
        self.order.extend(self.order_columns.iter().map(now));
        self.last_tick = tick;
        self.take_turn(tick);
    }

    /// What is still due is missed, unless it became due at this very tick.
    fn leave_phase(&mut self, tick: u64) {
        for watched in &mut self.hints {
            watched.applies = false;
            let open = watched.open.take().filter(|open| open.since < tick);
            let step = open.and_then(|open| watched.ended(&self.phase, open, tick, Outcome::Missed));
            self.steps.extend(step);
        }
        self.turn = None;
    }

    fn take_turn(&mut self, tick: u64) {
        let Some(hint) = self.hints.iter().position(|watched| watched.applies) else {
            self.turn = None;
            return;
        };
        let before = self.turn.filter(|turn| turn.hint == hint);
        let mut turn = before.unwrap_or(Turn {
            hint,
            since: tick,
            was_asked: false,
            told: false,
        });
        let wait_ms = match self.level_of(&self.hints[hint].hint) {
            Some(level) => level.wait_ms(),
            // A hint that is no step of a skill is told at once.
            None => Some(0),
        };
        let is_time = wait_ms.is_some_and(|wait_ms| tick >= turn.since.saturating_add(wait_ms));
        turn.told |= self.levels.is_some() && is_time;
        if turn.told
            && let Some(open) = &mut self.hints[hint].open
        {
            open.was_told = true;
        }
        self.turn = Some(turn);
    }

    fn level_of(&self, hint: &RehearsalHint) -> Option<Level> {
        let skill = hint.skill.as_ref()?;
        let levels = self.levels.as_ref()?;
        Some(levels.get(skill).copied().unwrap_or_default())
    }
}

/// Asks the conditions of a phase's hints, opens the steps that became due and ends those that were done.
fn look(hints: &mut [Watched], steps: &mut Vec<Step>, phase: &str, present: &Present) {
    for watched in hints.iter_mut().filter(|watched| watched.hint.phase == phase) {
        let holds = |monitor: &Option<Monitor>| monitor.as_ref().map(|monitor| monitor.holds(present));
        let wanted = holds(&watched.when).unwrap_or(true);
        let done = holds(&watched.done);
        watched.applies = wanted && done != Some(true);
        match watched.open {
            None if watched.applies => {
                watched.open = Some(Open {
                    since: present.tick,
                    was_told: false,
                });
            }
            Some(open) if done.unwrap_or(!wanted) => {
                watched.open = None;
                let outcome = if open.was_told {
                    Outcome::Aided
                } else {
                    Outcome::Unaided
                };
                steps.extend(watched.ended(phase, open, present.tick, outcome));
            }
            _ => {}
        }
    }
}

impl Watched {
    /// The step, if the hint is one of a skill.
    fn ended(&self, phase: &str, open: Open, tick: u64, outcome: Outcome) -> Option<Step> {
        Some(Step {
            skill: self.hint.skill.clone()?,
            phase: phase.to_owned(),
            due_tick: open.since,
            end_tick: tick,
            outcome,
        })
    }
}

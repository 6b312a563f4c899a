//! One run as it is played: wall-clock time becomes ticks, actions become a log.
//!
//! Knows nothing of the page: time is handed in, so that it is tested natively.

use serde::{Deserialize, Serialize};
use training::log::{Action, ActionLog, HIDDEN_LIMIT_MS, Mark, MarkKind};
use training::play::{Ending, PlayView, Player, Refusal, ScriptError};

use super::coach::{Coach, Coaching};
use crate::api::attempts::Ticket;

/// A mark of the wall clock at least this often, in ms.
const BEAT_MS: u64 = 10_000;

/// What a frame found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Beat {
    /// The run goes on.
    Running,
    /// The run goes on after it was left for more than a minute.
    Resumed,
    /// The run is over.
    Ended(Ending),
}

/// A run under way.
#[derive(Clone, Debug)]
pub struct Session {
    ticket: Ticket,
    player: Player,
    coach: Option<Coach>,
    marks: Vec<Mark>,
    clock: Clock,
}

/// Where wall-clock time and ticks stand to each other.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Clock {
    /// Wall clock when the run was opened, in ms since 1970.
    opened_ms: u64,
    /// Wall clock at the last frame.
    seen_ms: u64,
}

impl Clock {
    /// Wall clock at the last frame, in ms since 1970.
    pub(super) fn seen_ms(self) -> u64 {
        self.seen_ms
    }
}

impl Session {
    /// Begins a run at `now_ms` (wall clock, ms since 1970).
    ///
    /// # Errors
    /// The script cannot be played by this version of the application.
    pub fn begin(ticket: Ticket, now_ms: u64) -> Result<Self, ScriptError> {
        let (player, coach) = players(&ticket)?;
        let clock = Clock {
            opened_ms: now_ms,
            seen_ms: now_ms,
        };
        let mut session = Self {
            ticket,
            player,
            coach,
            marks: Vec::new(),
            clock,
        };
        session.mark(now_ms, MarkKind::Beat);
        Ok(session)
    }

    /// Takes up a run whose log was kept on this device. The time since then counts as left.
    ///
    /// # Errors
    /// The script cannot be played by this version of the application.
    pub(super) fn resume(ticket: Ticket, log: &ActionLog, clock: Clock) -> Result<Self, ScriptError> {
        let (mut player, coach) = players(&ticket)?;
        for entry in &log.entries {
            player.advance_to(entry.tick);
            // What was possible then is possible now: the player is the same.
            let _ = player.act(&entry.action);
        }
        player.advance_to(log.end_tick);
        let mut session = Self {
            ticket,
            player,
            coach,
            marks: log.marks.clone(),
            clock,
        };
        session.mark(clock.seen_ms, MarkKind::Hidden);
        Ok(session)
    }

    /// Brings the run up to `now_ms`. A gap is caught up for a minute; what is longer interrupts the run.
    pub fn frame(&mut self, now_ms: u64) -> Beat {
        let gap = now_ms.saturating_sub(self.clock.seen_ms);
        let left = gap > HIDDEN_LIMIT_MS;
        if left && self.last_mark() != Some(MarkKind::Hidden) {
            self.mark(self.clock.seen_ms, MarkKind::Hidden);
        }
        self.clock.seen_ms = now_ms;
        if let Some(ending) = self.player.ending() {
            return Beat::Ended(ending);
        }
        self.player
            .advance_to(self.player.tick() + gap.min(HIDDEN_LIMIT_MS));
        match (self.player.ending(), self.last_mark()) {
            (Some(ending), _) => {
                self.mark(now_ms, MarkKind::Beat);
                Beat::Ended(ending)
            }
            (None, Some(MarkKind::Hidden)) => {
                self.mark(now_ms, MarkKind::Shown);
                if left { Beat::Resumed } else { Beat::Running }
            }
            (None, _) => {
                if self
                    .marks
                    .last()
                    .is_none_or(|mark| now_ms.saturating_sub(self.clock.opened_ms) >= mark.wall_ms + BEAT_MS)
                {
                    self.mark(now_ms, MarkKind::Beat);
                }
                Beat::Running
            }
        }
    }

    /// Does something now.
    ///
    /// # Errors
    /// The run does not offer it; the log is unchanged.
    pub fn act(&mut self, action: &Action, now_ms: u64) -> Result<(), Refusal> {
        self.frame(now_ms);
        if *action == Action::AskCoach && self.coach.is_none() {
            return Err(Refusal::NotOffered);
        }
        if *action == Action::Advance {
            self.mark(now_ms, MarkKind::Beat);
        }
        let outcome = self.player.act(action);
        if *action == Action::Advance || self.player.ending().is_some() {
            self.mark(now_ms, MarkKind::Beat);
        }
        outcome
    }

    /// The page was hidden.
    pub fn hide(&mut self, now_ms: u64) {
        self.frame(now_ms);
        if self.last_mark() != Some(MarkKind::Hidden) {
            self.mark(now_ms, MarkKind::Hidden);
        }
    }

    /// What the coach says now; in a graded run nothing.
    pub fn coaching(&mut self) -> Coaching {
        self.coach
            .as_mut()
            .map(|coach| coach.watch(&self.player))
            .unwrap_or_default()
    }

    /// What is to be shown.
    #[must_use]
    pub fn view(&self) -> PlayView {
        self.player.view()
    }

    /// The player, for hints and live criteria.
    #[must_use]
    pub fn player(&self) -> &Player {
        &self.player
    }

    /// The ticket that the run is played on.
    #[must_use]
    pub fn ticket(&self) -> &Ticket {
        &self.ticket
    }

    /// The log so far.
    #[must_use]
    pub fn log(&self) -> ActionLog {
        ActionLog {
            marks: self.marks.clone(),
            ..self.player.log()
        }
    }

    pub(super) fn clock(&self) -> Clock {
        self.clock
    }

    fn last_mark(&self) -> Option<MarkKind> {
        self.marks.last().map(|mark| mark.what)
    }

    fn mark(&mut self, now_ms: u64, what: MarkKind) {
        let wall_ms = now_ms.saturating_sub(self.clock.opened_ms);
        // A clock that was set back between two visits must not make the log contradict itself.
        let wall_ms = wall_ms.max(self.marks.last().map_or(0, |mark| mark.wall_ms));
        self.marks.push(Mark {
            tick: self.player.tick(),
            wall_ms,
            what,
        });
    }
}

/// The player, recording where a coach needs the trace.
fn players(ticket: &Ticket) -> Result<(Player, Option<Coach>), ScriptError> {
    match &ticket.rehearsal {
        None => Ok((Player::new(&ticket.script)?, None)),
        Some(rehearsal) => {
            let player = Player::recorded(&ticket.script)?;
            let coach = Coach::new(rehearsal.clone(), &player);
            Ok((player, Some(coach)))
        }
    }
}

#[cfg(test)]
mod tests;

//! Plays an action log again: what the log proves is what the device would have done.

use serde::{Deserialize, Serialize};
use simulators::MODEL_VERSION;

use crate::log::{Action, ActionLog, Entry, FORMAT, MAX_ENTRIES, MAX_MARKS, MAX_RUN_TICKS};
use crate::play::{Ending, PhaseEntry, Player, Refusal, SaidView, ScriptError};
use crate::script::Script;
use crate::trace::{Event, Trace};

/// A run that was played to its end.
#[derive(Clone, Debug, PartialEq)]
pub struct Run {
    /// Every signal and event.
    pub trace: Trace,
    /// The phases entered.
    pub phases: Vec<PhaseEntry>,
    /// How it ended.
    pub ending: Ending,
    /// When.
    pub end_tick: u64,
    /// What the learner did.
    pub entries: Vec<Entry>,
    /// What was said.
    pub said: Vec<SaidView>,
}

impl Run {
    /// The events in the order in which they happened.
    #[must_use]
    pub fn events(&self) -> &[Event] {
        self.trace.events()
    }
}

/// Why a log is not graded.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum ReplayError {
    /// Not this format.
    Format,
    /// Played with another scenario or another version of it.
    Scenario,
    /// Played with another seed.
    Seed,
    /// Played with another version of the simulators.
    ModelVersion,
    /// Longer than a log can be.
    TooLong,
    /// Ticks do not rise, or lie behind the end.
    Order {
        /// The entry's place.
        entry: u32,
    },
    /// Marks do not rise.
    Marks,
    /// An action that was not possible at its tick.
    Impossible {
        /// The entry's place.
        entry: u32,
        /// Why.
        refusal: Refusal,
    },
    /// The script itself cannot be played.
    Script,
}

impl std::fmt::Display for ReplayError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "the log cannot be replayed: {self:?}")
    }
}

impl std::error::Error for ReplayError {}

impl From<ScriptError> for ReplayError {
    fn from(_: ScriptError) -> ReplayError {
        ReplayError::Script
    }
}

/// Plays a log from the beginning. Its cost is bounded whatever the log says, and it never panics.
pub fn replay(script: &Script, log: &ActionLog) -> Result<Run, ReplayError> {
    check(script, log)?;
    let samples = log.end_tick.min(900_000) / 100 + log.entries.len() as u64 + 64;
    let mut player = Player::with_room(script, u32::try_from(samples).unwrap_or(0))?;
    play(&mut player, log, log.end_tick)?;
    player.close();
    finish(player).ok_or(ReplayError::Script)
}

/// Plays a log up to a tick and stands there: what a debrief shows of any second.
pub fn replay_to(script: &Script, log: &ActionLog, tick: u64) -> Result<Player, ReplayError> {
    check(script, log)?;
    let mut player = Player::new(script)?;
    play(&mut player, log, tick.min(log.end_tick))?;
    Ok(player)
}

/// The run of a player that recorded its trace, as if its log ended now.
#[must_use]
pub fn finish(mut player: Player) -> Option<Run> {
    player.close();
    let ending = player.ending()?;
    let end_tick = player.tick();
    let (trace, phases, entries, said) = player.into_parts();
    Some(Run {
        trace: trace?,
        phases,
        ending,
        end_tick,
        entries,
        said,
    })
}

fn play(player: &mut Player, log: &ActionLog, until: u64) -> Result<(), ReplayError> {
    for (place, entry) in (0_u32..).zip(&log.entries) {
        if entry.tick > until {
            break;
        }
        player.advance_to(entry.tick);
        // A skip may have landed behind this entry's tick: then the log contradicts itself.
        if player.tick() != entry.tick && player.ending().is_none() {
            return Err(ReplayError::Order { entry: place });
        }
        player
            .act(&entry.action)
            .map_err(|refusal| ReplayError::Impossible {
                entry: place,
                refusal,
            })?;
    }
    player.advance_to(until);
    Ok(())
}

fn check(script: &Script, log: &ActionLog) -> Result<(), ReplayError> {
    if log.format != FORMAT {
        return Err(ReplayError::Format);
    }
    if log.scenario_hash != script.scenario_hash {
        return Err(ReplayError::Scenario);
    }
    if log.seed != script.seed {
        return Err(ReplayError::Seed);
    }
    if log.model_version != script.model_version || log.model_version != MODEL_VERSION {
        return Err(ReplayError::ModelVersion);
    }
    let too_many = log.entries.len() > MAX_ENTRIES as usize || log.marks.len() > MAX_MARKS as usize;
    if too_many || log.end_tick > MAX_RUN_TICKS {
        return Err(ReplayError::TooLong);
    }
    let mut last = 0;
    for (place, entry) in (0_u32..).zip(&log.entries) {
        if entry.tick < last || entry.tick > log.end_tick {
            return Err(ReplayError::Order { entry: place });
        }
        last = entry.tick;
        if matches!(entry.action, Action::Finish | Action::CalledAway)
            && place as usize + 1 != log.entries.len()
        {
            return Err(ReplayError::Order { entry: place + 1 });
        }
    }
    let rising = log
        .marks
        .windows(2)
        .all(|pair| pair[0].tick <= pair[1].tick && pair[0].wall_ms <= pair[1].wall_ms);
    if rising { Ok(()) } else { Err(ReplayError::Marks) }
}

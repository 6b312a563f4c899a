//! What the learner did and when: the only thing a browser sends for a grade. `docs/action-log.md` is its manual.

mod timing;

use serde::{Deserialize, Serialize};
use simulators::action::{BedsideAct, ChannelAct};
use simulators::patient::Test;
use simulators::pump::key::Key;
use simulators::syringe::action::SyringeAct;
use simulators::unit::ChannelId;
use simulators::ventilator::VentilatorAct;

pub use timing::{HIDDEN_LIMIT_MS, Timing, timing};

/// The version of the log's format.
pub const FORMAT: u32 = 1;
/// The longest run, in ms.
pub const MAX_RUN_TICKS: u64 = 7_200_000;
/// The most entries in a log.
pub const MAX_ENTRIES: u32 = 20_000;
/// The most marks in a log.
pub const MAX_MARKS: u32 = 20_000;

/// An attempt's log.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ActionLog {
    /// [`FORMAT`].
    pub format: u32,
    /// Hash of the scenario it was played with.
    pub scenario_hash: String,
    /// Seed of the attempt, below 2^53.
    pub seed: u64,
    /// Version of the simulators.
    pub model_version: u32,
    /// The actions, by rising tick.
    pub entries: Vec<Entry>,
    /// Where the wall clock stood, by rising tick.
    #[serde(default)]
    pub marks: Vec<Mark>,
    /// The tick at which the log ends.
    pub end_tick: u64,
}

impl ActionLog {
    /// Whether the coach was asked, which nobody can in a graded run.
    #[must_use]
    pub fn asks_coach(&self) -> bool {
        self.entries.iter().any(|entry| entry.action == Action::AskCoach)
    }
}

/// An action and its tick.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// Milliseconds of the run.
    pub tick: u64,
    /// What was done.
    #[serde(flatten)]
    pub action: Action,
}

/// Everything a learner can do. What the device of the run does not have is refused.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "do", rename_all = "snake_case", deny_unknown_fields)]
pub enum Action {
    /// A key of the device goes down.
    Press {
        /// The key.
        key: Key,
    },
    /// A key of the device comes up.
    Release {
        /// The key.
        key: Key,
    },
    /// A hand does something at the bedside.
    Bedside {
        /// The act.
        act: BedsideAct,
    },
    /// A key or a hand at a further channel of a pump unit.
    OnChannel {
        /// The channel.
        channel: ChannelId,
        /// What is done there.
        act: ChannelAct,
    },
    /// A hand does something to the syringe or the line of a syringe pump.
    SyringeBedside {
        /// The act.
        act: SyringeAct,
    },
    /// The syringe pump is moved to a height over the patient.
    MovePump {
        /// Height over the heart, cm; negative under it.
        to_cm: i16,
    },
    /// Blood is drawn.
    DrawBlood {
        /// For which test.
        test: Test,
    },
    /// Something is done to the ventilator or to the patient it ventilates.
    Ventilator {
        /// What.
        act: VentilatorAct,
    },
    /// One of the scenario's offers.
    Offer {
        /// Its name.
        id: String,
    },
    /// An answer to one of the scenario's questions.
    Answer {
        /// The question's name.
        question: String,
        /// The choice's name.
        choice: String,
    },
    /// The long stretch of the phase is skipped.
    Advance,
    /// The coach is asked for the next step; in practice only.
    AskCoach,
    /// Called away: the run ends without a verdict.
    CalledAway,
    /// The learner is done.
    Finish,
}

/// Where the wall clock stood at a tick.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mark {
    /// Milliseconds of the run.
    pub tick: u64,
    /// Milliseconds of wall-clock time since the run was opened.
    pub wall_ms: u64,
    /// What the mark tells.
    #[serde(default)]
    pub what: MarkKind,
}

/// What a mark tells.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MarkKind {
    /// The run goes on.
    #[default]
    Beat,
    /// The page was hidden.
    Hidden,
    /// The page was shown again.
    Shown,
}

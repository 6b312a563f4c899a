//! Plays a script: the same code for the learner's browser and for the server's replay.

mod deed;
mod order;
mod player;
mod stage;
mod view;

use serde::{Deserialize, Serialize};

pub use player::Player;
pub use stage::symbols;
pub use view::{AdvanceView, ChoiceView, OfferView, PlayView, QuestionView, SaidView};

/// How a run ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Ending {
    /// The scenario's last phase was done.
    Completed,
    /// A phase's time ran out and led to the end.
    TimedOut,
    /// The learner said so.
    Finished,
    /// Called away: no verdict.
    CalledAway,
    /// The log ended before the run did.
    Unfinished,
}

/// Why an action is not possible. The device itself never refuses: a key that does nothing is still pressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Refusal {
    /// The run is over.
    Ended,
    /// The device of this run, or its patient, has no such thing.
    NotHere,
    /// There is no such offer in this phase.
    NotOffered,
    /// There is no such question in this phase, or no such choice.
    NotAsked,
    /// The question was answered before.
    AlreadyAnswered,
    /// There is nothing to skip in this phase.
    NothingToSkip,
    /// The log is full.
    LogFull,
}

/// What is wrong with a script. Scripts drawn from a compiled scenario have nothing wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ScriptError {
    /// There is no phase.
    NoPhase,
    /// A way leads to a phase that does not exist.
    UnknownPhase(String),
    /// A condition cannot be read.
    BadCondition(String),
}

impl std::fmt::Display for ScriptError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            ScriptError::NoPhase => f.write_str("the script has no phase"),
            ScriptError::UnknownPhase(phase) => write!(f, "the script leads to an unknown phase: {phase}"),
            ScriptError::BadCondition(text) => write!(f, "the script has an unreadable condition: {text}"),
        }
    }
}

impl std::error::Error for ScriptError {}

/// A phase was entered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PhaseEntry {
    /// When.
    pub tick: u64,
    /// Its id.
    pub phase: String,
}

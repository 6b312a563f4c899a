//! Attempts: from the ticket a browser plays with, to the verdict that enters the record.
//!
//! A graded attempt keeps the scenario's version and hash, the seed and the simulators' version it began with. The
//! browser sends only what the learner did; the server plays it again and grades that. Delivering needs no more
//! than the attempt's submit-only token and anybody signed in; the owner is credited.

mod allow_more;
mod allowance;
pub(crate) mod allowance_entity;
mod close;
mod debrief;
mod deliver;
pub(crate) mod entity;
mod grading;
mod passes;
mod read;
pub(crate) mod record;
pub(crate) mod run_entity;
mod start;
mod ticket;

pub use allow_more::{AllowMore, allow_more};
pub(crate) use allowance::allowances;
pub use allowance::{Allowance, allowance};
pub use close::{call_away, sweep};
pub use debrief::{Debrief, TimingView, debrief};
pub use deliver::{Delivery, deliver};
pub(crate) use grading::{Grading, skills_of};
pub(crate) use passes::last_passes;
pub(crate) use read::{RunSummary, rows_of};
pub use read::{mine, of_person, receipt};
pub(crate) use start::is_of_these_simulators;
pub use start::{Start, start};
pub use ticket::{Ticket, ticket};

use serde::{Deserialize, Serialize};
use time::OffsetDateTime;
use uuid::Uuid;

/// Hours after which an open run counts as abandoned.
pub const ABANDONED_AFTER_HOURS: i64 = 24;
/// Days in which an attempt may be delivered.
pub const DELIVERY_DAYS: i64 = 7;

/// What an attempt is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// With hints and live criteria; no evidence.
    Practice,
    /// For the record.
    Graded,
}

impl Kind {
    /// The stable text of the kind.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Practice => "practice",
            Self::Graded => "graded",
        }
    }

    pub(crate) fn parse(text: &str) -> Self {
        match text {
            "graded" => Self::Graded,
            _ => Self::Practice,
        }
    }
}

/// The stored status of a run that was begun with simulators that are no longer in use. Nobody can grade it, so it
/// does not count; people see it as abandoned.
pub(crate) const OTHER_VERSION: &str = "other_version";

/// Where an attempt stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AttemptStatus {
    /// Begun, not delivered.
    Open,
    /// Delivered and graded.
    Recorded,
    /// Ended without a verdict because the learner was called away.
    CalledAway,
    /// Unfinished after a day, or given up for a new one; a log that waits may still be delivered while its token
    /// is good. Also a run that the simulators in use can no longer play, which does not count.
    Abandoned,
}

impl AttemptStatus {
    /// The stable text of the status.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Recorded => "recorded",
            Self::CalledAway => "called_away",
            Self::Abandoned => "abandoned",
        }
    }

    fn parse(text: &str) -> Self {
        match text {
            "recorded" => Self::Recorded,
            "called_away" => Self::CalledAway,
            "abandoned" | OTHER_VERSION => Self::Abandoned,
            _ => Self::Open,
        }
    }
}

/// An attempt in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AttemptRow {
    /// Its id.
    pub id: Uuid,
    /// Whose it is.
    pub person: Uuid,
    /// The scenario's name.
    pub scenario: String,
    /// The scenario's title.
    pub title: String,
    /// What it is for.
    pub kind: Kind,
    /// Where it stands.
    pub status: AttemptStatus,
    /// When it began.
    pub started_at: OffsetDateTime,
    /// When it was recorded.
    pub recorded_at: Option<OffsetDateTime>,
    /// Whether it passed; none without a verdict.
    pub passed: Option<bool>,
    /// Points earned.
    pub points: u32,
    /// Points of the criteria that were assessed.
    pub possible: u32,
    /// The page was hidden for too long.
    pub interrupted: bool,
    /// It took markedly longer than its ticks, beyond the person's timing.
    pub slow: bool,
    /// How often its ticket was handed out again: each time the run could have been begun afresh.
    pub reissued: u32,
    /// When its result was voided: it stays, and counts for nothing.
    pub voided_at: Option<OffsetDateTime>,
}

/// Proof that a run is in the record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Receipt {
    /// The attempt.
    pub attempt_id: Uuid,
    /// What it is for.
    pub kind: Kind,
    /// Where it stands.
    pub status: AttemptStatus,
    /// SHA-256 of the record, hexadecimal.
    pub record_hash: String,
    /// Its place in the ledger; none for practice.
    pub ledger_position: Option<u64>,
    /// Whether it passed; none without a verdict, and for whoever delivers a colleague's run.
    pub passed: Option<bool>,
    /// Points earned; 0 where `passed` is none.
    pub points: u32,
    /// Points of the criteria that were assessed; 0 where `passed` is none.
    pub possible: u32,
    /// When it was recorded.
    pub recorded_at: OffsetDateTime,
    /// The name of the assessor who supervised it, if one did; none for whoever delivers a colleague's run.
    pub supervised_by: Option<String>,
}

//! Runs: start, deliver, debrief.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use time::OffsetDateTime;
use training::grade::Verdict;
use training::log::ActionLog;
use training::scenario::PassRule;
use training::script::{Rehearsal, Script};
use uuid::Uuid;

use super::learning::Belief;
use super::skills::RunSkill;
use crate::error::AppError;

/// Practice or for a grade.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// With hints and live criteria; gives no evidence.
    Practice,
    /// Counts.
    Graded,
}

/// How an attempt stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// Under way, or done and not yet delivered.
    Open,
    /// Delivered and graded.
    Recorded,
    /// Ended without a verdict by being called away.
    CalledAway,
    /// Not finished in a day.
    Abandoned,
}

/// One run in a list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AttemptRow {
    /// Which.
    pub id: Uuid,
    /// The module's stable name.
    pub scenario: String,
    /// The module's title.
    pub title: String,
    /// Practice or for a grade.
    pub kind: Kind,
    /// How it stands.
    pub status: Status,
    /// When it began.
    pub started_at: OffsetDateTime,
    /// When it was recorded.
    pub recorded_at: Option<OffsetDateTime>,
    /// The verdict.
    pub passed: Option<bool>,
    /// Points met.
    pub points: u32,
    /// Points assessed.
    pub possible: u32,
    /// When its result was voided.
    pub voided_at: Option<OffsetDateTime>,
}

/// What the browser gets to play a run.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Ticket {
    /// The attempt.
    pub attempt: Uuid,
    /// Practice or for a grade.
    pub kind: Kind,
    /// Everything the simulator needs; never the rubric.
    pub script: Script,
    /// Hints and criteria; in practice only.
    pub rehearsal: Option<Rehearsal>,
    /// Good for delivering this attempt's log and nothing else.
    pub token: String,
    /// The person's accommodated timing, 100 for none.
    pub timing_percent: u16,
    /// The assessor who supervises the run, if one does; empty once erased.
    pub supervised_by: Option<String>,
}

/// The server's word that a run is on the record.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Receipt {
    /// The attempt.
    pub attempt: Uuid,
    /// Hash of the record.
    pub record_hash: String,
    /// Its position in the ledger; none for practice.
    pub ledger_position: Option<u64>,
    /// When it was recorded.
    pub recorded_at: OffsetDateTime,
    /// The verdict; none for a run that was called away.
    pub passed: Option<bool>,
    /// The assessor who supervised the run, if one did; empty once erased.
    pub supervised_by: Option<String>,
}

/// A criterion as the debrief tells it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CriterionText {
    /// Which.
    pub id: String,
    /// What was expected.
    pub title: String,
    /// Why it matters.
    pub why: String,
}

/// Everything a debrief needs.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Debrief {
    /// The run.
    pub row: AttemptRow,
    /// Whose it was.
    pub person: String,
    /// Whether it is the visitor's own.
    pub own: bool,
    /// What was played.
    pub script: Script,
    /// What was done.
    pub log: ActionLog,
    /// The verdict on the server's own replay; none for a run that was called away.
    pub verdict: Option<Verdict>,
    /// The criteria's words, in the verdict's order.
    pub criteria: Vec<CriterionText>,
    /// How each skill that was needed was shown.
    pub skills: Vec<RunSkill>,
    /// What the module asks for to pass.
    pub pass: PassRule,
    /// How sure its owner was before it; told to nobody else.
    pub beliefs: Vec<Belief>,
    /// The closing words of the module.
    pub take_away: Vec<String>,
    /// The receipt.
    pub receipt: Receipt,
    /// Wall-clock length.
    pub wall_ms: u64,
    /// Whether the run was left for more than a minute.
    pub interrupted: bool,
    /// Whether it took markedly longer than its own time.
    pub slow: bool,
    /// Whether this simulator version is the one the run was made with.
    pub replayable: bool,
}

/// Starts a run, or takes up the open one. An assessor's code opens a supervised one.
#[server(prefix = "/api", endpoint = "attempts/start", input = server_fn::codec::Json)]
pub async fn start(
    attempt: Uuid,
    module: String,
    kind: Kind,
    supervision_code: Option<String>,
) -> Result<Ticket, AppError> {
    use super::host;
    let (records, actor) = host::signed_in()?;
    let start = records::attempts::Start {
        attempt_id: attempt,
        scenario: module,
        kind: kind.into(),
        supervision_code,
    };
    let ticket = records::attempts::start(&records, &actor, start)
        .await
        .map_err(host::refuse)?;
    Ok(ticket.into())
}

/// A log on its way. The browser passes on the text that it kept without reading it, so that a page which sends a run
/// needs nothing of what plays one; the server reads it, strictly.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(transparent)]
pub struct SentLog(pub serde_json::Value);

/// Delivers a run's log; the answer is sent after the record is on disk. Sending it again is harmless.
#[server(prefix = "/api", endpoint = "attempts/deliver", input = server_fn::codec::Json)]
pub async fn deliver(attempt: Uuid, token: String, log: SentLog) -> Result<Receipt, AppError> {
    use super::host;
    let (records, actor) = host::signed_in()?;
    let log: ActionLog = serde_json::from_value(log.0).map_err(|_| host::answer(AppError::BadRequest))?;
    let delivery = records::attempts::Delivery {
        attempt_id: attempt,
        token,
        log,
    };
    let receipt = records::attempts::deliver(&records, &actor, delivery)
        .await
        .map_err(host::refuse)?;
    Ok(receipt.into())
}

/// The debrief of a recorded run.
#[server(prefix = "/api", endpoint = "attempts/debrief", input = server_fn::codec::Json)]
pub async fn read_debrief(attempt: Uuid) -> Result<Debrief, AppError> {
    use super::host;
    let (records, actor) = host::signed_in()?;
    let debrief = records::attempts::debrief(&records, &actor, attempt)
        .await
        .map_err(host::refuse)?;
    let own = Some(debrief.person.id) == actor.person_id();
    let beliefs = match own {
        true => records::self_assessments::before_run(&records, &actor, attempt)
            .await
            .map_err(host::refuse)?,
        false => Vec::new(),
    };
    Ok(Debrief {
        own,
        beliefs: beliefs.into_iter().map(Into::into).collect(),
        ..debrief.into()
    })
}

/// Lets a person have more graded runs of a module.
#[server(prefix = "/api", endpoint = "attempts/allow-more", input = server_fn::codec::Json)]
pub async fn allow_more(person: Uuid, module: String, reason: String) -> Result<(), AppError> {
    use super::host;
    let (records, actor) = host::signed_in()?;
    let more = records::attempts::AllowMore {
        person,
        scenario: module,
        runs: 1,
        reason,
    };
    records::attempts::allow_more(&records, &actor, more)
        .await
        .map_err(host::refuse)
}

#[cfg(feature = "ssr")]
mod from_records {
    use records::attempts as stored;

    use super::{AttemptRow, CriterionText, Debrief, Kind, Receipt, Status, Ticket};

    impl From<Kind> for stored::Kind {
        fn from(kind: Kind) -> Self {
            match kind {
                Kind::Practice => Self::Practice,
                Kind::Graded => Self::Graded,
            }
        }
    }

    impl From<stored::Kind> for Kind {
        fn from(kind: stored::Kind) -> Self {
            match kind {
                stored::Kind::Practice => Self::Practice,
                stored::Kind::Graded => Self::Graded,
            }
        }
    }

    impl From<stored::AttemptStatus> for Status {
        fn from(status: stored::AttemptStatus) -> Self {
            match status {
                stored::AttemptStatus::Open => Self::Open,
                stored::AttemptStatus::Recorded => Self::Recorded,
                stored::AttemptStatus::CalledAway => Self::CalledAway,
                stored::AttemptStatus::Abandoned => Self::Abandoned,
            }
        }
    }

    impl From<stored::AttemptRow> for AttemptRow {
        fn from(row: stored::AttemptRow) -> Self {
            Self {
                id: row.id,
                scenario: row.scenario,
                title: row.title,
                kind: row.kind.into(),
                status: row.status.into(),
                started_at: row.started_at,
                recorded_at: row.recorded_at,
                passed: row.passed,
                points: row.points,
                possible: row.possible,
                voided_at: row.voided_at,
            }
        }
    }

    impl From<stored::Ticket> for Ticket {
        fn from(ticket: stored::Ticket) -> Self {
            Self {
                attempt: ticket.attempt_id,
                kind: ticket.kind.into(),
                script: ticket.script,
                rehearsal: ticket.rehearsal,
                token: ticket.submit_token,
                timing_percent: ticket.timing_percent,
                supervised_by: ticket.supervised_by,
            }
        }
    }

    impl From<stored::Receipt> for Receipt {
        fn from(receipt: stored::Receipt) -> Self {
            Self {
                attempt: receipt.attempt_id,
                record_hash: receipt.record_hash,
                ledger_position: receipt.ledger_position,
                recorded_at: receipt.recorded_at,
                passed: receipt.passed,
                supervised_by: receipt.supervised_by,
            }
        }
    }

    impl From<stored::Debrief> for Debrief {
        fn from(debrief: stored::Debrief) -> Self {
            let criteria = debrief
                .scenario
                .rubric
                .iter()
                .map(|criterion| CriterionText {
                    id: criterion.id.clone(),
                    title: criterion.label.clone(),
                    why: criterion.why.clone(),
                })
                .collect();
            Self {
                person: debrief.person.name,
                own: false,
                beliefs: Vec::new(),
                script: debrief.script,
                log: debrief.log,
                verdict: debrief.verdict,
                criteria,
                skills: debrief.skills.into_iter().map(Into::into).collect(),
                pass: debrief.scenario.pass,
                take_away: debrief.scenario.take_away.clone(),
                receipt: debrief.receipt.into(),
                wall_ms: debrief.timing.wall_ms,
                interrupted: debrief.timing.interrupted,
                slow: debrief.timing.slow,
                replayable: debrief.replayable,
                row: debrief.row.into(),
            }
        }
    }
}

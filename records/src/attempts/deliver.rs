//! Delivering a log: anybody signed in who has the attempt's token; the owner is credited.

use super::close::{Closing, close};
use super::grading::{Graded, log_hash};
use super::read::receipt_for;
use super::record::{record_body, record_hash};
use super::start::is_of_these_simulators;
use super::{AttemptStatus, Kind, OTHER_VERSION, Receipt, entity, run_entity};
use crate::audit::{Access, note_in};
use crate::instant::{from_ms, to_ms};
use crate::ledger::{self, Leaf};
use crate::secret::{same_secret, sha256};
use crate::standing::{self, NewEvidence, evidence_entity};
use crate::store::Transaction;
use crate::{Actor, Conflict, Error, Op, Records, Refusal, restrictions, row, supervision};
use competency::EvidenceKind;
use sea_orm::{ActiveModelTrait, ActiveValue, ConnectionTrait, EntityTrait, IntoActiveModel};
use std::collections::BTreeMap;
use training::grade::{Outcome, Verdict};
use training::log::{ActionLog, Timing};
use training::scenario::Scenario;
use uuid::Uuid;

/// A log to deliver.
#[derive(Clone, Debug)]
pub struct Delivery {
    /// The attempt.
    pub attempt_id: Uuid,
    /// Its submit-only token.
    pub token: String,
    /// What the learner did.
    pub log: ActionLog,
}

/// Records a run by what its log truly does, and gives the receipt. The same log again gives the same receipt;
/// another log for a recorded attempt is a conflict. Nothing of a refused log enters the record.
///
/// An attempt that was begun with simulators that are no longer in use is closed, does not count, and its log is
/// refused: the learner could not help it. Whoever delivers a colleague's run is not told how it went.
pub async fn deliver(records: &Records, actor: &Actor, input: Delivery) -> Result<Receipt, Error> {
    let db = records.read();
    let Some(attempt) = proven(db, actor.org, &input).await? else {
        return Err(records.note_denied(actor, "attempts.deliver", Some(input.attempt_id)));
    };
    let hash = log_hash(&input.log)?;
    if let Some(receipt) = recorded_before(db, actor, &attempt, &hash).await? {
        return Ok(receipt);
    }
    check_open(&attempt, actor)?;
    if !is_of_these_simulators(&attempt) {
        close_unplayable(records, actor, attempt.id).await?;
        return Err(Error::Refused(Refusal::OtherModelVersion));
    }
    let scenario =
        crate::content::scenario_version(records, db, actor.org, &attempt.scenario, attempt.version).await?;
    let levels = match Kind::parse(&attempt.kind) {
        Kind::Practice => {
            crate::skills::levels_before(db, actor.org, attempt.person, attempt.started_ms).await?
        }
        Kind::Graded => BTreeMap::new(),
    };
    let graded = records
        .grading()
        .grade(scenario.clone(), &attempt, levels, input.log)
        .await?;
    let (actor, handle) = (actor.clone(), records.clone());
    records
        .write(actor.org, move |tx| {
            Box::pin(async move {
                // Read again: another delivery may have come first.
                let attempt = entity::Entity::find_by_id((actor.org, input.attempt_id))
                    .one(tx)
                    .await?;
                let attempt = attempt.ok_or(Error::NotFound)?;
                if let Some(receipt) = recorded_before(tx, &actor, &attempt, &hash).await? {
                    return Ok(receipt);
                }
                check_open(&attempt, &actor)?;
                record(&handle, tx, &actor, attempt, graded, hash, &scenario).await
            })
        })
        .await
}

/// The attempt, if it exists and the token is its own.
async fn proven(
    db: &impl ConnectionTrait,
    org: Uuid,
    input: &Delivery,
) -> Result<Option<entity::Model>, Error> {
    let attempt = entity::Entity::find_by_id((org, input.attempt_id))
        .one(db)
        .await?;
    let token_hash = sha256(input.token.as_bytes());
    Ok(attempt.filter(|attempt| same_secret(&attempt.token_hash, &token_hash)))
}

/// The receipt, if this log is recorded already; a conflict if another one is.
async fn recorded_before(
    db: &impl ConnectionTrait,
    actor: &Actor,
    attempt: &entity::Model,
    log_hash: &str,
) -> Result<Option<Receipt>, Error> {
    let run = run_entity::Entity::find_by_id((attempt.org, attempt.id))
        .one(db)
        .await?;
    match run {
        Some(run) if run.log_hash == log_hash => {
            let supervised_by = supervision::supervisor(db, attempt.org, attempt.id).await?;
            Ok(Some(receipt_for(actor, attempt, &run, supervised_by)))
        }
        Some(_) => Err(Error::Conflict(Conflict::AlreadyRecorded)),
        None => Ok(None),
    }
}

/// Closes an attempt that nobody can grade any more, unless that happened meanwhile.
async fn close_unplayable(records: &Records, actor: &Actor, attempt: Uuid) -> Result<(), Error> {
    let actor = actor.clone();
    records
        .write(actor.org, move |tx| {
            Box::pin(async move {
                let row = entity::Entity::find_by_id((actor.org, attempt)).one(tx).await?;
                match row.filter(|row| check_open(row, &actor).is_ok()) {
                    Some(row) => close(tx, &actor, row, Closing::OtherVersion).await,
                    None => Ok(()),
                }
            })
        })
        .await
}

fn check_open(attempt: &entity::Model, actor: &Actor) -> Result<(), Error> {
    if attempt.status == OTHER_VERSION {
        return Err(Error::Refused(Refusal::OtherModelVersion));
    }
    match AttemptStatus::parse(&attempt.status) {
        // A log that waited on a ward computer is recorded while its token is good.
        AttemptStatus::Open | AttemptStatus::Abandoned => {}
        AttemptStatus::CalledAway | AttemptStatus::Recorded => {
            return Err(Error::Refused(Refusal::AttemptClosed));
        }
    }
    match attempt.token_expires_ms <= to_ms(actor.now) {
        true => Err(Error::Refused(Refusal::TokenExpired)),
        false => Ok(()),
    }
}

async fn record(
    records: &Records,
    tx: &Transaction,
    actor: &Actor,
    mut attempt: entity::Model,
    mut graded: Graded,
    log_hash: String,
    scenario: &Scenario,
) -> Result<Receipt, Error> {
    let for_record = Kind::parse(&attempt.kind) == Kind::Graded;
    let (status, op) = match graded.verdict {
        Some(_) => (AttemptStatus::Recorded, Op::AttemptRecorded),
        None => (AttemptStatus::CalledAway, Op::AttemptCalledAway),
    };
    attempt.status = status.as_str().to_owned();
    attempt.ended_ms = Some(to_ms(actor.now));
    let missed_critical = graded.verdict.as_ref().is_some_and(misses_critical);
    let supervision = supervision::of_attempt(tx, actor.org, attempt.id).await?;
    let supervised_by = supervision.as_ref().map(|supervision| supervision.assessor);
    let skills = std::mem::take(&mut graded.skills);
    let mut run = run_row(&attempt, actor, graded, log_hash)?;
    if !for_record {
        // Practice is replayed from its log; its trace is not worth the space.
        run.trace = Vec::new();
    }
    let evidence = match for_record {
        true => {
            let kind = match supervised_by {
                Some(_) => EvidenceKind::SupervisedRun,
                None => EvidenceKind::SimulatorRun,
            };
            evidence_of(records, tx, &attempt, &run, scenario, kind).await?
        }
        false => Vec::new(),
    };
    let body = record_body(&attempt, &run, supervised_by, &evidence);
    run.record_hash = record_hash(&body);
    let mut active = attempt.clone().into_active_model();
    active.status = ActiveValue::Set(attempt.status.clone());
    active.ended_ms = ActiveValue::Set(attempt.ended_ms);
    active.update(tx).await?;
    let held = match for_record && missed_critical {
        true => restrictions::held(records, tx, actor, attempt.person, &scenario.competencies).await?,
        false => Vec::new(),
    };
    standing::add(records, tx, actor.org, &evidence).await?;
    if for_record {
        let leaf = Leaf {
            op,
            subject: Some(attempt.id),
            body,
        };
        run.ledger_position = Some(ledger::append(tx, actor, leaf).await?.cast_signed());
    }
    restrictions::raise_for_critical(records, tx, actor, attempt.person, &held, attempt.id).await?;
    let supervisor = supervision::supervisor(tx, actor.org, attempt.id).await?;
    let receipt = receipt_for(actor, &attempt, &run, supervisor);
    let recorded_ms = run.recorded_ms;
    row::insert(tx, run).await?;
    crate::refreshers::review(tx, &attempt).await?;
    crate::skills::keep(tx, &attempt, skills, recorded_ms).await?;
    if actor.person_id() != Some(attempt.person) {
        note_in(
            tx,
            actor,
            Access::Delivered,
            Some(attempt.person),
            &attempt.id.to_string(),
        )
        .await?;
    }
    Ok(receipt)
}

/// The evidence a graded run gives: one piece for each competency of its scenario; none without a verdict.
async fn evidence_of(
    records: &Records,
    tx: &Transaction,
    attempt: &entity::Model,
    run: &run_entity::Model,
    scenario: &Scenario,
    kind: EvidenceKind,
) -> Result<Vec<evidence_entity::Model>, Error> {
    let Some(passed) = run.passed else {
        return Ok(Vec::new());
    };
    let recorded_at = from_ms(run.recorded_ms);
    let new = NewEvidence {
        person: attempt.person,
        competencies: scenario.competencies.clone(),
        kind,
        passed,
        score_permille: permille(run.points, run.possible),
        level: None,
        shown_at: recorded_at,
        recorded_at,
        recorded_by: None,
        title: scenario.title.clone(),
        source: attempt.id,
    };
    standing::pieces_of(records, tx, attempt.org, &new).await
}

/// Whether a critical criterion was missed.
fn misses_critical(verdict: &Verdict) -> bool {
    verdict
        .criteria
        .iter()
        .any(|criterion| criterion.critical && criterion.outcome == Outcome::Missed)
}

/// Points in thousandths of what could be reached; none where nothing could.
fn permille(points: i64, possible: i64) -> Option<u16> {
    let share = (points.max(0) * 1000).checked_div(possible)?;
    u16::try_from(share.min(1000)).ok()
}

fn run_row(
    attempt: &entity::Model,
    actor: &Actor,
    graded: Graded,
    log_hash: String,
) -> Result<run_entity::Model, Error> {
    let verdict = graded.verdict;
    let text = verdict
        .as_ref()
        .map(serde_json::to_string)
        .transpose()
        .map_err(|_| Error::Unavailable)?;
    let slow = match graded.timing {
        // Accommodated time is the person's by right: a run within it is not slow.
        Timing::Slow { wall_ms, run_ms } => {
            let allowed_ms = run_ms.saturating_mul(attempt.timing_percent.cast_unsigned()) / 100;
            attempt.timing_percent <= 100 || allowed_ms < wall_ms
        }
        Timing::Ordinary | Timing::Interrupted { .. } => false,
    };
    Ok(run_entity::Model {
        org: attempt.org,
        attempt: attempt.id,
        log: graded.log,
        log_hash,
        trace: graded.trace,
        trace_hash: graded.trace_hash,
        verdict: text,
        passed: verdict.as_ref().map(|verdict| verdict.passed),
        points: verdict.as_ref().map_or(0, |verdict| i64::from(verdict.points)),
        possible: verdict.as_ref().map_or(0, |verdict| i64::from(verdict.possible)),
        run_ms: i64::try_from(graded.run_ms).unwrap_or(i64::MAX),
        wall_ms: i64::try_from(graded.wall_ms).unwrap_or(i64::MAX),
        interrupted: matches!(graded.timing, Timing::Interrupted { .. }),
        slow,
        recorded_ms: to_ms(actor.now),
        delivered_by: actor.person_id(),
        record_hash: String::new(),
        ledger_position: None,
    })
}

//! Recording what an assessor saw.

use super::marks::{MAX_NOTE_CHARS, free_text, judged, stored, to_store, trimmed};
use super::{entity, may_assess};
use crate::attempts::entity as attempts;
use crate::attempts::record::record_hash;
use crate::content::{StoredChecklist, checklist_in_use_since, checklist_version};
use crate::exams::sitting_entity as sittings;
use crate::instant::{from_ms, to_ms};
use crate::secret::random_bytes;
use crate::signatures::{self, Meaning, Proved};
use crate::standing::{self, NewEvidence};
use crate::store::Transaction;
use crate::{Actor, Conflict, Error, Invalid, Op, Records, Refusal, ledger, restrictions, row};
use competency::{Checklist, EvidenceKind, Mark, Observed};
use sea_orm::{ConnectionTrait, EntityTrait};
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use time::{Duration, OffsetDateTime};
use uuid::Uuid;

/// Days within which an observation must be recorded; for as long a replaced checklist may lie open at a bedside.
pub(super) const DAYS_TO_RECORD: i64 = 7;

/// What an assessor saw, as it comes from their device.
#[derive(Clone, Debug)]
pub struct NewObservation {
    /// Made by the device before anything is sent.
    pub id: Uuid,
    /// The learner.
    pub person: Uuid,
    /// The checklist.
    pub checklist: String,
    /// Its version.
    pub version: u32,
    /// One mark for each step.
    pub marks: Vec<Mark>,
    /// What the assessor wants to say of the whole; may be empty.
    pub note: String,
    /// When it was seen: not in the future, and at most seven days ago.
    pub observed_at: OffsetDateTime,
    /// The text that the assessor's screen showed for signing; none where no screen showed any.
    pub shown: Option<String>,
    /// The assessor's password.
    pub password: String,
}

/// What the text for signing speaks of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facts {
    /// The learner's name.
    pub learner: String,
    /// The checklist.
    pub checklist: Checklist,
    /// Its version.
    pub version: u32,
    /// The marks, in the order of the steps.
    pub marks: Vec<Mark>,
    /// What they give.
    pub observed: Observed,
    /// When it was seen.
    pub observed_at: OffsetDateTime,
}

/// Writes the text that is signed; texts are the caller's.
pub type Sentence = fn(&Facts) -> String;

/// That an observation is on the record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Receipt {
    /// The observation.
    pub id: Uuid,
    /// Whether every critical step was done, and enough of all.
    pub passed: bool,
    /// Steps done.
    pub done: u32,
    /// Steps that applied.
    pub applied: u32,
    /// Critical steps that were not done.
    pub missed_critical: Vec<String>,
    /// The hash of the record.
    pub record_hash: String,
    /// The entry of the ledger that holds it.
    pub ledger_position: u64,
    /// When it was recorded.
    pub recorded_at: OffsetDateTime,
}

/// Records an observation with the assessor's signature, as evidence for the checklist's competencies. The same
/// content under the same id gives the same receipt; other content is a conflict.
pub async fn record(
    records: &Records,
    actor: &Actor,
    new: NewObservation,
    sentence: Sentence,
) -> Result<Receipt, Error> {
    let new = NewObservation {
        note: free_text("note", &new.note, MAX_NOTE_CHARS)?,
        marks: trimmed(new.marks)?,
        ..new
    };
    let db = records.read();
    if let Some(receipt) = recorded_before(records, db, actor, &new).await? {
        return Ok(receipt);
    }
    // What will be refused is refused before the password is asked for.
    if let Err(error) = judge(records, db, actor, &new).await {
        return Err(match error {
            Error::NotFound => records.note_denied(actor, "observations.record", Some(new.person)),
            error => error,
        });
    }
    let proved = signatures::prove(records, actor, &new.password).await?;
    let (actor, handle) = (actor.clone(), records.clone());
    records
        .write(actor.org, move |tx| {
            Box::pin(async move {
                // Read again: the same observation may have come twice.
                if let Some(receipt) = recorded_before(&handle, tx, &actor, &new).await? {
                    return Ok(receipt);
                }
                let judged = judge(&handle, tx, &actor, &new).await?;
                write(&handle, tx, &actor, &proved, new, judged, sentence).await
            })
        })
        .await
}

/// The receipt of what the actor recorded under this id; a conflict if it was something else.
async fn recorded_before(
    records: &Records,
    db: &impl ConnectionTrait,
    actor: &Actor,
    new: &NewObservation,
) -> Result<Option<Receipt>, Error> {
    let row = entity::Entity::find_by_id((actor.org, new.id)).one(db).await?;
    // Whose it is stays untold until the actor has shown that they may assess.
    let Some(row) = row.filter(|row| Some(row.assessor) == actor.person_id()) else {
        return Ok(None);
    };
    let stored_list = checklist_version(records, db, actor.org, &row.checklist, row.version).await?;
    let (observed, marks) = judged(&stored_list.checklist, &stored(&row.marks)?)?;
    let in_order = judged(&stored_list.checklist, &new.marks).map(|(_, marks)| marks);
    let same = row.person == new.person
        && row.checklist == new.checklist
        && row.version == i64::from(new.version)
        && row.note == new.note
        && row.observed_ms == to_ms(new.observed_at)
        && in_order.is_ok_and(|new| new == marks);
    match same {
        true => Ok(Some(receipt(&row, observed))),
        false => Err(Error::Conflict(Conflict::AlreadyRecorded)),
    }
}

/// An observation that may be recorded.
struct Judged {
    stored: Arc<StoredChecklist>,
    facts: Facts,
}

/// Whether it may be recorded, and what the marks give.
async fn judge(
    records: &Records,
    db: &impl ConnectionTrait,
    actor: &Actor,
    new: &NewObservation,
) -> Result<Judged, Error> {
    let since = actor.now - Duration::days(DAYS_TO_RECORD);
    let version = i64::from(new.version);
    // Whether the checklist exists is told only to those who may assess the person at all.
    let stored = checklist_in_use_since(records, db, actor, &new.checklist, version, since).await;
    let competencies = match &stored {
        Ok(Some(stored)) => stored.checklist.competencies.as_slice(),
        _ => &[],
    };
    let level = match &stored {
        Ok(Some(stored)) => Some(stored.checklist.assessor_level.as_str()),
        _ => None,
    };
    let may = may_assess(records, db, actor, new.person, competencies, level).await?;
    let stored = stored?.ok_or(Error::Refused(Refusal::ChecklistReplaced))?;
    may.map_err(Error::Refused)?;
    if actor.now < new.observed_at || new.observed_at < since {
        return Err(Error::invalid("observed_at", Invalid::OutOfRange));
    }
    let (observed, marks) = judged(&stored.checklist, &new.marks)?;
    let facts = Facts {
        learner: crate::people::find(db, actor.org, new.person).await?.name,
        checklist: stored.checklist.clone(),
        version: new.version,
        marks,
        observed,
        observed_at: new.observed_at,
    };
    Ok(Judged { stored, facts })
}

async fn write(
    records: &Records,
    tx: &Transaction,
    actor: &Actor,
    proved: &Proved,
    new: NewObservation,
    judged: Judged,
    sentence: Sentence,
) -> Result<Receipt, Error> {
    let assessor = actor.person_id().ok_or(Error::Refused(Refusal::NotAllowed))?;
    free_id(tx, actor.org, new.id).await?;
    let Judged { stored, facts } = judged;
    let text = sentence(&facts);
    if new.shown.is_some_and(|shown| shown != text) {
        return Err(Error::Conflict(Conflict::OtherText));
    }
    let signature = signatures::sign(tx, actor, proved, Meaning::Observed, text).await?;
    let observed = facts.observed;
    let mut row = entity::Model {
        org: actor.org,
        id: new.id,
        person: new.person,
        assessor,
        checklist: new.checklist,
        version: stored.version,
        hash: stored.hash.clone(),
        marks: to_store(&facts.marks)?,
        note: new.note,
        salt: random_bytes::<16>().to_vec(),
        passed: observed.passed,
        done: observed.done.into(),
        applied: observed.applied.into(),
        observed_ms: to_ms(new.observed_at),
        recorded_ms: to_ms(actor.now),
        signature: Some(signature.id),
        record_hash: String::new(),
        ledger_position: None,
    };
    let evidence = NewEvidence {
        person: row.person,
        competencies: facts.checklist.competencies,
        kind: EvidenceKind::ObservedPractice,
        passed: row.passed,
        score_permille: permille(&observed),
        level: None,
        shown_at: from_ms(row.observed_ms),
        recorded_at: from_ms(row.recorded_ms),
        recorded_by: Some(assessor),
        title: facts.checklist.title,
        source: row.id,
    };
    let pieces = standing::pieces_of(records, tx, actor.org, &evidence).await?;
    row.record_hash = record_hash(&ledger::body_with(&row, &pieces));
    let position = ledger::tell(tx, actor, Op::ObservationRecorded, &row, &pieces).await?;
    row.ledger_position = Some(position.cast_signed());
    row::insert(tx, row.clone()).await?;
    let held = match observed.missed_critical.is_empty() {
        true => Vec::new(),
        false => restrictions::held(records, tx, actor, row.person, &evidence.competencies).await?,
    };
    standing::add(records, tx, actor.org, &pieces).await?;
    restrictions::raise_for_critical(records, tx, actor, row.person, &held, row.id).await?;
    Ok(receipt(&row, observed))
}

/// Ids come from devices: none may name two things.
async fn free_id(tx: &Transaction, org: Uuid, id: Uuid) -> Result<(), Error> {
    let observation = entity::Entity::find_by_id((org, id)).one(tx).await?;
    let attempt = attempts::Entity::find_by_id((org, id)).one(tx).await?;
    let sitting = sittings::Entity::find_by_id((org, id)).one(tx).await?;
    match observation.is_none() && attempt.is_none() && sitting.is_none() {
        true => Ok(()),
        false => Err(Error::Conflict(Conflict::IdTaken)),
    }
}

/// Steps done, in thousandths of those that applied; none where none did.
fn permille(observed: &Observed) -> Option<u16> {
    let share = (u32::from(observed.done) * 1000).checked_div(u32::from(observed.applied))?;
    u16::try_from(share).ok()
}

fn receipt(row: &entity::Model, observed: Observed) -> Receipt {
    Receipt {
        id: row.id,
        passed: row.passed,
        done: u32::try_from(row.done).unwrap_or(0),
        applied: u32::try_from(row.applied).unwrap_or(0),
        missed_critical: observed.missed_critical,
        record_hash: row.record_hash.clone(),
        ledger_position: row.ledger_position.map_or(0, i64::cast_unsigned),
        recorded_at: from_ms(row.recorded_ms),
    }
}

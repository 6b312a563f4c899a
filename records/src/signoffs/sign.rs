//! Signing that a competency is met, and correcting what was signed.

use super::prepare::{correctable, may_be_rested_on, subject_to_sign};
use super::{entity, needs_evidence, successor};
use crate::content::Subject;
use crate::instant::{from_ms, to_ms};
use crate::observations::may_assess;
use crate::permission::{Ability, Scope};
use crate::secret::random_bytes;
use crate::signatures::{self, Meaning, Proved, entity as signature_entity};
use crate::standing::{
    self, EvidenceRow, NewEvidence, evidence_entity as evidence, evidence_of, void_entity as voids,
};
use crate::store::Transaction;
use crate::units::create::required_text;
use crate::{Actor, Conflict, Error, Invalid, Op, Records, ledger, row};
use competency::{EvidenceKind, Level};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};
use time::OffsetDateTime;
use uuid::Uuid;

/// The stored reason code of evidence that a correction replaced.
const SUPERSEDED: &str = "superseded";

/// A sign-off, as it comes from the assessor's device.
#[derive(Clone)]
pub struct NewSignOff {
    /// Made by the device before anything is sent.
    pub id: Uuid,
    /// Whose competency it is.
    pub person: Uuid,
    /// The competency.
    pub competency: String,
    /// The level at which it is met; empty for a correction that finds it not met.
    pub level: String,
    /// The evidence it rests on.
    pub rests_on: Vec<Uuid>,
    /// The text that the assessor's screen showed for signing; none where no screen showed any.
    pub shown: Option<String>,
    /// The assessor's password, again.
    pub password: String,
    /// The sign-off that this one corrects.
    pub supersedes: Option<Uuid>,
    /// Why it is corrected.
    pub reason: Option<String>,
}

/// What the text for signing speaks of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facts {
    /// The person's name.
    pub name: String,
    /// The competency's title.
    pub competency: String,
    /// The framework's title.
    pub framework: String,
    /// The version of the framework.
    pub framework_version: u32,
    /// The level; none where it is found not met.
    pub level: Option<Level>,
    /// What it rests on, newest first.
    pub rests_on: Vec<EvidenceRow>,
    /// When what is corrected was signed, by whom, and why it is corrected.
    pub corrects: Option<(OffsetDateTime, String, String)>,
}

/// Writes the text that is signed; texts are the caller's.
pub type Sentence = fn(&Facts) -> String;

/// Signs that a competency is met, or corrects an earlier sign-off: for assessors of the person who may assess in it.
/// Whoever signed may withdraw it, whatever they hold today.
///
/// The same sign-off again changes nothing. A sign-off is superseded once.
pub async fn sign_off(
    records: &Records,
    actor: &Actor,
    input: NewSignOff,
    sentence: Sentence,
) -> Result<(), Error> {
    let mut input = tidied(input)?;
    let db = records.read();
    if signed_before(db, actor, &input).await? {
        return Ok(());
    }
    // What will be refused is refused before the password is asked for.
    if let Err(error) = judge(records, db, actor, &input).await {
        return Err(match error {
            Error::NotFound => records.note_denied(actor, "signoffs.sign_off", Some(input.person)),
            error => error,
        });
    }
    let proved = signatures::prove(records, actor, &std::mem::take(&mut input.password)).await?;
    let (actor, handle) = (actor.clone(), records.clone());
    records
        .write(actor.org, move |tx| {
            Box::pin(async move {
                // Read again: the same sign-off may have come twice.
                if signed_before(tx, &actor, &input).await? {
                    return Ok(());
                }
                let judged = judge(&handle, tx, &actor, &input).await?;
                write(&handle, tx, &actor, &proved, input, judged, sentence).await
            })
        })
        .await
}

fn tidied(input: NewSignOff) -> Result<NewSignOff, Error> {
    let reason = match (input.supersedes, input.reason.as_deref()) {
        (Some(_), reason) => Some(required_text("reason", reason.unwrap_or_default())?),
        (None, Some(_)) => return Err(Error::invalid("reason", Invalid::Malformed)),
        (None, None) => None,
    };
    let mut rests_on = input.rests_on;
    rests_on.sort_unstable();
    rests_on.dedup();
    Ok(NewSignOff {
        rests_on,
        reason,
        ..input
    })
}

/// Whether the actor signed exactly this under this id; a conflict if it was something else.
async fn signed_before(db: &impl ConnectionTrait, actor: &Actor, input: &NewSignOff) -> Result<bool, Error> {
    let row = entity::Entity::find_by_id((actor.org, input.id)).one(db).await?;
    let Some(row) = row else {
        return Ok(false);
    };
    let signed = signature_entity::Entity::find_by_id((actor.org, row.signature))
        .one(db)
        .await?
        .filter(|signed| actor.person_id() == Some(signed.signer));
    // Whose it is stays untold until the actor has shown that they may assess.
    let Some(signed) = signed else {
        return Ok(false);
    };
    let same = row.person == input.person
        && row.competency == input.competency
        && row.level == input.level
        && row.supersedes == input.supersedes
        && row.reason == input.reason
        && super::rests_on(&row)? == input.rests_on
        && input.shown.as_ref().is_none_or(|shown| *shown == signed.text);
    match same {
        true => Ok(true),
        false => Err(Error::Conflict(Conflict::IdTaken)),
    }
}

/// A sign-off that may be signed.
struct Judged {
    subject: Subject,
    /// What it corrects, with its signature.
    before: Option<(entity::Model, signature_entity::Model)>,
    facts: Facts,
}

/// Whether it may be signed, and what the text speaks of.
async fn judge(
    records: &Records,
    db: &impl ConnectionTrait,
    actor: &Actor,
    input: &NewSignOff,
) -> Result<Judged, Error> {
    Scope::of(db, actor)
        .await?
        .require_over(db, Ability::Assess, input.person)
        .await?;
    let before = before(db, actor, input).await?;
    let corrects = before.as_ref().map(|(row, _)| row);
    let subject = subject_to_sign(records, db, actor, &input.competency, corrects).await?;
    let level = level(&subject, input)?;
    let is_own = before
        .as_ref()
        .is_some_and(|(_, signed)| actor.person_id() == Some(signed.signer));
    let withdraws_own = level.is_none() && is_own && actor.person_id() != Some(input.person);
    if !withdraws_own {
        let asked = [input.competency.clone()];
        let level = level.as_ref().map(|level| level.id.as_str());
        may_assess(records, db, actor, input.person, &asked, level)
            .await?
            .map_err(Error::Refused)?;
    }
    let rests_on = evidence_of(records, db, actor.org, input.person)
        .await?
        .into_iter()
        .filter(|piece| input.rests_on.contains(&piece.id))
        .collect::<Vec<_>>();
    let sound = |piece: &EvidenceRow| piece.competency == input.competency && may_be_rested_on(piece);
    if rests_on.len() != input.rests_on.len() || !rests_on.iter().all(sound) {
        return Err(Error::invalid("rests_on", Invalid::Unknown));
    }
    if rests_on.is_empty() && level.is_some() && needs_evidence(&subject.competency.rule) {
        return Err(Error::invalid("rests_on", Invalid::Empty));
    }
    let facts = Facts {
        name: crate::people::find(db, actor.org, input.person).await?.name,
        competency: subject.competency.title.clone(),
        framework: subject.framework.title.clone(),
        framework_version: subject.version(),
        level,
        rests_on,
        corrects: before.as_ref().map(|(_, signed)| {
            (
                from_ms(signed.signed_ms),
                signed.signer_name.clone(),
                input.reason.clone().unwrap_or_default(),
            )
        }),
    };
    Ok(Judged {
        subject,
        before,
        facts,
    })
}

/// What is corrected, with its signature; a conflict if it was corrected before.
async fn before(
    db: &impl ConnectionTrait,
    actor: &Actor,
    input: &NewSignOff,
) -> Result<Option<(entity::Model, signature_entity::Model)>, Error> {
    let Some(id) = input.supersedes else {
        return Ok(None);
    };
    let row = correctable(db, actor, input.person, &input.competency, id).await?;
    if successor(db, actor.org, id).await?.is_some() {
        return Err(Error::Conflict(Conflict::AlreadyRecorded));
    }
    let signed = signature_entity::Entity::find_by_id((actor.org, row.signature))
        .one(db)
        .await?
        .ok_or(Error::NotFound)?;
    Ok(Some((row, signed)))
}

/// The level: one that is enough for the competency, or none for a correction that finds it not met.
fn level(subject: &Subject, input: &NewSignOff) -> Result<Option<Level>, Error> {
    let code = match (input.level.as_str(), input.supersedes) {
        ("", Some(_)) => return Ok(None),
        ("", None) => Invalid::Empty,
        (id, _) => match (
            subject.level(id),
            subject.levels().iter().find(|level| level.id == id),
        ) {
            (_, Some(level)) => return Ok(Some(level.clone())),
            (Some(_), None) => Invalid::OutOfRange,
            (None, None) => Invalid::Unknown,
        },
    };
    Err(Error::invalid("level", code))
}

async fn write(
    records: &Records,
    tx: &Transaction,
    actor: &Actor,
    proved: &Proved,
    input: NewSignOff,
    judged: Judged,
    sentence: Sentence,
) -> Result<(), Error> {
    if entity::Entity::find_by_id((actor.org, input.id))
        .one(tx)
        .await?
        .is_some()
    {
        return Err(Error::Conflict(Conflict::IdTaken));
    }
    let Judged {
        subject,
        before,
        facts,
    } = judged;
    let text = sentence(&facts);
    if input.shown.is_some_and(|shown| shown != text) {
        return Err(Error::Conflict(Conflict::OtherText));
    }
    let meaning = match before {
        Some(_) => Meaning::Corrected,
        None => Meaning::Assessed,
    };
    let signature = signatures::sign(tx, actor, proved, meaning, text).await?;
    let row = entity::Model {
        org: actor.org,
        id: input.id,
        person: input.person,
        competency: input.competency,
        level: input.level,
        framework: subject.framework.framework.clone(),
        framework_version: subject.version,
        rests_on: serde_json::to_string(&input.rests_on).map_err(|_| Error::Unavailable)?,
        signature: signature.id,
        supersedes: input.supersedes,
        reason: input.reason,
        salt: random_bytes::<16>().to_vec(),
        at_ms: to_ms(actor.now),
    };
    let shown_at = match &before {
        // A correction does not renew: what it says holds since what it corrects was said.
        Some((before, _)) => said_at(tx, before).await?,
        None => actor.now,
    };
    let evidence = NewEvidence {
        person: row.person,
        competencies: vec![row.competency.clone()],
        kind: EvidenceKind::SignOff,
        passed: facts.level.is_some(),
        score_permille: None,
        level: facts.level.map(|level| level.id),
        shown_at,
        recorded_at: actor.now,
        recorded_by: Some(signature.signer),
        title: facts.framework,
        source: row.id,
    };
    let pieces = standing::pieces_of(records, tx, actor.org, &evidence).await?;
    ledger::tell(tx, actor, Op::SignedOff, &row, &pieces).await?;
    row::insert(tx, row.clone()).await?;
    if let Some((before, _)) = before {
        supersede(tx, actor, &before, &row).await?;
    }
    standing::add(records, tx, actor.org, &pieces).await
}

/// When what a sign-off says began to hold.
async fn said_at(tx: &Transaction, row: &entity::Model) -> Result<OffsetDateTime, Error> {
    let piece = evidence::Entity::find()
        .filter(evidence::Column::Org.eq(row.org))
        .filter(evidence::Column::Source.eq(row.id))
        .one(tx)
        .await?;
    Ok(from_ms(piece.map_or(row.at_ms, |piece| piece.at_ms)))
}

/// Makes the evidence of a corrected sign-off count no longer. The caller adds what replaces it, which moves the
/// projection.
async fn supersede(
    tx: &Transaction,
    actor: &Actor,
    before: &entity::Model,
    now: &entity::Model,
) -> Result<(), Error> {
    let void = voids::Entity::find_by_id((actor.org, before.id)).one(tx).await?;
    if void.is_some() {
        return Ok(());
    }
    let void = voids::Model {
        org: actor.org,
        source: before.id,
        person: before.person,
        why: SUPERSEDED.to_owned(),
        reason: now.reason.clone().unwrap_or_default(),
        salt: random_bytes::<16>().to_vec(),
        signature: Some(now.signature),
        voided_ms: to_ms(actor.now),
        voided_by: actor.person_id(),
    };
    ledger::tell(tx, actor, Op::SourceVoided, &void, &[]).await?;
    row::insert(tx, void).await
}

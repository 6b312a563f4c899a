//! Accepting or refusing a document or prior learning.

use super::entity;
use crate::content::{Subject, subject_in_force};
use crate::instant::to_ms;
use crate::observations::may_assess;
use crate::permission::{Ability, Scope};
use crate::secret::random_bytes;
use crate::signatures::{self, Meaning, Proved, entity as signature_entity};
use crate::standing::{self, NewEvidence};
use crate::store::Transaction;
use crate::units::create::required_text;
use crate::{Actor, Conflict, Error, Invalid, Op, Records, calendars, ledger, row};
use competency::{EvidenceKind, local_day, start_of_day};
use sea_orm::{ConnectionTrait, EntityTrait};
use serde::{Deserialize, Serialize};
use time::{Date, OffsetDateTime};
use uuid::Uuid;

/// Documents older than this many years are not looked at.
const YEARS: i32 = 10;

/// What somebody made of a document or of prior learning.
#[derive(Clone)]
pub struct NewAcceptance {
    /// Made by the device before anything is sent.
    pub id: Uuid,
    /// Whose it is.
    pub person: Uuid,
    /// What it would be evidence for.
    pub competency: String,
    /// A document, or prior learning.
    pub kind: EvidenceKind,
    /// What it is called.
    pub title: String,
    /// Who issued it, or where it was learnt.
    pub issuer: String,
    /// The day on it, by the person's calendar: at most ten years ago, and not to come.
    pub shown_on: Date,
    /// Whether it is accepted.
    pub verdict: Verdict,
    /// The text that the assessor's screen showed for signing; none where no screen showed any.
    pub shown: Option<String>,
    /// The assessor's password, again; empty for the system, which does not sign.
    pub password: String,
}

/// Whether something is accepted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// It is evidence.
    Accepted,
    /// It is not.
    Refused,
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
    /// A document, or prior learning.
    pub kind: EvidenceKind,
    /// What it is called.
    pub title: String,
    /// Who issued it.
    pub issuer: String,
    /// The day on it.
    pub shown_on: Date,
    /// Whether it is accepted.
    pub verdict: Verdict,
}

/// Writes the text that is signed; texts are the caller's.
pub type Sentence = fn(&Facts) -> String;

/// Accepts or refuses a document or prior learning: assessors of the person who may assess in the competency sign
/// for it; the command line does not sign. The same again changes nothing.
pub async fn accept(
    records: &Records,
    actor: &Actor,
    input: NewAcceptance,
    sentence: Sentence,
) -> Result<(), Error> {
    let mut input = NewAcceptance {
        title: required_text("title", &input.title)?,
        issuer: required_text("issuer", &input.issuer)?,
        ..input
    };
    let db = records.read();
    if accepted_before(db, actor, &input).await? {
        return Ok(());
    }
    // What will be refused is refused before the password is asked for.
    if let Err(error) = judge(records, db, actor, &input).await {
        return Err(match error {
            Error::NotFound => records.note_denied(actor, "acceptances.accept", Some(input.person)),
            error => error,
        });
    }
    let password = std::mem::take(&mut input.password);
    let proved = match actor.person_id() {
        Some(_) => Some(signatures::prove(records, actor, &password).await?),
        None => None,
    };
    let (actor, handle) = (actor.clone(), records.clone());
    records
        .write(actor.org, move |tx| {
            Box::pin(async move {
                // Read again: the same may have come twice.
                if accepted_before(tx, &actor, &input).await? {
                    return Ok(());
                }
                let judged = judge(&handle, tx, &actor, &input).await?;
                write(&handle, tx, &actor, proved.as_ref(), input, judged, sentence).await
            })
        })
        .await
}

/// Whether the actor did exactly this under this id; a conflict if it was something else.
async fn accepted_before(
    db: &impl ConnectionTrait,
    actor: &Actor,
    input: &NewAcceptance,
) -> Result<bool, Error> {
    let Some(row) = entity::Entity::find_by_id((actor.org, input.id)).one(db).await? else {
        return Ok(false);
    };
    let signer = match row.signature {
        Some(signature) => signature_entity::Entity::find_by_id((actor.org, signature))
            .one(db)
            .await?
            .map(|signed| signed.signer),
        None => None,
    };
    // Whose it is stays untold until the actor has shown that they may assess.
    if signer != actor.person_id() {
        return Ok(false);
    }
    let calendar = calendars::of_person(db, actor.org, row.person).await?;
    let same = row.person == input.person
        && row.competency == input.competency
        && row.kind == input.kind.as_str()
        && row.title == input.title
        && row.issuer == input.issuer
        && row.accepted == (input.verdict == Verdict::Accepted)
        && row.shown_ms == to_ms(start_of_day(input.shown_on, &calendar));
    match same {
        true => Ok(true),
        false => Err(Error::Conflict(Conflict::IdTaken)),
    }
}

/// Something that may be accepted or refused.
struct Judged {
    subject: Subject,
    shown_at: OffsetDateTime,
    name: String,
}

async fn judge(
    records: &Records,
    db: &impl ConnectionTrait,
    actor: &Actor,
    input: &NewAcceptance,
) -> Result<Judged, Error> {
    let scope = Scope::of(db, actor).await?;
    scope.require_over(db, Ability::Assess, input.person).await?;
    if !matches!(input.kind, EvidenceKind::Document | EvidenceKind::PriorLearning) {
        return Err(Error::invalid("kind", Invalid::OutOfRange));
    }
    if !scope.is_system() {
        let asked = [input.competency.clone()];
        may_assess(records, db, actor, input.person, &asked, None)
            .await?
            .map_err(Error::Refused)?;
    }
    let person = crate::people::find(db, actor.org, input.person).await?;
    if person.erased_ms.is_some() {
        return Err(Error::NotFound);
    }
    let subject = subject_in_force(records, db, actor.org, &input.competency)
        .await?
        .ok_or_else(|| Error::invalid("competency", Invalid::Unknown))?;
    let calendar = calendars::of_person(db, actor.org, input.person).await?;
    let today = local_day(actor.now, &calendar);
    let oldest = today.replace_year(today.year() - YEARS).unwrap_or(today);
    if today < input.shown_on || input.shown_on < oldest {
        return Err(Error::invalid("date", Invalid::OutOfRange));
    }
    Ok(Judged {
        subject,
        shown_at: start_of_day(input.shown_on, &calendar),
        name: person.name,
    })
}

async fn write(
    records: &Records,
    tx: &Transaction,
    actor: &Actor,
    proved: Option<&Proved>,
    input: NewAcceptance,
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
    let facts = Facts {
        name: judged.name,
        competency: judged.subject.competency.title.clone(),
        framework: judged.subject.framework.title.clone(),
        framework_version: judged.subject.version(),
        kind: input.kind,
        title: input.title,
        issuer: input.issuer,
        shown_on: input.shown_on,
        verdict: input.verdict,
    };
    let signature = match proved {
        Some(proved) => {
            let text = sentence(&facts);
            if input.shown.is_some_and(|shown| shown != text) {
                return Err(Error::Conflict(Conflict::OtherText));
            }
            let signature = signatures::sign(tx, actor, proved, Meaning::Accepted, text).await?;
            Some(signature.id)
        }
        None => None,
    };
    let row = entity::Model {
        org: actor.org,
        id: input.id,
        person: input.person,
        competency: input.competency,
        kind: input.kind.as_str().to_owned(),
        title: facts.title,
        issuer: facts.issuer,
        shown_ms: to_ms(judged.shown_at),
        accepted: facts.verdict == Verdict::Accepted,
        signature,
        salt: random_bytes::<16>().to_vec(),
        at_ms: to_ms(actor.now),
    };
    let pieces = match facts.verdict {
        Verdict::Accepted => {
            let evidence = NewEvidence {
                person: row.person,
                competencies: vec![row.competency.clone()],
                kind: input.kind,
                passed: true,
                score_permille: None,
                level: None,
                shown_at: judged.shown_at,
                recorded_at: actor.now,
                recorded_by: actor.person_id(),
                // The document's own title is personal text, and this one is told in the ledger.
                title: facts.framework,
                source: row.id,
            };
            standing::pieces_of(records, tx, actor.org, &evidence).await?
        }
        // A paper that shows nothing is no failure of the person.
        Verdict::Refused => Vec::new(),
    };
    ledger::tell(tx, actor, Op::EvidenceAccepted, &row, &pieces).await?;
    row::insert(tx, row).await?;
    standing::add(records, tx, actor.org, &pieces).await
}

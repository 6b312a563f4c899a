//! Issuing: the person themselves, for a competency they hold now, or for their whole record.

use super::body::{Body, Competence, Rest};
use super::signed::signed_as_of;
use super::transcript::{job_title, make};
use super::{Kind, Shared, code, entity, to_text};
use crate::calendars::{self, Calendar};
use crate::content::catalogue;
use crate::instant::{from_ms, to_ms};
use crate::ledger::{self, head_as_of};
use crate::secret::{random_bytes, sha256_hex};
use crate::standing::{CompetencyRow, EvidenceRow, competency_rows, evidence_of};
use crate::{Actor, Conflict, Error, Op, Records, Refusal, row};
use competency::Rule;
use sea_orm::EntityTrait;
use std::collections::BTreeSet;
use time::OffsetDateTime;
use uuid::Uuid;

/// A certificate to issue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Issue {
    /// Made by whoever asks, so that asking again gives the same certificate.
    pub id: Uuid,
    /// What to certify.
    pub what: Certified,
}

/// What to certify.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Certified {
    /// That a competency is held now, by its identity.
    Competency(String),
    /// The whole record as it is known now.
    Transcript,
}

/// Issues a certificate to the person who asks. The same id again gives the same certificate.
pub async fn issue(records: &Records, actor: &Actor, input: Issue) -> Result<Uuid, Error> {
    let person = actor.person_id().ok_or(Error::SignedOut)?;
    let competency = match &input.what {
        Certified::Competency(id) => Some(id.clone()),
        Certified::Transcript => None,
    };
    let known = entity::Entity::find_by_id((actor.org, input.id))
        .one(records.read())
        .await?;
    if let Some(known) = known {
        return same(&known, person, competency.as_deref());
    }
    let (body, expires_at) = match &input.what {
        Certified::Competency(id) => competence(records, actor, person, id).await?,
        Certified::Transcript => {
            let calendar = calendars::of_person(records.read(), actor.org, person).await?;
            let made = make(records, actor, person, actor.now, &calendar).await?;
            (Body::Transcript(Box::new(made)), None)
        }
    };
    let kind = match body {
        Body::Competency(_) => Kind::Competency,
        Body::Transcript(_) => Kind::Transcript,
    };
    let body = serde_json::to_string(&body).map_err(|error| {
        tracing::error!(%error, "a certificate could not be written");
        Error::Unavailable
    })?;
    let new = entity::Model {
        org: actor.org,
        id: input.id,
        person,
        kind: kind.as_str().to_owned(),
        competency,
        code_hash: code::hash(&code::of(records, actor.org, input.id)),
        body_hash: sha256_hex(body.as_bytes()),
        body,
        salt: random_bytes::<16>().to_vec(),
        shares: to_text(&Shared::at_first()),
        issued_ms: to_ms(actor.now),
        expires_ms: expires_at.map(to_ms),
        revoked_ms: None,
        revoked_by: None,
        ledger_position: None,
    };
    let actor = actor.clone();
    records
        .write(actor.org, move |tx| {
            Box::pin(async move {
                let known = entity::Entity::find_by_id((actor.org, new.id)).one(tx).await?;
                if let Some(known) = known {
                    return same(&known, new.person, new.competency.as_deref());
                }
                let position = ledger::tell(tx, &actor, Op::CertificateIssued, &new, &[]).await?;
                let new = entity::Model {
                    ledger_position: Some(position.cast_signed()),
                    ..new
                };
                let id = new.id;
                row::insert(tx, new).await?;
                Ok(id)
            })
        })
        .await
}

/// The id of a certificate that was issued before, if it is the one asked for.
fn same(known: &entity::Model, person: Uuid, competency: Option<&str>) -> Result<Uuid, Error> {
    match known.person == person && known.competency.as_deref() == competency {
        true => Ok(known.id),
        false => Err(Error::Conflict(Conflict::IdTaken)),
    }
}

/// The certificate of a competency, and when it ends: only while it is held and nothing restricts it.
async fn competence(
    records: &Records,
    actor: &Actor,
    person: Uuid,
    id: &str,
) -> Result<(Body, Option<OffsetDateTime>), Error> {
    let (db, org) = (records.read(), actor.org);
    let person_row = crate::people::find(db, org, person).await?;
    let rows = competency_rows(records, db, actor, person, &person_row.job).await?;
    let held = rows.into_iter().find(|row| row.id == id).ok_or(Error::NotFound)?;
    let until = held.cell.until.filter(|until| actor.now < *until);
    let Some(until) = until.filter(|_| held.cell.is_ready()) else {
        return Err(Error::Refused(Refusal::NotHeld));
    };
    let organisation = crate::organisations::find(db, org)
        .await?
        .ok_or(Error::NotFound)?;
    let catalogue = catalogue(records, db, org).await?;
    let competency = catalogue.competency(id).ok_or(Error::NotFound)?;
    let calendar = calendars::of_person(db, org, person).await?;
    let evidence = evidence_of(records, db, org, person).await?;
    let mut rests_on = Vec::new();
    for piece in counting(&competency.rule, &held, &evidence) {
        rests_on.push(rest(records, org, piece, &calendar).await?);
    }
    let sources: BTreeSet<Uuid> = rests_on.iter().map(|piece| piece.source).collect();
    let mut signed = signed_as_of(db, org, person, &catalogue, &evidence, &calendar, actor.now).await?;
    signed.retain(|signature| sources.contains(&signature.source));
    let body = Competence {
        person,
        name: person_row.name,
        job: job_title(&catalogue, &person_row.job),
        organisation: organisation.name,
        competency: held.id,
        title: held.title,
        description: held.description,
        group: held.group,
        level: held.level,
        issued_at: calendar.local(actor.now),
        until: calendar.local(until),
        rests_on,
        signed,
        ledger: head_as_of(db, org, actor.now).await?,
    };
    Ok((Body::Competency(Box::new(body)), Some(from_ms(to_ms(until)))))
}

/// For each requirement the latest pieces that count towards it, and the piece the standing rests on.
fn counting<'a>(rule: &Rule, held: &CompetencyRow, evidence: &'a [EvidenceRow]) -> Vec<&'a EvidenceRow> {
    // Newest first.
    let passed: Vec<&EvidenceRow> = evidence
        .iter()
        .filter(|piece| piece.competency == held.id && piece.passed && piece.void.is_none())
        .collect();
    let mut needed: BTreeSet<Uuid> = held.cell.evidence.into_iter().collect();
    for requirement in &rule.requires {
        let latest = passed
            .iter()
            .filter(|piece| requirement.any_of.contains(&piece.kind))
            .take(usize::from(requirement.count));
        needed.extend(latest.map(|piece| piece.id));
    }
    passed
        .into_iter()
        .filter(|piece| needed.contains(&piece.id))
        .collect()
}

async fn rest(records: &Records, org: Uuid, piece: &EvidenceRow, calendar: &Calendar) -> Result<Rest, Error> {
    let told = ledger::about(records.read(), org, piece.source).await?;
    let last = told.last();
    Ok(Rest {
        id: piece.id,
        source: piece.source,
        kind: piece.kind,
        title: piece.title.clone(),
        at: calendar.local(piece.at),
        ledger_position: last.map(|entry| entry.position),
        leaf_hash: last.map(|entry| entry.leaf_hash.clone()),
    })
}

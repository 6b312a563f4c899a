//! A sign-off with everything that was signed.

use super::{entity, rests_on, signed_subject, successor};
use crate::audit::{Access, note};
use crate::instant::from_ms;
use crate::people::PersonView;
use crate::permission::{Ability, Scope};
use crate::signatures::{self, SignatureView};
use crate::standing::{EvidenceRow, evidence_of};
use crate::{Actor, Error, Records};
use sea_orm::EntityTrait;
use serde::{Deserialize, Serialize};
use time::OffsetDateTime;
use uuid::Uuid;

/// A sign-off.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignOffView {
    /// Which.
    pub id: Uuid,
    /// Whose competency it is.
    pub person: PersonView,
    /// The competency.
    pub competency: String,
    /// Its title, as it was signed.
    pub title: String,
    /// The level at which it was found met; none where it was found not met.
    pub level: Option<SignOffLevel>,
    /// The framework's title, as it was signed.
    pub framework: String,
    /// The version of the framework.
    pub framework_version: u32,
    /// What it rests on, newest first.
    pub rests_on: Vec<EvidenceRow>,
    /// The signature.
    pub signature: SignatureView,
    /// The entry of the ledger that tells the sign-off itself.
    pub ledger_position: Option<u64>,
    /// What it corrects.
    pub supersedes: Option<SignOffRef>,
    /// Why it corrects that; empty once erased.
    pub reason: Option<String>,
    /// What corrected it.
    pub superseded_by: Option<SignOffRef>,
    /// Whether the actor may ask for the form that corrects it.
    pub may_correct: bool,
}

/// A level with its title.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignOffLevel {
    /// The level.
    pub id: String,
    /// Its title.
    pub title: String,
}

/// Another sign-off.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignOffRef {
    /// Which.
    pub id: Uuid,
    /// When it was signed.
    pub at: OffsetDateTime,
}

/// A sign-off: for its person, and for those who see evidence.
pub async fn sign_off(records: &Records, actor: &Actor, id: Uuid) -> Result<SignOffView, Error> {
    let db = records.read();
    let row = entity::Entity::find_by_id((actor.org, id))
        .one(db)
        .await?
        .ok_or(Error::NotFound)?;
    let scope = Scope::of(db, actor).await?;
    let own = scope.is_self(row.person);
    if !own && !scope.over(db, Ability::SeeEvidence, row.person).await? {
        return Err(records.note_denied(actor, "signoffs.read", Some(id)));
    }
    let subject = signed_subject(records, db, actor, &row).await?;
    let rested_on = rests_on(&row)?;
    let mut evidence = evidence_of(records, db, actor.org, row.person).await?;
    evidence.retain(|piece| rested_on.contains(&piece.id));
    let supersedes = match row.supersedes {
        Some(before) => entity::Entity::find_by_id((actor.org, before)).one(db).await?,
        None => None,
    };
    let superseded_by = successor(db, actor.org, id).await?;
    let told = crate::ledger::about(db, actor.org, id).await?;
    let may_correct = superseded_by.is_none()
        && !own
        && actor.person_id().is_some()
        && scope.over(db, Ability::Assess, row.person).await?;
    if !own && actor.person_id().is_some() {
        note(
            records,
            actor,
            Access::Viewed,
            Some(row.person),
            &format!("sign-off {id}"),
        )
        .await?;
    }
    let reference = |row: entity::Model| SignOffRef {
        id: row.id,
        at: from_ms(row.at_ms),
    };
    let person = crate::people::find(db, actor.org, row.person).await?;
    Ok(SignOffView {
        id,
        person: crate::people::view(person),
        competency: row.competency,
        title: subject.competency.title.clone(),
        level: subject.level(&row.level).map(|level| SignOffLevel {
            id: level.id.clone(),
            title: level.title.clone(),
        }),
        framework: subject.framework.title.clone(),
        framework_version: subject.version(),
        rests_on: evidence,
        signature: signatures::view(db, actor, row.signature).await?,
        ledger_position: told.first().map(|entry| entry.position),
        supersedes: supersedes.map(reference),
        reason: row.reason,
        superseded_by: superseded_by.map(reference),
        may_correct,
    })
}

//! Reading observations: the learner, the assessor, and those who see evidence.

use super::entity;
use super::marks::{judged, stored};
use crate::audit::{Access, note};
use crate::content::checklist_version;
use crate::instant::from_ms;
use crate::permission::{Ability, Scope};
use crate::signatures::{self, SignatureView};
use crate::standing::{void_entity as voids, voided};
use crate::{Actor, Error, Records};
use competency::{Checklist, Mark};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use serde::{Deserialize, Serialize};
use time::OffsetDateTime;
use uuid::Uuid;

/// An observation with all that was seen and signed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ObservationView {
    /// Its id.
    pub id: Uuid,
    /// The learner.
    pub person: Uuid,
    /// The learner's name; empty once erased.
    pub person_name: String,
    /// The assessor.
    pub assessor: Uuid,
    /// The assessor's name; empty once erased.
    pub assessor_name: String,
    /// The checklist, in the version it was made with.
    pub checklist: Checklist,
    /// The version.
    pub version: u32,
    /// The marks, in the order of the steps.
    pub marks: Vec<Mark>,
    /// What the assessor said of the whole.
    pub note: String,
    /// Whether every critical step was done, and enough of all.
    pub passed: bool,
    /// Steps done.
    pub done: u32,
    /// Steps that applied.
    pub applied: u32,
    /// Critical steps that were not done.
    pub missed_critical: Vec<String>,
    /// When it was seen.
    pub observed_at: OffsetDateTime,
    /// When it was recorded.
    pub recorded_at: OffsetDateTime,
    /// The hash of the record.
    pub record_hash: String,
    /// The entry of the ledger that holds it.
    pub ledger_position: Option<u64>,
    /// The signature.
    pub signature: Option<SignatureView>,
    /// That it no longer counts.
    pub void: Option<VoidView>,
}

/// Why an observation no longer counts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct VoidView {
    /// The reason given; empty once erased.
    pub reason: String,
    /// By whom; none for the system, or once erased.
    pub by: Option<String>,
    /// Since when.
    pub at: OffsetDateTime,
}

/// An observation in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ObservationRow {
    /// Its id.
    pub id: Uuid,
    /// The checklist.
    pub checklist: String,
    /// The checklist's title, in the version it was made with.
    pub title: String,
    /// The assessor's name; empty once erased.
    pub assessor_name: String,
    /// Whether it was passed.
    pub passed: bool,
    /// Steps done.
    pub done: u32,
    /// Steps that applied.
    pub applied: u32,
    /// When it was seen.
    pub observed_at: OffsetDateTime,
    /// Whether it no longer counts.
    pub void: bool,
}

/// One observation.
pub async fn observation(records: &Records, actor: &Actor, id: Uuid) -> Result<ObservationView, Error> {
    let db = records.read();
    let row = entity::Entity::find_by_id((actor.org, id)).one(db).await?;
    let row = row.ok_or(Error::NotFound)?;
    let scope = Scope::of(db, actor).await?;
    let own = scope.is_self(row.person) || scope.is_self(row.assessor);
    if !own && !scope.over(db, Ability::SeeEvidence, row.person).await? {
        return Err(records.note_denied(actor, "observations.observation", Some(id)));
    }
    if !own && actor.person_id().is_some() {
        let detail = format!("observation {id}");
        note(records, actor, Access::Viewed, Some(row.person), &detail).await?;
    }
    let checklist = checklist_version(records, db, actor.org, &row.checklist, row.version).await?;
    let (observed, marks) = judged(&checklist.checklist, &stored(&row.marks)?)?;
    let void = voids::Entity::find_by_id((actor.org, id)).one(db).await?;
    let voided_by = void.as_ref().and_then(|void| void.voided_by);
    let people = [Some(row.person), Some(row.assessor), voided_by];
    let names = crate::people::names(db, actor.org, people.into_iter().flatten()).await?;
    let name = |person: Uuid| names.get(&person).cloned();
    let signature = match row.signature {
        Some(signature) => Some(signatures::view(db, actor, signature).await?),
        None => None,
    };
    Ok(ObservationView {
        id: row.id,
        person: row.person,
        person_name: name(row.person).unwrap_or_default(),
        assessor: row.assessor,
        assessor_name: name(row.assessor).unwrap_or_default(),
        checklist: checklist.checklist.clone(),
        version: u32::try_from(row.version).unwrap_or(u32::MAX),
        marks,
        note: row.note,
        passed: row.passed,
        done: count(row.done),
        applied: count(row.applied),
        missed_critical: observed.missed_critical,
        observed_at: from_ms(row.observed_ms),
        recorded_at: from_ms(row.recorded_ms),
        record_hash: row.record_hash,
        ledger_position: row.ledger_position.map(i64::cast_unsigned),
        signature,
        void: void.map(|void| VoidView {
            reason: void.reason,
            by: void.voided_by.and_then(name),
            at: from_ms(void.voided_ms),
        }),
    })
}

/// A person's observations, newest first: for oneself, and for those who see evidence.
pub async fn of_person(records: &Records, actor: &Actor, person: Uuid) -> Result<Vec<ObservationRow>, Error> {
    let db = records.read();
    let scope = Scope::of(db, actor).await?;
    if !scope.is_self(person) && !scope.over(db, Ability::SeeEvidence, person).await? {
        return Err(records.note_denied(actor, "observations.of_person", Some(person)));
    }
    let rows = entity::Entity::find()
        .filter(entity::Column::Org.eq(actor.org))
        .filter(entity::Column::Person.eq(person))
        .order_by_desc(entity::Column::ObservedMs)
        .order_by_desc(entity::Column::Id)
        .all(db)
        .await?;
    if !scope.is_self(person) && actor.person_id().is_some() {
        note(records, actor, Access::Viewed, Some(person), "observations").await?;
    }
    let void = voided(db, actor.org, person).await?;
    let names = crate::people::names(db, actor.org, rows.iter().map(|row| row.assessor)).await?;
    let mut views = Vec::with_capacity(rows.len());
    for row in rows {
        let checklist = checklist_version(records, db, actor.org, &row.checklist, row.version).await?;
        views.push(ObservationRow {
            id: row.id,
            title: checklist.checklist.title.clone(),
            checklist: row.checklist,
            assessor_name: names.get(&row.assessor).cloned().unwrap_or_default(),
            passed: row.passed,
            done: count(row.done),
            applied: count(row.applied),
            observed_at: from_ms(row.observed_ms),
            void: void.contains(&row.id),
        });
    }
    Ok(views)
}

fn count(n: i64) -> u32 {
    u32::try_from(n).unwrap_or(0)
}

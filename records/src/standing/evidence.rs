//! One piece of evidence, down to its place in the ledger.

use super::evidence_entity as entity;
use super::void_entity;
use crate::audit::{Access, note};
use crate::content::{Catalogue, catalogue};
use crate::instant::{from_ms, to_ms};
use crate::ledger::LedgerEntry;
use crate::people::PersonView;
use crate::permission::{Ability, Scope};
use crate::{Actor, Error, Records};
use competency::EvidenceKind;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use time::OffsetDateTime;
use uuid::Uuid;

/// A piece of evidence in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EvidenceRow {
    /// Its id.
    pub id: Uuid,
    /// The competency.
    pub competency: String,
    /// The competency's title.
    pub competency_title: String,
    /// What was shown.
    pub kind: EvidenceKind,
    /// What was done: the title of the scenario, test or checklist.
    pub title: String,
    /// Whether it met the criteria.
    pub passed: bool,
    /// How well, in thousandths, where that was measured.
    pub score_permille: Option<u16>,
    /// The version of the device it was shown on, where that matters.
    pub device: Option<String>,
    /// When.
    pub at: OffsetDateTime,
    /// When it was recorded.
    pub recorded_at: OffsetDateTime,
    /// The attempt, sitting, observation, sign-off or acceptance it comes from.
    pub source: Uuid,
    /// Why it no longer counts, if it does not: `voided` or `superseded`.
    pub void: Option<String>,
}

/// A piece of evidence with its proof.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EvidenceDetail {
    /// The piece.
    pub evidence: EvidenceRow,
    /// Whose it is.
    pub person: PersonView,
    /// The entries of the ledger about what it comes from, oldest first.
    pub ledger: Vec<LedgerEntry>,
}

/// One piece of evidence: its owner, or those who see evidence.
pub async fn evidence(records: &Records, actor: &Actor, evidence: Uuid) -> Result<EvidenceDetail, Error> {
    let db = records.read();
    let row = entity::Entity::find_by_id((actor.org, evidence))
        .one(db)
        .await?
        .ok_or(Error::NotFound)?;
    let scope = Scope::of(db, actor).await?;
    let own = scope.is_self(row.person);
    if !own && !scope.over(db, Ability::SeeEvidence, row.person).await? {
        return Err(records.note_denied(actor, "standing.evidence", Some(evidence)));
    }
    let catalogue = catalogue(records, db, actor.org).await?;
    let person = crate::people::view(crate::people::find(db, actor.org, row.person).await?);
    let ledger = crate::ledger::about(db, actor.org, row.source).await?;
    if !own && actor.person_id().is_some() {
        note(
            records,
            actor,
            Access::Viewed,
            Some(row.person),
            &format!("evidence {evidence}"),
        )
        .await?;
    }
    let evidence = views(db, &catalogue, vec![row])
        .await?
        .pop()
        .ok_or(Error::NotFound)?;
    Ok(EvidenceDetail {
        evidence,
        person,
        ledger,
    })
}

/// A person's evidence, newest first, without a question of permission.
pub(crate) async fn evidence_of(
    records: &Records,
    db: &impl ConnectionTrait,
    org: Uuid,
    person: Uuid,
) -> Result<Vec<EvidenceRow>, Error> {
    let rows = entity::Entity::find()
        .filter(entity::Column::Org.eq(org))
        .filter(entity::Column::Person.eq(person))
        .order_by_desc(entity::Column::AtMs)
        .order_by_desc(entity::Column::Id)
        .all(db)
        .await?;
    views(db, &catalogue(records, db, org).await?, rows).await
}

/// A person's evidence as it was known at an instant, newest first, without a question of permission.
pub(crate) async fn evidence_as_of(
    db: &impl ConnectionTrait,
    org: Uuid,
    person: Uuid,
    catalogue: &Catalogue,
    as_of: OffsetDateTime,
) -> Result<Vec<EvidenceRow>, Error> {
    let as_of_ms = to_ms(as_of);
    let rows = entity::Entity::find()
        .filter(entity::Column::Org.eq(org))
        .filter(entity::Column::Person.eq(person))
        .filter(entity::Column::RecordedMs.lte(as_of_ms))
        .order_by_desc(entity::Column::AtMs)
        .order_by_desc(entity::Column::Id)
        .all(db)
        .await?;
    views_as_of(db, catalogue, rows, as_of_ms).await
}

async fn views(
    db: &impl ConnectionTrait,
    catalogue: &Catalogue,
    rows: Vec<entity::Model>,
) -> Result<Vec<EvidenceRow>, Error> {
    views_as_of(db, catalogue, rows, i64::MAX).await
}

async fn views_as_of(
    db: &impl ConnectionTrait,
    catalogue: &Catalogue,
    rows: Vec<entity::Model>,
    as_of_ms: i64,
) -> Result<Vec<EvidenceRow>, Error> {
    let Some(first) = rows.first() else {
        return Ok(Vec::new());
    };
    let void = void_entity::Entity::find()
        .filter(void_entity::Column::Org.eq(first.org))
        .filter(void_entity::Column::Person.eq(first.person))
        .filter(void_entity::Column::VoidedMs.lte(as_of_ms))
        .all(db)
        .await?;
    let void: BTreeMap<Uuid, String> = void.into_iter().map(|row| (row.source, row.why)).collect();
    let view = |row: entity::Model| {
        let title = catalogue
            .competency(&row.competency)
            .map(|competency| competency.title.clone());
        Some(EvidenceRow {
            id: row.id,
            competency_title: title.unwrap_or_else(|| row.competency.clone()),
            competency: row.competency,
            kind: EvidenceKind::parse(&row.kind)?,
            title: row.title,
            passed: row.passed,
            score_permille: row.score_permille.and_then(|score| u16::try_from(score).ok()),
            device: row.device,
            at: from_ms(row.at_ms),
            recorded_at: from_ms(row.recorded_ms),
            void: void.get(&row.source).cloned(),
            source: row.source,
        })
    };
    Ok(rows.into_iter().filter_map(view).collect())
}

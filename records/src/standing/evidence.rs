//! One piece of evidence, down to its place in the ledger.

use super::evidence_entity as entity;
use crate::attempts::{Receipt, entity as attempts, receipt};
use crate::audit::{Access, note};
use crate::content::catalogue;
use crate::instant::from_ms;
use crate::ledger::LedgerEntry;
use crate::people::PersonView;
use crate::permission::{Ability, Scope};
use crate::{Actor, Error, Records};
use competency::add_months;
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
    pub title: String,
    /// What was shown; `competency::EvidenceKind` by its stable text.
    pub kind: String,
    /// Whether it met the criteria.
    pub passed: bool,
    /// When.
    pub at: OffsetDateTime,
    /// The attempt it comes from, for the debrief.
    pub attempt: Uuid,
    /// The scenario's name.
    pub scenario: String,
    /// The scenario's title.
    pub scenario_title: String,
}

/// A piece of evidence with its proof.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EvidenceDetail {
    /// The piece.
    pub evidence: EvidenceRow,
    /// Whose it is.
    pub person: PersonView,
    /// Until when it is valid by today's rule; none if it did not pass.
    pub valid_until: Option<OffsetDateTime>,
    /// The receipt of the run.
    pub receipt: Receipt,
    /// The entry of the ledger that records it.
    pub ledger: Option<LedgerEntry>,
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
    let rule = catalogue
        .competency(&row.competency)
        .map(|competency| &competency.rule);
    let valid_until = rule
        .filter(|_| row.passed)
        .map(|rule| add_months(from_ms(row.at_ms), rule.valid_months));
    let person = crate::people::view(crate::people::find(db, actor.org, row.person).await?);
    let receipt = receipt(records, actor, row.attempt).await?;
    let ledger = match receipt.ledger_position {
        Some(position) => Some(crate::ledger::find(db, actor.org, position).await?),
        None => None,
    };
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
    let evidence = views(records, db, actor.org, vec![row])
        .await?
        .pop()
        .ok_or(Error::NotFound)?;
    Ok(EvidenceDetail {
        evidence,
        person,
        valid_until,
        receipt,
        ledger,
    })
}

/// A person's evidence, newest first, without a question of permission.
pub(super) async fn evidence_of(
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
    views(records, db, org, rows).await
}

async fn views(
    records: &Records,
    db: &impl ConnectionTrait,
    org: Uuid,
    rows: Vec<entity::Model>,
) -> Result<Vec<EvidenceRow>, Error> {
    let catalogue = catalogue(records, db, org).await?;
    let made_by = attempts::Entity::find()
        .filter(attempts::Column::Org.eq(org))
        .filter(attempts::Column::Id.is_in(rows.iter().map(|row| row.attempt)))
        .all(db)
        .await?;
    let made_by: BTreeMap<Uuid, attempts::Model> = made_by.into_iter().map(|row| (row.id, row)).collect();
    let mut views = Vec::with_capacity(rows.len());
    for row in rows {
        let attempt = made_by.get(&row.attempt).ok_or(Error::NotFound)?;
        let scenario =
            crate::content::scenario_version(records, db, org, &attempt.scenario, attempt.version).await?;
        let title = catalogue
            .competency(&row.competency)
            .map(|competency| competency.title.clone());
        views.push(EvidenceRow {
            id: row.id,
            title: title.unwrap_or_else(|| row.competency.clone()),
            competency: row.competency,
            kind: row.kind,
            passed: row.passed,
            at: from_ms(row.at_ms),
            attempt: row.attempt,
            scenario: attempt.scenario.clone(),
            scenario_title: scenario.title.clone(),
        });
    }
    Ok(views)
}

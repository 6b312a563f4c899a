//! Documents and prior learning that were looked at.

use super::{Verdict, entity};
use crate::audit::{Access, note};
use crate::content::catalogue;
use crate::instant::from_ms;
use crate::people::PersonView;
use crate::permission::{Ability, Scope};
use crate::signatures::{self, SignatureView};
use crate::{Actor, Error, Records, calendars};
use competency::{EvidenceKind, local_day};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use serde::{Deserialize, Serialize};
use time::{Date, OffsetDateTime};
use uuid::Uuid;

/// A document or prior learning in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AcceptanceRow {
    /// Which.
    pub id: Uuid,
    /// The competency.
    pub competency: String,
    /// The competency's title.
    pub competency_title: String,
    /// A document, or prior learning.
    pub kind: EvidenceKind,
    /// What it is called; empty once erased.
    pub title: String,
    /// Who issued it; empty once erased.
    pub issuer: String,
    /// The day on it.
    pub shown_on: Date,
    /// Whether it was accepted.
    pub verdict: Verdict,
    /// When that was recorded.
    pub recorded_at: OffsetDateTime,
}

/// A document or prior learning with its signature.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AcceptanceView {
    /// What it is.
    pub row: AcceptanceRow,
    /// Whose it is.
    pub person: PersonView,
    /// The signature; none where the system accepted it.
    pub signature: Option<SignatureView>,
    /// The entry of the ledger that tells it.
    pub ledger_position: Option<u64>,
}

/// A document or prior learning: for its person, and for those who see evidence.
pub async fn acceptance(records: &Records, actor: &Actor, id: Uuid) -> Result<AcceptanceView, Error> {
    let db = records.read();
    let row = entity::Entity::find_by_id((actor.org, id))
        .one(db)
        .await?
        .ok_or(Error::NotFound)?;
    let scope = Scope::of(db, actor).await?;
    let (own, person) = (scope.is_self(row.person), row.person);
    if !own && !scope.over(db, Ability::SeeEvidence, person).await? {
        return Err(records.note_denied(actor, "acceptances.read", Some(id)));
    }
    let signature = match row.signature {
        Some(signature) => Some(signatures::view(db, actor, signature).await?),
        None => None,
    };
    let told = crate::ledger::about(db, actor.org, id).await?;
    if !own && actor.person_id().is_some() {
        let what = format!("acceptance {id}");
        note(records, actor, Access::Viewed, Some(person), &what).await?;
    }
    let row = rows(records, db, actor.org, person, vec![row])
        .await?
        .pop()
        .ok_or(Error::NotFound)?;
    Ok(AcceptanceView {
        row,
        person: crate::people::view(crate::people::find(db, actor.org, person).await?),
        signature,
        ledger_position: told.first().map(|entry| entry.position),
    })
}

/// What was looked at for a person, newest first, without a question of permission.
pub(crate) async fn acceptances_of(
    records: &Records,
    db: &impl ConnectionTrait,
    org: Uuid,
    person: Uuid,
) -> Result<Vec<AcceptanceRow>, Error> {
    let stored = entity::Entity::find()
        .filter(entity::Column::Org.eq(org))
        .filter(entity::Column::Person.eq(person))
        .order_by_desc(entity::Column::AtMs)
        .order_by_desc(entity::Column::Id)
        .all(db)
        .await?;
    rows(records, db, org, person, stored).await
}

async fn rows(
    records: &Records,
    db: &impl ConnectionTrait,
    org: Uuid,
    person: Uuid,
    stored: Vec<entity::Model>,
) -> Result<Vec<AcceptanceRow>, Error> {
    let catalogue = catalogue(records, db, org).await?;
    let calendar = calendars::of_person(db, org, person).await?;
    let view = |row: entity::Model| {
        let title = catalogue
            .competency(&row.competency)
            .map(|competency| competency.title.clone());
        Some(AcceptanceRow {
            id: row.id,
            competency_title: title.unwrap_or_else(|| row.competency.clone()),
            competency: row.competency,
            kind: EvidenceKind::parse(&row.kind)?,
            title: row.title,
            issuer: row.issuer,
            shown_on: local_day(from_ms(row.shown_ms), &calendar),
            verdict: match row.accepted {
                true => Verdict::Accepted,
                false => Verdict::Refused,
            },
            recorded_at: from_ms(row.at_ms),
        })
    };
    Ok(stored.into_iter().filter_map(view).collect())
}

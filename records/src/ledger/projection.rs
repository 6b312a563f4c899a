//! Whether the projection of competency is what a fresh computation from all evidence gives.

use crate::content::catalogue;
use crate::standing::{entity as standings, evidence_entity as evidence, projection, voided};
use crate::store::Transaction;
use crate::{Error, Records, calendars};
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect};
use std::collections::BTreeMap;
use uuid::Uuid;

/// People looked at together, so that memory stays bounded.
const PEOPLE: u64 = 200;

/// Computes every person's projection anew from the evidence and compares it with the stored one.
pub(super) async fn agrees(records: &Records, db: &Transaction, org: Uuid) -> Result<bool, Error> {
    let catalogue = catalogue(records, db, org).await?;
    let mut after = Uuid::nil();
    let mut n_rows = 0_u64;
    loop {
        let people: Vec<Uuid> = evidence::Entity::find()
            .select_only()
            .column(evidence::Column::Person)
            .distinct()
            .filter(evidence::Column::Org.eq(org))
            .filter(evidence::Column::Person.gt(after))
            .order_by_asc(evidence::Column::Person)
            .limit(PEOPLE)
            .into_tuple()
            .all(db)
            .await?;
        let Some(last) = people.last() else { break };
        after = *last;
        for person in people {
            let pieces = evidence::Entity::find()
                .filter(evidence::Column::Org.eq(org))
                .filter(evidence::Column::Person.eq(person))
                .all(db)
                .await?;
            let mut by_competency: BTreeMap<String, Vec<evidence::Model>> = BTreeMap::new();
            for piece in pieces {
                by_competency
                    .entry(piece.competency.clone())
                    .or_default()
                    .push(piece);
            }
            let stored = standings::Entity::find()
                .filter(standings::Column::Org.eq(org))
                .filter(standings::Column::Person.eq(person))
                .order_by_asc(standings::Column::Competency)
                .all(db)
                .await?;
            let void = voided(db, org, person).await?;
            let calendar = calendars::of_person(db, org, person).await?;
            let fresh = by_competency
                .values()
                .filter_map(|pieces| projection(&catalogue, pieces, &void, &calendar));
            let mut fresh: Vec<standings::Model> = fresh.collect();
            // Engines sort text by different rules.
            fresh.sort_by(|a, b| a.competency.cmp(&b.competency));
            let mut stored = stored;
            stored.sort_by(|a, b| a.competency.cmp(&b.competency));
            if fresh != stored {
                return Ok(false);
            }
            n_rows += stored.len() as u64;
        }
    }
    let all = standings::Entity::find().filter(standings::Column::Org.eq(org));
    Ok(all.count(db).await? == n_rows)
}

//! When a person last passed each scenario for a grade.

use super::{Kind, entity, run_entity};
use crate::instant::from_ms;
use crate::{Error, standing};
use sea_orm::sea_query::{Expr, ExprTrait, Query};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect};
use std::collections::BTreeMap;
use time::OffsetDateTime;
use uuid::Uuid;

/// When a run that counts last passed, by the scenario's name. Practice and voided runs do not count.
pub(crate) async fn last_passes(
    db: &impl ConnectionTrait,
    org: Uuid,
    person: Uuid,
) -> Result<BTreeMap<String, OffsetDateTime>, Error> {
    let attempts = entity::Entity::find()
        .select_only()
        .columns([entity::Column::Id, entity::Column::Scenario])
        .filter(entity::Column::Org.eq(org))
        .filter(entity::Column::Person.eq(person))
        .filter(entity::Column::Kind.ne(Kind::Practice.as_str()))
        .into_tuple::<(Uuid, String)>()
        .all(db)
        .await?;
    let graded = Query::select()
        .column(entity::Column::Id)
        .from(entity::Entity)
        .and_where(Expr::col(entity::Column::Org).eq(org))
        .and_where(Expr::col(entity::Column::Person).eq(person))
        .and_where(Expr::col(entity::Column::Kind).ne(Kind::Practice.as_str()))
        .take();
    let passes = run_entity::Entity::find()
        .select_only()
        .columns([run_entity::Column::Attempt, run_entity::Column::RecordedMs])
        .filter(run_entity::Column::Org.eq(org))
        .filter(run_entity::Column::Passed.eq(true))
        .filter(run_entity::Column::Attempt.in_subquery(graded))
        .into_tuple::<(Uuid, i64)>()
        .all(db)
        .await?;
    let void = standing::voided(db, org, person).await?;
    let passes: BTreeMap<Uuid, i64> = passes
        .into_iter()
        .filter(|(attempt, _)| !void.contains(attempt))
        .collect();
    let mut last = BTreeMap::new();
    for (attempt, scenario) in attempts {
        if let Some(recorded_ms) = passes.get(&attempt) {
            let at = from_ms(*recorded_ms);
            let latest: &mut OffsetDateTime = last.entry(scenario).or_insert(at);
            *latest = std::cmp::max(at, *latest);
        }
    }
    Ok(last)
}

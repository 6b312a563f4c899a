//! How far a person is in each skill: how much the coach of a practice helps.

use super::entity;
use crate::instant::to_ms;
use crate::{Error, standing};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use std::collections::BTreeMap;
use time::OffsetDateTime;
use training::guide::{Level, Outcome};
use uuid::Uuid;

/// The levels at an instant, by what was recorded before it and not voided by then. So an attempt's ticket, asked
/// for again, and the replay of its log find the same, whatever is recorded or voided meanwhile.
pub(crate) async fn levels_before(
    db: &impl ConnectionTrait,
    org: Uuid,
    person: Uuid,
    at_ms: i64,
) -> Result<BTreeMap<String, Level>, Error> {
    let void = standing::void_times(db, org, person).await?;
    Ok(levels(&steps_of(db, org, person).await?, &void, at_ms))
}

/// All steps of a person, in the order in which they count.
pub(super) async fn steps_of(
    db: &impl ConnectionTrait,
    org: Uuid,
    person: Uuid,
) -> Result<Vec<entity::Model>, Error> {
    let steps = entity::Entity::find()
        .filter(entity::Column::Org.eq(org))
        .filter(entity::Column::Person.eq(person))
        .order_by_asc(entity::Column::RecordedMs)
        .order_by_asc(entity::Column::Attempt)
        .order_by_asc(entity::Column::Skill)
        .all(db)
        .await?;
    Ok(steps)
}

/// The levels that steps, in their order, lead to.
pub(super) fn levels(
    steps: &[entity::Model],
    void: &BTreeMap<Uuid, OffsetDateTime>,
    before_ms: i64,
) -> BTreeMap<String, Level> {
    let mut levels = BTreeMap::new();
    for step in steps.iter().filter(|step| step.recorded_ms < before_ms) {
        if void.get(&step.attempt).is_some_and(|at| to_ms(*at) < before_ms) {
            continue;
        }
        if let Some(outcome) = Outcome::parse(&step.outcome) {
            let level: &mut Level = levels.entry(step.skill.clone()).or_default();
            *level = level.after(outcome);
        }
    }
    levels
}

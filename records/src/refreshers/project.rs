//! Keeping the memories: a recorded run moves them, and all runs together make them anew.

use super::entity;
use super::memory::{Review, after, skill};
use super::rating::{setting, shown};
use crate::attempts::{entity as attempts, run_entity as runs};
use crate::permission::Scope;
use crate::store::Transaction;
use crate::{Actor, Error, Records, row, standing};
use sea_orm::sea_query::{Expr, ExprTrait, OnConflict, Query, SelectStatement};
use sea_orm::{
    ColumnTrait, EntityTrait, FromQueryResult, IntoActiveModel, QueryFilter, QueryOrder, QuerySelect,
};
use std::collections::BTreeMap;
use training::grade::Verdict;
use uuid::Uuid;

/// Makes the memories of a person anew from the runs that count. For the system.
pub async fn rebuild(records: &Records, actor: &Actor, person: Uuid) -> Result<(), Error> {
    let actor = actor.clone();
    records
        .write(actor.org, move |tx| {
            Box::pin(async move {
                if !Scope::of(tx, &actor).await?.is_system() {
                    return Err(Error::NotFound);
                }
                let scenarios = attempts::Entity::find()
                    .select_only()
                    .column(attempts::Column::Scenario)
                    .distinct()
                    .filter(attempts::Column::Org.eq(actor.org))
                    .filter(attempts::Column::Person.eq(person))
                    .order_by_asc(attempts::Column::Scenario)
                    .into_tuple::<String>()
                    .all(tx)
                    .await?;
                for scenario in scenarios {
                    refold(tx, actor.org, person, &scenario).await?;
                }
                Ok(())
            })
        })
        .await
}

/// Takes a run that was just recorded as a review of the steps its verdict assessed.
pub(crate) async fn review(tx: &Transaction, attempt: &attempts::Model) -> Result<(), Error> {
    let mut told = verdicts(tx, attempt.org, attempt.person, &attempt.scenario).await?;
    let Some(place) = told.iter().position(|run| run.attempt == attempt.id) else {
        return Ok(());
    };
    let run = told.remove(place);
    if told.iter().any(|other| run.recorded_ms <= other.recorded_ms) {
        // Runs of one instant, or a clock that was set back: the order is that of all runs together.
        return refold(tx, attempt.org, attempt.person, &attempt.scenario).await;
    }
    let known = entity::Entity::find()
        .filter(entity::Column::Org.eq(attempt.org))
        .filter(entity::Column::Person.eq(attempt.person))
        .filter(entity::Column::Scenario.eq(&attempt.scenario))
        .all(tx)
        .await?;
    let known: BTreeMap<String, entity::Model> = known
        .into_iter()
        .map(|memory| (memory.skill.clone(), memory))
        .collect();
    let mut moved = known.clone();
    fold(
        &mut moved,
        attempt,
        &verdict_of(tx, attempt.org, attempt.id).await?,
        run.recorded_ms,
    );
    for (skill, memory) in moved {
        if known.get(&skill) != Some(&memory) {
            keep(tx, memory).await?;
        }
    }
    Ok(())
}

/// Makes the memories that a run moved anew, after it was voided. Other sources moved none.
pub(crate) async fn forget(tx: &Transaction, org: Uuid, source: Uuid) -> Result<(), Error> {
    match attempts::Entity::find_by_id((org, source)).one(tx).await? {
        Some(attempt) => refold(tx, org, attempt.person, &attempt.scenario).await,
        None => Ok(()),
    }
}

/// A run with a verdict, without the verdict.
#[derive(FromQueryResult)]
struct Told {
    attempt: Uuid,
    recorded_ms: i64,
}

/// The runs of a person and scenario that have a verdict, in the order in which they count.
async fn verdicts(tx: &Transaction, org: Uuid, person: Uuid, scenario: &str) -> Result<Vec<Told>, Error> {
    let told = runs::Entity::find()
        .select_only()
        .columns([runs::Column::Attempt, runs::Column::RecordedMs])
        .filter(runs::Column::Org.eq(org))
        .filter(runs::Column::Verdict.is_not_null())
        .filter(runs::Column::Attempt.in_subquery(attempts_of(org, person, scenario)))
        .order_by_asc(runs::Column::RecordedMs)
        .order_by_asc(runs::Column::Attempt)
        .into_model::<Told>()
        .all(tx)
        .await?;
    Ok(told)
}

fn attempts_of(org: Uuid, person: Uuid, scenario: &str) -> SelectStatement {
    Query::select()
        .column(attempts::Column::Id)
        .from(attempts::Entity)
        .and_where(Expr::col(attempts::Column::Org).eq(org))
        .and_where(Expr::col(attempts::Column::Person).eq(person))
        .and_where(Expr::col(attempts::Column::Scenario).eq(scenario))
        .take()
}

async fn verdict_of(tx: &Transaction, org: Uuid, attempt: Uuid) -> Result<Verdict, Error> {
    let text = runs::Entity::find()
        .select_only()
        .column(runs::Column::Verdict)
        .filter(runs::Column::Org.eq(org))
        .filter(runs::Column::Attempt.eq(attempt))
        .into_tuple::<Option<String>>()
        .one(tx)
        .await?
        .flatten()
        .ok_or(Error::NotFound)?;
    serde_json::from_str(&text).map_err(|error| {
        tracing::error!(%error, %attempt, "a stored verdict cannot be read");
        Error::Unavailable
    })
}

/// Makes the memories of one scenario anew. A run that was voided showed nothing.
async fn refold(tx: &Transaction, org: Uuid, person: Uuid, scenario: &str) -> Result<(), Error> {
    let void = standing::voided(tx, org, person).await?;
    let mut memories = BTreeMap::new();
    for told in verdicts(tx, org, person, scenario).await? {
        if void.contains(&told.attempt) {
            continue;
        }
        let attempt = attempts::Entity::find_by_id((org, told.attempt)).one(tx).await?;
        let attempt = attempt.ok_or(Error::NotFound)?;
        let verdict = verdict_of(tx, org, told.attempt).await?;
        fold(&mut memories, &attempt, &verdict, told.recorded_ms);
    }
    entity::Entity::delete_many()
        .filter(entity::Column::Org.eq(org))
        .filter(entity::Column::Person.eq(person))
        .filter(entity::Column::Scenario.eq(scenario))
        .exec(tx)
        .await?;
    for memory in memories.into_values() {
        row::insert(tx, memory).await?;
    }
    Ok(())
}

fn fold(
    memories: &mut BTreeMap<String, entity::Model>,
    attempt: &attempts::Model,
    verdict: &Verdict,
    at_ms: i64,
) {
    for result in &verdict.criteria {
        let Some(shown) = shown(result) else { continue };
        let review = Review {
            org: attempt.org,
            person: attempt.person,
            scenario: &attempt.scenario,
            criterion: &result.id,
            shown,
            setting: setting(&attempt.kind),
            at_ms,
        };
        let skill = skill(&attempt.scenario, &result.id);
        if let Some(memory) = after(memories.get(&skill), &review) {
            memories.insert(skill, memory);
        }
    }
}

async fn keep(tx: &Transaction, memory: entity::Model) -> Result<(), Error> {
    let key = [entity::Column::Org, entity::Column::Person, entity::Column::Skill];
    let values = [
        entity::Column::StabilityDays,
        entity::Column::Difficulty,
        entity::Column::NReviews,
        entity::Column::NLapses,
        entity::Column::NSure,
        entity::Column::ReviewedMs,
        entity::Column::DueMs,
    ];
    entity::Entity::insert(memory.into_active_model())
        .on_conflict(OnConflict::columns(key).update_columns(values).to_owned())
        .exec_without_returning(tx)
        .await?;
    Ok(())
}

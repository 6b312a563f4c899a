//! What was said, for the person alone.

use super::{Confidence, entity};
use crate::attempts::entity as attempts;
use crate::content::catalogue;
use crate::instant::{from_ms, to_ms};
use crate::{Actor, Error, Records, calendars};
use competency::{local_day, start_of_day};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use time::Duration;
use uuid::Uuid;

/// What was said longer before a run is not held against it.
const DAYS_BEFORE_RUN: i64 = 7;

/// How sure a person was of a competency.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BeliefRow {
    /// The competency.
    pub competency: String,
    /// Its title.
    pub title: String,
    /// How sure; none if they did not say.
    pub confidence: Option<Confidence>,
}

/// How sure one was, in the week before one's own run, of the competencies it is about; empty if one did not say.
pub async fn before_run(records: &Records, actor: &Actor, attempt: Uuid) -> Result<Vec<BeliefRow>, Error> {
    let db = records.read();
    let attempt = attempts::Entity::find_by_id((actor.org, attempt)).one(db).await?;
    let Some(attempt) = attempt.filter(|attempt| actor.person_id() == Some(attempt.person)) else {
        return Err(Error::NotFound);
    };
    let scenario =
        crate::content::scenario_version(records, db, actor.org, &attempt.scenario, attempt.version).await?;
    let since_ms = to_ms(from_ms(attempt.started_ms) - Duration::days(DAYS_BEFORE_RUN));
    let said = said_between(db, actor.org, attempt.person, since_ms, attempt.started_ms).await?;
    let mut beliefs = titled(records, db, actor.org, &scenario.competencies, &said).await?;
    beliefs.retain(|belief| belief.confidence.is_some());
    Ok(beliefs)
}

/// The latest word of each competency on the person's present day.
pub(crate) async fn said_today(
    db: &impl ConnectionTrait,
    actor: &Actor,
    person: Uuid,
) -> Result<BTreeMap<String, Confidence>, Error> {
    let calendar = calendars::of_person(db, actor.org, person).await?;
    let since = start_of_day(local_day(actor.now, &calendar), &calendar);
    said_between(db, actor.org, person, to_ms(since), to_ms(actor.now)).await
}

/// Some competencies with their titles, and what was said of them.
pub(crate) async fn titled(
    records: &Records,
    db: &impl ConnectionTrait,
    org: Uuid,
    competencies: &[String],
    said: &BTreeMap<String, Confidence>,
) -> Result<Vec<BeliefRow>, Error> {
    let catalogue = catalogue(records, db, org).await?;
    let row = |id: &String| {
        let known = catalogue.competency(id);
        BeliefRow {
            competency: id.clone(),
            title: known.map_or_else(|| id.clone(), |competency| competency.title.clone()),
            confidence: said.get(id).copied(),
        }
    };
    Ok(competencies.iter().map(row).collect())
}

async fn said_between(
    db: &impl ConnectionTrait,
    org: Uuid,
    person: Uuid,
    since_ms: i64,
    until_ms: i64,
) -> Result<BTreeMap<String, Confidence>, Error> {
    let rows = entity::Entity::find()
        .filter(entity::Column::Org.eq(org))
        .filter(entity::Column::Person.eq(person))
        .filter(entity::Column::AtMs.gte(since_ms))
        .filter(entity::Column::AtMs.lte(until_ms))
        .order_by_asc(entity::Column::AtMs)
        .order_by_asc(entity::Column::Id)
        .all(db)
        .await?;
    // The later word replaces the earlier.
    let said = |row: entity::Model| Some((row.competency, Confidence::with_number(row.confidence)?));
    Ok(rows.into_iter().filter_map(said).collect())
}

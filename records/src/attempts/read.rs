//! Reading attempts.

use super::{AttemptRow, AttemptStatus, Kind, Receipt, entity, run_entity};
use crate::instant::{from_ms, to_ms};
use crate::permission::{Ability, Scope};
use crate::{Actor, Error, Records, standing, supervision};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, QueryFilter, QueryOrder, QuerySelect,
};
use std::collections::BTreeMap;
use time::OffsetDateTime;
use uuid::Uuid;

/// Attempts in one list at most.
const LIST: u64 = 500;

/// A run without its log, trace and verdict.
#[derive(Clone, Debug, FromQueryResult)]
pub(crate) struct RunSummary {
    pub(crate) attempt: Uuid,
    pub(crate) passed: Option<bool>,
    pub(crate) points: i64,
    pub(crate) possible: i64,
    pub(crate) interrupted: bool,
    pub(crate) slow: bool,
    pub(crate) recorded_ms: i64,
}

/// One's own attempts, newest first.
pub async fn mine(records: &Records, actor: &Actor) -> Result<Vec<AttemptRow>, Error> {
    let person = actor.person_id().ok_or(Error::NotFound)?;
    rows_of(
        records,
        records.read(),
        actor,
        person,
        &[Kind::Graded, Kind::Practice],
        None,
    )
    .await
}

/// A person's graded attempts, newest first: oneself, or for those who see evidence.
pub async fn of_person(records: &Records, actor: &Actor, person: Uuid) -> Result<Vec<AttemptRow>, Error> {
    let db = records.read();
    let scope = Scope::of(db, actor).await?;
    if !scope.is_self(person) && !scope.over(db, Ability::SeeEvidence, person).await? {
        return Err(records.note_denied(actor, "attempts.of_person", Some(person)));
    }
    rows_of(records, db, actor, person, &[Kind::Graded], None).await
}

/// The receipt of a recorded attempt: its owner, or those who see evidence.
pub async fn receipt(records: &Records, actor: &Actor, attempt: Uuid) -> Result<Receipt, Error> {
    let db = records.read();
    let row = entity::Entity::find_by_id((actor.org, attempt))
        .one(db)
        .await?
        .ok_or(Error::NotFound)?;
    let scope = Scope::of(db, actor).await?;
    if !scope.is_self(row.person) && !scope.over(db, Ability::SeeEvidence, row.person).await? {
        return Err(records.note_denied(actor, "attempts.receipt", Some(attempt)));
    }
    let run = run_entity::Entity::find_by_id((actor.org, attempt))
        .one(db)
        .await?
        .ok_or(Error::NotFound)?;
    let supervised_by = supervision::supervisor(db, actor.org, attempt).await?;
    Ok(receipt_of(&row, &run, supervised_by))
}

/// A person's attempts, newest first, without a question of permission.
pub(crate) async fn rows_of(
    records: &Records,
    db: &impl ConnectionTrait,
    actor: &Actor,
    person: Uuid,
    kinds: &[Kind],
    scenario: Option<&str>,
) -> Result<Vec<AttemptRow>, Error> {
    let mut query = entity::Entity::find()
        .filter(entity::Column::Org.eq(actor.org))
        .filter(entity::Column::Person.eq(person))
        .filter(entity::Column::Kind.is_in(kinds.iter().map(|kind| kind.as_str())));
    if let Some(scenario) = scenario {
        query = query.filter(entity::Column::Scenario.eq(scenario));
    }
    let attempts = query
        .order_by_desc(entity::Column::StartedMs)
        .order_by_desc(entity::Column::Id)
        .limit(LIST)
        .all(db)
        .await?;
    let runs = summaries(db, actor.org, attempts.iter().map(|attempt| attempt.id)).await?;
    let void = standing::void_times(db, actor.org, person).await?;
    let mut rows = Vec::with_capacity(attempts.len());
    for attempt in attempts {
        let title = title_of(records, db, &attempt).await?;
        let voided_at = void.get(&attempt.id).copied();
        rows.push(row_of(
            &attempt,
            runs.get(&attempt.id),
            title,
            voided_at,
            to_ms(actor.now),
        ));
    }
    Ok(rows)
}

/// The runs of some attempts.
pub(crate) async fn summaries(
    db: &impl ConnectionTrait,
    org: Uuid,
    attempts: impl IntoIterator<Item = Uuid>,
) -> Result<BTreeMap<Uuid, RunSummary>, Error> {
    let attempts: Vec<Uuid> = attempts.into_iter().collect();
    if attempts.is_empty() {
        return Ok(BTreeMap::new());
    }
    let columns = [
        run_entity::Column::Attempt,
        run_entity::Column::Passed,
        run_entity::Column::Points,
        run_entity::Column::Possible,
        run_entity::Column::Interrupted,
        run_entity::Column::Slow,
        run_entity::Column::RecordedMs,
    ];
    let runs = run_entity::Entity::find()
        .select_only()
        .columns(columns)
        .filter(run_entity::Column::Org.eq(org))
        .filter(run_entity::Column::Attempt.is_in(attempts))
        .into_model::<RunSummary>()
        .all(db)
        .await?;
    Ok(runs.into_iter().map(|run| (run.attempt, run)).collect())
}

/// The title of the version the attempt keeps.
pub(super) async fn title_of(
    records: &Records,
    db: &impl ConnectionTrait,
    attempt: &entity::Model,
) -> Result<String, Error> {
    let scenario =
        crate::content::scenario_version(records, db, attempt.org, &attempt.scenario, attempt.version)
            .await?;
    Ok(scenario.title.clone())
}

pub(super) fn row_of(
    attempt: &entity::Model,
    run: Option<&RunSummary>,
    title: String,
    voided_at: Option<OffsetDateTime>,
    now_ms: i64,
) -> AttemptRow {
    let overdue = attempt.started_ms + super::ABANDONED_AFTER_HOURS * 3_600_000 <= now_ms;
    let status = match AttemptStatus::parse(&attempt.status) {
        AttemptStatus::Open if overdue => AttemptStatus::Abandoned,
        status => status,
    };
    AttemptRow {
        id: attempt.id,
        person: attempt.person,
        scenario: attempt.scenario.clone(),
        title,
        kind: Kind::parse(&attempt.kind),
        status,
        started_at: from_ms(attempt.started_ms),
        recorded_at: run.map(|run| from_ms(run.recorded_ms)),
        passed: run.and_then(|run| run.passed),
        points: run.map_or(0, |run| to_u32(run.points)),
        possible: run.map_or(0, |run| to_u32(run.possible)),
        interrupted: run.is_some_and(|run| run.interrupted),
        slow: run.is_some_and(|run| run.slow),
        reissued: to_u32(attempt.reissued),
        voided_at,
    }
}

/// The receipt as the actor may read it: whoever delivers a colleague's run learns that it is recorded, not how it
/// went.
pub(super) fn receipt_for(
    actor: &Actor,
    attempt: &entity::Model,
    run: &run_entity::Model,
    supervised_by: Option<String>,
) -> Receipt {
    let receipt = receipt_of(attempt, run, supervised_by);
    match actor.person_id().is_none_or(|person| person == attempt.person) {
        true => receipt,
        false => Receipt {
            passed: None,
            points: 0,
            possible: 0,
            supervised_by: None,
            ..receipt
        },
    }
}

pub(super) fn receipt_of(
    attempt: &entity::Model,
    run: &run_entity::Model,
    supervised_by: Option<String>,
) -> Receipt {
    Receipt {
        attempt_id: attempt.id,
        kind: Kind::parse(&attempt.kind),
        // By the run, not by the attempt, which may have been read a moment before the run was recorded.
        status: if run.passed.is_some() {
            AttemptStatus::Recorded
        } else {
            AttemptStatus::CalledAway
        },
        record_hash: run.record_hash.clone(),
        ledger_position: run.ledger_position.map(i64::cast_unsigned),
        passed: run.passed,
        points: to_u32(run.points),
        possible: to_u32(run.possible),
        recorded_at: from_ms(run.recorded_ms),
        supervised_by,
    }
}

pub(super) fn to_u32(n: i64) -> u32 {
    u32::try_from(n).unwrap_or(0)
}

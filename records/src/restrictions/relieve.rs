//! What evidence lifts, and what comes back when that evidence is voided.

use super::raise::Ground;
use super::raise::{Raised, raise_in};
use super::{Cause, entity, open_rows};
use crate::instant::{from_ms, new_id, to_ms};
use crate::standing::{State, competency_rows, entity as standings};
use crate::store::Transaction;
use crate::{Actor, Error, Op, Records, ledger};
use sea_orm::{ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter};
use std::collections::BTreeMap;
use time::OffsetDateTime;
use uuid::Uuid;

/// Lifts a person's open restrictions whose competency was passed after they were raised and is held. One that a lapse
/// raised is lifted by being held again, whatever brought that about.
pub(crate) async fn relieve(
    records: &Records,
    tx: &Transaction,
    org: Uuid,
    person: Uuid,
    source: Uuid,
    now: OffsetDateTime,
) -> Result<(), Error> {
    let open = open_rows(tx, org, &[person]).await?;
    if open.is_empty() {
        return Ok(());
    }
    let system = Actor::system(org, now);
    let passes = Passes::of(records, tx, &system, person).await?;
    for mut row in open {
        let lapsed = Cause::parse(&row.cause) == Some(Cause::Lapse);
        let since = if lapsed {
            None
        } else {
            Some(from_ms(row.raised_ms))
        };
        if !passes.holds(&row.competency, since) {
            continue;
        }
        row.lifted_ms = Some(to_ms(now));
        row.lifted_source = Some(source);
        ledger::tell(tx, &system, Op::RestrictionLifted, &row, &[]).await?;
        row.into_active_model().reset_all().update(tx).await?;
    }
    Ok(())
}

/// Raises anew what evidence had lifted that no longer counts, unless something else would have lifted it.
pub(crate) async fn restore(
    records: &Records,
    tx: &Transaction,
    org: Uuid,
    person: Uuid,
    source: Uuid,
    now: OffsetDateTime,
) -> Result<(), Error> {
    let lifted = entity::Entity::find()
        .filter(entity::Column::Org.eq(org))
        .filter(entity::Column::Person.eq(person))
        .filter(entity::Column::LiftedSource.eq(source))
        .all(tx)
        .await?;
    if lifted.is_empty() {
        return Ok(());
    }
    let system = Actor::system(org, now);
    let passes = Passes::of(records, tx, &system, person).await?;
    for row in lifted {
        let cause = Cause::parse(&row.cause).unwrap_or(Cause::ByHand);
        let since = (cause != Cause::Lapse).then(|| from_ms(row.raised_ms));
        if passes.holds(&row.competency, since) {
            continue;
        }
        let ground = Ground {
            id: new_id(now),
            person,
            competency: &row.competency,
            cause,
            source: row.source,
            reason: row.reason.clone(),
        };
        let (Raised::Now | Raised::Before) = raise_in(records, tx, &system, ground).await?;
    }
    Ok(())
}

/// What a person holds, and when they last passed it.
struct Passes(BTreeMap<String, Option<OffsetDateTime>>);

impl Passes {
    async fn of(
        records: &Records,
        db: &impl ConnectionTrait,
        system: &Actor,
        person: Uuid,
    ) -> Result<Self, Error> {
        let job = crate::people::find(db, system.org, person).await?.job;
        let rows = competency_rows(records, db, system, person, &job).await?;
        let standings = standings::Entity::find()
            .filter(standings::Column::Org.eq(system.org))
            .filter(standings::Column::Person.eq(person))
            .all(db)
            .await?;
        let passed: BTreeMap<String, OffsetDateTime> = standings
            .into_iter()
            .filter_map(|row| Some((row.competency, from_ms(row.passed_ms?))))
            .collect();
        let held = rows
            .into_iter()
            .filter(|row| matches!(row.cell.state, State::Current | State::Due))
            .map(|row| {
                let at = passed.get(&row.id).copied();
                (row.id, at)
            });
        Ok(Self(held.collect()))
    }

    /// Whether the competency is held, and was passed after an instant, if one is given.
    fn holds(&self, competency: &str, since: Option<OffsetDateTime>) -> bool {
        match (self.0.get(competency), since) {
            (None, _) => false,
            (Some(_), None) => true,
            (Some(passed_at), Some(since)) => passed_at.is_some_and(|passed_at| since < passed_at),
        }
    }
}

//! Ending an attempt without a run: called away, or abandoned.

use super::{ABANDONED_AFTER_HOURS, AttemptStatus, Kind, OTHER_VERSION, entity};
use crate::instant::to_ms;
use crate::ledger::{self, Leaf};
use crate::store::Transaction;
use crate::{Actor, Error, Op, Records, Refusal};
use sea_orm::{
    ActiveModelTrait, ActiveValue, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder,
    QuerySelect,
};
use serde_json::json;
use time::{Duration, OffsetDateTime};
use uuid::Uuid;

/// Attempts closed in one transaction of the sweep.
const SWEEP: u64 = 100;

/// Ends one's own open attempt without a verdict: it counts, and it is visible. Asking again changes nothing.
pub async fn call_away(records: &Records, actor: &Actor, attempt: Uuid) -> Result<(), Error> {
    let actor = actor.clone();
    records
        .write(actor.org, move |tx| {
            Box::pin(async move {
                let row = entity::Entity::find_by_id((actor.org, attempt)).one(tx).await?;
                let row = row
                    .filter(|row| actor.person_id() == Some(row.person))
                    .ok_or(Error::NotFound)?;
                match AttemptStatus::parse(&row.status) {
                    _ if row.status == OTHER_VERSION => Err(Error::Refused(Refusal::AttemptClosed)),
                    AttemptStatus::CalledAway => Ok(()),
                    AttemptStatus::Open | AttemptStatus::Abandoned => {
                        close(tx, &actor, row, Closing::CalledAway).await
                    }
                    AttemptStatus::Recorded => Err(Error::Refused(Refusal::AttemptClosed)),
                }
            })
        })
        .await
}

/// Closes attempts of an organisation that are unfinished after 24 hours; gives how many. A job calls it; nothing
/// depends on when, since starting decides the same for itself.
pub async fn sweep(records: &Records, org: Uuid, now: OffsetDateTime) -> Result<u32, Error> {
    let mut n_closed = 0;
    loop {
        let closed = records
            .write(org, move |tx| {
                Box::pin(async move {
                    let actor = Actor::system(org, now);
                    let rows = overdue(org, now)
                        .order_by_asc(entity::Column::StartedMs)
                        .limit(SWEEP)
                        .all(tx)
                        .await?;
                    let n_rows = rows.len();
                    for row in rows {
                        close(tx, &actor, row, Closing::Abandoned).await?;
                    }
                    Ok(u32::try_from(n_rows).unwrap_or(u32::MAX))
                })
            })
            .await?;
        n_closed += closed;
        if u64::from(closed) < SWEEP {
            return Ok(n_closed);
        }
    }
}

/// Closes a person's overdue attempts of a scenario.
pub(super) async fn abandon_overdue_of(
    tx: &Transaction,
    actor: &Actor,
    person: Uuid,
    scenario: &str,
) -> Result<(), Error> {
    let rows = overdue(actor.org, actor.now)
        .filter(entity::Column::Person.eq(person))
        .filter(entity::Column::Scenario.eq(scenario))
        .all(tx)
        .await?;
    for row in rows {
        close(tx, actor, row, Closing::Abandoned).await?;
    }
    Ok(())
}

fn overdue(org: Uuid, now: OffsetDateTime) -> sea_orm::Select<entity::Entity> {
    let begun_before = to_ms(now - Duration::hours(ABANDONED_AFTER_HOURS));
    entity::Entity::find()
        .filter(entity::Column::Org.eq(org))
        .filter(entity::Column::Status.eq(AttemptStatus::Open.as_str()))
        .filter(entity::Column::StartedMs.lte(begun_before))
}

/// Why an attempt ends without a run.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Closing {
    CalledAway,
    Abandoned,
    /// It was begun with simulators that are no longer in use.
    OtherVersion,
}

impl Closing {
    fn status(self) -> &'static str {
        match self {
            Self::CalledAway => AttemptStatus::CalledAway.as_str(),
            Self::Abandoned => AttemptStatus::Abandoned.as_str(),
            Self::OtherVersion => OTHER_VERSION,
        }
    }
}

/// Closes an attempt without a run, with its entry in the ledger if it is graded.
pub(super) async fn close(
    tx: &Transaction,
    actor: &Actor,
    row: entity::Model,
    closing: Closing,
) -> Result<(), Error> {
    let op = match closing {
        Closing::CalledAway => Op::AttemptCalledAway,
        Closing::Abandoned | Closing::OtherVersion => Op::AttemptAbandoned,
    };
    let (id, graded) = (row.id, row.kind == Kind::Graded.as_str());
    let body = json!({
        "scenario": row.scenario,
        "run": false,
        "status": closing.status(),
        "reissued": row.reissued,
    });
    let mut active = row.into_active_model();
    active.status = ActiveValue::Set(closing.status().to_owned());
    active.ended_ms = ActiveValue::Set(Some(to_ms(actor.now)));
    active.update(tx).await?;
    if graded {
        ledger::append(
            tx,
            actor,
            Leaf {
                op,
                subject: Some(id),
                body,
            },
        )
        .await?;
    }
    Ok(())
}

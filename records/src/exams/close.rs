//! Handing in, and what happens when the time is over.

use super::answer::own_sitting;
use super::papers::paper_of;
use super::sheet::{answers_of, latest};
use super::{LATENCY_MS, SittingStatus, sitting_entity as entity};
use crate::content::test_version;
use crate::instant::{from_ms, to_ms};
use crate::secret::sha256_hex;
use crate::standing::{self, NewEvidence};
use crate::store::Transaction;
use crate::{Actor, Error, Op, Records, ledger};
use competency::EvidenceKind;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder, QuerySelect,
};
use time::OffsetDateTime;
use training::exams::{Outcome, mark};
use uuid::Uuid;

/// Sittings closed in one transaction of the sweep.
const SWEEP: u64 = 50;

/// Hands one's own sitting in: it is marked and recorded. Asking again changes nothing.
pub async fn hand_in(records: &Records, actor: &Actor, sitting: Uuid) -> Result<(), Error> {
    let (actor, handle) = (actor.clone(), records.clone());
    records
        .write(actor.org, move |tx| {
            Box::pin(async move {
                let row = own_sitting(tx, &actor, sitting).await?;
                close(&handle, tx, &actor, row).await
            })
        })
        .await
}

/// Closes the sittings of an organisation whose time is over; gives how many. A job calls it.
pub async fn sweep(records: &Records, org: Uuid, now: OffsetDateTime) -> Result<u32, Error> {
    let mut n_closed = 0;
    loop {
        let closed = close_some(records, &Actor::system(org, now), None).await?;
        n_closed += closed;
        if u64::from(closed) < SWEEP {
            return Ok(n_closed);
        }
    }
}

/// Closes a person's sittings whose time is over, so that nothing depends on when the job last ran.
pub(super) async fn close_overdue_of(records: &Records, actor: &Actor, person: Uuid) -> Result<(), Error> {
    let due = overdue(actor, Some(person)).one(records.read()).await?;
    if due.is_some() {
        close_some(records, &Actor::system(actor.org, actor.now), Some(person)).await?;
    }
    Ok(())
}

async fn close_some(records: &Records, actor: &Actor, person: Option<Uuid>) -> Result<u32, Error> {
    let (actor, handle) = (actor.clone(), records.clone());
    records
        .write(actor.org, move |tx| {
            Box::pin(async move {
                let rows = overdue(&actor, person).limit(SWEEP).all(tx).await?;
                let n_rows = u32::try_from(rows.len()).unwrap_or(u32::MAX);
                for row in rows {
                    close(&handle, tx, &actor, row).await?;
                }
                Ok(n_rows)
            })
        })
        .await
}

fn overdue(actor: &Actor, person: Option<Uuid>) -> sea_orm::Select<entity::Entity> {
    let over_ms = to_ms(actor.now) - LATENCY_MS;
    let rows = entity::Entity::find()
        .filter(entity::Column::Org.eq(actor.org))
        .filter(entity::Column::Status.eq(SittingStatus::Open.as_str()))
        .filter(entity::Column::ClosesMs.lt(over_ms))
        .order_by_asc(entity::Column::ClosesMs);
    match person {
        Some(person) => rows.filter(entity::Column::Person.eq(person)),
        None => rows,
    }
}

/// Marks what was answered, and records it with its evidence.
async fn close(
    records: &Records,
    tx: &Transaction,
    actor: &Actor,
    mut sitting: entity::Model,
) -> Result<(), Error> {
    if SittingStatus::parse(&sitting.status) != SittingStatus::Open {
        return Ok(());
    }
    let responses = latest(&answers_of(tx, actor.org, sitting.id).await?);
    let is_over = sitting.closes_ms + LATENCY_MS < to_ms(actor.now);
    sitting.ended_ms = Some(to_ms(actor.now).min(sitting.closes_ms + LATENCY_MS));
    if responses.is_empty() && is_over {
        sitting.status = SittingStatus::Abandoned.as_str().to_owned();
        ledger::tell(tx, actor, Op::TestAbandoned, &sitting, &[]).await?;
        sitting.into_active_model().reset_all().update(tx).await?;
        return Ok(());
    }
    let paper = paper_of(records, tx, &sitting).await?;
    let marked = mark(&paper, &responses);
    let passed = marked.outcome == Outcome::Passed;
    let text = |error| {
        tracing::error!(%error, "a marked paper cannot be written");
        Error::Unavailable
    };
    sitting.status = SittingStatus::Recorded.as_str().to_owned();
    sitting.points = Some(marked.points.into());
    sitting.possible = Some(marked.possible.into());
    sitting.passed = Some(passed);
    sitting.responses = Some(serde_json::to_string(&responses).map_err(text)?);
    sitting.marks = Some(serde_json::to_string(&marked).map_err(text)?);
    let test = test_version(records, tx, actor.org, &sitting.test, sitting.version).await?;
    let score = u64::from(marked.points) * 1000 / u64::from(marked.possible.max(1));
    let evidence = NewEvidence {
        person: sitting.person,
        competencies: test.blueprint().competencies.clone(),
        kind: EvidenceKind::Test,
        passed,
        score_permille: u16::try_from(score).ok(),
        level: None,
        shown_at: from_ms(sitting.ended_ms.unwrap_or(sitting.started_ms)),
        recorded_at: actor.now,
        recorded_by: None,
        title: test.blueprint().title.clone(),
        source: sitting.id,
    };
    let pieces = standing::pieces_of(records, tx, actor.org, &evidence).await?;
    sitting.record_hash = Some(sha256_hex(
        ledger::body_with(&sitting, &pieces).to_string().as_bytes(),
    ));
    let position = ledger::tell(tx, actor, Op::TestRecorded, &sitting, &pieces).await?;
    sitting.ledger_position = Some(position.cast_signed());
    sitting.into_active_model().reset_all().update(tx).await?;
    standing::add(records, tx, actor.org, &pieces).await
}

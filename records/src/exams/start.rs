//! Starting a sitting, and coming back to it.

use super::allowance::{sittings_of, tries};
use super::sheet::{OpenSitting, open_sitting};
use super::{SittingStatus, sitting_entity as entity};
use crate::content::{catalogue, latest_test};
use crate::instant::to_ms;
use crate::permission::{Ability, Scope};
use crate::secret::random_bytes;
use crate::store::Transaction;
use crate::{Actor, Conflict, Error, Op, Records, Refusal, ledger, panels, row};
use sea_orm::EntityTrait;
use uuid::Uuid;

/// A sitting to start.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StartSitting {
    /// Its id, made by the browser.
    pub id: Uuid,
    /// The test.
    pub test: String,
}

/// Starts a sitting of the latest version of a test, or gives the one that is open: a sitting is on the server, so it
/// can be gone on with from any browser. The time runs from the first start.
pub async fn start(records: &Records, actor: &Actor, input: StartSitting) -> Result<OpenSitting, Error> {
    let person = actor.person_id().ok_or(Error::NotFound)?;
    super::close::close_overdue_of(records, actor, person).await?;
    let (asker, handle) = (actor.clone(), records.clone());
    let row = records
        .write(actor.org, move |tx| {
            Box::pin(async move { begin(&handle, tx, &asker, person, input).await })
        })
        .await?;
    open_sitting(records, records.read(), actor, row).await
}

async fn begin(
    records: &Records,
    tx: &Transaction,
    actor: &Actor,
    person: Uuid,
    input: StartSitting,
) -> Result<entity::Model, Error> {
    if !Scope::of(tx, actor).await?.anywhere(Ability::Train) {
        return Err(Error::Refused(Refusal::NotAllowed));
    }
    let test = latest_test(records, tx, actor.org, &input.test).await?;
    let before = sittings_of(tx, actor.org, person, &test.slug).await?;
    let open = before
        .iter()
        .find(|sitting| SittingStatus::parse(&sitting.status) == SittingStatus::Open);
    if let Some(open) = open {
        return Ok(open.clone());
    }
    let taken = entity::Entity::find_by_id((actor.org, input.id)).one(tx).await?;
    if taken.is_some() {
        return Err(Error::Conflict(Conflict::IdTaken));
    }
    let catalogue = catalogue(records, tx, actor.org).await?;
    let tries = tries(tx, actor, person, &catalogue, &test, &before).await?;
    if let Some(refusal) = tries.blocked {
        return Err(Error::Refused(refusal));
    }
    let owner = crate::people::find(tx, actor.org, person).await?;
    let version = i64::from(test.version);
    let cut = panels::cut_of(tx, actor.org, &test.slug, version).await?;
    let minutes = i64::from(test.blueprint().minutes);
    let sitting = entity::Model {
        org: actor.org,
        id: input.id,
        person,
        test: test.slug.clone(),
        version,
        hash: test.hash.clone(),
        seed: (u64::from_be_bytes(random_bytes::<8>()) >> 11).cast_signed(),
        status: SittingStatus::Open.as_str().to_owned(),
        timing_percent: owner.timing_percent,
        cut: i64::from(cut.unwrap_or_else(|| test.blueprint().cut()).0),
        started_ms: to_ms(actor.now),
        // Accommodated time is the person's by right.
        closes_ms: to_ms(actor.now) + minutes * 600 * owner.timing_percent.max(100),
        ended_ms: None,
        points: None,
        possible: None,
        passed: None,
        responses: None,
        marks: None,
        record_hash: None,
        ledger_position: None,
    };
    row::insert(tx, sitting.clone()).await?;
    ledger::tell(tx, actor, Op::TestStarted, &sitting, &[]).await?;
    Ok(sitting)
}

//! Starting an attempt: learners.

use super::allowance::allowance_of;
use super::close::{Closing, abandon_overdue_of, close};
use super::ticket::{Begun, Ticket, issue, reissue, submit_token};
use super::{AttemptStatus, DELIVERY_DAYS, Kind, entity};
use crate::instant::to_ms;
use crate::ledger::{self, Leaf};
use crate::permission::{Ability, Scope};
use crate::secret::{random_bytes, sha256};
use crate::store::Transaction;
use crate::{Actor, Error, Op, Records, Refusal, row};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use serde_json::json;
use time::Duration;
use uuid::Uuid;

/// An attempt to start.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Start {
    /// Made by the browser and kept there, a UUIDv7. Asking again with the same id gives the same ticket, which is
    /// counted.
    pub attempt_id: Uuid,
    /// The scenario's name.
    pub scenario: String,
    /// What it is for.
    pub kind: Kind,
}

/// Starts an attempt, or resumes the open one with this id.
///
/// A graded attempt of the scenario that is open under another id is given up in the same transaction: it counts, and
/// the new one has another variant, so that nobody rehearses the one they are graded in. If the rules allow no new
/// run, nothing changes and the open one stays open.
pub async fn start(records: &Records, actor: &Actor, input: Start) -> Result<Ticket, Error> {
    let person = actor.person_id().ok_or(Error::Refused(Refusal::NotAllowed))?;
    let (actor, handle) = (actor.clone(), records.clone());
    let (row, begun) = records
        .write(actor.org, move |tx| {
            Box::pin(async move { start_in(&handle, tx, &actor, person, input).await })
        })
        .await?;
    issue(records, row, begun).await
}

async fn start_in(
    records: &Records,
    tx: &Transaction,
    actor: &Actor,
    person: Uuid,
    input: Start,
) -> Result<(entity::Model, Begun), Error> {
    if !Scope::of(tx, actor).await?.anywhere(Ability::Train) {
        return Err(Error::Refused(Refusal::NotAllowed));
    }
    if let Some(row) = entity::Entity::find_by_id((actor.org, input.attempt_id))
        .one(tx)
        .await?
    {
        let same = row.person == person && row.scenario == input.scenario && row.kind == input.kind.as_str();
        return match (same, AttemptStatus::parse(&row.status)) {
            (false, _) => Err(Error::NotFound),
            (true, AttemptStatus::Open) if !is_of_these_simulators(&row) => {
                Err(Error::Refused(Refusal::OtherModelVersion))
            }
            (true, AttemptStatus::Open) => Ok((reissue(tx, row).await?, Begun::Before)),
            (true, _) => Err(Error::Refused(Refusal::AttemptClosed)),
        };
    }
    let module = crate::content::latest_scenario(records, tx, actor.org, &input.scenario).await?;
    if input.kind == Kind::Graded {
        abandon_overdue_of(tx, actor, person, &input.scenario).await?;
        if let Some(row) = open_graded(tx, actor.org, person, &input.scenario).await? {
            let closing = match is_of_these_simulators(&row) {
                true => Closing::Abandoned,
                false => Closing::OtherVersion,
            };
            close(tx, actor, row, closing).await?;
        }
        if module.review_due_at <= actor.now {
            return Err(Error::Refused(Refusal::ReviewOverdue));
        }
        let allowance = allowance_of(records, tx, actor, person, &module).await?;
        if let Some(refusal) = allowance.blocked {
            return Err(Error::Refused(refusal));
        }
    }
    let owner = crate::people::find(tx, actor.org, person).await?;
    let salt = random_bytes::<16>();
    let token = submit_token(records, input.attempt_id, &salt);
    let row = entity::Model {
        org: actor.org,
        id: input.attempt_id,
        person,
        scenario: module.slug,
        version: i64::from(module.version),
        scenario_hash: module.hash,
        kind: input.kind.as_str().to_owned(),
        status: AttemptStatus::Open.as_str().to_owned(),
        seed: new_seed(),
        model_version: i64::from(simulators::MODEL_VERSION),
        timing_percent: owner.timing_percent,
        reissued: 0,
        token_salt: salt.to_vec(),
        token_hash: sha256(token.as_bytes()).to_vec(),
        token_expires_ms: to_ms(actor.now + Duration::days(DELIVERY_DAYS)),
        started_ms: to_ms(actor.now),
        ended_ms: None,
    };
    row::insert(tx, row.clone()).await?;
    if input.kind == Kind::Graded {
        let body = json!({
            "scenario": row.scenario,
            "version": row.version,
            "scenario_hash": row.scenario_hash,
            "seed": row.seed,
            "model_version": row.model_version,
            "timing_percent": row.timing_percent,
        });
        ledger::append(
            tx,
            actor,
            Leaf {
                op: Op::AttemptStarted,
                subject: Some(row.id),
                body,
            },
        )
        .await?;
    }
    Ok((row, Begun::Now))
}

async fn open_graded(
    tx: &Transaction,
    org: Uuid,
    person: Uuid,
    scenario: &str,
) -> Result<Option<entity::Model>, Error> {
    let row = entity::Entity::find()
        .filter(entity::Column::Org.eq(org))
        .filter(entity::Column::Person.eq(person))
        .filter(entity::Column::Scenario.eq(scenario))
        .filter(entity::Column::Kind.eq(Kind::Graded.as_str()))
        .filter(entity::Column::Status.eq(AttemptStatus::Open.as_str()))
        .one(tx)
        .await?;
    Ok(row)
}

/// Whether the attempt was begun with the simulators in use.
pub(super) fn is_of_these_simulators(row: &entity::Model) -> bool {
    row.model_version == i64::from(simulators::MODEL_VERSION)
}

/// A random number below 2^53, so that every browser can hold it exactly.
fn new_seed() -> i64 {
    (u64::from_be_bytes(random_bytes::<8>()) >> 11).cast_signed()
}

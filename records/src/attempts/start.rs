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
use crate::{Actor, Error, Invalid, Op, Records, Refusal, row, supervision};
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
    /// The one-time code of an assessor at the learner's side, as it was typed; graded runs only.
    pub supervision_code: Option<String>,
}

/// Starts an attempt, or resumes the open one with this id.
///
/// A graded attempt of the scenario that is open under another id is given up in the same transaction: it counts, and
/// the new one has another variant, so that nobody rehearses the one they are graded in. If the rules allow no new
/// run, nothing changes and the open one stays open. Nor does anything but a count change for a supervision code that
/// is not right.
pub async fn start(records: &Records, actor: &Actor, input: Start) -> Result<Ticket, Error> {
    let person = actor.person_id().ok_or(Error::Refused(Refusal::NotAllowed))?;
    let (actor, handle) = (actor.clone(), records.clone());
    let started = records
        .write(actor.org, move |tx| {
            Box::pin(async move { start_in(&handle, tx, &actor, person, input).await })
        })
        .await?;
    match started {
        Started::Attempt(row, begun) => issue(records, *row, begun).await,
        Started::WrongCode => Err(Error::Refused(Refusal::SupervisionCode)),
    }
}

/// What a start came to, when its transaction is kept.
enum Started {
    Attempt(Box<entity::Model>, Begun),
    /// The supervision code is not right, which was counted.
    WrongCode,
}

async fn start_in(
    records: &Records,
    tx: &Transaction,
    actor: &Actor,
    person: Uuid,
    input: Start,
) -> Result<Started, Error> {
    if input.kind == Kind::Practice && input.supervision_code.is_some() {
        return Err(Error::invalid("supervision_code", Invalid::Malformed));
    }
    if !Scope::of(tx, actor).await?.anywhere(Ability::Train) {
        return Err(Error::Refused(Refusal::NotAllowed));
    }
    if let Some(row) = entity::Entity::find_by_id((actor.org, input.attempt_id))
        .one(tx)
        .await?
    {
        let same = row.person == person && row.scenario == input.scenario && row.kind == input.kind.as_str();
        let code = input.supervision_code.as_deref();
        return match (same, AttemptStatus::parse(&row.status)) {
            (false, _) => Err(Error::NotFound),
            (true, AttemptStatus::Open) if !is_of_these_simulators(&row) => {
                Err(Error::Refused(Refusal::OtherModelVersion))
            }
            (true, AttemptStatus::Open) => resume(records, tx, row, code).await,
            (true, _) => Err(Error::Refused(Refusal::AttemptClosed)),
        };
    }
    let module = crate::content::latest_scenario(records, tx, actor.org, &input.scenario).await?;
    let supervision = match &input.supervision_code {
        None => None,
        Some(typed) => match supervision::redeem(records, tx, actor, person, &module.slug, typed).await? {
            Some(supervision) => Some(supervision),
            None => return Ok(Started::WrongCode),
        },
    };
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
    if let Some(supervision) = supervision {
        supervision::use_up(tx, actor, supervision, row.id).await?;
    }
    Ok(Started::Attempt(Box::new(row), Begun::Now))
}

/// Hands the ticket of an open attempt out again. With a code it is only that of the attempt it opened.
async fn resume(
    records: &Records,
    tx: &Transaction,
    row: entity::Model,
    code: Option<&str>,
) -> Result<Started, Error> {
    let right = match code {
        None => true,
        Some(typed) => supervision::opened_with(records, tx, row.org, row.id, typed).await?,
    };
    match right {
        true => Ok(Started::Attempt(Box::new(reissue(tx, row).await?), Begun::Before)),
        false => Err(Error::Refused(Refusal::SupervisionCode)),
    }
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
pub(crate) fn is_of_these_simulators(row: &entity::Model) -> bool {
    row.model_version == i64::from(simulators::MODEL_VERSION)
}

/// A random number below 2^53, so that every browser can hold it exactly.
fn new_seed() -> i64 {
    (u64::from_be_bytes(random_bytes::<8>()) >> 11).cast_signed()
}

//! Making a code: an assessor of the learner's unit who may assess what the scenario serves.

use super::{CODE_MINUTES, code, entity};
use crate::instant::{from_ms, new_id, to_ms};
use crate::observations::may_assess;
use crate::permission::{Ability, Scope};
use crate::store::Transaction;
use crate::{Actor, Error, Invalid, Op, Records, Refusal, ledger, row};
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter};
use time::{Duration, OffsetDateTime};
use uuid::Uuid;

/// A code to make.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewOffer {
    /// The learner.
    pub person: Uuid,
    /// The scenario's name.
    pub scenario: String,
}

/// A code, shown this once.
#[derive(Clone, PartialEq, Eq)]
pub struct Offer {
    /// The supervision's id.
    pub id: Uuid,
    /// What the learner types in.
    pub code: String,
    /// The learner's name.
    pub person_name: String,
    /// The scenario's title.
    pub title: String,
    /// When it can no longer be used.
    pub expires_at: OffsetDateTime,
}

/// Makes a code for a learner and a scenario. One that is still open for the two is over from now on.
pub async fn offer(records: &Records, actor: &Actor, input: NewOffer) -> Result<Offer, Error> {
    let assessor = actor.person_id().ok_or(Error::Refused(Refusal::NotAllowed))?;
    let (actor, handle) = (actor.clone(), records.clone());
    records
        .write(actor.org, move |tx| {
            Box::pin(async move { offer_in(&handle, tx, &actor, assessor, input).await })
        })
        .await
}

async fn offer_in(
    records: &Records,
    tx: &Transaction,
    actor: &Actor,
    assessor: Uuid,
    input: NewOffer,
) -> Result<Offer, Error> {
    let scope = Scope::of(tx, actor).await?;
    if scope.is_self(input.person) {
        return Err(Error::Refused(Refusal::NotYourself));
    }
    scope.require_over(tx, Ability::Assess, input.person).await?;
    let learner = crate::people::find(tx, actor.org, input.person).await?;
    let trains = Scope::of(tx, &Actor::person(actor.org, learner.id, actor.now))
        .await?
        .anywhere(Ability::Train);
    if !trains || learner.disabled_ms.is_some() || learner.erased_ms.is_some() {
        return Err(Error::invalid("person", Invalid::Unknown));
    }
    let module = crate::content::latest_scenario(records, tx, actor.org, &input.scenario).await?;
    if module.review_due_at <= actor.now {
        return Err(Error::Refused(Refusal::ReviewOverdue));
    }
    let competencies = &module.scenario.competencies;
    may_assess(records, tx, actor, learner.id, competencies, None)
        .await?
        .map_err(Error::Refused)?;
    for before in open(tx, actor, learner.id, &module.slug).await? {
        end(tx, actor, before).await?;
    }
    let code = code::new();
    let id = new_id(actor.now);
    let row = entity::Model {
        org: actor.org,
        id,
        assessor,
        scenario: module.slug,
        person: learner.id,
        code_hash: code::hash(records, id, &code),
        made_ms: to_ms(actor.now),
        expires_ms: to_ms(actor.now + Duration::minutes(CODE_MINUTES)),
        used_ms: None,
        attempt: None,
    };
    ledger::tell(tx, actor, Op::SupervisionOffered, &row, &[]).await?;
    let expires_at = from_ms(row.expires_ms);
    row::insert(tx, row).await?;
    Ok(Offer {
        id,
        code,
        person_name: learner.name,
        title: module.scenario.title.clone(),
        expires_at,
    })
}

/// The codes for a person and a scenario that can still be used: one at most.
pub(super) async fn open(
    tx: &Transaction,
    actor: &Actor,
    person: Uuid,
    scenario: &str,
) -> Result<Vec<entity::Model>, Error> {
    let rows = entity::Entity::find()
        .filter(entity::Column::Org.eq(actor.org))
        .filter(entity::Column::Person.eq(person))
        .filter(entity::Column::Scenario.eq(scenario))
        .filter(entity::Column::UsedMs.is_null())
        .filter(entity::Column::ExpiresMs.gt(to_ms(actor.now)))
        .all(tx)
        .await?;
    Ok(rows)
}

/// Ends a code before its time.
async fn end(tx: &Transaction, actor: &Actor, mut row: entity::Model) -> Result<(), Error> {
    row.expires_ms = to_ms(actor.now);
    ledger::tell(tx, actor, Op::SupervisionOffered, &row, &[]).await?;
    row.into_active_model().reset_all().update(tx).await?;
    Ok(())
}

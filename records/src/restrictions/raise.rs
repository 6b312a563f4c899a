//! Raising: by the records themselves, or by hand by managers and educators of the person's unit.

use super::{Cause, entity, open_rows};
use crate::appeals::required_words;
use crate::content::{catalogue, latest_modules};
use crate::instant::{new_id, to_ms};
use crate::permission::{Ability, Scope};
use crate::secret::random_bytes;
use crate::store::Transaction;
use crate::{Actor, Conflict, Error, Invalid, Op, Records, Refusal, ledger, row};
use sea_orm::EntityTrait;
use uuid::Uuid;

/// A restriction to raise by hand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewRestriction {
    /// Made by the browser, so that asking again raises once.
    pub id: Uuid,
    /// Whom it restricts.
    pub person: Uuid,
    /// In what.
    pub competency: String,
    /// Why.
    pub reason: String,
}

/// What the records raise a restriction for.
pub(super) struct Ground<'a> {
    pub(super) id: Uuid,
    pub(super) person: Uuid,
    pub(super) competency: &'a str,
    pub(super) cause: Cause,
    pub(super) source: Option<Uuid>,
    pub(super) reason: String,
}

/// Raises a restriction by hand. Where one is open already there is no second.
pub async fn raise(records: &Records, actor: &Actor, input: NewRestriction) -> Result<(), Error> {
    let reason = required_words("reason", &input.reason)?;
    let (actor, handle) = (actor.clone(), records.clone());
    records
        .write(actor.org, move |tx| {
            Box::pin(async move {
                let scope = Scope::of(tx, &actor).await?;
                if scope.is_self(input.person) {
                    return Err(Error::Refused(Refusal::NotYourself));
                }
                scope.require_over(tx, Ability::Assign, input.person).await?;
                crate::people::find(tx, actor.org, input.person).await?;
                let catalogue = catalogue(&handle, tx, actor.org).await?;
                if catalogue.competency(&input.competency).is_none() {
                    return Err(Error::invalid("competency", Invalid::Unknown));
                }
                if let Some(before) = entity::Entity::find_by_id((actor.org, input.id)).one(tx).await? {
                    let same = before.person == input.person
                        && before.competency == input.competency
                        && before.reason == reason;
                    return match same {
                        true => Ok(()),
                        false => Err(Error::Conflict(Conflict::IdTaken)),
                    };
                }
                let ground = Ground {
                    id: input.id,
                    person: input.person,
                    competency: &input.competency,
                    cause: Cause::ByHand,
                    source: None,
                    reason,
                };
                match raise_in(&handle, tx, &actor, ground).await? {
                    Raised::Now => Ok(()),
                    Raised::Before => Err(Error::Conflict(Conflict::AlreadyRecorded)),
                }
            })
        })
        .await
}

/// Whether a restriction was raised now, or one was open before.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Raised {
    Now,
    Before,
}

/// Raises a restriction, unless one is open for the person and the competency.
pub(super) async fn raise_in(
    records: &Records,
    tx: &Transaction,
    actor: &Actor,
    ground: Ground<'_>,
) -> Result<Raised, Error> {
    let open = open_rows(tx, actor.org, &[ground.person]).await?;
    if open.iter().any(|row| row.competency == ground.competency) {
        return Ok(Raised::Before);
    }
    let modules = latest_modules(records, tx, actor.org).await?;
    let serves = modules.iter().filter(|module| {
        module
            .scenario
            .competencies
            .iter()
            .any(|id| id == ground.competency)
    });
    let modules: Vec<&str> = serves.map(|module| module.slug.as_str()).collect();
    let row = entity::Model {
        org: actor.org,
        id: ground.id,
        person: ground.person,
        competency: ground.competency.to_owned(),
        cause: ground.cause.as_str().to_owned(),
        source: ground.source,
        reason: ground.reason,
        modules: serde_json::to_string(&modules).map_err(|_| Error::Unavailable)?,
        raised_ms: to_ms(actor.now),
        raised_by: actor.person_id(),
        acknowledged_ms: None,
        acknowledged_by: None,
        lifted_ms: None,
        lifted_by: None,
        lifted_source: None,
        lift_reason: None,
        signature: None,
        salt: random_bytes::<16>().to_vec(),
    };
    ledger::tell(tx, actor, Op::RestrictionRaised, &row, &[]).await?;
    row::insert(tx, row).await?;
    Ok(Raised::Now)
}

/// Raises a restriction as the records' own act.
pub(super) async fn raise_by_rule(
    records: &Records,
    tx: &Transaction,
    system: &Actor,
    person: Uuid,
    competency: &str,
    (cause, source): (Cause, Option<Uuid>),
) -> Result<Raised, Error> {
    let ground = Ground {
        id: new_id(system.now),
        person,
        competency,
        cause,
        source,
        reason: String::new(),
    };
    raise_in(records, tx, system, ground).await
}

//! Acknowledging: the manager has seen it and sees to it.

use super::entity;
use crate::instant::to_ms;
use crate::permission::{Ability, Scope};
use crate::{Actor, Conflict, Error, Op, Records, Refusal, ledger};
use sea_orm::{ActiveModelTrait, ConnectionTrait, EntityTrait, IntoActiveModel};
use uuid::Uuid;

/// Acknowledges an open restriction: the manager of the person's unit. One already acknowledged stays so.
pub async fn acknowledge(records: &Records, actor: &Actor, restriction: Uuid) -> Result<(), Error> {
    let actor = actor.clone();
    records
        .write(actor.org, move |tx| {
            Box::pin(async move {
                let mut row = managed(tx, &actor, restriction).await?;
                if row.acknowledged_ms.is_some() {
                    return Ok(());
                }
                if row.lifted_ms.is_some() {
                    return Err(Error::Conflict(Conflict::AlreadyRecorded));
                }
                row.acknowledged_ms = Some(to_ms(actor.now));
                row.acknowledged_by = actor.person_id();
                ledger::tell(tx, &actor, Op::RestrictionAcknowledged, &row, &[]).await?;
                row.into_active_model().reset_all().update(tx).await?;
                Ok(())
            })
        })
        .await
}

/// The restriction, if the actor answers for the person.
pub(super) async fn managed(
    db: &impl ConnectionTrait,
    actor: &Actor,
    restriction: Uuid,
) -> Result<entity::Model, Error> {
    let row = entity::Entity::find_by_id((actor.org, restriction))
        .one(db)
        .await?
        .ok_or(Error::NotFound)?;
    let scope = Scope::of(db, actor).await?;
    if scope.is_self(row.person) {
        return Err(Error::Refused(Refusal::NotYourself));
    }
    scope.require_over(db, Ability::Acknowledge, row.person).await?;
    Ok(row)
}

//! Ending a conflict: those who answer for one of the two, and never one of the two.

use super::entity;
use crate::instant::to_ms;
use crate::permission::{Ability, Scope};
use crate::{Actor, Error, Op, Records, Refusal, ledger};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ConnectionTrait, EntityTrait, IntoActiveModel};
use uuid::Uuid;

/// Ends a conflict. One that has ended stays so.
pub async fn end(records: &Records, actor: &Actor, conflict: Uuid) -> Result<(), Error> {
    if let Err(error) = endable(records.read(), actor, conflict).await {
        return Err(match error {
            Error::NotFound => records.note_denied(actor, "conflicts.end", Some(conflict)),
            error => error,
        });
    }
    let actor = actor.clone();
    records
        .write(actor.org, move |tx| {
            Box::pin(async move {
                let mut row = endable(tx, &actor, conflict).await?;
                if row.ended_ms.is_some() {
                    return Ok(());
                }
                row.ended_ms = Some(to_ms(actor.now));
                let mut active = row.clone().into_active_model();
                active.ended_ms = Set(row.ended_ms);
                active.update(tx).await?;
                ledger::tell(tx, &actor, Op::ConflictEnded, &row, &[]).await?;
                Ok(())
            })
        })
        .await
}

/// The conflict, if the actor may end it.
async fn endable(db: &impl ConnectionTrait, actor: &Actor, conflict: Uuid) -> Result<entity::Model, Error> {
    let row = entity::Entity::find_by_id((actor.org, conflict)).one(db).await?;
    let row = row.ok_or(Error::NotFound)?;
    let scope = Scope::of(db, actor).await?;
    let over_one = scope.over(db, Ability::DeclareConflicts, row.person).await?
        || scope.over(db, Ability::DeclareConflicts, row.other).await?;
    if !over_one {
        return Err(Error::NotFound);
    }
    match scope.is_self(row.person) || scope.is_self(row.other) {
        true => Err(Error::Refused(Refusal::NotYourself)),
        false => Ok(row),
    }
}

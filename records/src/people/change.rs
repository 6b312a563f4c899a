//! Changing a person: administrators of every unit the person has a role in.

use super::create::check_timing;
use super::{entity, ledger_body};
use crate::instant::to_ms;
use crate::ledger::{self, Leaf};
use crate::permission::{Ability, Scope};
use crate::store::Transaction;
use crate::units::create::required_text;
use crate::{Actor, Error, Op, Records, Refusal};
use sea_orm::{ActiveModelTrait, EntityTrait, IntoActiveModel};
use uuid::Uuid;

/// Changes a person's name.
pub async fn rename(records: &Records, actor: &Actor, person: Uuid, name: &str) -> Result<(), Error> {
    let name = required_text("name", name)?;
    change(records, actor, person, Op::PersonChanged, move |row| {
        row.name = name
    })
    .await
}

/// Changes a person's job.
pub async fn set_job(records: &Records, actor: &Actor, person: Uuid, job: &str) -> Result<(), Error> {
    let job = required_text("job", job)?;
    change(records, actor, person, Op::PersonChanged, move |row| {
        row.job = job
    })
    .await
}

/// Sets the time a person is allowed in runs, in percent of the usual: 100 to 300.
pub async fn set_timing(records: &Records, actor: &Actor, person: Uuid, percent: u16) -> Result<(), Error> {
    check_timing(percent)?;
    change(records, actor, person, Op::TimingChanged, move |row| {
        row.timing_percent = percent.into()
    })
    .await
}

/// Ends a person's access at once, with all their sessions.
pub async fn disable(records: &Records, actor: &Actor, person: Uuid) -> Result<(), Error> {
    let now_ms = to_ms(actor.now);
    change(records, actor, person, Op::PersonDisabled, move |row| {
        row.disabled_ms = Some(now_ms)
    })
    .await
}

/// Gives a person access again.
pub async fn enable(records: &Records, actor: &Actor, person: Uuid) -> Result<(), Error> {
    change(records, actor, person, Op::PersonEnabled, |row| {
        row.disabled_ms = None
    })
    .await
}

async fn change(
    records: &Records,
    actor: &Actor,
    person: Uuid,
    op: Op,
    edit: impl FnOnce(&mut entity::Model) + Send + 'static,
) -> Result<(), Error> {
    let actor = actor.clone();
    records
        .write(actor.org, move |tx| {
            Box::pin(async move {
                let mut row = manageable(tx, &actor, person).await?;
                edit(&mut row);
                if op == Op::PersonDisabled {
                    crate::sessions::end_all_of(tx, actor.org, person, actor.now).await?;
                }
                let leaf = Leaf {
                    op,
                    subject: Some(person),
                    body: ledger_body(&row),
                };
                row.into_active_model().reset_all().update(tx).await?;
                ledger::append(tx, &actor, leaf).await?;
                Ok(())
            })
        })
        .await
}

/// The person's row, if the actor may manage them entirely and they are not the actor.
pub(crate) async fn manageable(
    tx: &Transaction,
    actor: &Actor,
    person: Uuid,
) -> Result<entity::Model, Error> {
    let scope = Scope::of(tx, actor).await?;
    scope.require_over(tx, Ability::ManagePeople, person).await?;
    if scope.is_self(person) {
        return Err(Error::Refused(Refusal::NotYourself));
    }
    // Whoever also holds a role elsewhere is not this administrator's alone to change.
    if !scope.over_all_roles(tx, Ability::ManagePeople, person).await? {
        return Err(Error::Refused(Refusal::NotAllowed));
    }
    let row = entity::Entity::find_by_id((actor.org, person))
        .one(tx)
        .await?
        .ok_or(Error::NotFound)?;
    match row.erased_ms {
        Some(_) => Err(Error::NotFound),
        None => Ok(row),
    }
}

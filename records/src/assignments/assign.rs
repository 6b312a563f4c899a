//! Assigning and withdrawing: managers and educators of the unit.

use super::entity;
use crate::instant::{new_id, to_ms};
use crate::ledger::{self, Leaf};
use crate::permission::{Ability, Scope};
use crate::store::Transaction;
use crate::{Actor, Error, Op, Records, row};
use sea_orm::{ActiveModelTrait, ActiveValue, EntityTrait, IntoActiveModel};
use serde_json::json;
use time::OffsetDateTime;
use uuid::Uuid;

/// Who is to do it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// One person.
    Person(Uuid),
    /// Everybody who learns in the unit or below it.
    Unit(Uuid),
}

/// A module to assign.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewAssignment {
    /// The scenario's name.
    pub scenario: String,
    /// Who is to do it.
    pub target: Target,
    /// By when.
    pub due_at: OffsetDateTime,
}

/// Assigns a module and gives the assignment's id.
pub async fn assign(records: &Records, actor: &Actor, input: NewAssignment) -> Result<Uuid, Error> {
    let (actor, handle) = (actor.clone(), records.clone());
    records
        .write(actor.org, move |tx| {
            Box::pin(async move {
                require_target(tx, &actor, input.target).await?;
                let module = crate::content::latest_scenario(&handle, tx, actor.org, &input.scenario).await?;
                let (person, unit) = match input.target {
                    Target::Person(person) => (Some(person), None),
                    Target::Unit(unit) => (None, Some(unit)),
                };
                let row = entity::Model {
                    org: actor.org,
                    id: new_id(actor.now),
                    scenario: module.slug,
                    person,
                    unit,
                    due_ms: to_ms(input.due_at),
                    created_ms: to_ms(actor.now),
                    created_by: actor.person_id(),
                    withdrawn_ms: None,
                };
                let body =
                    json!({"scenario": row.scenario, "person": person, "unit": unit, "due_ms": row.due_ms});
                let id = row.id;
                row::insert(tx, row).await?;
                ledger::append(
                    tx,
                    &actor,
                    Leaf {
                        op: Op::ModuleAssigned,
                        subject: Some(id),
                        body,
                    },
                )
                .await?;
                Ok(id)
            })
        })
        .await
}

/// Withdraws an assignment. One already withdrawn stays so.
pub async fn withdraw(records: &Records, actor: &Actor, assignment: Uuid) -> Result<(), Error> {
    let actor = actor.clone();
    records
        .write(actor.org, move |tx| {
            Box::pin(async move {
                let row = entity::Entity::find_by_id((actor.org, assignment))
                    .one(tx)
                    .await?;
                let row = row.ok_or(Error::NotFound)?;
                let target = match (row.person, row.unit) {
                    (Some(person), _) => Target::Person(person),
                    (None, Some(unit)) => Target::Unit(unit),
                    (None, None) => return Err(Error::NotFound),
                };
                require_target(tx, &actor, target).await?;
                if row.withdrawn_ms.is_some() {
                    return Ok(());
                }
                let mut active = row.into_active_model();
                active.withdrawn_ms = ActiveValue::Set(Some(to_ms(actor.now)));
                active.update(tx).await?;
                let leaf = Leaf {
                    op: Op::AssignmentWithdrawn,
                    subject: Some(assignment),
                    body: json!({}),
                };
                ledger::append(tx, &actor, leaf).await?;
                Ok(())
            })
        })
        .await
}

async fn require_target(tx: &Transaction, actor: &Actor, target: Target) -> Result<(), Error> {
    let scope = Scope::of(tx, actor).await?;
    match target {
        Target::Person(person) => {
            scope.require_over(tx, Ability::Assign, person).await?;
            crate::people::find(tx, actor.org, person).await.map(|_| ())
        }
        Target::Unit(unit) => {
            scope.require_in_unit(tx, Ability::Assign, unit).await?;
            crate::units::find(tx, actor.org, unit).await.map(|_| ())
        }
    }
}

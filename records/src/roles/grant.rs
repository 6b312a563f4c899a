//! Giving a role: administrators of the unit, never to themselves.

use super::{Role, entity};
use crate::instant::{new_id, to_ms};
use crate::ledger::{self, Leaf};
use crate::permission::{Ability, Scope};
use crate::store::Transaction;
use crate::{Actor, Error, Op, Records, Refusal, row, standing};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use serde_json::json;
use uuid::Uuid;

/// A role to give.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NewGrant {
    /// To whom.
    pub person: Uuid,
    /// Where.
    pub unit: Uuid,
    /// What.
    pub role: Role,
}

/// Gives a role and ends the person's sessions, so that the next sign-in has it. A role already held there gives
/// the grant that is.
pub async fn grant(records: &Records, actor: &Actor, input: NewGrant) -> Result<Uuid, Error> {
    let (actor, handle) = (actor.clone(), records.clone());
    records
        .write(actor.org, move |tx| {
            Box::pin(async move {
                let scope = Scope::of(tx, &actor).await?;
                scope
                    .require_in_unit(tx, Ability::ManagePeople, input.unit)
                    .await?;
                scope
                    .require_over(tx, Ability::ManagePeople, input.person)
                    .await?;
                if scope.is_self(input.person) {
                    return Err(Error::Refused(Refusal::NotYourself));
                }
                // The keys must exist for the system too, which is asked no question above.
                crate::people::find(tx, actor.org, input.person).await?;
                crate::units::find(tx, actor.org, input.unit).await?;
                let held = entity::Entity::find()
                    .filter(entity::Column::Org.eq(actor.org))
                    .filter(entity::Column::Person.eq(input.person))
                    .filter(entity::Column::Unit.eq(input.unit))
                    .filter(entity::Column::Role.eq(input.role.as_str()))
                    .filter(entity::Column::RevokedMs.is_null())
                    .one(tx)
                    .await?;
                if let Some(held) = held {
                    return Ok(held.id);
                }
                crate::sessions::end_all_of(tx, actor.org, input.person, actor.now).await?;
                let grant = insert_grant(tx, &actor, input.person, input.unit, input.role).await?;
                // Where one learns decides by which calendar a day ends.
                standing::reproject_person(&handle, tx, actor.org, input.person).await?;
                Ok(grant)
            })
        })
        .await
}

/// Inserts a grant with its ledger entry.
pub(crate) async fn insert_grant(
    tx: &Transaction,
    actor: &Actor,
    person: Uuid,
    unit: Uuid,
    role: Role,
) -> Result<Uuid, Error> {
    let row = entity::Model {
        org: actor.org,
        id: new_id(actor.now),
        person,
        unit,
        role: role.as_str().to_owned(),
        granted_ms: to_ms(actor.now),
        granted_by: actor.person_id(),
        revoked_ms: None,
    };
    let body = json!({"grant": row.id, "unit": unit, "role": row.role});
    let grant = row.id;
    row::insert(tx, row).await?;
    ledger::append(
        tx,
        actor,
        Leaf {
            op: Op::RoleGranted,
            subject: Some(person),
            body,
        },
    )
    .await?;
    Ok(grant)
}

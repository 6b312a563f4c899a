//! Taking a role away, and reading who holds what.

use super::{GrantView, Role, entity};
use crate::instant::{from_ms, to_ms};
use crate::ledger::{self, Leaf};
use crate::permission::{Ability, Scope};
use crate::{Actor, Error, Op, Records, Refusal, standing};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder,
};
use serde_json::json;
use uuid::Uuid;

/// Takes a role away and ends the person's sessions. A role already taken away stays so.
pub async fn revoke(records: &Records, actor: &Actor, grant: Uuid) -> Result<(), Error> {
    let (actor, handle) = (actor.clone(), records.clone());
    records
        .write(actor.org, move |tx| {
            Box::pin(async move {
                let row = entity::Entity::find_by_id((actor.org, grant)).one(tx).await?;
                let mut row = row.ok_or(Error::NotFound)?;
                let scope = Scope::of(tx, &actor).await?;
                scope.require_in_unit(tx, Ability::ManagePeople, row.unit).await?;
                if scope.is_self(row.person) {
                    return Err(Error::Refused(Refusal::NotYourself));
                }
                if row.revoked_ms.is_some() {
                    return Ok(());
                }
                row.revoked_ms = Some(to_ms(actor.now));
                crate::sessions::end_all_of(tx, actor.org, row.person, actor.now).await?;
                let body = json!({"grant": row.id, "unit": row.unit, "role": row.role});
                let leaf = Leaf {
                    op: Op::RoleRevoked,
                    subject: Some(row.person),
                    body,
                };
                let person = row.person;
                row.into_active_model().reset_all().update(tx).await?;
                ledger::append(tx, &actor, leaf).await?;
                // Where one learns decides by which calendar a day ends.
                standing::reproject_person(&handle, tx, actor.org, person).await
            })
        })
        .await
}

/// The roles a person holds or held: oneself, or for those who see the unit's people.
pub async fn of(records: &Records, actor: &Actor, person: Uuid) -> Result<Vec<GrantView>, Error> {
    let db = records.read();
    let scope = Scope::of(db, actor).await?;
    if !scope.is_self(person) && !scope.over(db, Ability::SeePeople, person).await? {
        return Err(records.note_denied(actor, "roles.of", Some(person)));
    }
    grants_of(db, actor.org, person).await
}

/// The roles a person holds or held, without a question of permission.
pub(crate) async fn grants_of(
    db: &impl ConnectionTrait,
    org: Uuid,
    person: Uuid,
) -> Result<Vec<GrantView>, Error> {
    let units = crate::units::names(db, org).await?;
    let rows = entity::Entity::find()
        .filter(entity::Column::Org.eq(org))
        .filter(entity::Column::Person.eq(person))
        .order_by_asc(entity::Column::Id)
        .all(db)
        .await?;
    let view = |row: entity::Model| {
        Some(GrantView {
            id: row.id,
            unit: row.unit,
            unit_name: units.get(&row.unit).cloned().unwrap_or_default(),
            role: Role::parse(&row.role)?,
            granted_at: from_ms(row.granted_ms),
            revoked_at: row.revoked_ms.map(from_ms),
        })
    };
    Ok(rows.into_iter().filter_map(view).collect())
}

//! Adding a unit: administrators of the unit above it.

use super::{entity, path_entity};
use crate::instant::{new_id, to_ms};
use crate::ledger::{self, Leaf};
use crate::permission::{Ability, Scope};
use crate::store::Transaction;
use crate::{Actor, Error, Invalid, Op, Records, row};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};
use serde_json::json;
use time::OffsetDateTime;
use uuid::Uuid;

/// A new unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewUnit {
    /// The unit above it.
    pub parent: Uuid,
    /// Its name.
    pub name: String,
}

/// Adds a unit and gives its id.
pub async fn create(records: &Records, actor: &Actor, input: NewUnit) -> Result<Uuid, Error> {
    let name = required_text("name", &input.name)?;
    let actor = actor.clone();
    records
        .write(actor.org, move |tx| {
            Box::pin(async move {
                let scope = Scope::of(tx, &actor).await?;
                scope
                    .require_in_unit(tx, Ability::ManageUnits, input.parent)
                    .await?;
                let parent = entity::Entity::find_by_id((actor.org, input.parent))
                    .one(tx)
                    .await?;
                let parent = parent.ok_or(Error::NotFound)?;
                let unit = new_id(actor.now);
                insert_unit(tx, actor.org, unit, Some(parent.id), &name, actor.now).await?;
                let body = json!({"parent": parent.id, "name": name});
                ledger::append(
                    tx,
                    &actor,
                    Leaf {
                        op: Op::UnitCreated,
                        subject: Some(unit),
                        body,
                    },
                )
                .await?;
                Ok(unit)
            })
        })
        .await
}

/// Inserts the unit and its paths to the units above.
pub(crate) async fn insert_unit(
    tx: &Transaction,
    org: Uuid,
    unit: Uuid,
    parent: Option<Uuid>,
    name: &str,
    now: OffsetDateTime,
) -> Result<(), Error> {
    let row = entity::Model {
        org,
        id: unit,
        parent,
        name: name.to_owned(),
        time_zone: None,
        created_ms: to_ms(now),
    };
    row::insert(tx, row).await?;
    let above = match parent {
        Some(parent) => {
            path_entity::Entity::find()
                .filter(path_entity::Column::Org.eq(org))
                .filter(path_entity::Column::Descendant.eq(parent))
                .all(tx)
                .await?
        }
        None => Vec::new(),
    };
    let path = |ancestor, distance| path_entity::ActiveModel {
        org: Set(org),
        ancestor: Set(ancestor),
        descendant: Set(unit),
        distance: Set(distance),
    };
    let paths = above
        .iter()
        .map(|above| path(above.ancestor, above.distance + 1))
        .chain([path(unit, 0)]);
    path_entity::Entity::insert_many(paths)
        .exec_without_returning(tx)
        .await?;
    Ok(())
}

/// A trimmed text of 1 to 200 characters without control characters.
pub(crate) fn required_text(field: &str, text: &str) -> Result<String, Error> {
    let text = text.trim();
    match text {
        "" => Err(Error::invalid(field, Invalid::Empty)),
        _ if text.chars().count() > 200 => Err(Error::invalid(field, Invalid::TooLong)),
        _ if text.chars().any(char::is_control) => Err(Error::invalid(field, Invalid::Malformed)),
        _ => Ok(text.to_owned()),
    }
}

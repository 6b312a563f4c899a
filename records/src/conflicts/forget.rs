//! Destroying the reasons of conflicts when one of the two is erased.

use super::entity;
use crate::Error;
use crate::store::Transaction;
use sea_orm::sea_query::Condition;
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter};
use uuid::Uuid;

/// Destroys the reasons of a person's conflicts.
pub(crate) async fn forget_texts_of(tx: &Transaction, org: Uuid, person: Uuid) -> Result<(), Error> {
    let about = Condition::any()
        .add(entity::Column::Person.eq(person))
        .add(entity::Column::Other.eq(person));
    let rows = entity::Entity::find()
        .filter(entity::Column::Org.eq(org))
        .filter(about)
        .all(tx)
        .await?;
    for row in rows {
        let mut active = row.into_active_model();
        active.reason = Set(String::new());
        active.salt = Set(Vec::new());
        active.update(tx).await?;
    }
    Ok(())
}

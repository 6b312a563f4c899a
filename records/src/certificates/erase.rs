//! What remains of the certificates of a person who is erased: that they were, without what they said.

use super::entity;
use crate::Error;
use crate::store::Transaction;
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter};
use uuid::Uuid;

/// Destroys the personal text of a person's certificates; their codes then show nothing.
pub(crate) async fn erase_of(tx: &Transaction, org: Uuid, person: Uuid) -> Result<(), Error> {
    let rows = entity::Entity::find()
        .filter(entity::Column::Org.eq(org))
        .filter(entity::Column::Person.eq(person))
        .all(tx)
        .await?;
    for mut row in rows {
        row.body = String::new();
        row.salt = Vec::new();
        row.into_active_model().reset_all().update(tx).await?;
    }
    Ok(())
}

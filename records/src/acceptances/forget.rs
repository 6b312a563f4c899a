//! Destroying the personal text of documents and prior learning when their person is erased.

use super::entity;
use crate::Error;
use crate::store::Transaction;
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter};
use uuid::Uuid;

/// Destroys titles, issuers and signed texts; kind, day and verdict stay.
pub(crate) async fn forget_texts_of(tx: &Transaction, org: Uuid, person: Uuid) -> Result<(), Error> {
    let rows = entity::Entity::find()
        .filter(entity::Column::Org.eq(org))
        .filter(entity::Column::Person.eq(person))
        .all(tx)
        .await?;
    for mut row in rows {
        if let Some(signature) = row.signature {
            crate::signatures::forget_text(tx, org, signature).await?;
        }
        row.title = String::new();
        row.issuer = String::new();
        row.salt = Vec::new();
        row.into_active_model().reset_all().update(tx).await?;
    }
    Ok(())
}

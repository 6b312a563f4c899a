//! What remains of a person who is erased: that they were restricted, appealed and had results voided, without words.

use super::entity;
use crate::Error;
use crate::appeals::entity as appeals;
use crate::signatures::entity as signatures;
use crate::standing::void_entity as voids;
use crate::store::Transaction;
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter};
use uuid::Uuid;

/// Destroys what was written about a person in restrictions, appeals and voids, and the signed texts that name them.
pub(crate) async fn erase_of(tx: &Transaction, org: Uuid, person: Uuid) -> Result<(), Error> {
    let mut signed = Vec::new();
    let rows = entity::Entity::find()
        .filter(entity::Column::Org.eq(org))
        .filter(entity::Column::Person.eq(person))
        .all(tx)
        .await?;
    for mut row in rows {
        signed.extend(row.signature);
        row.reason = String::new();
        row.lift_reason = row.lift_reason.map(|_| String::new());
        row.salt = Vec::new();
        row.into_active_model().reset_all().update(tx).await?;
    }
    let rows = appeals::Entity::find()
        .filter(appeals::Column::Org.eq(org))
        .filter(appeals::Column::Person.eq(person))
        .all(tx)
        .await?;
    for mut row in rows {
        signed.extend(row.signature);
        row.statement = String::new();
        row.answer = row.answer.map(|_| String::new());
        row.salt = Vec::new();
        row.into_active_model().reset_all().update(tx).await?;
    }
    let rows = voids::Entity::find()
        .filter(voids::Column::Org.eq(org))
        .filter(voids::Column::Person.eq(person))
        .all(tx)
        .await?;
    for mut row in rows {
        signed.extend(row.signature);
        row.reason = String::new();
        row.salt = Vec::new();
        row.into_active_model().reset_all().update(tx).await?;
    }
    let rows = signatures::Entity::find()
        .filter(signatures::Column::Org.eq(org))
        .filter(signatures::Column::Id.is_in(signed))
        .all(tx)
        .await?;
    for mut row in rows {
        row.text = String::new();
        row.salt = Vec::new();
        row.into_active_model().reset_all().update(tx).await?;
    }
    Ok(())
}

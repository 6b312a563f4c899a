//! Destroying personal text of signatures when somebody is erased: who signed, when and the hash of the text stay.

use super::entity;
use crate::Error;
use crate::store::Transaction;
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter};
use uuid::Uuid;

/// Destroys the text of a signature, since a person named in it is erased.
pub(crate) async fn forget_text(tx: &Transaction, org: Uuid, signature: Uuid) -> Result<(), Error> {
    let Some(mut row) = entity::Entity::find_by_id((org, signature)).one(tx).await? else {
        return Ok(());
    };
    row.text = String::new();
    row.salt = Vec::new();
    row.into_active_model().reset_all().update(tx).await?;
    Ok(())
}

/// Destroys the name of an erased person on all they signed. The texts speak of others and stay, with their hashes.
pub(crate) async fn forget_signer(tx: &Transaction, org: Uuid, signer: Uuid) -> Result<(), Error> {
    let rows = entity::Entity::find()
        .filter(entity::Column::Org.eq(org))
        .filter(entity::Column::Signer.eq(signer))
        .all(tx)
        .await?;
    for mut row in rows {
        row.signer_name = String::new();
        row.salt = Vec::new();
        row.into_active_model().reset_all().update(tx).await?;
    }
    Ok(())
}

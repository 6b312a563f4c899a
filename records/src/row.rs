//! Inserting whole rows.

use crate::Error;
use crate::store::Transaction;
use sea_orm::{ActiveModelTrait, EntityTrait, IntoActiveModel};

/// Inserts a row with all its columns.
pub(crate) async fn insert<M, A>(tx: &Transaction, row: M) -> Result<(), Error>
where
    M: IntoActiveModel<A>,
    A: ActiveModelTrait,
{
    <A::Entity as EntityTrait>::insert(row.into_active_model())
        .exec_without_returning(tx)
        .await?;
    Ok(())
}

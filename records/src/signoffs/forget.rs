//! Destroying the personal text of sign-offs when a person in them is erased: level and signature stay.

use super::entity;
use crate::Error;
use crate::signatures::entity as signatures;
use crate::standing::void_entity as voids;
use crate::store::Transaction;
use sea_orm::sea_query::{Expr, ExprTrait, Query};
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter};
use uuid::Uuid;

/// Destroys reasons and signed texts of a person's sign-offs.
pub(crate) async fn forget_texts_of(tx: &Transaction, org: Uuid, person: Uuid) -> Result<(), Error> {
    let rows = entity::Entity::find()
        .filter(entity::Column::Org.eq(org))
        .filter(entity::Column::Person.eq(person))
        .all(tx)
        .await?;
    for mut row in rows {
        crate::signatures::forget_text(tx, org, row.signature).await?;
        if let Some(mut void) = voids::Entity::find_by_id((org, row.id)).one(tx).await? {
            void.reason = String::new();
            void.salt = Vec::new();
            void.into_active_model().reset_all().update(tx).await?;
        }
        row.reason = row.reason.map(|_| String::new());
        row.salt = Vec::new();
        row.into_active_model().reset_all().update(tx).await?;
    }
    forget_corrections_of(tx, org, person).await
}

/// Destroys the signed texts that correct what a person signed: they name that person.
async fn forget_corrections_of(tx: &Transaction, org: Uuid, signer: Uuid) -> Result<(), Error> {
    let signed = Query::select()
        .column(signatures::Column::Id)
        .from(signatures::Entity)
        .and_where(Expr::col(signatures::Column::Org).eq(org))
        .and_where(Expr::col(signatures::Column::Signer).eq(signer))
        .take();
    let before = Query::select()
        .column(entity::Column::Id)
        .from(entity::Entity)
        .and_where(Expr::col(entity::Column::Org).eq(org))
        .and_where(Expr::col(entity::Column::Signature).in_subquery(signed))
        .take();
    let corrections = entity::Entity::find()
        .filter(entity::Column::Org.eq(org))
        .filter(entity::Column::Supersedes.in_subquery(before))
        .all(tx)
        .await?;
    for correction in corrections {
        crate::signatures::forget_text(tx, org, correction.signature).await?;
    }
    Ok(())
}

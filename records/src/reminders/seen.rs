//! Seeing one's reminders.

use super::entity;
use crate::instant::to_ms;
use crate::permission::Scope;
use crate::{Actor, Error, Records};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

/// Marks all of one's own reminders as seen. What was seen before keeps its time.
pub async fn seen(records: &Records, actor: &Actor) -> Result<(), Error> {
    let person = actor.person_id().ok_or(Error::SignedOut)?;
    let actor = actor.clone();
    records
        .write(actor.org, move |tx| {
            Box::pin(async move {
                if !Scope::of(tx, &actor).await?.holds_any() {
                    return Err(Error::NotFound);
                }
                entity::Entity::update_many()
                    .col_expr(entity::Column::SeenMs, Expr::value(to_ms(actor.now)))
                    .filter(entity::Column::Org.eq(actor.org))
                    .filter(entity::Column::Person.eq(person))
                    .filter(entity::Column::MadeMs.lte(to_ms(actor.now)))
                    .filter(entity::Column::SeenMs.is_null())
                    .exec(tx)
                    .await?;
                Ok(())
            })
        })
        .await
}

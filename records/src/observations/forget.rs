//! Destroying the personal text of observations when the learner is erased: marks and verdict stay.

use super::entity;
use super::marks::{stored, to_store};
use crate::Error;
use crate::signatures::entity as signatures;
use crate::store::Transaction;
use competency::Mark;
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter};
use uuid::Uuid;

/// Destroys remarks, notes and signed texts of a person's observations.
pub(crate) async fn forget_texts_of(tx: &Transaction, org: Uuid, person: Uuid) -> Result<(), Error> {
    let rows = entity::Entity::find()
        .filter(entity::Column::Org.eq(org))
        .filter(entity::Column::Person.eq(person))
        .all(tx)
        .await?;
    for row in rows {
        let bare = |mark: Mark| Mark {
            remark: String::new(),
            ..mark
        };
        let marks: Vec<Mark> = stored(&row.marks)?.into_iter().map(bare).collect();
        let signature = row.signature;
        let mut active = row.into_active_model();
        active.marks = Set(to_store(&marks)?);
        active.note = Set(String::new());
        active.salt = Set(Vec::new());
        active.update(tx).await?;
        let signed = match signature {
            Some(signature) => signatures::Entity::find_by_id((org, signature)).one(tx).await?,
            None => None,
        };
        if let Some(signed) = signed {
            let mut active = signed.into_active_model();
            active.text = Set(String::new());
            active.salt = Set(Vec::new());
            active.update(tx).await?;
        }
    }
    Ok(())
}

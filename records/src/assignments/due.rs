//! What a person is to do by when.

use super::entity;
use crate::instant::from_ms;
use crate::roles::entity as grants;
use crate::units::path_entity as paths;
use crate::{Error, Role};
use sea_orm::sea_query::{Expr, ExprTrait, Query};
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter};
use std::collections::BTreeMap;
use time::OffsetDateTime;
use uuid::Uuid;

/// An assignment that concerns a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct DueDate {
    pub(crate) assigned_at: OffsetDateTime,
    pub(crate) due_at: OffsetDateTime,
}

/// The latest assignment of each scenario to the person or a unit they learn in, by the scenario's name.
pub(crate) async fn due_dates(
    db: &impl ConnectionTrait,
    org: Uuid,
    person: Uuid,
) -> Result<BTreeMap<String, DueDate>, Error> {
    let learns_in = Query::select()
        .column(grants::Column::Unit)
        .from(grants::Entity)
        .and_where(Expr::col(grants::Column::Org).eq(org))
        .and_where(Expr::col(grants::Column::Person).eq(person))
        .and_where(Expr::col(grants::Column::Role).eq(Role::Learner.as_str()))
        .and_where(Expr::col(grants::Column::RevokedMs).is_null())
        .take();
    let units = Query::select()
        .column(paths::Column::Ancestor)
        .from(paths::Entity)
        .and_where(Expr::col(paths::Column::Org).eq(org))
        .and_where(Expr::col(paths::Column::Descendant).in_subquery(learns_in))
        .take();
    let rows = entity::Entity::find()
        .filter(entity::Column::Org.eq(org))
        .filter(entity::Column::WithdrawnMs.is_null())
        .filter(
            Condition::any()
                .add(entity::Column::Person.eq(person))
                .add(entity::Column::Unit.in_subquery(units)),
        )
        .all(db)
        .await?;
    let mut latest: BTreeMap<String, DueDate> = BTreeMap::new();
    for row in rows {
        let due = DueDate {
            assigned_at: from_ms(row.created_ms),
            due_at: from_ms(row.due_ms),
        };
        let known = latest.entry(row.scenario).or_insert(due);
        if known.assigned_at < due.assigned_at {
            *known = due;
        }
    }
    Ok(latest)
}

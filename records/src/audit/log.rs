//! Reading the access log: for auditors.

use super::{Access, AccessRow, AuditQuery, entity};
use crate::instant::from_ms;
use crate::permission::{Ability, Scope};
use crate::units::entity as units;
use crate::{Actor, Error, Records};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

/// Lines, newest first.
pub async fn log(records: &Records, actor: &Actor, query: AuditQuery) -> Result<Vec<AccessRow>, Error> {
    let db = records.read();
    Scope::of(db, actor)
        .await?
        .require_everywhere(db, Ability::ReadAccessLog)
        .await?;
    let mut rows = entity::Entity::find().filter(entity::Column::Org.eq(actor.org));
    if let Some(before) = query.before {
        rows = rows.filter(entity::Column::Id.lt(before));
    }
    let rows = rows
        .order_by_desc(entity::Column::Id)
        .limit(u64::from(query.limit.min(200)))
        .all(db)
        .await?;
    let people: Vec<_> = rows
        .iter()
        .flat_map(|row| [row.actor, row.subject])
        .flatten()
        .collect();
    let mut names = crate::people::names(db, actor.org, people).await?;
    let subjects = rows.iter().filter_map(|row| row.subject);
    let units = units::Entity::find()
        .filter(units::Column::Org.eq(actor.org))
        .filter(units::Column::Id.is_in(subjects))
        .all(db)
        .await?;
    names.extend(units.into_iter().map(|unit| (unit.id, unit.name)));
    let view = |row: entity::Model| {
        Some(AccessRow {
            id: row.id,
            at: from_ms(row.at_ms),
            what: Access::ALL.into_iter().find(|what| what.as_str() == row.what)?,
            actor: row.actor,
            actor_name: row.actor.and_then(|actor| names.get(&actor).cloned()),
            subject: row.subject,
            subject_name: row.subject.and_then(|subject| names.get(&subject).cloned()),
            detail: row.detail,
            address: row.address,
        })
    };
    Ok(rows.into_iter().filter_map(view).collect())
}

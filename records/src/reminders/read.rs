//! Reading one's reminders.

use super::steps::about;
use super::{ReminderKind, entity};
use crate::due::Learner;
use crate::instant::from_ms;
use crate::{Actor, Error};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
};
use serde::{Deserialize, Serialize};
use time::OffsetDateTime;
use uuid::Uuid;

/// Reminders in the list at most.
const LIST: u64 = 50;

/// A reminder as its reader sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReminderView {
    /// What it is about.
    pub kind: ReminderKind,
    /// The title of the competency or module.
    pub title: String,
    /// Days before the end at which it was made; -1 when it was over. For a refresher the day itself.
    pub step: i64,
    /// When the thing is due.
    pub due_at: OffsetDateTime,
    /// When it was made.
    pub made_at: OffsetDateTime,
    /// Whether it was not yet seen.
    pub is_new: bool,
}

/// A person's latest reminders, newest first, without a question of permission.
pub(crate) async fn latest(
    db: &impl ConnectionTrait,
    actor: &Actor,
    person: Uuid,
    learner: &Learner,
) -> Result<Vec<ReminderView>, Error> {
    let rows = entity::Entity::find()
        .filter(entity::Column::Org.eq(actor.org))
        .filter(entity::Column::Person.eq(person))
        .order_by_desc(entity::Column::MadeMs)
        .order_by_asc(entity::Column::DueMs)
        .order_by_asc(entity::Column::Subject)
        .limit(LIST)
        .all(db)
        .await?;
    let view = |row: entity::Model| {
        let kind = ReminderKind::parse(&row.kind)?;
        let id = about(&row.subject);
        let title = match kind {
            ReminderKind::Assignment | ReminderKind::Refresher => learner.module_title(id),
            ReminderKind::Competency | ReminderKind::Difference => {
                let competency = learner.catalogue.competency(id);
                competency.map_or_else(|| id.to_owned(), |competency| competency.title.clone())
            }
        };
        Some(ReminderView {
            kind,
            title,
            step: row.step,
            due_at: from_ms(row.due_ms),
            made_at: from_ms(row.made_ms),
            is_new: row.seen_ms.is_none(),
        })
    };
    Ok(rows.into_iter().filter_map(view).collect())
}

/// How many reminders a person has not yet seen, without a question of permission.
pub(crate) async fn n_unseen(db: &impl ConnectionTrait, org: Uuid, person: Uuid) -> Result<u32, Error> {
    let n_unseen = entity::Entity::find()
        .filter(entity::Column::Org.eq(org))
        .filter(entity::Column::Person.eq(person))
        .filter(entity::Column::SeenMs.is_null())
        .count(db)
        .await?;
    Ok(u32::try_from(n_unseen).unwrap_or(u32::MAX))
}

//! Listing and ending one's sessions.

use super::entity;
use crate::audit::{Access, note_in};
use crate::instant::{from_ms, to_ms};
use crate::store::Transaction;
use crate::{Actor, Error, Records};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use serde::{Deserialize, Serialize};
use time::OffsetDateTime;
use uuid::Uuid;

/// One of one's own sessions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SessionView {
    /// Its id, for [`end`].
    pub id: Uuid,
    /// When one signed in.
    pub started_at: OffsetDateTime,
    /// When it was last used, to the minute.
    pub last_seen_at: OffsetDateTime,
    /// When it ends at the latest.
    pub expires_at: OffsetDateTime,
    /// What the browser calls itself.
    pub device: String,
    /// Where it came from.
    pub address: Option<String>,
    /// Whether it is the one that asks.
    pub current: bool,
}

/// One's sessions that are alive, newest first.
pub async fn list(records: &Records, actor: &Actor) -> Result<Vec<SessionView>, Error> {
    let person = actor.person_id().ok_or(Error::SignedOut)?;
    let idle_ms = i64::from(records.settings().idle_minutes) * 60_000;
    let now_ms = to_ms(actor.now);
    let rows = entity::Entity::find()
        .filter(entity::Column::Org.eq(actor.org))
        .filter(entity::Column::Person.eq(person))
        .filter(entity::Column::EndedMs.is_null())
        .filter(entity::Column::ExpiresMs.gt(now_ms))
        .filter(entity::Column::SeenMs.gt(now_ms - idle_ms))
        .order_by_desc(entity::Column::Id)
        .all(records.read())
        .await?;
    let view = |row: entity::Model| SessionView {
        id: row.id,
        started_at: from_ms(row.started_ms),
        last_seen_at: from_ms(row.seen_ms),
        expires_at: from_ms(row.expires_ms),
        device: row.device,
        address: row.address,
        current: actor.session_id() == Some(row.id),
    };
    Ok(rows.into_iter().map(view).collect())
}

/// Ends one of one's sessions.
pub async fn end(records: &Records, actor: &Actor, session: Uuid) -> Result<(), Error> {
    let person = actor.person_id().ok_or(Error::SignedOut)?;
    let actor = actor.clone();
    records
        .write(actor.org, move |tx| {
            Box::pin(async move {
                let row = entity::Entity::find_by_id((actor.org, session)).one(tx).await?;
                if row.is_none_or(|row| row.person != person) {
                    return Err(Error::NotFound);
                }
                entity::Entity::update_many()
                    .col_expr(entity::Column::EndedMs, Expr::value(to_ms(actor.now)))
                    .filter(entity::Column::Org.eq(actor.org))
                    .filter(entity::Column::Id.eq(session))
                    .filter(entity::Column::EndedMs.is_null())
                    .exec(tx)
                    .await?;
                note_in(tx, &actor, Access::SignedOut, Some(person), "one").await
            })
        })
        .await
}

/// Ends the session that asks.
pub async fn end_current(records: &Records, actor: &Actor) -> Result<(), Error> {
    match actor.session_id() {
        Some(session) => end(records, actor, session).await,
        None => Ok(()),
    }
}

/// Ends all of one's sessions, the one that asks too.
pub async fn end_all(records: &Records, actor: &Actor) -> Result<(), Error> {
    let person = actor.person_id().ok_or(Error::SignedOut)?;
    let actor = actor.clone();
    records
        .write(actor.org, move |tx| {
            Box::pin(async move {
                end_all_of(tx, actor.org, person, actor.now).await?;
                note_in(tx, &actor, Access::SignedOut, Some(person), "all").await
            })
        })
        .await
}

/// Ends all sessions of a person.
pub(crate) async fn end_all_of(
    tx: &Transaction,
    org: Uuid,
    person: Uuid,
    now: OffsetDateTime,
) -> Result<(), Error> {
    entity::Entity::update_many()
        .col_expr(entity::Column::EndedMs, Expr::value(to_ms(now)))
        .filter(entity::Column::Org.eq(org))
        .filter(entity::Column::Person.eq(person))
        .filter(entity::Column::EndedMs.is_null())
        .exec(tx)
        .await?;
    Ok(())
}

/// Deletes the sessions of a person who is erased: devices and addresses are personal.
pub(crate) async fn forget_all_of(tx: &Transaction, org: Uuid, person: Uuid) -> Result<(), Error> {
    entity::Entity::delete_many()
        .filter(entity::Column::Org.eq(org))
        .filter(entity::Column::Person.eq(person))
        .exec(tx)
        .await?;
    Ok(())
}

//! Reading the ledger: for auditors.

use super::{Head, LedgerEntry, Page, entity, head_entity};
use crate::instant::{from_ms, to_ms};
use crate::permission::{Ability, Scope};
use crate::secret::{hex, sha256_hex};
use crate::{Actor, Error, Records};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseConnection, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
};
use time::OffsetDateTime;
use uuid::Uuid;

/// The size and the root.
pub async fn head(records: &Records, actor: &Actor) -> Result<Head, Error> {
    let db = records.read();
    Scope::of(db, actor)
        .await?
        .require_everywhere(db, Ability::ReadLedger)
        .await?;
    stored_head(db, actor.org).await
}

/// Entries, newest first.
pub async fn entries(records: &Records, actor: &Actor, page: Page) -> Result<Vec<LedgerEntry>, Error> {
    let db = records.read();
    Scope::of(db, actor)
        .await?
        .require_everywhere(db, Ability::ReadLedger)
        .await?;
    let mut query = entity::Entity::find().filter(entity::Column::Org.eq(actor.org));
    if let Some(before) = page.before {
        query = query.filter(entity::Column::Position.lt(before.cast_signed()));
    }
    let rows = query
        .order_by_desc(entity::Column::Position)
        .limit(u64::from(page.limit.min(200)))
        .all(db)
        .await?;
    views(db, actor.org, rows).await
}

/// One entry. Also for those who may see the record it belongs to, which the caller decides.
pub async fn entry(records: &Records, actor: &Actor, position: u64) -> Result<LedgerEntry, Error> {
    let db = records.read();
    Scope::of(db, actor)
        .await?
        .require_everywhere(db, Ability::ReadLedger)
        .await?;
    find(db, actor.org, position).await
}

/// One entry, without a question of permission.
async fn find(db: &impl ConnectionTrait, org: Uuid, position: u64) -> Result<LedgerEntry, Error> {
    let row = entity::Entity::find_by_id((org, position.cast_signed()))
        .one(db)
        .await?;
    views(db, org, row.into_iter().collect())
        .await?
        .pop()
        .ok_or(Error::NotFound)
}

/// The entries about something, oldest first, without a question of permission.
pub(crate) async fn about(
    db: &impl ConnectionTrait,
    org: Uuid,
    subject: Uuid,
) -> Result<Vec<LedgerEntry>, Error> {
    let rows = entity::Entity::find()
        .filter(entity::Column::Org.eq(org))
        .filter(entity::Column::Subject.eq(subject))
        .order_by_asc(entity::Column::Position)
        .all(db)
        .await?;
    views(db, org, rows).await
}

/// The head as stored.
pub(crate) async fn stored_head(db: &impl ConnectionTrait, org: Uuid) -> Result<Head, Error> {
    let head = head_entity::Entity::find_by_id(org).one(db).await?;
    Ok(match head {
        Some(head) => Head {
            size: head.size.cast_unsigned(),
            root: hex(&head.root),
            at: Some(from_ms(head.at_ms)),
        },
        None => Head {
            size: 0,
            root: sha256_hex(&[]),
            at: None,
        },
    })
}

/// The head as it was at an instant, without a question of permission.
pub(crate) async fn head_as_of(
    db: &DatabaseConnection,
    org: Uuid,
    as_of: OffsetDateTime,
) -> Result<Head, Error> {
    let last = entity::Entity::find()
        .filter(entity::Column::Org.eq(org))
        .filter(entity::Column::AtMs.lte(to_ms(as_of)))
        .order_by_desc(entity::Column::Position)
        .limit(1)
        .one(db)
        .await?;
    let Some(last) = last else {
        return Ok(Head {
            size: 0,
            root: sha256_hex(&[]),
            at: None,
        });
    };
    let size = last.position.cast_unsigned() + 1;
    Ok(Head {
        size,
        root: hex(&super::proof::root(db, org, size).await?),
        at: Some(from_ms(last.at_ms)),
    })
}

async fn views(
    db: &impl ConnectionTrait,
    org: Uuid,
    rows: Vec<entity::Model>,
) -> Result<Vec<LedgerEntry>, Error> {
    let names = crate::people::names(db, org, rows.iter().filter_map(|row| row.actor)).await?;
    let view = |row: entity::Model| LedgerEntry {
        position: row.position.cast_unsigned(),
        at: from_ms(row.at_ms),
        op: row.op,
        actor: row.actor,
        actor_name: row.actor.and_then(|actor| names.get(&actor).cloned()),
        subject: row.subject,
        leaf_hash: hex(&row.leaf_hash),
        data: row.data,
    };
    Ok(rows.into_iter().map(view).collect())
}

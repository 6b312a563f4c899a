//! Adding an entry, inside a command's transaction.

use super::tree::{Frontier, leaf_hash};
use super::{entity, head_entity, node_entity};
use crate::instant::to_ms;
use crate::store::Transaction;
use crate::{Actor, Error, Op, row};
use sea_orm::sea_query::OnConflict;
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};
use serde_json::{Value, json};
use uuid::Uuid;

/// What an entry tells.
pub(crate) struct Leaf {
    pub(crate) op: Op,
    /// What or whom it concerns.
    pub(crate) subject: Option<Uuid>,
    /// Ids, codes and hashes; personal text only as a commitment.
    pub(crate) body: Value,
}

/// Appends an entry and gives its position.
pub(crate) async fn append(tx: &Transaction, actor: &Actor, leaf: Leaf) -> Result<u64, Error> {
    let mut frontier = frontier(tx, actor.org).await?;
    let position = frontier.size;
    let at_ms = to_ms(actor.now);
    let data = json!({
        "position": position,
        "at_ms": at_ms,
        "op": leaf.op.as_str(),
        "actor": actor.person_id(),
        "subject": leaf.subject,
        "body": leaf.body,
    })
    .to_string();
    let hash = leaf_hash(data.as_bytes());
    let completed = frontier.push(hash);

    let entry = entity::Model {
        org: actor.org,
        position: position.cast_signed(),
        leaf_hash: hash.to_vec(),
        op: leaf.op.as_str().to_owned(),
        at_ms,
        actor: actor.person_id(),
        subject: leaf.subject,
        data,
    };
    row::insert(tx, entry).await?;
    if !completed.is_empty() {
        let nodes = completed.into_iter().map(|node| node_entity::ActiveModel {
            org: Set(actor.org),
            level: Set(i64::from(node.level)),
            ordinal: Set(node.ordinal.cast_signed()),
            hash: Set(node.hash.to_vec()),
        });
        node_entity::Entity::insert_many(nodes)
            .exec_without_returning(tx)
            .await?;
    }
    write_head(tx, actor.org, &frontier, at_ms).await?;
    Ok(position)
}

async fn frontier(tx: &Transaction, org: Uuid) -> Result<Frontier, Error> {
    let head = head_entity::Entity::find()
        .filter(head_entity::Column::Org.eq(org))
        .one(tx)
        .await?;
    let Some(head) = head else {
        return Ok(Frontier::default());
    };
    Frontier::from_bytes(head.size.cast_unsigned(), &head.frontier).ok_or_else(|| {
        tracing::error!(%org, "the ledger's head is damaged; nothing is appended to it");
        Error::Unavailable
    })
}

async fn write_head(tx: &Transaction, org: Uuid, frontier: &Frontier, at_ms: i64) -> Result<(), Error> {
    let head = head_entity::ActiveModel {
        org: Set(org),
        size: Set(frontier.size.cast_signed()),
        root: Set(frontier.root().to_vec()),
        frontier: Set(frontier.to_bytes()),
        at_ms: Set(at_ms),
    };
    let columns = [
        head_entity::Column::Size,
        head_entity::Column::Root,
        head_entity::Column::Frontier,
        head_entity::Column::AtMs,
    ];
    head_entity::Entity::insert(head)
        .on_conflict(
            OnConflict::column(head_entity::Column::Org)
                .update_columns(columns)
                .to_owned(),
        )
        .exec_without_returning(tx)
        .await?;
    Ok(())
}

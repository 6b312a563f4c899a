//! Verifying the ledger: every entry, every node, the head, and the records the entries speak of.

use super::check::Accounts;
use super::rows::Rows;
use super::tree::{Frontier, leaf_hash};
use super::{BadEntry, BadKind, VerifyReport, entity, head_entity, node_entity};
use crate::permission::{Ability, Scope};
use crate::store::Transaction;
use crate::{Actor, Error, Records};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use serde_json::Value;
use std::collections::BTreeMap;
use uuid::Uuid;

/// Entries read at a time, with the runs they speak of.
const PAGE: u64 = 200;

/// Reads everything again and names the first entry that is not as it was written: for auditors. Looks at one
/// unchanging view of the store; what is written meanwhile is left to the next verification.
pub async fn verify(records: &Records, actor: &Actor) -> Result<VerifyReport, Error> {
    let db = &records.snapshot().await?;
    Scope::of(db, actor)
        .await?
        .require_everywhere(db, Ability::ReadLedger)
        .await?;
    let head = super::read::stored_head(db, actor.org).await?;
    let stored = head_entity::Entity::find_by_id(actor.org).one(db).await?;
    let mut frontier = Frontier::default();
    let mut accounts = Accounts::new(actor.org);
    let mut bad: Option<BadEntry> = None;
    while frontier.size < head.size && bad.is_none() {
        let entries = page(db, actor.org, frontier.size, head.size).await?;
        let nodes = nodes_of(db, actor.org, &entries).await?;
        let rows = Rows::of(db, actor.org, &entries).await?;
        if entries.is_empty() {
            bad = Some(BadEntry {
                position: frontier.size,
                problem: BadKind::Missing,
            });
        }
        for entry in entries {
            if let Some(problem) =
                check_entry(db, &mut frontier, &nodes, &mut accounts, &rows, &entry).await?
            {
                let position = if problem == BadKind::Missing {
                    frontier.size
                } else {
                    entry.position.cast_unsigned()
                };
                bad = Some(BadEntry { position, problem });
                break;
            }
        }
    }
    let checked = frontier.size;
    if let (None, Some(stored)) = (&bad, stored) {
        let good = stored.root == frontier.root() && stored.frontier == frontier.to_bytes();
        if !good {
            bad = Some(BadEntry {
                position: head.size.saturating_sub(1),
                problem: BadKind::Head,
            });
        }
    }
    if bad.is_none() {
        bad = accounts.settle(records, db, head.size).await?;
    }
    Ok(VerifyReport { checked, head, bad })
}

async fn page(db: &Transaction, org: Uuid, from: u64, size: u64) -> Result<Vec<entity::Model>, Error> {
    let rows = entity::Entity::find()
        .filter(entity::Column::Org.eq(org))
        .filter(entity::Column::Position.gte(from.cast_signed()))
        .filter(entity::Column::Position.lt(size.cast_signed()))
        .order_by_asc(entity::Column::Position)
        .limit(PAGE)
        .all(db)
        .await?;
    Ok(rows)
}

/// The stored nodes that the entries of a page complete.
async fn nodes_of(
    db: &Transaction,
    org: Uuid,
    entries: &[entity::Model],
) -> Result<BTreeMap<(i64, i64), Vec<u8>>, Error> {
    let (Some(first), Some(last)) = (entries.first(), entries.last()) else {
        return Ok(BTreeMap::new());
    };
    let mut nodes = BTreeMap::new();
    for level in 1..=63_u32 {
        let (from, to) = (first.position >> level, last.position >> level);
        let rows = node_entity::Entity::find()
            .filter(node_entity::Column::Org.eq(org))
            .filter(node_entity::Column::Level.eq(i64::from(level)))
            .filter(node_entity::Column::Ordinal.gte(from))
            .filter(node_entity::Column::Ordinal.lte(to))
            .all(db)
            .await?;
        nodes.extend(rows.into_iter().map(|row| ((row.level, row.ordinal), row.hash)));
        if to == 0 {
            break;
        }
    }
    Ok(nodes)
}

async fn check_entry(
    db: &Transaction,
    frontier: &mut Frontier,
    nodes: &BTreeMap<(i64, i64), Vec<u8>>,
    accounts: &mut Accounts,
    rows: &Rows,
    entry: &entity::Model,
) -> Result<Option<BadKind>, Error> {
    if entry.position.cast_unsigned() != frontier.size {
        return Ok(Some(BadKind::Missing));
    }
    let hash = leaf_hash(entry.data.as_bytes());
    if entry.leaf_hash != hash {
        return Ok(Some(BadKind::LeafHash));
    }
    let Some(data) = columns_agree(entry) else {
        return Ok(Some(BadKind::Columns));
    };
    for node in frontier.push(hash) {
        let stored = nodes.get(&(i64::from(node.level), node.ordinal.cast_signed()));
        if stored.is_none_or(|stored| *stored != node.hash) {
            return Ok(Some(BadKind::Node));
        }
    }
    Ok(match accounts.enter(db, rows, entry, &data["body"]).await? {
        true => None,
        false => Some(BadKind::Record),
    })
}

/// The text, if the columns beside it say the same.
fn columns_agree(entry: &entity::Model) -> Option<Value> {
    let data: Value = serde_json::from_str(&entry.data).ok()?;
    let same = data["position"] == entry.position
        && data["at_ms"] == entry.at_ms
        && data["op"] == *entry.op
        && data["actor"] == serde_json::to_value(entry.actor).ok()?
        && data["subject"] == serde_json::to_value(entry.subject).ok()?;
    same.then_some(data)
}

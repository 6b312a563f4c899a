//! Proofs that an entry is in the ledger, and that a ledger grew out of an earlier one (RFC 6962, 2.1.1, 2.1.2).

use super::tree::{Hash, node_hash};
use super::{entity, node_entity};
use crate::permission::{Ability, Scope};
use crate::secret::hex;
use crate::{Actor, Error, Invalid, Records};
use sea_orm::{DatabaseConnection, EntityTrait};
use serde::{Deserialize, Serialize};
use std::pin::Pin;
use uuid::Uuid;

/// Proof that an entry is in the ledger of a size.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Inclusion {
    /// The entry's place.
    pub position: u64,
    /// The size of the ledger proved for.
    pub size: u64,
    /// The entry's hash.
    pub leaf_hash: String,
    /// The hashes beside the way from the leaf to the root, hexadecimal.
    pub path: Vec<String>,
    /// The root that follows.
    pub root: String,
}

/// The proof that an entry is in the ledger as it was with `size` entries.
pub async fn inclusion(
    records: &Records,
    actor: &Actor,
    position: u64,
    size: u64,
) -> Result<Inclusion, Error> {
    let db = records.read();
    Scope::of(db, actor)
        .await?
        .require_everywhere(db, Ability::ReadLedger)
        .await?;
    if size <= position || super::read::stored_head(db, actor.org).await?.size < size {
        return Err(Error::invalid("size", Invalid::OutOfRange));
    }
    let tree = Tree { db, org: actor.org };
    let mut path = Vec::new();
    tree.path(position, 0, size, &mut path).await?;
    Ok(Inclusion {
        position,
        size,
        leaf_hash: hex(&tree.full(0, position).await?),
        path: path.iter().map(|hash| hex(hash)).collect(),
        root: hex(&tree.subtree(0, size).await?),
    })
}

/// The hashes that prove that the ledger with `new` entries starts with the ledger of `old` entries.
pub async fn consistency(records: &Records, actor: &Actor, old: u64, new: u64) -> Result<Vec<String>, Error> {
    let db = records.read();
    Scope::of(db, actor)
        .await?
        .require_everywhere(db, Ability::ReadLedger)
        .await?;
    if old == 0 || new < old || super::read::stored_head(db, actor.org).await?.size < new {
        return Err(Error::invalid("old", Invalid::OutOfRange));
    }
    let tree = Tree { db, org: actor.org };
    let mut proof = Vec::new();
    tree.subproof(old, 0, new, Whole::Yes, &mut proof).await?;
    Ok(proof.iter().map(|hash| hex(hash)).collect())
}

/// The root of the ledger as it was with so many entries.
pub(super) async fn root(db: &DatabaseConnection, org: Uuid, size: u64) -> Result<Hash, Error> {
    Tree { db, org }.subtree(0, size).await
}

struct Tree<'a> {
    db: &'a DatabaseConnection,
    org: Uuid,
}

/// Whether the old tree is a whole subtree of the part looked at, so that its root is known to the asker.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Whole {
    Yes,
    No,
}

type Step<'a, T> = Pin<Box<dyn Future<Output = Result<T, Error>> + Send + 'a>>;

impl Tree<'_> {
    /// The stored hash of a full subtree.
    async fn full(&self, level: u32, ordinal: u64) -> Result<Hash, Error> {
        let bytes = match level {
            0 => {
                let entry = entity::Entity::find_by_id((self.org, ordinal.cast_signed()))
                    .one(self.db)
                    .await?;
                entry.map(|entry| entry.leaf_hash)
            }
            _ => {
                let key = (self.org, i64::from(level), ordinal.cast_signed());
                node_entity::Entity::find_by_id(key)
                    .one(self.db)
                    .await?
                    .map(|node| node.hash)
            }
        };
        bytes
            .and_then(|bytes| Hash::try_from(bytes).ok())
            .ok_or(Error::Unavailable)
    }

    /// The root over `width` leaves from `start`; `start` is a multiple of the widths above it.
    fn subtree(&self, start: u64, width: u64) -> Step<'_, Hash> {
        Box::pin(async move {
            if width.is_power_of_two() {
                let level = width.trailing_zeros();
                return self.full(level, start >> level).await;
            }
            let split = split(width);
            let left = self.subtree(start, split).await?;
            let right = self.subtree(start + split, width - split).await?;
            Ok(node_hash(&left, &right))
        })
    }

    fn path<'a>(&'a self, position: u64, start: u64, width: u64, path: &'a mut Vec<Hash>) -> Step<'a, ()> {
        Box::pin(async move {
            if width == 1 {
                return Ok(());
            }
            let split = split(width);
            if position < split {
                self.path(position, start, split, path).await?;
                path.push(self.subtree(start + split, width - split).await?);
            } else {
                self.path(position - split, start + split, width - split, path)
                    .await?;
                path.push(self.subtree(start, split).await?);
            }
            Ok(())
        })
    }

    fn subproof<'a>(
        &'a self,
        old: u64,
        start: u64,
        width: u64,
        whole: Whole,
        proof: &'a mut Vec<Hash>,
    ) -> Step<'a, ()> {
        Box::pin(async move {
            if old == width {
                if whole == Whole::No {
                    proof.push(self.subtree(start, width).await?);
                }
                return Ok(());
            }
            let split = split(width);
            if old <= split {
                self.subproof(old, start, split, whole, proof).await?;
                proof.push(self.subtree(start + split, width - split).await?);
            } else {
                self.subproof(old - split, start + split, width - split, Whole::No, proof)
                    .await?;
                proof.push(self.subtree(start, split).await?);
            }
            Ok(())
        })
    }
}

/// The largest power of two below the width.
fn split(width: u64) -> u64 {
    width.next_power_of_two() / 2
}

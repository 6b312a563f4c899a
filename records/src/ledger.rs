//! The ledger: one append-only Merkle tree per organisation, as in RFC 6962, written in the transaction of the
//! change it tells of. Personal text stays outside, behind salted commitments.

pub(crate) mod append;
pub(crate) mod check;
pub(crate) mod entity;
pub(crate) mod head_entity;
pub(crate) mod node_entity;
mod projection;
mod proof;
mod read;
mod rows;
mod told;
mod tree;
mod verify;

pub(crate) use append::{Leaf, append};
pub use proof::{Inclusion, consistency, inclusion};
pub(crate) use read::{about, head_as_of};
pub use read::{entries, entry, head};
pub(crate) use told::{Told, body_with, tell};
pub use tree::{leaf_hash, node_hash, root_from_inclusion};
pub use verify::verify;

use serde::{Deserialize, Serialize};
use time::OffsetDateTime;
use uuid::Uuid;

/// The size and the root of the ledger.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Head {
    /// How many entries.
    pub size: u64,
    /// The root hash, hexadecimal; the hash of nothing for an empty ledger.
    pub root: String,
    /// When the last entry was written.
    pub at: Option<OffsetDateTime>,
}

/// One entry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LedgerEntry {
    /// Its place, from 0, without gaps.
    pub position: u64,
    /// When.
    pub at: OffsetDateTime,
    /// What was done; [`crate::Op`] by its stable text.
    pub op: String,
    /// Who did it; none for the system.
    pub actor: Option<Uuid>,
    /// The name of who did it, unless erased.
    pub actor_name: Option<String>,
    /// What or whom it concerns.
    pub subject: Option<Uuid>,
    /// Hexadecimal `SHA-256(0x00 ‖ data)`.
    pub leaf_hash: String,
    /// The hashed text itself, JSON.
    pub data: String,
}

/// Which entries to read, newest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Page {
    /// Only entries before this position; none for the newest.
    pub before: Option<u64>,
    /// How many at most; 200 is the limit.
    pub limit: u32,
}

/// What the verification found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct VerifyReport {
    /// Entries looked at.
    pub checked: u64,
    /// The head as stored.
    pub head: Head,
    /// The first entry that is not as it was written.
    pub bad: Option<BadEntry>,
}

/// An entry, or a record it speaks of, that is not as it was written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BadEntry {
    /// Its place.
    pub position: u64,
    /// What is wrong.
    pub problem: BadKind,
}

/// What is wrong with an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BadKind {
    /// The position is missing.
    Missing,
    /// The text does not have the stored hash.
    LeafHash,
    /// The columns beside the text say something else than the text.
    Columns,
    /// A stored node does not follow from the leaves.
    Node,
    /// The head does not follow from the leaves.
    Head,
    /// The record the entry speaks of is not as it was written, or is gone.
    Record,
    /// A record exists that no entry speaks of; the position is the ledger's size.
    Unaccounted,
}

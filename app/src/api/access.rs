//! What an auditor reads: the ledger and the access log.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use time::OffsetDateTime;
use uuid::Uuid;

use crate::error::AppError;

/// A page of the ledger, newest first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ledger {
    /// How many entries there are.
    pub size: u64,
    /// The root hash over all of them.
    pub root: String,
    /// The entries.
    pub entries: Vec<LedgerEntry>,
}

/// One entry of the ledger.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LedgerEntry {
    /// Its position, from 0, without gaps.
    pub position: u64,
    /// When.
    pub at: OffsetDateTime,
    /// What was done, as a stable code.
    pub op: String,
    /// Who did it.
    pub actor: Option<String>,
    /// The leaf's hash.
    pub leaf_hash: String,
}

/// What checking every entry found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LedgerCheck {
    /// Entries checked.
    pub checked: u64,
    /// The first entry that does not hold, and why.
    pub bad: Option<(u64, String)>,
}

/// One line of the access log.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccessRow {
    /// Which.
    pub id: Uuid,
    /// When.
    pub at: OffsetDateTime,
    /// What, as a stable code.
    pub what: String,
    /// Who.
    pub actor: Option<String>,
    /// Whose record, or which unit.
    pub subject: Option<String>,
    /// What of it, as a stable code; empty where `what` says all.
    pub detail: String,
    /// From where.
    pub address: Option<String>,
}

/// Entries of the ledger before a position, or the newest.
#[server(prefix = "/api", endpoint = "ledger", input = server_fn::codec::Json)]
pub async fn read_ledger(before: Option<u64>) -> Result<Ledger, AppError> {
    use super::host;
    let (records, actor) = host::signed_in()?;
    let head = records::ledger::head(&records, &actor)
        .await
        .map_err(host::refuse)?;
    let page = records::ledger::Page { before, limit: 50 };
    let entries = records::ledger::entries(&records, &actor, page)
        .await
        .map_err(host::refuse)?;
    Ok(Ledger {
        size: head.size,
        root: head.root,
        entries: entries
            .into_iter()
            .map(|entry| LedgerEntry {
                position: entry.position,
                at: entry.at,
                op: entry.op,
                actor: entry.actor_name,
                leaf_hash: entry.leaf_hash,
            })
            .collect(),
    })
}

/// Checks every entry of the ledger against its hashes.
#[server(prefix = "/api", endpoint = "ledger/verify", input = server_fn::codec::Json)]
pub async fn verify_ledger() -> Result<LedgerCheck, AppError> {
    use super::host;
    let (records, actor) = host::signed_in()?;
    let report = records::ledger::verify(&records, &actor)
        .await
        .map_err(host::refuse)?;
    Ok(LedgerCheck {
        checked: report.checked,
        bad: report.bad.map(|bad| (bad.position, format!("{:?}", bad.problem))),
    })
}

/// Lines of the access log before one, or the newest.
#[server(prefix = "/api", endpoint = "access-log", input = server_fn::codec::Json)]
pub async fn read_access_log(before: Option<Uuid>) -> Result<Vec<AccessRow>, AppError> {
    use super::host;
    let (records, actor) = host::signed_in()?;
    let query = records::audit::AuditQuery { before, limit: 100 };
    let rows = records::audit::log(&records, &actor, query)
        .await
        .map_err(host::refuse)?;
    Ok(rows
        .into_iter()
        .map(|row| AccessRow {
            id: row.id,
            at: row.at,
            what: row.what.as_str().to_owned(),
            actor: row.actor_name,
            subject: row.subject_name,
            detail: row.detail,
            address: row.address,
        })
        .collect())
}

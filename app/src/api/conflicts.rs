//! Conflicts that rule out that one person assesses another.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use time::OffsetDateTime;
use uuid::Uuid;

use crate::error::AppError;

/// What the visitor sees of a person's conflicts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Conflicts {
    /// Those that have not ended.
    pub open: Vec<Conflict>,
    /// Whether the visitor may declare and end conflicts of this person.
    pub may_declare: bool,
    /// Whether the visitor, an assessor of this person, may declare one of their own.
    pub may_declare_own: bool,
    /// The assessors that a conflict may be declared with.
    pub assessors: Vec<(Uuid, String)>,
}

/// A conflict of a person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Conflict {
    /// Which.
    pub id: Uuid,
    /// The name of the other; empty once erased.
    pub other: String,
    /// Why neither may assess the other.
    pub reason: String,
    /// Who declared it.
    pub by: Option<String>,
    /// When.
    pub at: OffsetDateTime,
}

/// The conflicts of a person, as far as the visitor may know them.
#[server(prefix = "/api", endpoint = "conflicts", input = server_fn::codec::Json)]
pub async fn read_conflicts(person: Uuid) -> Result<Conflicts, AppError> {
    use super::host;
    let (records, actor) = host::signed_in()?;
    let conflicts = records::conflicts::list(&records, &actor, person)
        .await
        .map_err(host::refuse)?;
    Ok(conflicts.into())
}

/// Declares that two people must not assess each other; the visitor and the person where no other is named.
#[server(prefix = "/api", endpoint = "conflicts/declare", input = server_fn::codec::Json)]
pub async fn declare_conflict(person: Uuid, other: Option<Uuid>, reason: String) -> Result<(), AppError> {
    use super::host;
    let (records, actor) = host::signed_in()?;
    let other = other.or(actor.person_id()).unwrap_or_default();
    let new = records::conflicts::NewConflict {
        person,
        other,
        reason,
    };
    records::conflicts::declare(&records, &actor, new)
        .await
        .map_err(host::refuse)?;
    Ok(())
}

/// Ends a conflict.
#[server(prefix = "/api", endpoint = "conflicts/end", input = server_fn::codec::Json)]
pub async fn end_conflict(conflict: Uuid) -> Result<(), AppError> {
    use super::host;
    let (records, actor) = host::signed_in()?;
    records::conflicts::end(&records, &actor, conflict)
        .await
        .map_err(host::refuse)
}

#[cfg(feature = "ssr")]
mod from_records {
    use super::{Conflict, Conflicts};

    impl From<records::conflicts::Conflicts> for Conflicts {
        fn from(conflicts: records::conflicts::Conflicts) -> Self {
            let conflict = |view: records::conflicts::ConflictView| Conflict {
                id: view.id,
                other: view.other_name,
                reason: view.reason,
                by: view.declared_by,
                at: view.declared_at,
            };
            Self {
                open: conflicts.open.into_iter().map(conflict).collect(),
                may_declare: conflicts.may_declare,
                may_declare_own: conflicts.may_declare_own,
                assessors: conflicts.assessors,
            }
        }
    }
}

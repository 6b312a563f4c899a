//! People: who they are, what job they do, whether they may sign in.

mod change;
pub(crate) mod create;
pub(crate) mod entity;
mod erase;
mod export;
mod read;

pub(crate) use change::manageable;
pub use change::{disable, enable, rename, set_job, set_timing};
pub use create::{NewPerson, create};
pub use erase::erase;
pub use export::everything;
pub use read::{Me, PeopleQuery, get, list, me};
pub(crate) use read::{find, matching, names, view};

use crate::secret::commitment;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use time::OffsetDateTime;
use uuid::Uuid;

/// A person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonView {
    /// Their id.
    pub id: Uuid,
    /// The name they sign in with; empty once erased.
    pub sign_in_name: String,
    /// Their name; empty once erased.
    pub name: String,
    /// Their job, as frameworks name it, for example `nurse`.
    pub job: String,
    /// Time allowed in a run, in percent of the usual.
    pub timing_percent: u16,
    /// Whether they may sign in.
    pub state: PersonState,
    /// When they were added.
    pub created_at: OffsetDateTime,
}

/// Whether a person may sign in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PersonState {
    /// Has no password yet.
    Invited,
    /// May sign in.
    Active,
    /// May not sign in.
    Disabled,
    /// Their personal text is destroyed.
    Erased,
}

/// What the ledger says of a person: job and state plainly, names only as a salted commitment.
pub(crate) fn ledger_body(row: &entity::Model) -> Value {
    if row.erased_ms.is_some() {
        return json!({"erased": true});
    }
    json!({
        "identity": commitment(&row.salt, &[row.sign_in_name.as_deref().unwrap_or(""), &row.name]),
        "job": row.job,
        "timing_percent": row.timing_percent,
        "disabled": row.disabled_ms.is_some(),
    })
}

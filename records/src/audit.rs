//! The access log: sign-ins, denials, and views of another person's record.

pub(crate) mod entity;
mod log;
mod note;

pub use log::log;
pub(crate) use note::{note, note_in};

use serde::{Deserialize, Serialize};
use time::OffsetDateTime;
use uuid::Uuid;

/// What was noted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Access {
    /// Somebody signed in.
    SignedIn,
    /// A sign-in did not succeed.
    SignInFailed,
    /// Somebody signed out, or ended a session.
    SignedOut,
    /// Something was asked for that the actor may not see or do.
    Denied,
    /// Another person's record was looked at.
    Viewed,
    /// Records left the system.
    Exported,
    /// A waiting run was delivered for another person.
    Delivered,
}

impl Access {
    /// All kinds.
    pub const ALL: [Self; 7] = [
        Self::SignedIn,
        Self::SignInFailed,
        Self::SignedOut,
        Self::Denied,
        Self::Viewed,
        Self::Exported,
        Self::Delivered,
    ];

    /// The stable text of the kind.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::SignedIn => "signed_in",
            Self::SignInFailed => "sign_in_failed",
            Self::SignedOut => "signed_out",
            Self::Denied => "denied",
            Self::Viewed => "viewed",
            Self::Exported => "exported",
            Self::Delivered => "delivered",
        }
    }
}

/// One line of the access log.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccessRow {
    /// The line's id.
    pub id: Uuid,
    /// When.
    pub at: OffsetDateTime,
    /// What.
    pub what: Access,
    /// Who.
    pub actor: Option<Uuid>,
    /// The name of who, unless erased.
    pub actor_name: Option<String>,
    /// Whose record, or which thing.
    pub subject: Option<Uuid>,
    /// The name of the person it concerns, if it is one.
    pub subject_name: Option<String>,
    /// A code that says more.
    pub detail: String,
    /// The network address.
    pub address: Option<String>,
}

/// Which lines to read, newest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuditQuery {
    /// Only lines before this one; none for the newest.
    pub before: Option<Uuid>,
    /// How many at most; 200 is the limit.
    pub limit: u32,
}

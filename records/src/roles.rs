//! Roles by unit: who may do what where.

pub(crate) mod entity;
mod grant;
mod revoke;

pub(crate) use grant::insert_grant;
pub use grant::{NewGrant, grant};
pub(crate) use revoke::grants_of;
pub use revoke::{of, revoke};

use serde::{Deserialize, Serialize};
use time::OffsetDateTime;
use uuid::Uuid;

/// What a person is in a unit; it holds for the units below too.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Belongs to the unit, trains, sees their own record.
    Learner,
    /// Sees evidence and debriefs of the unit's people.
    Assessor,
    /// Publishes scenarios, sees standings, allows more attempts.
    Educator,
    /// Sees standings, evidence and debriefs of the unit's people; assigns modules.
    Manager,
    /// Manages people, roles and units; sees no scores.
    Administrator,
    /// Reads everything with the ledger and the access log; changes nothing.
    Auditor,
}

impl Role {
    /// All roles.
    pub const ALL: [Self; 6] = [
        Self::Learner,
        Self::Assessor,
        Self::Educator,
        Self::Manager,
        Self::Administrator,
        Self::Auditor,
    ];

    /// The stable text of the role.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Learner => "learner",
            Self::Assessor => "assessor",
            Self::Educator => "educator",
            Self::Manager => "manager",
            Self::Administrator => "administrator",
            Self::Auditor => "auditor",
        }
    }

    /// The role with this text.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.as_str() == text)
    }
}

/// A role that a person holds or held.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GrantView {
    /// The grant's id, for [`revoke()`].
    pub id: Uuid,
    /// Where.
    pub unit: Uuid,
    /// The unit's name.
    pub unit_name: String,
    /// What.
    pub role: Role,
    /// Since when.
    pub granted_at: OffsetDateTime,
    /// Until when, if it ended.
    pub revoked_at: Option<OffsetDateTime>,
}

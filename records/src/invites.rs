//! One-time links to set a password: the first one, or a new one.

mod accept;
mod create;
pub(crate) mod entity;

pub use accept::{Accept, InviteView, accept, look};
pub use create::{Invite, NewInvite, create};

use serde::{Deserialize, Serialize};

/// What a link is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum InvitePurpose {
    /// The first password; good for seven days.
    SetUp,
    /// A new password; good for a day.
    Reset,
}

impl InvitePurpose {
    /// The stable text of the purpose.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::SetUp => "set_up",
            Self::Reset => "reset",
        }
    }

    pub(crate) fn valid_hours(self) -> i64 {
        match self {
            Self::SetUp => 7 * 24,
            Self::Reset => 24,
        }
    }
}

//! Sessions: a signed-in browser, until it is idle too long, too old, or ended.
//!
//! The cookie is a JWT that names a session row and carries a random secret; the row keeps the secret's hash and is
//! asked at every request, so that ending a session is immediate.

mod authenticate;
mod end;
pub(crate) mod entity;
mod open;
mod token;

pub use authenticate::authenticate;
pub use end::{SessionView, end, end_all, end_current, list};
pub(crate) use end::{end_all_of, forget_all_of};
pub(crate) use open::{Device, open};

use crate::Actor;
use time::OffsetDateTime;

/// A new session.
#[derive(Clone, Debug)]
pub struct SignedIn {
    /// The cookie's value.
    pub token: String,
    /// When the session ends at the latest.
    pub expires_at: OffsetDateTime,
    /// Who is signed in.
    pub actor: Actor,
}

//! Signing in: passwords, their rules, and back-off.

mod again;
mod change;
pub(crate) mod entity;
mod hashing;
mod prove;
mod rules;
mod sign_in;
pub(crate) mod throttle;

pub(crate) use again::prove_again;
pub use change::{ChangePassword, change_password, set_password};
pub(crate) use change::{check_for_person, store_hash};
pub(crate) use hashing::{Hashing, check_memory};
pub use rules::{MAX_PASSWORD_CHARS, MIN_PASSWORD_CHARS, check_password_rules};
pub use sign_in::{SignIn, sign_in};

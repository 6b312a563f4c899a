//! Persistence and use cases: who may do what, what is kept, and what can be proved about it.
//!
//! Every command and query takes an [`Actor`] and decides permission itself; what the actor may not see answers
//! [`Error::NotFound`], as if it did not exist. Time comes in with the actor, never from a clock in here, so that
//! a test or the demonstration can live through a year in a minute.
//!
//! A command is one transaction: permission, change, projection, ledger leaf. It answers after the commit is on
//! disk. On SQLite one writer groups the commands that wait; on PostgreSQL each command holds the organisation's
//! lock for its own transaction. Either way the commands of an organisation happen one after another.

pub mod actor;
pub mod assignments;
pub mod attempts;
pub mod audit;
pub mod content;
pub mod error;
pub mod home;
mod instant;
pub mod invites;
pub mod ledger;
pub mod op;
pub mod organisations;
pub mod people;
pub mod permission;
pub mod roles;
mod row;
mod secret;
pub mod sessions;
pub mod signin;
pub mod standing;
pub mod store;
pub mod units;

pub use actor::{Actor, Who};
pub use error::{Conflict, Error, Invalid, OpenError, Refusal};
pub use op::Op;
pub use roles::Role;
pub use store::{Records, Secrets, Settings};

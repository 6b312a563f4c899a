//! Persistence and use cases: who may do what, what is kept, and what can be proved about it.
//!
//! Every command and query takes an [`Actor`] and decides permission itself; what the actor may not see answers
//! [`Error::NotFound`], as if it did not exist. Time comes in with the actor, never from a clock in here, so that
//! a test or the demonstration can live through a year in a minute.
//!
//! A command is one transaction: permission, change, projection, ledger leaf. It answers after the commit is on
//! disk. On SQLite one writer groups the commands that wait; on PostgreSQL each command holds the organisation's
//! lock for its own transaction. Either way the commands of an organisation happen one after another.

pub mod acceptances;
pub mod actor;
pub mod appeals;
pub mod assignments;
pub mod attempts;
pub mod audit;
mod calendars;
pub mod certificates;
pub mod conflicts;
pub mod content;
pub mod drafts;
pub mod due;
pub mod error;
pub mod exams;
pub mod home;
mod instant;
pub mod invites;
pub mod ledger;
pub mod observations;
pub mod op;
pub mod organisations;
pub mod panels;
pub mod people;
pub mod permission;
pub mod refreshers;
pub mod reminders;
pub mod restrictions;
pub mod roles;
mod row;
mod secret;
pub mod self_assessments;
pub mod sessions;
pub mod signatures;
pub mod signin;
pub mod signoffs;
pub mod skills;
pub mod standing;
pub mod store;
pub mod supervision;
pub mod units;
pub mod validation;

pub use actor::{Actor, Who};
pub use error::{Conflict, Error, Invalid, OpenError, Refusal};
pub use op::Op;
pub use roles::Role;
pub use store::{Records, Secrets, Settings};

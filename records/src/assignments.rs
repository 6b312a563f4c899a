//! Assignments: a module that a person or a unit is to do by a date.

mod assign;
mod due;
pub(crate) mod entity;

pub use assign::{NewAssignment, Target, assign, withdraw};
pub(crate) use due::due_dates;

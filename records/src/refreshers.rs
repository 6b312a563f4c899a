//! How well steps are remembered, and when to refresh them.
//!
//! A step of a skill is a criterion of a scenario; its name is `scenario/criterion`. Every recorded run reviews the
//! steps that its verdict assessed, and the forgetting model FSRS 6 with its published weights says how long each is
//! remembered. The memories are a projection of the runs: [`rebuild`] makes them anew. Evidence never rests on them.
//!
//! Practice shows hints, so it is no test of memory: it begins none, and what it shows again counts as hard.

mod due;
pub(crate) mod entity;
mod memory;
mod project;
mod rating;

pub use due::Refresher;
pub(crate) use due::refreshers_of;
pub use project::rebuild;
pub(crate) use project::{forget, review};

//! Frameworks, evidence, and the rules by which a competency is current, due or lapsed.
//!
//! Pure: no clock, no database. Time arrives as an argument, answers are codes and dates, never sentences.
//!
//! * [`Framework`]: what a hospital expects of each job, read from `content/frameworks`.
//! * [`Rule`]: which evidence counts, how long it is valid, how many graded runs are allowed.
//! * [`Evidence`] and [`Standing`]: what a person has shown, folded into one small projection.
//! * [`Standing::status`]: current, due, lapsed or never, on a given day, with the reason.

mod calendar;
mod framework;
mod rule;
mod status;

pub use calendar::add_months;
pub use framework::{Competency, Framework, Group, JobRole, Level, Problem};
pub use rule::{AttemptRule, Rule};
pub use status::{Evidence, EvidenceKind, Reason, Standing, Status, StatusKind};

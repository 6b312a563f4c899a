//! Frameworks, evidence, and the rules by which a competency is current, due or lapsed.
//!
//! Pure: no clock, no database, no time zones. Time arrives as an argument, a place's civil time as a [`Zone`], answers
//! are codes and dates, never sentences.
//!
//! * [`Framework`]: what a hospital expects of each job, read from `content/frameworks`.
//! * [`Rule`]: which evidence counts, how long it is valid, how many graded runs are allowed.
//! * [`Evidence`] and [`Standing`]: what a person has shown, folded into one small projection.
//! * [`Standing::status`]: current, due, lapsed or never, on a given day, with the reason.

mod calendar;
mod checklist;
mod evidence;
mod framework;
mod rule;
mod standing;
mod status;

pub use calendar::{Utc, Zone, add_months, end_of_year, local_day, start_of_day};
pub use checklist::{Checklist, ChecklistItem, ChecklistProblem, Mark, Observed, Seen};
pub use evidence::{Evidence, EvidenceKind};
pub use framework::{Competency, Device, Difference, Framework, Group, JobRole, Level, Problem};
pub use rule::{AssessorRule, AttemptRule, Conflict, Counting, Requirement, Rule, RuleProblem, Validity};
pub use standing::{EndsBy, Held, Standing};
pub use status::{Reason, Status, StatusKind};

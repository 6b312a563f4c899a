//! The scenario language, playing a scenario, grading a run, and the debrief.
//!
//! A [`scenario::Scenario`] is drawn with a seed into a [`script::Script`], which a [`play::Player`] plays, in the
//! browser for the learner and on the server for the grade. What the learner did is an [`log::ActionLog`];
//! [`replay::replay`] turns it into a [`replay::Run`] with its [`trace::Trace`], and [`grade::grade`] judges that.
//! [`guide`] is the coach of practice, and tells which steps were done without one.
//! [`drill`] makes cases whose curves are named, as often as one likes.
//! [`exams`] are the other way to show what one knows: items, papers, marks.
//! Nothing here reads a clock or a file, and no text or log makes it panic.

pub mod debrief;
pub mod diagnostic;
pub mod drill;
pub mod exams;
pub mod golden;
pub mod grade;
pub mod guide;
pub mod language;
pub mod log;
pub mod play;
pub mod replay;
pub mod scenario;
pub mod script;
pub mod statistics;
pub mod trace;
mod variants;
#[cfg(feature = "vectors")]
pub mod vectors;

pub use diagnostic::{Diagnostic, Severity};
pub use grade::Verdict;
pub use log::{Action, ActionLog};
pub use play::Player;
pub use scenario::Scenario;
pub use script::{Rehearsal, Script};

//! Reminders: what is due, said once in time.
//!
//! A sweep makes them, one row for each thing and step, so that nobody is told twice whatever sweeps run at once. They
//! are read on the page of what is due. Whoever sends mail one day sends it for what [`sweep()`] gives back.

pub(crate) mod entity;
mod read;
mod seen;
mod steps;
mod sweep;

pub use read::ReminderView;
pub(crate) use read::{latest, n_unseen};
pub use seen::seen;
pub use sweep::{Made, sweep};

use serde::{Deserialize, Serialize};

/// What a reminder is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReminderKind {
    /// A competency ends.
    Competency,
    /// An assigned module is due.
    Assignment,
    /// A module is to be refreshed.
    Refresher,
    /// What is new on a device is to be shown.
    Difference,
}

impl ReminderKind {
    const ALL: [Self; 4] = [
        Self::Competency,
        Self::Assignment,
        Self::Refresher,
        Self::Difference,
    ];

    fn as_str(self) -> &'static str {
        match self {
            Self::Competency => "competency",
            Self::Assignment => "assignment",
            Self::Refresher => "refresher",
            Self::Difference => "difference",
        }
    }

    fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == text)
    }
}

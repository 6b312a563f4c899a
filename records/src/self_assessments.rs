//! What people believe of themselves before a module.
//!
//! Nothing rests on it but the way that is offered first: whoever is sure shows it at once, the others practise. After
//! a run it is held against what the run showed, for the person alone.

mod assess;
pub(crate) mod entity;
mod read;

pub use assess::{SelfAssessment, assess};
pub use read::{BeliefRow, before_run};
pub(crate) use read::{said_today, titled};

use serde::{Deserialize, Serialize};

/// How sure a person is of a competency.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Confidence {
    /// I have not done this.
    NotDone,
    /// With help.
    WithHelp,
    /// On my own.
    OnMyOwn,
    /// I could teach it.
    CouldTeach,
}

impl Confidence {
    /// All of them, from the least.
    pub const ALL: [Self; 4] = [Self::NotDone, Self::WithHelp, Self::OnMyOwn, Self::CouldTeach];

    /// Its number, from 1.
    pub fn number(self) -> i64 {
        match self {
            Self::NotDone => 1,
            Self::WithHelp => 2,
            Self::OnMyOwn => 3,
            Self::CouldTeach => 4,
        }
    }

    /// The one with this number.
    pub fn with_number(number: i64) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|confidence| confidence.number() == number)
    }

    /// Whether the person says that they need nobody.
    pub fn is_sure(self) -> bool {
        Self::OnMyOwn <= self
    }
}

/// How sure a person is of one competency.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Belief {
    /// The competency.
    pub competency: String,
    /// How sure.
    pub confidence: Confidence,
}

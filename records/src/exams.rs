//! Tests: sittings, answers and marks.
//!
//! The server draws the paper from the test's version and the sitting's seed, whenever it is asked; the browser only
//! ever gets the sheet, which holds no key. Answers are kept as they come, so a sitting survives any crash; the time
//! limit is the server's. What was answered in time is marked when the sitting is handed in or its time is over.

mod allowance;
mod analysis;
mod answer;
pub(crate) mod answer_entity;
mod close;
mod list;
mod papers;
mod result;
mod sheet;
pub(crate) mod sitting_entity;
mod start;

pub use allowance::Tries;
pub(crate) use allowance::allowance_name;
pub(crate) use analysis::right_percents;
pub use analysis::{TestAnalysis, analysis};
pub use answer::{Answer, answer};
pub use close::{hand_in, sweep};
pub use list::{SittingRow, TestPage, TestRow, test, tests};
pub use result::{Sat, SittingResult, sitting};
pub use sheet::OpenSitting;
pub use start::{StartSitting, start};

use serde::{Deserialize, Serialize};

/// What comes within so many milliseconds after the end was on its way in time.
pub(crate) const LATENCY_MS: i64 = 30_000;

/// Where a sitting stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SittingStatus {
    /// Answers are taken.
    Open,
    /// Marked and in the record.
    Recorded,
    /// Its time went by without an answer. It counts as a try, and gives no evidence.
    Abandoned,
}

impl SittingStatus {
    /// The stable text of the status.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Recorded => "recorded",
            Self::Abandoned => "abandoned",
        }
    }

    pub(crate) fn parse(text: &str) -> Self {
        match text {
            "open" => Self::Open,
            "recorded" => Self::Recorded,
            _ => Self::Abandoned,
        }
    }
}

//! Appeals of learners, and their answers.
//!
//! A learner appeals a verdict of their own; an assessor of their unit who did not make it answers with a signature. An
//! appeal that is upheld voids the verdict in the same transaction. Appeal, answer and verdict all stay.

mod answer;
pub(crate) mod entity;
mod make;
mod read;
mod words;

pub use answer::{Answer, answer};
pub use make::{NewAppeal, appeal};
pub(crate) use read::n_waiting;
pub use read::{AnswerView, AppealView, Appeals, Verdict, appeals, verdict};
pub(crate) use words::required_words;

use serde::{Deserialize, Serialize};

/// What an appeal came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// The learner is right: the verdict is void.
    Upheld,
    /// The verdict stands.
    Rejected,
}

impl Outcome {
    /// The stable text of the outcome.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Upheld => "upheld",
            Self::Rejected => "rejected",
        }
    }

    fn parse(text: &str) -> Option<Self> {
        [Self::Upheld, Self::Rejected]
            .into_iter()
            .find(|outcome| outcome.as_str() == text)
    }
}

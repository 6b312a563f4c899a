//! What a person has shown.

use serde::{Deserialize, Serialize};
use time::OffsetDateTime;

/// What kind of thing was shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EvidenceKind {
    /// A graded run on a simulator, replayed and graded by the server.
    SimulatorRun,
    /// A graded run that an assessor opened at the learner's side.
    SupervisedRun,
    /// A test, marked by the server.
    Test,
    /// Practice that an assessor watched, with a checklist.
    ObservedPractice,
    /// A document that an assessor looked at.
    Document,
    /// What was learnt and shown elsewhere, accepted by an assessor.
    PriorLearning,
    /// An assessor's signature that the competency is met.
    SignOff,
}

impl EvidenceKind {
    /// All kinds.
    pub const ALL: [Self; 7] = [
        Self::SimulatorRun,
        Self::SupervisedRun,
        Self::Test,
        Self::ObservedPractice,
        Self::Document,
        Self::PriorLearning,
        Self::SignOff,
    ];

    /// The stable text of the kind.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::SimulatorRun => "simulator_run",
            Self::SupervisedRun => "supervised_run",
            Self::Test => "test",
            Self::ObservedPractice => "observed_practice",
            Self::Document => "document",
            Self::PriorLearning => "prior_learning",
            Self::SignOff => "sign_off",
        }
    }

    /// The kind with this text.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == text)
    }
}

/// One piece of evidence for one competency. What was voided or superseded is left out by the caller.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Evidence {
    /// What was shown.
    pub kind: EvidenceKind,
    /// Whether it met the criteria.
    pub outcome: bool,
    /// How well, in thousandths of what could be reached, where that was measured.
    pub score_permille: Option<u16>,
    /// When it was shown.
    pub at: OffsetDateTime,
}

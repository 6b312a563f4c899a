//! The status on a day.

use crate::Standing;
use crate::standing::EndsBy;
use serde::{Deserialize, Serialize};
use time::OffsetDateTime;

/// Whether a person holds a competency on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Status {
    /// Current, due, lapsed or never.
    pub kind: StatusKind,
    /// Why.
    pub reason: Reason,
}

/// Current, due, lapsed or never.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StatusKind {
    /// Held, renewal not yet due.
    Current {
        /// The end of validity: the first instant at which it is over.
        until: OffsetDateTime,
    },
    /// Held, but to be renewed now: validity ends soon, or ended within the days of grace.
    Due {
        /// The end of validity; in the past during the days of grace.
        until: OffsetDateTime,
    },
    /// Was held; validity and grace are over.
    Lapsed {
        /// The end of validity.
        since: OffsetDateTime,
    },
    /// Never held.
    Never,
}

/// Why a status is what it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// Evidence passed and is valid for longer than the due window.
    ValidEvidence,
    /// Validity ends within the due window.
    EndsSoon,
    /// Validity ended; the days of grace still run.
    InGrace,
    /// Validity and grace are over.
    Ended,
    /// A later failure ended it.
    LaterFailure,
    /// Nothing that counts was ever shown.
    NoEvidence,
    /// Only evidence that did not pass.
    NotYetPassed,
    /// Something that counts is there, but not all that is required.
    Incomplete,
    /// Another competency that must be held is not.
    PrerequisiteMissing,
    /// The device changed, and what differs is to be shown by a day.
    DifferenceDue,
    /// The device changed, and what differs was not shown in time.
    DifferenceMissing,
}

impl Standing {
    /// The status at an instant. Evidence from after that instant counts too: fold only what was known.
    pub fn status(&self, as_of: OffsetDateTime) -> Status {
        let Some(held) = self.held else {
            return Status {
                kind: StatusKind::Never,
                reason: self.reason_for_never(),
            };
        };
        let until = held.until;
        let (kind, reason) = if as_of < held.due_from {
            (StatusKind::Current { until }, Reason::ValidEvidence)
        } else if as_of < until {
            (StatusKind::Due { until }, Reason::EndsSoon)
        } else if as_of < held.grace_until {
            (StatusKind::Due { until }, Reason::InGrace)
        } else if held.ends_by == EndsBy::Failure {
            (StatusKind::Lapsed { since: until }, Reason::LaterFailure)
        } else {
            (StatusKind::Lapsed { since: until }, Reason::Ended)
        };
        Status { kind, reason }
    }
}

impl Status {
    /// The status where another competency must be held, too: never better than that one.
    #[must_use]
    pub fn with_prerequisite(self, other: Self) -> Self {
        match (self.kind.is_held(), other.kind) {
            (false, _) | (true, StatusKind::Current { .. } | StatusKind::Due { .. }) => self,
            (true, StatusKind::Lapsed { since }) => Self {
                kind: StatusKind::Lapsed { since },
                reason: Reason::PrerequisiteMissing,
            },
            (true, StatusKind::Never) => Self {
                kind: StatusKind::Never,
                reason: Reason::PrerequisiteMissing,
            },
        }
    }

    /// The status of somebody whose evidence is of an earlier version of the device and who does not hold what
    /// differs: due until the day by which it must be shown, lapsed from then on.
    #[must_use]
    pub fn with_difference_owed(self, by: OffsetDateTime, as_of: OffsetDateTime) -> Self {
        match self.kind {
            StatusKind::Current { until } | StatusKind::Due { until } if as_of < by => Self {
                kind: StatusKind::Due { until: until.min(by) },
                reason: Reason::DifferenceDue,
            },
            StatusKind::Current { until } | StatusKind::Due { until } => Self {
                kind: StatusKind::Lapsed { since: until.min(by) },
                reason: Reason::DifferenceMissing,
            },
            StatusKind::Lapsed { .. } | StatusKind::Never => self,
        }
    }
}

impl StatusKind {
    /// How much attention the status asks for: 0 for current, 3 for never.
    pub fn rank(self) -> u8 {
        match self {
            Self::Current { .. } => 0,
            Self::Due { .. } => 1,
            Self::Lapsed { .. } => 2,
            Self::Never => 3,
        }
    }

    /// Whether the person may be relied on for it now: current, or due.
    pub fn is_held(self) -> bool {
        matches!(self, Self::Current { .. } | Self::Due { .. })
    }
}

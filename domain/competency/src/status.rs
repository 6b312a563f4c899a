//! Evidence, its projection, and the status on a day.

use crate::{Rule, add_months};
use serde::{Deserialize, Serialize};
use time::{Duration, OffsetDateTime};

/// What kind of thing was shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EvidenceKind {
    /// A graded run on a simulator, replayed and graded by the server.
    SimulatorRun,
    /// A graded run that an assessor opened at the learner's side.
    SupervisedRun,
}

impl EvidenceKind {
    /// The stable text of the kind.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::SimulatorRun => "simulator_run",
            Self::SupervisedRun => "supervised_run",
        }
    }
}

/// One piece of evidence for one competency.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Evidence {
    /// What was shown.
    pub kind: EvidenceKind,
    /// Whether it met the criteria.
    pub outcome: bool,
    /// When it was shown.
    pub at: OffsetDateTime,
}

/// All evidence of a person for a competency, folded into what the status needs.
///
/// The order in which evidence is added does not matter.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Standing {
    /// The latest evidence that passed and counts.
    pub passed_at: Option<OffsetDateTime>,
    /// The latest evidence that counts and did not pass.
    pub failed_at: Option<OffsetDateTime>,
}

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
        /// The end of validity.
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
    /// Nothing that counts was ever shown.
    NoEvidence,
    /// Only evidence that did not pass.
    NotYetPassed,
}

impl Standing {
    /// The standing after one more piece of evidence.
    #[must_use]
    pub fn with(mut self, rule: &Rule, evidence: &Evidence) -> Self {
        if !rule.evidence.contains(&evidence.kind) {
            return self;
        }
        match evidence.outcome {
            true => self.passed_at = self.passed_at.max(Some(evidence.at)),
            false => self.failed_at = self.failed_at.max(Some(evidence.at)),
        }
        self
    }

    /// The standing that all this evidence gives.
    pub fn of(rule: &Rule, evidence: &[Evidence]) -> Self {
        evidence
            .iter()
            .fold(Self::default(), |standing, piece| standing.with(rule, piece))
    }

    /// The end of validity, if anything was ever valid.
    pub fn valid_until(&self, rule: &Rule) -> Option<OffsetDateTime> {
        self.passed_at.map(|at| add_months(at, rule.valid_months))
    }

    /// The status at an instant. Evidence from after that instant counts too: fold only what was known.
    pub fn status(&self, rule: &Rule, as_of: OffsetDateTime) -> Status {
        let Some(until) = self.valid_until(rule) else {
            let reason = if self.failed_at.is_some() {
                Reason::NotYetPassed
            } else {
                Reason::NoEvidence
            };
            return Status {
                kind: StatusKind::Never,
                reason,
            };
        };
        let left = until - as_of;
        if left > Duration::days(i64::from(rule.due_days)) {
            return Status {
                kind: StatusKind::Current { until },
                reason: Reason::ValidEvidence,
            };
        }
        if left > Duration::ZERO {
            return Status {
                kind: StatusKind::Due { until },
                reason: Reason::EndsSoon,
            };
        }
        if left > -Duration::days(i64::from(rule.grace_days)) {
            return Status {
                kind: StatusKind::Due { until },
                reason: Reason::InGrace,
            };
        }
        Status {
            kind: StatusKind::Lapsed { since: until },
            reason: Reason::Ended,
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::AttemptRule;
    use time::macros::datetime;

    fn rule() -> Rule {
        Rule {
            evidence: vec![EvidenceKind::SimulatorRun],
            valid_months: 12,
            due_days: 60,
            grace_days: 14,
            attempts: AttemptRule::default(),
        }
    }

    fn passed(at: OffsetDateTime) -> Standing {
        Standing {
            passed_at: Some(at),
            failed_at: None,
        }
    }

    #[test]
    fn nobody_is_current_without_evidence() {
        let status = Standing::default().status(&rule(), datetime!(2026-01-01 0:00 UTC));
        assert_eq!(
            status,
            Status {
                kind: StatusKind::Never,
                reason: Reason::NoEvidence
            }
        );
    }

    #[test]
    fn a_failed_run_alone_says_not_yet_passed() {
        let failed = Evidence {
            kind: EvidenceKind::SimulatorRun,
            outcome: false,
            at: datetime!(2026-01-01 0:00 UTC),
        };
        let status = Standing::of(&rule(), &[failed]).status(&rule(), datetime!(2026-01-02 0:00 UTC));
        assert_eq!(status.reason, Reason::NotYetPassed);
    }

    #[test]
    fn a_pass_goes_from_current_through_due_and_grace_to_lapsed() {
        let standing = passed(datetime!(2025-03-10 12:00 UTC));
        let reason = |at| standing.status(&rule(), at).reason;
        assert_eq!(reason(datetime!(2025-03-10 12:00 UTC)), Reason::ValidEvidence);
        assert_eq!(reason(datetime!(2026-01-09 11:59 UTC)), Reason::ValidEvidence);
        assert_eq!(reason(datetime!(2026-01-09 12:00 UTC)), Reason::EndsSoon);
        assert_eq!(reason(datetime!(2026-03-10 11:59 UTC)), Reason::EndsSoon);
        assert_eq!(reason(datetime!(2026-03-10 12:00 UTC)), Reason::InGrace);
        assert_eq!(reason(datetime!(2026-03-24 12:00 UTC)), Reason::Ended);
    }

    #[test]
    fn evidence_of_another_kind_does_not_count() {
        let supervised = Evidence {
            kind: EvidenceKind::SupervisedRun,
            outcome: true,
            at: datetime!(2026-01-01 0:00 UTC),
        };
        assert_eq!(Standing::of(&rule(), &[supervised]), Standing::default());
    }
}

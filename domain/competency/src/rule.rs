//! When a competency is met, for how long, and how often one may try.

use crate::EvidenceKind;
use serde::{Deserialize, Serialize};

/// The rule of one competency.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rule {
    /// The kinds of evidence that count; one piece that passed is enough.
    pub evidence: Vec<EvidenceKind>,
    /// Months, rolling from the evidence, for which it is valid.
    pub valid_months: u16,
    /// Days before the end of validity in which renewal is due.
    pub due_days: u16,
    /// Days after the end of validity in which the person is still due, not lapsed.
    pub grace_days: u16,
    /// How often one may try.
    #[serde(default)]
    pub attempts: AttemptRule,
}

/// How many graded runs of a scenario are allowed without a pass, and what lies between them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct AttemptRule {
    /// Graded runs without a pass, before an educator must allow more.
    pub allowed: u16,
    /// Minutes between the end of one graded run and the start of the next.
    pub wait_minutes: u32,
    /// Practice runs to finish between two graded runs.
    pub practice_between: u16,
}

impl Default for AttemptRule {
    /// Three runs, no wait, no practice between: variants cannot be shopped for, and nobody is stuck.
    fn default() -> Self {
        Self {
            allowed: 3,
            wait_minutes: 0,
            practice_between: 0,
        }
    }
}

impl AttemptRule {
    /// The stricter of two rules in every respect, for a scenario that serves several competencies.
    #[must_use]
    pub fn stricter(self, other: Self) -> Self {
        Self {
            allowed: self.allowed.min(other.allowed),
            wait_minutes: self.wait_minutes.max(other.wait_minutes),
            practice_between: self.practice_between.max(other.practice_between),
        }
    }
}

impl Rule {
    /// Whether anybody could meet the rule, and whether its times are in order.
    pub fn is_sound(&self) -> bool {
        let valid_days = u32::from(self.valid_months) * 28;
        !self.evidence.is_empty()
            && 1 <= self.valid_months
            && self.valid_months <= 120
            && u32::from(self.due_days) <= valid_days
            && self.grace_days <= 365
            && 1 <= self.attempts.allowed
    }
}

//! When a competency is met, for how long, and how often one may try.

use crate::EvidenceKind;
use serde::{Deserialize, Serialize};

/// The rule of one competency.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rule {
    /// What must be there; all of it.
    pub requires: Vec<Requirement>,
    /// For how long each piece of evidence is valid.
    pub valid: Validity,
    /// Days before the end of validity in which renewal is due. Renewal in them keeps the anniversary.
    pub due_days: u16,
    /// Days after the end of validity in which the person is still due, not lapsed.
    pub grace_days: u16,
    /// Competencies that must be held, too.
    #[serde(default)]
    pub prerequisites: Vec<String>,
    /// Who may assess and sign.
    #[serde(default)]
    pub assessor: AssessorRule,
    /// How often one may try.
    #[serde(default)]
    pub attempts: AttemptRule,
}

/// Evidence that must be there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Requirement {
    /// The kinds that count towards it.
    pub any_of: Vec<EvidenceKind>,
    /// How many pieces.
    #[serde(default = "one")]
    pub count: u16,
    /// Which pieces count.
    #[serde(default)]
    pub counts: Counting,
}

/// Which of several pieces of evidence count.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Counting {
    /// Whatever passed stays good for as long as it is valid; it rests on the best result.
    Best,
    /// The latest piece decides: a failure ends what was there before.
    Latest,
    /// Whatever passed stays good for as long as it is valid; it rests on the latest that passed.
    #[default]
    LatestValid,
}

/// How long evidence is valid.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Validity {
    /// Months, rolling from the day of the evidence; that day itself is the last.
    Months(u16),
    /// To the last day of the calendar year so many years after that of the evidence.
    CalendarYears(u16),
}

/// Who may assess and sign for a competency.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct AssessorRule {
    /// The level at which the assessor must hold the competency; the competency's own where none is named.
    pub level: Option<String>,
    /// What rules an assessor out, beside being the learner.
    pub excludes: Vec<Conflict>,
}

/// A conflict that rules an assessor out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Conflict {
    /// A conflict between the two was declared.
    Declared,
    /// The learner assessed the assessor in the same competency within the last 90 days.
    Reciprocal,
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

/// Why nobody could meet a rule, or why its times are not in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RuleProblem {
    /// No requirement at all.
    NothingRequired,
    /// A requirement that no kind of evidence meets.
    NoKind,
    /// A requirement of no piece, or of more than 20.
    Count,
    /// Valid for less than a month or a calendar year, or for more than ten years.
    Validity,
    /// Due for longer than it is valid.
    DueDays,
    /// More than 365 days of grace.
    GraceDays,
    /// No graded run is allowed.
    Attempts,
}

impl Rule {
    /// Everything that is wrong with the rule; empty where it can be met and its times are in order.
    pub fn problems(&self) -> Vec<RuleProblem> {
        let valid_days = match self.valid {
            Validity::Months(months @ 1..=120) => Some(u32::from(months) * 28),
            Validity::CalendarYears(years @ 1..=10) => Some(u32::from(years) * 365),
            Validity::Months(_) | Validity::CalendarYears(_) => None,
        };
        let no_kind = self.requires.iter().any(|asked| asked.any_of.is_empty());
        let count = self.requires.iter().any(|asked| !(1..=20).contains(&asked.count));
        [
            (self.requires.is_empty(), RuleProblem::NothingRequired),
            (no_kind, RuleProblem::NoKind),
            (count, RuleProblem::Count),
            (valid_days.is_none(), RuleProblem::Validity),
            (
                valid_days.is_some_and(|days| days < u32::from(self.due_days)),
                RuleProblem::DueDays,
            ),
            (365 < self.grace_days, RuleProblem::GraceDays),
            (self.attempts.allowed == 0, RuleProblem::Attempts),
        ]
        .into_iter()
        .filter_map(|(is_wrong, problem)| is_wrong.then_some(problem))
        .collect()
    }

    /// Whether a piece of evidence of this kind counts for anything here.
    pub fn counts(&self, kind: EvidenceKind) -> bool {
        self.requires
            .iter()
            .any(|requirement| requirement.any_of.contains(&kind))
    }
}

fn one() -> u16 {
    1
}

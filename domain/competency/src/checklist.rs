//! Observed practice: what an assessor looks for, and what the marks give.

use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// A checklist, as a document with an identity and a version given on publishing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Checklist {
    /// Stable identity, for example `infusion-bedside`.
    pub checklist: String,
    /// Title for people.
    pub title: String,
    /// What is observed, where, and how long it takes.
    pub description: String,
    /// The competencies it is evidence for.
    pub competencies: Vec<String>,
    /// The level at which the assessor must hold them.
    pub assessor_level: String,
    /// What to look for, in the order in which it happens.
    pub items: Vec<ChecklistItem>,
    /// The share of the steps that were seen and applied which must have been done, in percent.
    pub pass_percent: u8,
    /// A remark for the assessor.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// One step that can be seen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChecklistItem {
    /// Stable identity.
    pub id: String,
    /// What is done.
    pub text: String,
    /// Whether missing it fails the whole observation.
    #[serde(default)]
    pub critical: bool,
    /// Why it matters.
    pub why: String,
}

/// What an assessor saw of a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Seen {
    /// It was done, safely and without prompting.
    Done,
    /// It was left out, wrong, or had to be prompted.
    Missed,
    /// It did not come up. A critical step must come up.
    NotApplicable,
}

/// The mark for one step.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mark {
    /// The step.
    pub item: String,
    /// What was seen.
    pub seen: Seen,
    /// The assessor's remark; empty where there is none.
    #[serde(default)]
    pub remark: String,
}

/// What the marks give.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Observed {
    /// Whether every critical step was done, and enough of all.
    pub passed: bool,
    /// Steps done.
    pub done: u16,
    /// Steps that applied.
    pub applied: u16,
    /// Critical steps that were not done.
    pub missed_critical: Vec<String>,
}

/// Something wrong with a checklist, or with marks for it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum ChecklistProblem {
    /// A step without a text or a reason, or the list without a title.
    EmptyText {
        /// The step; the list's own identity for the list.
        id: String,
    },
    /// Two steps share an identity, or a step has two marks.
    Duplicate {
        /// The step.
        id: String,
    },
    /// A mark for a step that is not on the list.
    Unknown {
        /// The step as written.
        id: String,
    },
    /// A step without a mark.
    Unmarked {
        /// The step.
        id: String,
    },
    /// No step, no competency, or a share beyond 100 percent.
    Unsound,
}

impl Checklist {
    /// Everything that is wrong with the document; empty when it may be published.
    pub fn problems(&self) -> Vec<ChecklistProblem> {
        let mut problems = Vec::new();
        let mut seen = BTreeSet::new();
        if self.items.is_empty() || self.competencies.is_empty() || 100 < self.pass_percent {
            problems.push(ChecklistProblem::Unsound);
        }
        if self.checklist.is_empty() || self.title.trim().is_empty() {
            problems.push(ChecklistProblem::EmptyText {
                id: self.checklist.clone(),
            });
        }
        for item in &self.items {
            let id = || item.id.clone();
            if !seen.insert(&item.id) {
                problems.push(ChecklistProblem::Duplicate { id: id() });
            }
            if item.id.is_empty() || item.text.trim().is_empty() || item.why.trim().is_empty() {
                problems.push(ChecklistProblem::EmptyText { id: id() });
            }
        }
        problems
    }

    /// What the marks give. Every step needs exactly one mark.
    ///
    /// The rule is conjunctive: one critical step that was not done fails the observation, whatever the rest.
    pub fn judge(&self, marks: &[Mark]) -> Result<Observed, ChecklistProblem> {
        let mut by_item = BTreeMap::new();
        for mark in marks {
            if !self.items.iter().any(|item| item.id == mark.item) {
                return Err(ChecklistProblem::Unknown {
                    id: mark.item.clone(),
                });
            }
            if by_item.insert(mark.item.as_str(), mark.seen).is_some() {
                return Err(ChecklistProblem::Duplicate {
                    id: mark.item.clone(),
                });
            }
        }
        let (mut done, mut applied, mut missed_critical) = (0_u16, 0_u16, Vec::new());
        for item in &self.items {
            let Some(seen) = by_item.get(item.id.as_str()) else {
                return Err(ChecklistProblem::Unmarked { id: item.id.clone() });
            };
            applied += u16::from(*seen != Seen::NotApplicable);
            done += u16::from(*seen == Seen::Done);
            if item.critical && *seen != Seen::Done {
                missed_critical.push(item.id.clone());
            }
        }
        let enough = u32::from(applied) * u32::from(self.pass_percent) <= u32::from(done) * 100;
        Ok(Observed {
            passed: missed_critical.is_empty() && 0 < applied && enough,
            done,
            applied,
            missed_critical,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn checklist() -> Checklist {
        let item = |id: &str, critical| ChecklistItem {
            id: id.into(),
            text: "Looks.".into(),
            critical,
            why: "Because.".into(),
        };
        Checklist {
            checklist: "bedside".into(),
            title: "Bedside".into(),
            description: String::new(),
            competencies: vec!["infusion.limits".into()],
            assessor_level: "does".into(),
            items: vec![
                item("identity", true),
                item("label", false),
                item("line", false),
                item("alarm", false),
            ],
            pass_percent: 75,
            note: None,
        }
    }

    fn judge(seen: [Seen; 4]) -> Observed {
        let list = checklist();
        let mark = |(item, seen): (&ChecklistItem, Seen)| Mark {
            item: item.id.clone(),
            seen,
            remark: String::new(),
        };
        let marks: Vec<Mark> = list.items.iter().zip(seen).map(mark).collect();
        list.judge(&marks).unwrap()
    }

    use Seen::{Done, Missed, NotApplicable};

    #[test]
    fn one_critical_step_missed_fails_the_whole() {
        let observed = judge([Missed, Done, Done, Done]);
        assert!(!observed.passed);
        assert_eq!(observed.missed_critical, ["identity"]);
        assert!(!judge([NotApplicable, Done, Done, Done]).passed);
    }

    #[test]
    fn exactly_the_share_asked_for_is_enough_and_what_did_not_apply_is_left_out() {
        assert!(judge([Done, Done, Done, Missed]).passed);
        assert!(!judge([Done, Done, Missed, Missed]).passed);
        assert!(!judge([Done, Done, NotApplicable, Missed]).passed);
        assert!(judge([Done, Done, NotApplicable, NotApplicable]).passed);
    }

    #[test]
    fn a_step_without_a_mark_or_with_two_is_named() {
        let list = checklist();
        let mark = |item: &str| Mark {
            item: item.into(),
            seen: Done,
            remark: String::new(),
        };
        let unmarked = list.judge(&[mark("identity")]);
        assert_eq!(unmarked, Err(ChecklistProblem::Unmarked { id: "label".into() }));
        let twice = list.judge(&[mark("identity"), mark("identity")]);
        assert_eq!(
            twice,
            Err(ChecklistProblem::Duplicate {
                id: "identity".into()
            })
        );
        let unknown = list.judge(&[mark("dance")]);
        assert_eq!(unknown, Err(ChecklistProblem::Unknown { id: "dance".into() }));
    }
}

//! A framework: competencies in groups, and what each job needs.

use crate::Rule;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// What a hospital expects of its people, as a document with an identity and a version given on publishing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Framework {
    /// Stable identity, for example `nurse-infusion`.
    pub framework: String,
    /// Title for people.
    pub title: String,
    /// What the framework is for.
    pub description: String,
    /// Headings, in the order of display.
    pub groups: Vec<Group>,
    /// Steps of mastery, from the first to the last.
    pub levels: Vec<Level>,
    /// The competencies, in the order of display.
    pub competencies: Vec<Competency>,
    /// What each job needs.
    pub roles: Vec<JobRole>,
}

/// A heading for competencies that belong together.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Group {
    /// Stable identity.
    pub id: String,
    /// Title for people.
    pub title: String,
}

/// A step of mastery.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Level {
    /// Stable identity.
    pub id: String,
    /// Title for people.
    pub title: String,
    /// What somebody at this level does.
    pub description: String,
}

/// One thing a person must be able to do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Competency {
    /// Stable identity, for example `infusion.alarm-response`; scenarios name it.
    pub id: String,
    /// Title for people.
    pub title: String,
    /// What is expected, in one or two sentences.
    pub description: String,
    /// The [`Group`] it is shown under.
    pub group: String,
    /// The [`Level`] it asks for.
    pub level: String,
    /// When it is met, for how long, and how often one may try.
    pub rule: Rule,
}

/// A job and the competencies it needs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct JobRole {
    /// Stable identity, for example `nurse`; a person's job names it.
    pub id: String,
    /// Title for people.
    pub title: String,
    /// Identities of the competencies needed.
    pub requires: Vec<String>,
}

/// Something wrong with a framework document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum Problem {
    /// An identity is empty or holds something else than lower-case letters, digits, `-` and `.`.
    BadId {
        /// The identity as written.
        id: String,
    },
    /// Two things of one kind share an identity.
    DuplicateId {
        /// The identity.
        id: String,
    },
    /// A reference to a group, level or competency that is not there.
    Unknown {
        /// The identity as written.
        id: String,
    },
    /// A rule that nobody could meet, or that never ends.
    BadRule {
        /// The competency it belongs to.
        competency: String,
    },
    /// No competency at all.
    Empty,
}

impl Framework {
    /// The competency with this identity.
    pub fn competency(&self, id: &str) -> Option<&Competency> {
        self.competencies.iter().find(|competency| competency.id == id)
    }

    /// What the job needs; nothing for a job this framework does not speak of.
    pub fn required_for(&self, job: &str) -> &[String] {
        self.roles
            .iter()
            .find(|role| role.id == job)
            .map_or(&[], |role| &role.requires)
    }

    /// Everything that is wrong with the document; empty when it may be published.
    pub fn problems(&self) -> Vec<Problem> {
        let mut problems = Vec::new();
        check_ids([self.framework.as_str()], &mut problems);
        check_ids(self.groups.iter().map(|group| group.id.as_str()), &mut problems);
        check_ids(self.levels.iter().map(|level| level.id.as_str()), &mut problems);
        check_ids(
            self.competencies.iter().map(|competency| competency.id.as_str()),
            &mut problems,
        );
        check_ids(self.roles.iter().map(|role| role.id.as_str()), &mut problems);
        if self.competencies.is_empty() {
            problems.push(Problem::Empty);
        }
        for competency in &self.competencies {
            if !self.groups.iter().any(|group| group.id == competency.group) {
                problems.push(Problem::Unknown {
                    id: competency.group.clone(),
                });
            }
            if !self.levels.iter().any(|level| level.id == competency.level) {
                problems.push(Problem::Unknown {
                    id: competency.level.clone(),
                });
            }
            if !competency.rule.is_sound() {
                problems.push(Problem::BadRule {
                    competency: competency.id.clone(),
                });
            }
        }
        for required in self.roles.iter().flat_map(|role| &role.requires) {
            if self.competency(required).is_none() {
                problems.push(Problem::Unknown { id: required.clone() });
            }
        }
        problems
    }
}

fn check_ids<'a>(ids: impl IntoIterator<Item = &'a str>, problems: &mut Vec<Problem>) {
    let mut seen = BTreeSet::new();
    for id in ids {
        let sound = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '-' | '.');
        if id.is_empty() || id.len() > 100 || !id.chars().all(sound) {
            problems.push(Problem::BadId { id: id.to_owned() });
        }
        if !seen.insert(id) {
            problems.push(Problem::DuplicateId { id: id.to_owned() });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{AttemptRule, EvidenceKind};

    fn framework() -> Framework {
        Framework {
            framework: "nurse-infusion".into(),
            title: "Infusion".into(),
            description: String::new(),
            groups: vec![Group {
                id: "infusion".into(),
                title: "Infusion".into(),
            }],
            levels: vec![Level {
                id: "shows-how".into(),
                title: "Shows how".into(),
                description: String::new(),
            }],
            competencies: vec![Competency {
                id: "infusion.limits".into(),
                title: "Limits".into(),
                description: String::new(),
                group: "infusion".into(),
                level: "shows-how".into(),
                rule: Rule {
                    evidence: vec![EvidenceKind::SimulatorRun],
                    valid_months: 12,
                    due_days: 60,
                    grace_days: 14,
                    attempts: AttemptRule::default(),
                },
            }],
            roles: vec![JobRole {
                id: "nurse".into(),
                title: "Nurse".into(),
                requires: vec!["infusion.limits".into()],
            }],
        }
    }

    #[test]
    fn a_sound_framework_has_no_problems() {
        assert_eq!(framework().problems(), []);
    }

    #[test]
    fn a_job_that_needs_an_unknown_competency_is_named() {
        let mut broken = framework();
        broken.roles[0].requires.push("infusion.flying".into());
        assert_eq!(
            broken.problems(),
            [Problem::Unknown {
                id: "infusion.flying".into()
            }]
        );
    }

    #[test]
    fn two_competencies_with_one_identity_are_named() {
        let mut broken = framework();
        broken.competencies.push(broken.competencies[0].clone());
        assert_eq!(
            broken.problems(),
            [Problem::DuplicateId {
                id: "infusion.limits".into()
            }]
        );
    }

    #[test]
    fn a_job_the_framework_does_not_know_needs_nothing() {
        assert!(framework().required_for("plumber").is_empty());
        assert_eq!(framework().required_for("nurse"), ["infusion.limits"]);
    }
}

//! A framework: competencies in groups, and what each job needs.

use crate::{Rule, RuleProblem};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use time::Date;

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
    /// The device it is about, where the model and version matter.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub device: Option<Device>,
    /// When it is met, for how long, and how often one may try.
    pub rule: Rule,
}

/// A device as a competency names it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Device {
    /// The model, for example `large-volume-pump`.
    pub model: String,
    /// Its software, or the drug library it runs with, for example `library-1`. Evidence keeps the version it was
    /// made on.
    pub version: String,
    /// What people owe whose evidence was made on an earlier version.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub difference: Option<Difference>,
}

/// What a new version of a device asks of exactly those who learnt an earlier one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Difference {
    /// The versions from which one does not come along without it.
    pub from: Vec<String>,
    /// The competency that covers what differs.
    pub competency: String,
    /// The last day on which the earlier evidence alone still counts.
    #[serde(with = "iso_day")]
    pub by: Date,
}

/// A day as `2027-05-03`.
mod iso_day {
    use serde::{Deserialize, Deserializer, Serializer, de::Error};
    use time::Date;
    use time::macros::format_description;

    pub(super) fn serialize<S: Serializer>(day: &Date, serializer: S) -> Result<S::Ok, S::Error> {
        let text = day.format(format_description!("[year]-[month]-[day]"));
        serializer.serialize_str(&text.map_err(serde::ser::Error::custom)?)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Date, D::Error> {
        let text = String::deserialize(deserializer)?;
        Date::parse(&text, format_description!("[year]-[month]-[day]")).map_err(D::Error::custom)
    }
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
    /// Something without a title.
    NoTitle {
        /// Its identity.
        id: String,
    },
    /// A reference to a group, level or competency that is not there.
    Unknown {
        /// The identity as written.
        id: String,
        /// The competency or job that refers to it.
        within: String,
    },
    /// A rule that nobody could meet, or that never ends.
    BadRule {
        /// The competency it belongs to.
        competency: String,
        /// What is wrong with it.
        rule: RuleProblem,
    },
    /// A competency that must be held before itself.
    Circle {
        /// The competency.
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

    /// The place of a level among the levels, from the first; none for an unknown one.
    pub fn level_rank(&self, level: &str) -> Option<usize> {
        self.levels.iter().position(|known| known.id == level)
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
        self.check_titles(&mut problems);
        if self.competencies.is_empty() {
            problems.push(Problem::Empty);
        }
        for competency in &self.competencies {
            self.check(competency, &mut problems);
        }
        for role in &self.roles {
            for required in role.requires.iter().filter(|id| self.competency(id).is_none()) {
                problems.push(unknown(required, &role.id));
            }
        }
        problems
    }

    fn check(&self, competency: &Competency, problems: &mut Vec<Problem>) {
        let id = &competency.id;
        if !self.groups.iter().any(|group| group.id == competency.group) {
            problems.push(unknown(&competency.group, id));
        }
        let levels = std::iter::once(&competency.level).chain(&competency.rule.assessor.level);
        for level in levels.filter(|level| self.level_rank(level).is_none()) {
            problems.push(unknown(level, id));
        }
        for rule in competency.rule.problems() {
            problems.push(Problem::BadRule {
                competency: id.clone(),
                rule,
            });
        }
        for other in self.needs(competency) {
            if self.competency(other).is_none() {
                problems.push(unknown(other, id));
            }
        }
        if self.needs_itself(competency) {
            problems.push(Problem::Circle {
                competency: id.clone(),
            });
        }
    }

    fn check_titles(&self, problems: &mut Vec<Problem>) {
        let framework = std::iter::once((&self.framework, &self.title));
        let groups = self.groups.iter().map(|group| (&group.id, &group.title));
        let levels = self.levels.iter().map(|level| (&level.id, &level.title));
        let competencies = self.competencies.iter().map(|one| (&one.id, &one.title));
        let roles = self.roles.iter().map(|role| (&role.id, &role.title));
        let all = framework
            .chain(groups)
            .chain(levels)
            .chain(competencies)
            .chain(roles);
        for (id, _) in all.filter(|(_, title)| title.trim().is_empty()) {
            problems.push(Problem::NoTitle { id: id.clone() });
        }
    }

    /// The competencies that another one rests on.
    fn needs<'a>(&'a self, competency: &'a Competency) -> impl Iterator<Item = &'a str> {
        let difference = competency
            .device
            .iter()
            .filter_map(|device| device.difference.as_ref())
            .map(|difference| difference.competency.as_str());
        competency
            .rule
            .prerequisites
            .iter()
            .map(String::as_str)
            .chain(difference)
    }

    fn needs_itself(&self, competency: &Competency) -> bool {
        let mut reached = BTreeSet::new();
        let mut open: Vec<&str> = self.needs(competency).collect();
        while let Some(id) = open.pop() {
            if id == competency.id {
                return true;
            }
            if reached.insert(id) {
                open.extend(self.competency(id).iter().flat_map(|next| self.needs(next)));
            }
        }
        false
    }
}

fn unknown(id: &str, within: &str) -> Problem {
    Problem::Unknown {
        id: id.to_owned(),
        within: within.to_owned(),
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
    use crate::{AssessorRule, AttemptRule, Counting, EvidenceKind, Requirement, Validity};

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
                device: None,
                rule: Rule {
                    requires: vec![Requirement {
                        any_of: vec![EvidenceKind::SimulatorRun],
                        count: 1,
                        counts: Counting::LatestValid,
                    }],
                    valid: Validity::Months(12),
                    due_days: 60,
                    grace_days: 14,
                    prerequisites: Vec::new(),
                    assessor: AssessorRule::default(),
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
                id: "infusion.flying".into(),
                within: "nurse".into()
            }]
        );
    }

    #[test]
    fn what_is_wrong_with_a_rule_is_named_with_its_competency() {
        let mut broken = framework();
        broken.competencies[0].title = " ".into();
        broken.competencies[0].level = "dances".into();
        broken.competencies[0].rule.due_days = 400;
        broken.competencies[0].rule.requires[0].count = 0;
        let competency = || "infusion.limits".to_owned();
        let bad = |rule| Problem::BadRule {
            competency: competency(),
            rule,
        };
        assert_eq!(
            broken.problems(),
            [
                Problem::NoTitle { id: competency() },
                Problem::Unknown {
                    id: "dances".into(),
                    within: competency()
                },
                bad(RuleProblem::Count),
                bad(RuleProblem::DueDays),
            ]
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
    fn a_competency_that_must_be_held_before_itself_is_named() {
        let mut broken = framework();
        let mut other = broken.competencies[0].clone();
        other.id = "infusion.alarms".into();
        other.rule.prerequisites.push("infusion.limits".into());
        broken.competencies.push(other);
        assert_eq!(broken.problems(), []);
        broken.competencies[0]
            .rule
            .prerequisites
            .push("infusion.alarms".into());
        let circle = |id: &str| Problem::Circle {
            competency: id.into(),
        };
        assert_eq!(
            broken.problems(),
            [circle("infusion.limits"), circle("infusion.alarms")]
        );
    }

    #[test]
    fn a_job_the_framework_does_not_know_needs_nothing() {
        assert!(framework().required_for("plumber").is_empty());
        assert_eq!(framework().required_for("nurse"), ["infusion.limits"]);
    }
}

//! The competencies of an organisation: its frameworks in their latest versions.

use super::Kind;
use super::latest::{latest_heads, parse_body, row};
use crate::{Error, Records};
use competency::{AttemptRule, Competency, Framework};
use sea_orm::ConnectionTrait;
use std::sync::Arc;
use uuid::Uuid;

/// All frameworks, in the order of their names.
pub(crate) struct Catalogue {
    frameworks: Vec<Arc<Framework>>,
}

/// Reads the catalogue.
pub(crate) async fn catalogue(
    records: &Records,
    db: &impl ConnectionTrait,
    org: Uuid,
) -> Result<Catalogue, Error> {
    let mut frameworks = Vec::new();
    for head in latest_heads(db, org, Kind::Framework).await? {
        let key = (org, head.slug, head.version);
        let framework = match records.cache().frameworks.get(&key) {
            Some(framework) => framework,
            None => {
                let row = row(db, org, Kind::Framework, &key.1, key.2).await?;
                records.cache().frameworks.keep(key, parse_body(&row)?)
            }
        };
        frameworks.push(framework);
    }
    Ok(Catalogue { frameworks })
}

/// The framework that a stored version holds.
pub(crate) fn framework_of(row: &super::entity::Model) -> Result<Framework, Error> {
    parse_body(row)
}

impl Catalogue {
    /// A catalogue of these frameworks, in the order of their names.
    pub(crate) fn of(frameworks: Vec<Arc<Framework>>) -> Self {
        Self { frameworks }
    }

    /// Whether a piece of evidence of this kind counts for the competency; where no framework has it, all do.
    pub(crate) fn counts(&self, competency: &str, kind: &str) -> bool {
        self.competency(competency)
            .is_none_or(|competency| competency.rule.evidence.iter().any(|one| one.as_str() == kind))
    }

    /// The competencies in the order of display; the first framework that has one speaks for it.
    pub(crate) fn competencies(&self) -> Vec<&Competency> {
        let mut all: Vec<&Competency> = Vec::new();
        for competency in self
            .frameworks
            .iter()
            .flat_map(|framework| &framework.competencies)
        {
            if !all.iter().any(|known| known.id == competency.id) {
                all.push(competency);
            }
        }
        all
    }

    /// The competency with this identity.
    pub(crate) fn competency(&self, id: &str) -> Option<&Competency> {
        self.frameworks
            .iter()
            .find_map(|framework| framework.competency(id))
    }

    /// The title of the heading a competency stands under.
    pub(crate) fn group_title(&self, competency: &Competency) -> String {
        let groups = self.frameworks.iter().flat_map(|framework| &framework.groups);
        groups
            .filter(|group| group.id == competency.group)
            .map(|group| group.title.clone())
            .next()
            .unwrap_or_default()
    }

    /// Whether the job needs the competency.
    pub(crate) fn requires(&self, job: &str, competency: &str) -> bool {
        self.frameworks
            .iter()
            .any(|f| f.required_for(job).iter().any(|id| id == competency))
    }

    /// How often a scenario that serves these competencies may be tried.
    pub(crate) fn attempt_rule(&self, competencies: &[String]) -> AttemptRule {
        competencies
            .iter()
            .filter_map(|id| self.competency(id))
            .map(|competency| competency.rule.attempts)
            .reduce(AttemptRule::stricter)
            .unwrap_or_default()
    }
}

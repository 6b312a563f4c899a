//! The competencies of an organisation: its frameworks in their latest versions.

use super::Kind;
use super::latest::{Head, heads_as_of, latest_heads, parse_body, row};
use crate::{Error, Records};
use competency::{AttemptRule, Competency, Framework};
use sea_orm::ConnectionTrait;
use std::sync::Arc;
use time::OffsetDateTime;
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
        frameworks.push(framework(records, db, org, head).await?);
    }
    Ok(Catalogue { frameworks })
}

/// The catalogue as it was at an instant: the versions then published and not retired.
pub(crate) async fn catalogue_as_of(
    records: &Records,
    db: &impl ConnectionTrait,
    org: Uuid,
    as_of: OffsetDateTime,
) -> Result<Catalogue, Error> {
    let mut frameworks = Vec::new();
    for head in heads_as_of(db, org, Kind::Framework, as_of).await? {
        frameworks.push(framework(records, db, org, head).await?);
    }
    Ok(Catalogue { frameworks })
}

/// One framework in a version.
pub(super) async fn framework(
    records: &Records,
    db: &impl ConnectionTrait,
    org: Uuid,
    head: Head,
) -> Result<Arc<Framework>, Error> {
    let key = (org, head.slug, head.version);
    if let Some(framework) = records.cache().frameworks.get(&key) {
        return Ok(framework);
    }
    let row = row(db, org, Kind::Framework, &key.1, key.2).await?;
    Ok(records.cache().frameworks.keep(key, parse_body(&row)?))
}

/// The framework that a stored version holds.
pub(crate) fn framework_of(row: &super::entity::Model) -> Result<Framework, Error> {
    parse_body(row)
}

impl Catalogue {
    /// The same catalogue with another version of one framework, or with a new one.
    pub(super) fn with(&self, framework: Framework) -> Self {
        let mut frameworks = self.frameworks.clone();
        frameworks.retain(|known| known.framework != framework.framework);
        frameworks.push(Arc::new(framework));
        frameworks.sort_by(|a, b| a.framework.cmp(&b.framework));
        Self { frameworks }
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

    /// The titles of some competencies; the identity of one that no framework speaks of.
    pub(crate) fn titles(&self, ids: &[String]) -> Vec<String> {
        let title = |id: &String| {
            self.competency(id)
                .map_or_else(|| id.clone(), |competency| competency.title.clone())
        };
        ids.iter().map(title).collect()
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

    /// The title of the level a competency asks for.
    pub(crate) fn level_title(&self, competency: &Competency) -> String {
        self.framework_with(&competency.id)
            .and_then(|framework| framework.levels.iter().find(|level| level.id == competency.level))
            .map(|level| level.title.clone())
            .unwrap_or_default()
    }

    /// The framework that speaks for a competency: the first that has it.
    pub(crate) fn framework_with(&self, competency: &str) -> Option<&Framework> {
        self.frameworks
            .iter()
            .find(|framework| framework.competency(competency).is_some())
            .map(Arc::as_ref)
    }

    /// The frameworks, in the order of their names.
    pub(crate) fn frameworks(&self) -> impl Iterator<Item = &Framework> {
        self.frameworks.iter().map(Arc::as_ref)
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

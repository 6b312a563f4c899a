//! A competency together with the framework that speaks for it, in its version.

use super::Kind;
use super::frameworks::framework;
use super::latest::{Head, latest_heads};
use crate::{Error, Records};
use competency::{Competency, Framework, Level};
use sea_orm::ConnectionTrait;
use std::sync::Arc;
use uuid::Uuid;

/// A competency as a version of a framework has it.
#[derive(Clone)]
pub(crate) struct Subject {
    pub(crate) framework: Arc<Framework>,
    pub(crate) version: i64,
    pub(crate) competency: Competency,
}

/// The competency as the framework has it that speaks for it now.
pub(crate) async fn subject_in_force(
    records: &Records,
    db: &impl ConnectionTrait,
    org: Uuid,
    competency: &str,
) -> Result<Option<Subject>, Error> {
    for head in latest_heads(db, org, Kind::Framework).await? {
        let version = head.version;
        let framework = framework(records, db, org, head).await?;
        if let Some(competency) = framework.competency(competency).cloned() {
            return Ok(Some(Subject {
                framework,
                version,
                competency,
            }));
        }
    }
    Ok(None)
}

/// The competency as a published version of a framework has it.
pub(crate) async fn subject_in_version(
    records: &Records,
    db: &impl ConnectionTrait,
    org: Uuid,
    (slug, version): (&str, i64),
    competency: &str,
) -> Result<Subject, Error> {
    let slug = slug.to_owned();
    let framework = framework(records, db, org, Head { slug, version }).await?;
    let competency = framework.competency(competency).cloned();
    Ok(Subject {
        competency: competency.ok_or(Error::NotFound)?,
        framework,
        version,
    })
}

impl Subject {
    /// A level of the framework.
    pub(crate) fn level(&self, id: &str) -> Option<&Level> {
        self.framework.levels.iter().find(|level| level.id == id)
    }

    /// The levels from the one that the competency asks for to the last.
    pub(crate) fn levels(&self) -> &[Level] {
        let asked = self.framework.level_rank(&self.competency.level);
        &self.framework.levels[asked.unwrap_or(self.framework.levels.len())..]
    }

    /// The version as people read it.
    pub(crate) fn version(&self) -> u32 {
        u32::try_from(self.version).unwrap_or(u32::MAX)
    }
}

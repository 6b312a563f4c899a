//! Checklists of observed practice: publishing them, and reading them in a version.

use super::cache::StoredChecklist;
use super::latest::{latest_heads, latest_row, parse_body, row};
use super::publish::{parse_yaml, plain, publish, to_json};
use super::{Kind, Published, entity};
use crate::instant::{from_ms, to_ms};
use crate::permission::{Ability, Scope};
use crate::{Actor, Error, Invalid, Records};
use competency::{Checklist, ChecklistProblem};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use thiserror::Error as ThisError;
use time::OffsetDateTime;
use uuid::Uuid;

/// Publishes a checklist from its YAML text.
pub async fn publish_checklist(records: &Records, actor: &Actor, source: &str) -> Result<Published, Error> {
    let checklist = match read_checklist(source) {
        Ok(checklist) => checklist,
        Err(ChecklistError::Unreadable(error)) => return Err(error),
        Err(ChecklistError::Problems(problems)) => {
            tracing::warn!(?problems, "a checklist was refused");
            return Err(Error::invalid("source", Invalid::Malformed));
        }
    };
    let body = to_json(&checklist)?;
    let (slug, title) = (checklist.checklist, checklist.title);
    publish(records, actor, plain(Kind::Checklist, slug, title, source, body)).await
}

/// Why a text is not a checklist that may be published.
#[derive(Clone, Debug, PartialEq, ThisError)]
pub enum ChecklistError {
    /// It is not YAML, or not that of a checklist; the log says where.
    #[error(transparent)]
    Unreadable(Error),
    /// It can be read, but something is wrong with it.
    #[error("{} problems", .0.len())]
    Problems(Vec<ChecklistProblem>),
}

/// A checklist from its YAML text.
pub fn read_checklist(source: &str) -> Result<Checklist, ChecklistError> {
    let checklist: Checklist = parse_yaml(source).map_err(ChecklistError::Unreadable)?;
    let mut problems = checklist.problems();
    // The name is part of an address.
    let sound = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '-' | '.');
    if !checklist.checklist.chars().all(sound) {
        problems.push(ChecklistProblem::Unknown {
            id: checklist.checklist.clone(),
        });
    }
    match problems.is_empty() {
        true => Ok(checklist),
        false => Err(ChecklistError::Problems(problems)),
    }
}

/// A checklist as it was published last, and its versions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChecklistView {
    /// The latest version.
    pub version: u32,
    /// What it says.
    pub checklist: Checklist,
    /// The titles of its competencies.
    pub competencies: Vec<String>,
    /// All versions, newest first.
    pub versions: Vec<ChecklistVersion>,
    /// Whether it is in use.
    pub usage: Usage,
    /// Whether the actor may see how far assessors agree.
    pub may_compare: bool,
}

/// A checklist in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChecklistRow {
    /// Its name.
    pub slug: String,
    /// Its version.
    pub version: u32,
    /// Its title.
    pub title: String,
}

/// Whether content is in use.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Usage {
    /// It is.
    InUse,
    /// It was retired.
    Retired,
}

/// A published version.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChecklistVersion {
    /// Its number, from 1.
    pub version: u32,
    /// The hash of its content, hexadecimal.
    pub hash: String,
    /// When it was published.
    pub published_at: OffsetDateTime,
}

/// A checklist with its versions: for everybody of the organisation, since nobody is judged by what they cannot read.
pub async fn checklist(records: &Records, actor: &Actor, slug: &str) -> Result<ChecklistView, Error> {
    let db = records.read();
    let scope = Scope::of(db, actor).await?;
    if !scope.holds_any() {
        return Err(Error::NotFound);
    }
    let stored = latest_checklist(records, db, actor.org, slug).await?;
    let rows = entity::Entity::find()
        .filter(entity::Column::Org.eq(actor.org))
        .filter(entity::Column::Kind.eq(Kind::Checklist.as_str()))
        .filter(entity::Column::Slug.eq(slug))
        .order_by_desc(entity::Column::Version)
        .all(db)
        .await?;
    let version = |row: entity::Model| ChecklistVersion {
        version: u32::try_from(row.version).unwrap_or(u32::MAX),
        hash: row.hash,
        published_at: from_ms(row.published_ms),
    };
    let retired = super::retire::retired(db, actor.org, Kind::Checklist, to_ms(actor.now)).await?;
    let catalogue = super::catalogue(records, db, actor.org).await?;
    Ok(ChecklistView {
        version: u32::try_from(stored.version).unwrap_or(u32::MAX),
        checklist: stored.checklist.clone(),
        competencies: catalogue.titles(&stored.checklist.competencies),
        versions: rows.into_iter().map(version).collect(),
        usage: match retired.contains(slug) {
            true => Usage::Retired,
            false => Usage::InUse,
        },
        may_compare: scope.anywhere(Ability::SeeEvidence)
            || scope.everywhere(db, Ability::AnalyseTests).await?,
    })
}

/// The checklists in use, by name: for everybody of the organisation.
pub async fn checklists(records: &Records, actor: &Actor) -> Result<Vec<ChecklistRow>, Error> {
    let db = records.read();
    if !Scope::of(db, actor).await?.holds_any() {
        return Err(Error::NotFound);
    }
    let stored = latest_checklists(records, db, actor.org).await?;
    let row = |stored: &Arc<StoredChecklist>| ChecklistRow {
        slug: stored.checklist.checklist.clone(),
        version: u32::try_from(stored.version).unwrap_or(u32::MAX),
        title: stored.checklist.title.clone(),
    };
    Ok(stored.iter().map(row).collect())
}

/// The checklists in use, in their latest versions.
pub(crate) async fn latest_checklists(
    records: &Records,
    db: &impl ConnectionTrait,
    org: Uuid,
) -> Result<Vec<Arc<StoredChecklist>>, Error> {
    let mut checklists = Vec::new();
    for head in latest_heads(db, org, Kind::Checklist).await? {
        checklists.push(checklist_version(records, db, org, &head.slug, head.version).await?);
    }
    Ok(checklists)
}

/// One checklist in its latest version, in use or not.
pub(crate) async fn latest_checklist(
    records: &Records,
    db: &impl ConnectionTrait,
    org: Uuid,
    slug: &str,
) -> Result<Arc<StoredChecklist>, Error> {
    let row = latest_row(db, org, Kind::Checklist, slug)
        .await?
        .ok_or(Error::NotFound)?;
    checklist_version(records, db, org, slug, row.version).await
}

/// One checklist in a version.
pub(crate) async fn checklist_version(
    records: &Records,
    db: &impl ConnectionTrait,
    org: Uuid,
    slug: &str,
    version: i64,
) -> Result<Arc<StoredChecklist>, Error> {
    let key = (org, slug.to_owned(), version);
    if let Some(stored) = records.cache().checklists.get(&key) {
        return Ok(stored);
    }
    let row = row(db, org, Kind::Checklist, slug, version).await?;
    let stored = StoredChecklist {
        checklist: parse_body(&row)?,
        version,
        hash: row.hash,
    };
    Ok(records.cache().checklists.keep(key, stored))
}

/// One checklist in a version that was in use at some time since an instant; none if it was replaced or retired
/// before.
pub(crate) async fn checklist_in_use_since(
    records: &Records,
    db: &impl ConnectionTrait,
    actor: &Actor,
    slug: &str,
    version: i64,
    since: OffsetDateTime,
) -> Result<Option<Arc<StoredChecklist>>, Error> {
    let stored = checklist_version(records, db, actor.org, slug, version).await?;
    let next = (
        actor.org,
        Kind::Checklist.as_str().to_owned(),
        slug.to_owned(),
        version + 1,
    );
    let next = entity::Entity::find_by_id(next).one(db).await?;
    let replaced = next.is_some_and(|next| next.published_ms < to_ms(since));
    let mut retired = true;
    for at in [since, actor.now] {
        let names = super::retire::retired(db, actor.org, Kind::Checklist, to_ms(at)).await?;
        retired &= names.contains(slug);
    }
    Ok((!replaced && !retired).then_some(stored))
}

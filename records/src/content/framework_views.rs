//! Frameworks to look at: which there are, in which versions, and all that they say.

use super::frameworks::framework as stored_framework;
use super::latest::{Head, row};
use super::{Kind, entity, retire};
use crate::instant::from_ms;
use crate::permission::{Ability, Scope};
use crate::{Actor, Error, Records};
use competency::Framework;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use time::OffsetDateTime;
use uuid::Uuid;

/// A framework in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FrameworkRow {
    /// Its name.
    pub slug: String,
    /// Its title.
    pub title: String,
    /// Its latest version.
    pub latest: FrameworkVersion,
    /// How many competencies it has.
    pub n_competencies: u32,
    /// Since when it is out of use, if it is.
    pub retired: Option<Retired>,
}

/// A published version.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FrameworkVersion {
    /// Its number, from 1.
    pub version: u32,
    /// The hash of its content, hexadecimal.
    pub hash: String,
    /// When it was published.
    pub published_at: OffsetDateTime,
    /// By whom; none for the system, and for those erased.
    pub published_by: Option<String>,
}

/// That content is out of use.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Retired {
    /// Since when.
    pub at: OffsetDateTime,
    /// By whom; none for the system, and for those erased.
    pub by: Option<String>,
    /// Why.
    pub reason: String,
}

/// The frameworks, and whether the visitor may publish.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FrameworkList {
    /// By name, those out of use included.
    pub frameworks: Vec<FrameworkRow>,
    /// Whether the actor may publish, retire and restore.
    pub may_publish: bool,
}

/// A framework in one of its versions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FrameworkPage {
    /// The framework in the list.
    pub row: FrameworkRow,
    /// The version shown.
    pub version: u32,
    /// What that version says.
    pub framework: Framework,
    /// All versions, newest first.
    pub versions: Vec<FrameworkVersion>,
    /// Whether the actor may publish, retire and restore.
    pub may_publish: bool,
}

/// All frameworks: for educators and auditors.
pub async fn frameworks(records: &Records, actor: &Actor) -> Result<FrameworkList, Error> {
    let db = records.read();
    let may_publish = require_reader(records, db, actor, "content.frameworks").await?;
    let mut list = Vec::new();
    for (slug, versions) in versions(db, actor.org, None).await? {
        list.push(list_row(records, db, actor.org, &slug, &versions).await?);
    }
    Ok(FrameworkList {
        frameworks: list,
        may_publish,
    })
}

/// One framework, in its latest version where none is named: for educators and auditors.
pub async fn framework(
    records: &Records,
    actor: &Actor,
    slug: &str,
    version: Option<u32>,
) -> Result<FrameworkPage, Error> {
    let db = records.read();
    let may_publish = require_reader(records, db, actor, "content.framework").await?;
    let all = versions(db, actor.org, Some(slug)).await?.remove(slug);
    let all = all.ok_or(Error::NotFound)?;
    let row = list_row(records, db, actor.org, slug, &all).await?;
    let version = version.unwrap_or(row.latest.version);
    let head = Head {
        slug: slug.to_owned(),
        version: version.into(),
    };
    let framework = stored_framework(records, db, actor.org, head).await?;
    Ok(FrameworkPage {
        row,
        version,
        framework: framework.as_ref().clone(),
        versions: all.into_iter().map(|(_, version)| version).collect(),
        may_publish,
    })
}

/// The YAML text of a version, as it was published: for educators and auditors.
pub async fn framework_source(
    records: &Records,
    actor: &Actor,
    slug: &str,
    version: u32,
) -> Result<String, Error> {
    let db = records.read();
    require_reader(records, db, actor, "content.framework_source").await?;
    let row = row(db, actor.org, Kind::Framework, slug, version.into()).await?;
    Ok(row.source)
}

/// Whether the actor may publish, for those who may see frameworks at all.
async fn require_reader(
    records: &Records,
    db: &impl ConnectionTrait,
    actor: &Actor,
    what: &'static str,
) -> Result<bool, Error> {
    let scope = Scope::of(db, actor).await?;
    if !scope.anywhere(Ability::AnalyseTests) {
        return Err(records.note_denied(actor, what, None));
    }
    scope.everywhere(db, Ability::PublishContent).await
}

/// A version of a framework with its title.
type Titled = (String, FrameworkVersion);

/// Name, version, hash, title, time and publisher of a row.
type Columns = (String, i64, String, String, i64, Option<Uuid>);

/// The versions of each framework, newest first.
async fn versions(
    db: &impl ConnectionTrait,
    org: Uuid,
    slug: Option<&str>,
) -> Result<BTreeMap<String, Vec<Titled>>, Error> {
    let mut query = entity::Entity::find()
        .select_only()
        .columns([
            entity::Column::Slug,
            entity::Column::Version,
            entity::Column::Hash,
            entity::Column::Title,
            entity::Column::PublishedMs,
            entity::Column::PublishedBy,
        ])
        .filter(entity::Column::Org.eq(org))
        .filter(entity::Column::Kind.eq(Kind::Framework.as_str()));
    if let Some(slug) = slug {
        query = query.filter(entity::Column::Slug.eq(slug));
    }
    let rows: Vec<Columns> = query
        .order_by_desc(entity::Column::Version)
        .into_tuple()
        .all(db)
        .await?;
    let names = crate::people::names(db, org, rows.iter().filter_map(|row| row.5)).await?;
    let mut versions: BTreeMap<String, Vec<Titled>> = BTreeMap::new();
    for (slug, version, hash, title, published_ms, published_by) in rows {
        let version = FrameworkVersion {
            version: u32::try_from(version).unwrap_or(u32::MAX),
            hash,
            published_at: from_ms(published_ms),
            published_by: published_by.and_then(|person| names.get(&person).cloned()),
        };
        versions.entry(slug).or_default().push((title, version));
    }
    Ok(versions)
}

async fn list_row(
    records: &Records,
    db: &impl ConnectionTrait,
    org: Uuid,
    slug: &str,
    versions: &[Titled],
) -> Result<FrameworkRow, Error> {
    let (title, latest) = versions.first().cloned().ok_or(Error::NotFound)?;
    let head = Head {
        slug: slug.to_owned(),
        version: latest.version.into(),
    };
    let framework = stored_framework(records, db, org, head).await?;
    let retired = match retire::open(db, org, Kind::Framework, slug).await? {
        Some(row) => {
            let names = crate::people::names(db, org, row.retired_by).await?;
            Some(Retired {
                at: from_ms(row.retired_ms),
                by: row.retired_by.and_then(|person| names.get(&person).cloned()),
                reason: row.reason,
            })
        }
        None => None,
    };
    Ok(FrameworkRow {
        slug: slug.to_owned(),
        title,
        latest,
        n_competencies: u32::try_from(framework.competencies.len()).unwrap_or(u32::MAX),
        retired,
    })
}

//! Reading content.

use super::cache::StoredScenario;
use super::review::review_due;
use super::{Kind, entity, review_entity};
use crate::instant::from_ms;
use crate::{Error, Records};
use sea_orm::sea_query::{Expr, ExprTrait, Func, Query};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use std::collections::BTreeMap;
use std::sync::Arc;
use time::OffsetDateTime;
use training::scenario::Scenario;
use uuid::Uuid;

/// A scenario in a version.
#[derive(Clone)]
pub(crate) struct Module {
    pub(crate) slug: String,
    pub(crate) version: u32,
    pub(crate) hash: String,
    pub(crate) published_at: OffsetDateTime,
    pub(crate) review_due_at: OffsetDateTime,
    pub(crate) scenario: Arc<Scenario>,
}

/// The scenarios of an organisation, by name.
pub(crate) type Modules = Vec<Module>;

/// The latest version of every content of a kind that is not retired, without its texts.
pub(super) async fn latest_heads(
    db: &impl ConnectionTrait,
    org: Uuid,
    kind: Kind,
) -> Result<Vec<Head>, Error> {
    heads(db, org, kind, i64::MAX).await
}

/// The version of every content of a kind that was in use at an instant, without its texts.
pub(super) async fn heads_as_of(
    db: &impl ConnectionTrait,
    org: Uuid,
    kind: Kind,
    as_of: OffsetDateTime,
) -> Result<Vec<Head>, Error> {
    heads(db, org, kind, crate::instant::to_ms(as_of)).await
}

async fn heads(db: &impl ConnectionTrait, org: Uuid, kind: Kind, as_of_ms: i64) -> Result<Vec<Head>, Error> {
    let retired = super::retire::retired(db, org, kind, as_of_ms).await?;
    let query = Query::select()
        .column(entity::Column::Slug)
        .expr(Func::max(Expr::col(entity::Column::Version)))
        .from(entity::Entity)
        .and_where(Expr::col(entity::Column::Org).eq(org))
        .and_where(Expr::col(entity::Column::Kind).eq(kind.as_str()))
        .and_where(Expr::col(entity::Column::PublishedMs).lte(as_of_ms))
        .group_by_col(entity::Column::Slug)
        .order_by(entity::Column::Slug, sea_orm::Order::Asc)
        .take();
    let mut heads = Vec::new();
    for row in db.query_all(&query).await? {
        heads.push(Head {
            slug: row.try_get_by_index(0)?,
            version: row.try_get_by_index(1)?,
        });
    }
    heads.retain(|head| !retired.contains(&head.slug));
    Ok(heads)
}

/// A name with its latest version.
pub(super) struct Head {
    pub(super) slug: String,
    pub(super) version: i64,
}

/// The latest version of one content, with its texts.
pub(super) async fn latest_row(
    db: &impl ConnectionTrait,
    org: Uuid,
    kind: Kind,
    slug: &str,
) -> Result<Option<entity::Model>, Error> {
    let row = entity::Entity::find()
        .filter(entity::Column::Org.eq(org))
        .filter(entity::Column::Kind.eq(kind.as_str()))
        .filter(entity::Column::Slug.eq(slug))
        .order_by_desc(entity::Column::Version)
        .limit(1)
        .one(db)
        .await?;
    Ok(row)
}

/// The latest version of one content, with its number and its text.
pub(crate) async fn latest_source(
    db: &impl ConnectionTrait,
    org: Uuid,
    kind: Kind,
    slug: &str,
) -> Result<(i64, String), Error> {
    let row = latest_row(db, org, kind, slug).await?.ok_or(Error::NotFound)?;
    Ok((row.version, row.source))
}

/// All scenarios in their latest versions.
pub(crate) async fn latest_modules(
    records: &Records,
    db: &impl ConnectionTrait,
    org: Uuid,
) -> Result<Modules, Error> {
    let mut modules = Vec::new();
    let reviews = reviews(db, org).await?;
    for head in latest_heads(db, org, Kind::Scenario).await? {
        modules.push(module(records, db, org, &head.slug, head.version, &reviews).await?);
    }
    Ok(modules)
}

/// One scenario in its latest version.
pub(crate) async fn latest_scenario(
    records: &Records,
    db: &impl ConnectionTrait,
    org: Uuid,
    slug: &str,
) -> Result<Module, Error> {
    let heads = latest_heads(db, org, Kind::Scenario).await?;
    let head = heads
        .into_iter()
        .find(|head| head.slug == slug)
        .ok_or(Error::NotFound)?;
    let reviews = reviews(db, org).await?;
    module(records, db, org, &head.slug, head.version, &reviews).await
}

/// One scenario in the version an attempt keeps.
pub(crate) async fn scenario_version(
    records: &Records,
    db: &impl ConnectionTrait,
    org: Uuid,
    slug: &str,
    version: i64,
) -> Result<Arc<Scenario>, Error> {
    Ok(stored_scenario(records, db, org, slug, version)
        .await?
        .scenario
        .clone())
}

async fn stored_scenario(
    records: &Records,
    db: &impl ConnectionTrait,
    org: Uuid,
    slug: &str,
    version: i64,
) -> Result<Arc<StoredScenario>, Error> {
    let key = (org, slug.to_owned(), version);
    if let Some(stored) = records.cache().scenarios.get(&key) {
        return Ok(stored);
    }
    let row = row(db, org, Kind::Scenario, slug, version).await?;
    let scenario = Arc::new(parse_body(&row)?);
    let stored = StoredScenario {
        scenario,
        hash: row.hash,
        published_ms: row.published_ms,
    };
    Ok(records.cache().scenarios.keep(key, stored))
}

pub(super) async fn row(
    db: &impl ConnectionTrait,
    org: Uuid,
    kind: Kind,
    slug: &str,
    version: i64,
) -> Result<entity::Model, Error> {
    let key = (org, kind.as_str().to_owned(), slug.to_owned(), version);
    entity::Entity::find_by_id(key)
        .one(db)
        .await?
        .ok_or(Error::NotFound)
}

/// The compiled content of a row.
pub(super) fn parse_body<T: serde::de::DeserializeOwned>(row: &entity::Model) -> Result<T, Error> {
    serde_json::from_str(&row.body).map_err(|error| {
        tracing::error!(%error, kind = row.kind, slug = row.slug, "stored content cannot be read");
        Error::Unavailable
    })
}

/// The latest confirmed review date of each scenario.
async fn reviews(db: &impl ConnectionTrait, org: Uuid) -> Result<BTreeMap<String, i64>, Error> {
    let rows = review_entity::Entity::find()
        .filter(review_entity::Column::Org.eq(org))
        .all(db)
        .await?;
    let mut latest = BTreeMap::new();
    for row in rows {
        let due_ms = latest.entry(row.scenario).or_insert(row.due_ms);
        *due_ms = std::cmp::max(row.due_ms, *due_ms);
    }
    Ok(latest)
}

async fn module(
    records: &Records,
    db: &impl ConnectionTrait,
    org: Uuid,
    slug: &str,
    version: i64,
    reviews: &BTreeMap<String, i64>,
) -> Result<Module, Error> {
    let stored = stored_scenario(records, db, org, slug, version).await?;
    let published_at = from_ms(stored.published_ms);
    let review_due_at = review_due(&stored.scenario, published_at, reviews.get(slug).copied());
    Ok(Module {
        slug: slug.to_owned(),
        version: u32::try_from(version).unwrap_or(u32::MAX),
        hash: stored.hash.clone(),
        published_at,
        review_due_at,
        scenario: stored.scenario.clone(),
    })
}

//! Publishing: educators at the root, and the system.

use super::latest::latest_row;
use super::{Kind, PublishOutcome, Published, entity};
use crate::instant::to_ms;
use crate::ledger::{self, Leaf};
use crate::permission::{Ability, Scope};
use crate::secret::sha256_hex;
use crate::store::Transaction;
use crate::{Actor, Error, Invalid, Op, Records, row, standing};
use competency::Framework;
use sea_orm::ConnectionTrait;
use serde_json::{Value, json};
use simulators::drugs::Library;
use std::collections::BTreeSet;
use training::scenario::Skill;
use uuid::Uuid;

/// Longer sources are not looked at.
pub(super) const MAX_SOURCE_BYTES: usize = 1_000_000;

/// Content ready to be published.
pub(crate) struct Content {
    pub(super) kind: Kind,
    pub(crate) slug: String,
    pub(super) title: String,
    pub(super) hash: String,
    pub(super) source: String,
    /// The compiled content, JSON.
    pub(super) body: String,
    /// The names and hashes of the content it was compiled with, JSON.
    pub(super) needs: String,
}

/// Publishes a drug library from its YAML text.
pub async fn publish_library(records: &Records, actor: &Actor, source: &str) -> Result<Published, Error> {
    let library: Library = parse_yaml(source)?;
    if let Some(problem) = library.problems().first() {
        tracing::warn!(?problem, "a drug library was refused");
        return Err(Error::invalid("source", Invalid::Malformed));
    }
    let body = to_json(&library)?;
    let (slug, title) = (library.id.clone(), library.id.clone());
    publish(records, actor, plain(Kind::Library, slug, title, source, body)).await
}

/// Publishes the list of hazards that scenarios may name, from its YAML text.
pub async fn publish_hazards(records: &Records, actor: &Actor, source: &str) -> Result<Published, Error> {
    let list: Value = parse_yaml(source)?;
    if hazard_ids(&list).is_empty() {
        return Err(Error::invalid("source", Invalid::Empty));
    }
    let body = to_json(&list)?;
    publish(
        records,
        actor,
        plain(Kind::Hazards, "hazards".into(), "Hazards".into(), source, body),
    )
    .await
}

/// Publishes the list of skills that the steps of scenarios may name, from its YAML text.
pub async fn publish_skills(records: &Records, actor: &Actor, source: &str) -> Result<Published, Error> {
    if MAX_SOURCE_BYTES < source.len() {
        return Err(Error::invalid("source", Invalid::TooLong));
    }
    let skills = training::scenario::read_skills(source).map_err(|error| {
        tracing::warn!(%error, "a list of skills was refused");
        Error::invalid("source", Invalid::Malformed)
    })?;
    if skills.is_empty() {
        return Err(Error::invalid("source", Invalid::Empty));
    }
    let body = to_json(&skills)?;
    publish(
        records,
        actor,
        plain(Kind::Skills, "skills".into(), "Skills".into(), source, body),
    )
    .await
}

/// A competency framework from its YAML text, whatever is wrong with what it says.
pub fn read_framework(source: &str) -> Result<Framework, Error> {
    parse_yaml(source)
}

/// The ids in a list of hazards: of the entries of a list, alone or under `hazards`, or the keys of a map there.
pub(super) fn hazard_ids(list: &Value) -> BTreeSet<String> {
    let list = list.get("hazards").unwrap_or(list);
    match list {
        Value::Array(entries) => entries
            .iter()
            .filter_map(|entry| entry.as_str().or_else(|| entry.get("id")?.as_str()))
            .map(str::to_owned)
            .collect(),
        Value::Object(entries) => entries.keys().cloned().collect(),
        _ => BTreeSet::new(),
    }
}

/// The permission to publish.
pub(crate) async fn require_publisher(db: &impl ConnectionTrait, actor: &Actor) -> Result<(), Error> {
    Scope::of(db, actor)
        .await?
        .require_everywhere(db, Ability::PublishContent)
        .await
}

/// Writes a new version, unless the latest says the same.
pub(super) async fn publish(records: &Records, actor: &Actor, content: Content) -> Result<Published, Error> {
    let (actor, handle) = (actor.clone(), records.clone());
    records
        .write(actor.org, move |tx| {
            Box::pin(async move { publish_in(&handle, tx, &actor, content).await })
        })
        .await
}

/// The same in the transaction of a command.
pub(crate) async fn publish_in(
    records: &Records,
    tx: &Transaction,
    actor: &Actor,
    content: Content,
) -> Result<Published, Error> {
    require_publisher(tx, actor).await?;
    let latest = latest_row(tx, actor.org, content.kind, &content.slug).await?;
    let (version, outcome) = match &latest {
        Some(latest) if latest.hash == content.hash => (latest.version, PublishOutcome::Unchanged),
        Some(latest) => (latest.version + 1, PublishOutcome::New),
        None => (1, PublishOutcome::New),
    };
    let published = Published {
        slug: content.slug.clone(),
        version: u32::try_from(version).unwrap_or(u32::MAX),
        hash: content.hash.clone(),
        outcome,
    };
    if outcome == PublishOutcome::New {
        let row = entity::Model {
            org: actor.org,
            kind: content.kind.as_str().to_owned(),
            slug: content.slug,
            version,
            hash: content.hash,
            title: content.title,
            source: content.source,
            body: content.body,
            needs: content.needs,
            published_ms: to_ms(actor.now),
            published_by: actor.person_id(),
        };
        let body = ledger_body(&row);
        row::insert(tx, row).await?;
        ledger::append(
            tx,
            actor,
            Leaf {
                op: Op::ContentPublished,
                subject: None,
                body,
            },
        )
        .await?;
        if content.kind == Kind::Framework {
            follow_rules(records, tx, actor.org, latest.as_ref(), &published.slug).await?;
        }
    }
    Ok(published)
}

/// Makes the projection follow the rules that a new version of a framework changed, added or dropped.
async fn follow_rules(
    records: &Records,
    tx: &Transaction,
    org: Uuid,
    before: Option<&entity::Model>,
    slug: &str,
) -> Result<(), Error> {
    let now = latest_row(tx, org, Kind::Framework, slug).await?;
    let now = super::framework_of(&now.ok_or(Error::NotFound)?)?;
    let before = before.map(super::framework_of).transpose()?;
    let before = before.map_or_else(Vec::new, |framework| framework.competencies);
    let ids: BTreeSet<&str> = now
        .competencies
        .iter()
        .chain(&before)
        .map(|competency| competency.id.as_str())
        .collect();
    for id in ids {
        let rule_before = before.iter().find(|competency| competency.id == id);
        if rule_before.map(|competency| &competency.rule)
            != now.competency(id).map(|competency| &competency.rule)
        {
            standing::reproject_competency(records, tx, org, id).await?;
        }
    }
    Ok(())
}

/// What the ledger says of published content.
pub(crate) fn ledger_body(row: &entity::Model) -> Value {
    json!({
        "kind": row.kind,
        "slug": row.slug,
        "version": row.version,
        "hash": row.hash,
        "source": sha256_hex(row.source.as_bytes()),
        "body": sha256_hex(row.body.as_bytes()),
        "needs": row.needs,
    })
}

/// What a scenario is compiled with.
pub(super) struct Surroundings {
    /// The newest drug library.
    pub(super) library: entity::Model,
    pub(super) hazards: BTreeSet<String>,
    pub(super) skills: Vec<Skill>,
}

/// The newest library, the hazards and the skills, for compiling a scenario; none without a library.
pub(super) async fn surroundings(
    db: &impl ConnectionTrait,
    org: Uuid,
) -> Result<Option<Surroundings>, Error> {
    let mut library: Option<entity::Model> = None;
    for head in super::latest::latest_heads(db, org, Kind::Library).await? {
        let row = super::latest::row(db, org, Kind::Library, &head.slug, head.version).await?;
        library = match library {
            Some(newest) if row.published_ms < newest.published_ms => Some(newest),
            _ => Some(row),
        };
    }
    let hazards = latest_row(db, org, Kind::Hazards, "hazards").await?;
    let hazards = match hazards {
        Some(row) => hazard_ids(&super::latest::parse_body(&row)?),
        None => BTreeSet::new(),
    };
    let skills = latest_row(db, org, Kind::Skills, "skills").await?;
    let skills = match skills {
        Some(row) => super::latest::parse_body(&row)?,
        None => Vec::new(),
    };
    Ok(library.map(|library| Surroundings {
        library,
        hazards,
        skills,
    }))
}

pub(super) fn plain(kind: Kind, slug: String, title: String, source: &str, body: String) -> Content {
    let hash = sha256_hex(body.as_bytes());
    Content {
        kind,
        slug,
        title,
        hash,
        source: source.to_owned(),
        body,
        needs: "{}".to_owned(),
    }
}

pub(super) fn to_json<T: serde::Serialize>(value: &T) -> Result<String, Error> {
    serde_json::to_string(value).map_err(|_| Error::invalid("source", Invalid::Malformed))
}

pub(super) fn parse_yaml<T: serde::de::DeserializeOwned>(source: &str) -> Result<T, Error> {
    if MAX_SOURCE_BYTES < source.len() {
        return Err(Error::invalid("source", Invalid::TooLong));
    }
    serde_saphyr::from_str(source).map_err(|error| {
        tracing::warn!(%error, "content cannot be read");
        Error::invalid("source", Invalid::Malformed)
    })
}

//! Beginning a draft: from nothing, from what is published, as a copy, or from a text.

use super::heading::{heading, renamed, slug_of};
use super::{State, entity, require_author, revision_entity};
use crate::content::{Kind, latest_source};
use crate::instant::to_ms;
use crate::ledger::{self, Leaf};
use crate::secret::sha256_hex;
use crate::units::create::required_text;
use crate::{Actor, Conflict, Error, Invalid, Op, Records, row};
use sea_orm::EntityTrait;
use serde_json::json;
use training::scenario::MAX_SOURCE_BYTES;
use uuid::Uuid;

/// A scenario that can be played and passes, for whoever begins with nothing.
const BLANK: &str = include_str!("blank.yaml");

/// A draft to begin.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewDraft {
    /// Made by the browser, so that asking again begins once.
    pub id: Uuid,
    /// What it begins with.
    pub from: From,
}

/// What a draft begins with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum From {
    /// A small scenario that works, under a title.
    Blank {
        /// The title.
        title: String,
    },
    /// The latest version of a published scenario: the draft is to become its next version.
    Version {
        /// Its name.
        slug: String,
    },
    /// A published scenario under another title, and a name made of it.
    Copy {
        /// The name of the published scenario.
        slug: String,
        /// The title of the copy.
        title: String,
    },
    /// A text, as from a file.
    Text {
        /// The text.
        source: String,
    },
}

/// The text in its canonical layout, if it can be read.
fn tidied(source: String) -> String {
    training::scenario::canonical(&source).unwrap_or(source)
}

/// Begins a draft and gives its id.
pub async fn begin(records: &Records, actor: &Actor, input: NewDraft) -> Result<Uuid, Error> {
    require_author(records, actor, "drafts.begin").await?;
    let db = records.read();
    let (source, base) = match input.from {
        From::Blank { title } => {
            let title = required_text("title", &title)?;
            (tidied(renamed(BLANK, &slug_of(&title), &title)), None)
        }
        From::Copy { slug, title } => {
            let title = required_text("title", &title)?;
            let (_, source) = latest_source(db, actor.org, Kind::Scenario, &slug).await?;
            (tidied(renamed(&source, &slug_of(&title), &title)), None)
        }
        From::Version { slug } => {
            let (version, source) = latest_source(db, actor.org, Kind::Scenario, &slug).await?;
            (source, Some((slug, version)))
        }
        From::Text { source } => (source.replace("\r\n", "\n"), None),
    };
    if MAX_SOURCE_BYTES < source.len() {
        return Err(Error::invalid("source", Invalid::TooLong));
    }
    let found = heading(&source);
    let now_ms = to_ms(actor.now);
    let row = entity::Model {
        org: actor.org,
        id: input.id,
        kind: Kind::Scenario.as_str().to_owned(),
        slug: found.slug,
        title: found.title,
        source,
        revision: 1,
        base: base.as_ref().map(|(slug, _)| slug.clone()),
        base_version: base.map(|(_, version)| version),
        state: State::Writing.as_str().to_owned(),
        began_ms: now_ms,
        began_by: actor.person_id(),
        changed_ms: now_ms,
        changed_by: actor.person_id(),
        asked_ms: None,
        asked_by: None,
        closed_ms: None,
        closed_by: None,
        published_version: None,
    };
    let actor = actor.clone();
    records
        .write(actor.org, move |tx| {
            Box::pin(async move {
                if let Some(before) = entity::Entity::find_by_id((actor.org, row.id)).one(tx).await? {
                    return match before.began_by == row.began_by && before.base == row.base {
                        true => Ok(before.id),
                        false => Err(Error::Conflict(Conflict::IdTaken)),
                    };
                }
                let leaf = Leaf {
                    op: Op::DraftBegun,
                    subject: Some(row.id),
                    body: json!({
                        "kind": row.kind,
                        "base": row.base,
                        "base_version": row.base_version,
                        "source": sha256_hex(row.source.as_bytes()),
                    }),
                };
                ledger::append(tx, &actor, leaf).await?;
                let first = revision_entity::Model {
                    org: row.org,
                    draft: row.id,
                    revision: 1,
                    source: row.source.clone(),
                    saved_ms: now_ms,
                    saved_by: row.began_by,
                };
                let id = row.id;
                row::insert(tx, row).await?;
                row::insert(tx, first).await?;
                Ok(id)
            })
        })
        .await
}

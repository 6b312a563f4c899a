//! Saving the text of a draft.

use super::difference::joined;
use super::heading::heading;
use super::{State, entity, open_draft, require_author, revision_entity};
use crate::instant::{from_ms, to_ms};
use crate::ledger::{self, Leaf};
use crate::secret::sha256_hex;
use crate::{Actor, Error, Invalid, Op, Records, people, row};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, EntityTrait, IntoActiveModel};
use serde::{Deserialize, Serialize};
use serde_json::json;
use time::OffsetDateTime;
use training::scenario::MAX_SOURCE_BYTES;
use uuid::Uuid;

/// A text to save.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Save {
    /// The draft.
    pub draft: Uuid,
    /// The revision that the text rests on.
    pub revision: u32,
    /// The text.
    pub source: String,
}

/// What came of saving.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Saved {
    /// The text is kept under this revision.
    Kept {
        /// The revision.
        revision: u32,
    },
    /// Somebody saved meanwhile; nothing was written.
    Overtaken {
        /// The newest revision.
        revision: u32,
        /// Its text.
        source: String,
        /// Who saved it, if they have a name.
        by: Option<String>,
        /// When.
        at: OffsetDateTime,
        /// Both changes together, where they touch different lines.
        joined: Option<String>,
    },
}

/// Saves a text, if it rests on the newest revision. The same text again is kept under the revision it has.
pub async fn save(records: &Records, actor: &Actor, input: Save) -> Result<Saved, Error> {
    require_author(records, actor, "drafts.save").await?;
    let source = input.source.replace("\r\n", "\n");
    if MAX_SOURCE_BYTES < source.len() {
        return Err(Error::invalid("source", Invalid::TooLong));
    }
    let actor = actor.clone();
    records
        .write(actor.org, move |tx| {
            Box::pin(async move {
                let before = open_draft(tx, &actor, input.draft).await?;
                let newest = u32::try_from(before.revision).unwrap_or(u32::MAX);
                if before.source == source {
                    return Ok(Saved::Kept { revision: newest });
                }
                if newest != input.revision {
                    let names = people::names(tx, actor.org, before.changed_by).await?;
                    let key = (actor.org, before.id, i64::from(input.revision));
                    let base = revision_entity::Entity::find_by_id(key).one(tx).await?;
                    let joined = base.and_then(|base| joined(&base.source, &source, &before.source));
                    return Ok(Saved::Overtaken {
                        revision: newest,
                        by: before.changed_by.and_then(|person| names.get(&person).cloned()),
                        at: from_ms(before.changed_ms),
                        joined,
                        source: before.source,
                    });
                }
                let revision = before.revision + 1;
                let leaf = Leaf {
                    op: Op::DraftSaved,
                    subject: Some(before.id),
                    body: json!({"revision": revision, "source": sha256_hex(source.as_bytes())}),
                };
                ledger::append(tx, &actor, leaf).await?;
                let saved = revision_entity::Model {
                    org: actor.org,
                    draft: before.id,
                    revision,
                    source: source.clone(),
                    saved_ms: to_ms(actor.now),
                    saved_by: actor.person_id(),
                };
                row::insert(tx, saved).await?;
                let found = heading(&source);
                let mut active = before.into_active_model();
                active.slug = Set(found.slug);
                active.title = Set(found.title);
                active.source = Set(source);
                active.revision = Set(revision);
                active.changed_ms = Set(to_ms(actor.now));
                active.changed_by = Set(actor.person_id());
                // What is asked about is no longer what stands there.
                back_to_writing(&mut active);
                active.update(tx).await?;
                Ok(Saved::Kept {
                    revision: u32::try_from(revision).unwrap_or(u32::MAX),
                })
            })
        })
        .await
}

/// Nobody is asked to look at it any more.
pub(super) fn back_to_writing(active: &mut entity::ActiveModel) {
    active.state = Set(State::Writing.as_str().to_owned());
    active.asked_ms = Set(None);
    active.asked_by = Set(None);
}

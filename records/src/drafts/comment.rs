//! Comments on the elements of a draft.

use super::{comment_entity as entity, open_draft, require_author};
use crate::appeals::required_words;
use crate::instant::to_ms;
use crate::ledger::{self, Leaf};
use crate::{Actor, Conflict, Error, Invalid, Op, Records, row};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, EntityTrait, IntoActiveModel};
use serde_json::json;
use uuid::Uuid;

/// The longest path of an element.
const MAX_PLACE: usize = 200;

/// A comment to make.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewComment {
    /// Made by the browser, so that asking again comments once.
    pub id: Uuid,
    /// The draft.
    pub draft: Uuid,
    /// The element, as its path in the document: `phases.taken_over`; empty for the whole.
    pub place: String,
    /// What is said.
    pub words: String,
}

/// Comments on an element of an open draft.
pub async fn comment(records: &Records, actor: &Actor, input: NewComment) -> Result<(), Error> {
    require_author(records, actor, "drafts.comment").await?;
    let words = required_words("words", &input.words)?;
    if MAX_PLACE < input.place.len() {
        return Err(Error::invalid("place", Invalid::TooLong));
    }
    let actor = actor.clone();
    records
        .write(actor.org, move |tx| {
            Box::pin(async move {
                let draft = open_draft(tx, &actor, input.draft).await?;
                if let Some(before) = entity::Entity::find_by_id((actor.org, input.id)).one(tx).await? {
                    let same = before.draft == input.draft && before.words == words;
                    return match same {
                        true => Ok(()),
                        false => Err(Error::Conflict(Conflict::IdTaken)),
                    };
                }
                let leaf = Leaf {
                    op: Op::DraftCommented,
                    subject: Some(draft.id),
                    body: json!({"comment": input.id, "revision": draft.revision}),
                };
                ledger::append(tx, &actor, leaf).await?;
                let comment = entity::Model {
                    org: actor.org,
                    id: input.id,
                    draft: draft.id,
                    revision: draft.revision,
                    place: input.place,
                    words,
                    made_ms: to_ms(actor.now),
                    made_by: actor.person_id(),
                    settled_ms: None,
                    settled_by: None,
                };
                row::insert(tx, comment).await
            })
        })
        .await
}

/// Marks a comment as settled. One already settled stays so.
pub async fn settle(records: &Records, actor: &Actor, comment: Uuid) -> Result<(), Error> {
    require_author(records, actor, "drafts.settle").await?;
    let actor = actor.clone();
    records
        .write(actor.org, move |tx| {
            Box::pin(async move {
                let row = entity::Entity::find_by_id((actor.org, comment)).one(tx).await?;
                let row = row.ok_or(Error::NotFound)?;
                open_draft(tx, &actor, row.draft).await?;
                if row.settled_ms.is_some() {
                    return Ok(());
                }
                let leaf = Leaf {
                    op: Op::DraftCommentSettled,
                    subject: Some(row.draft),
                    body: json!({"comment": row.id}),
                };
                ledger::append(tx, &actor, leaf).await?;
                let mut active = row.into_active_model();
                active.settled_ms = Set(Some(to_ms(actor.now)));
                active.settled_by = Set(actor.person_id());
                active.update(tx).await?;
                Ok(())
            })
        })
        .await
}

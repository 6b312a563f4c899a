//! Giving a draft up.

use super::{State, find, require_author};
use crate::instant::to_ms;
use crate::ledger::{self, Leaf};
use crate::{Actor, Error, Op, Records, Refusal};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, IntoActiveModel};
use serde_json::json;
use uuid::Uuid;

/// Discards a draft. It leaves the list; its revisions stay. One already discarded stays so.
pub async fn discard(records: &Records, actor: &Actor, draft: Uuid) -> Result<(), Error> {
    require_author(records, actor, "drafts.discard").await?;
    let actor = actor.clone();
    records
        .write(actor.org, move |tx| {
            Box::pin(async move {
                let row = find(tx, actor.org, draft).await?;
                match State::of(&row) {
                    State::Discarded => return Ok(()),
                    State::Published => return Err(Error::Refused(Refusal::DraftClosed)),
                    State::Writing | State::InReview => {}
                }
                let leaf = Leaf {
                    op: Op::DraftDiscarded,
                    subject: Some(row.id),
                    body: json!({"revision": row.revision}),
                };
                ledger::append(tx, &actor, leaf).await?;
                let mut active = row.into_active_model();
                active.state = Set(State::Discarded.as_str().to_owned());
                active.closed_ms = Set(Some(to_ms(actor.now)));
                active.closed_by = Set(actor.person_id());
                active.update(tx).await?;
                Ok(())
            })
        })
        .await
}

//! Asking a second person to look at a draft, and giving it back.

use super::save::back_to_writing;
use super::{State, comment_entity, open_draft, require_author};
use crate::appeals::required_words;
use crate::instant::{new_id, to_ms};
use crate::ledger::{self, Leaf};
use crate::{Actor, Error, Op, Records, Refusal, row};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, IntoActiveModel};
use serde_json::json;
use uuid::Uuid;

/// Asks for a review of the newest revision, which must be the one given. Asking again changes nothing.
pub async fn ask_review(records: &Records, actor: &Actor, draft: Uuid, revision: u32) -> Result<(), Error> {
    require_author(records, actor, "drafts.ask_review").await?;
    let actor = actor.clone();
    records
        .write(actor.org, move |tx| {
            Box::pin(async move {
                let row = open_draft(tx, &actor, draft).await?;
                same_revision(row.revision, revision)?;
                if State::of(&row) == State::InReview {
                    return Ok(());
                }
                let leaf = Leaf {
                    op: Op::DraftReviewAsked,
                    subject: Some(row.id),
                    body: json!({"revision": row.revision}),
                };
                ledger::append(tx, &actor, leaf).await?;
                let mut active = row.into_active_model();
                active.state = Set(State::InReview.as_str().to_owned());
                active.asked_ms = Set(Some(to_ms(actor.now)));
                active.asked_by = Set(actor.person_id());
                active.update(tx).await?;
                Ok(())
            })
        })
        .await
}

/// Gives a draft in review back with words, which become a comment on the whole of it.
pub async fn give_back(records: &Records, actor: &Actor, draft: Uuid, words: &str) -> Result<(), Error> {
    require_author(records, actor, "drafts.give_back").await?;
    let words = required_words("reason", words)?;
    let actor = actor.clone();
    records
        .write(actor.org, move |tx| {
            Box::pin(async move {
                let row = open_draft(tx, &actor, draft).await?;
                if State::of(&row) != State::InReview {
                    return Err(Error::Refused(Refusal::NotInReview));
                }
                let leaf = Leaf {
                    op: Op::DraftGivenBack,
                    subject: Some(row.id),
                    body: json!({"revision": row.revision}),
                };
                ledger::append(tx, &actor, leaf).await?;
                let comment = comment_entity::Model {
                    org: actor.org,
                    id: new_id(actor.now),
                    draft: row.id,
                    revision: row.revision,
                    place: String::new(),
                    words,
                    made_ms: to_ms(actor.now),
                    made_by: actor.person_id(),
                    settled_ms: None,
                    settled_by: None,
                };
                row::insert(tx, comment).await?;
                let mut active = row.into_active_model();
                back_to_writing(&mut active);
                active.update(tx).await?;
                Ok(())
            })
        })
        .await
}

/// What was decided about is what stands there.
pub(super) fn same_revision(newest: i64, given: u32) -> Result<(), Error> {
    match newest == i64::from(given) {
        true => Ok(()),
        false => Err(Error::Conflict(crate::Conflict::OtherText)),
    }
}

//! Publishing a draft: a second person, at the root, after a review was asked for.

use super::review::same_revision;
use super::{State, find, open_draft, require_author};
use crate::content::{PublishError, Published, prepared, publish_in, require_publisher};
use crate::instant::to_ms;
use crate::ledger::{self, Leaf};
use crate::{Actor, Conflict, Error, Op, Records, Refusal};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ConnectionTrait, IntoActiveModel};
use serde_json::json;
use uuid::Uuid;

/// Publishes the newest revision of a draft in review, which must be the one given, as a version of its scenario.
///
/// The actor neither asked for the review nor wrote the revision. A draft of a new scenario takes no name that is in
/// use already.
pub async fn publish(
    records: &Records,
    actor: &Actor,
    draft: Uuid,
    revision: u32,
) -> Result<Published, PublishError> {
    require_author(records, actor, "drafts.publish").await?;
    require_publisher(records.read(), actor).await?;
    let row = find(records.read(), actor.org, draft).await?;
    may_publish(&row, actor, revision)?;
    let content = prepared(records, actor, &row.source).await?;
    name_is_free(records.read(), actor.org, &row, &content.slug).await?;
    let (actor, handle) = (actor.clone(), records.clone());
    let published = records
        .write(actor.org, move |tx| {
            Box::pin(async move {
                let row = open_draft(tx, &actor, draft).await?;
                may_publish(&row, &actor, revision)?;
                name_is_free(tx, actor.org, &row, &content.slug).await?;
                let published = publish_in(&handle, tx, &actor, content).await?;
                let leaf = Leaf {
                    op: Op::DraftPublished,
                    subject: Some(row.id),
                    body: json!({
                        "revision": row.revision,
                        "slug": published.slug,
                        "version": published.version,
                        "hash": published.hash,
                        "asked_by": row.asked_by,
                        "written_by": row.changed_by,
                    }),
                };
                ledger::append(tx, &actor, leaf).await?;
                let mut active = row.into_active_model();
                active.state = Set(State::Published.as_str().to_owned());
                active.published_version = Set(Some(i64::from(published.version)));
                active.closed_ms = Set(Some(to_ms(actor.now)));
                active.closed_by = Set(actor.person_id());
                active.update(tx).await?;
                Ok(published)
            })
        })
        .await?;
    Ok(published)
}

fn may_publish(row: &super::entity::Model, actor: &Actor, revision: u32) -> Result<(), Error> {
    match State::of(row) {
        State::InReview => {}
        State::Writing => return Err(Error::Refused(Refusal::NotInReview)),
        State::Published | State::Discarded => return Err(Error::Refused(Refusal::DraftClosed)),
    }
    same_revision(row.revision, revision)?;
    match is_own_work(row, actor) {
        true => Err(Error::Refused(Refusal::SecondPerson)),
        false => Ok(()),
    }
}

/// Whether the actor asked for the review or wrote what stands there.
pub(super) fn is_own_work(row: &super::entity::Model, actor: &Actor) -> bool {
    let person = actor.person_id();
    person.is_some() && (person == row.asked_by || person == row.changed_by)
}

/// The next version of what it began as, or a new name.
async fn name_is_free(
    db: &impl ConnectionTrait,
    org: Uuid,
    row: &super::entity::Model,
    slug: &str,
) -> Result<(), Error> {
    if row.base.as_deref() == Some(slug) {
        return Ok(());
    }
    match crate::content::latest_source(db, org, crate::content::Kind::Scenario, slug).await {
        Err(Error::NotFound) => Ok(()),
        Err(error) => Err(error),
        Ok(_) => Err(Error::Conflict(Conflict::NameTaken)),
    }
}

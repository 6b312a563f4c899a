//! Drafts: content that educators write, show each other, and publish.
//!
//! Writing, in review, then published by a second person, or discarded. Saving says on which revision the text rests; a
//! text that rests on an older one is not written and the newer one is given back, so that nobody's work is lost. Every
//! revision stays. What is saved while a draft is in review takes it back to writing.

mod begin;
mod comment;
pub(crate) mod comment_entity;
mod difference;
mod discard;
pub(crate) mod entity;
mod heading;
mod look;
mod outline;
mod publish;
mod read;
mod review;
pub(crate) mod revision_entity;
mod save;

pub use begin::{From, NewDraft, begin};
pub use comment::{NewComment, comment, settle};
pub use difference::{Against, Hunk, Line, LineKind, difference};
pub use discard::discard;
pub use look::{Look, look, preview, rehearse, tidy};
pub use outline::{Element, ElementKind};
pub use publish::publish;
pub use read::{
    CommentView, Desk, DraftRow, DraftView, Hurdle, Moment, Revision, desk, draft, published_source, revision,
};
pub use review::{ask_review, give_back};
pub use save::{Save, Saved, save};

use crate::permission::{Ability, Scope};
use crate::{Actor, Error, Records, Refusal};
use sea_orm::{ConnectionTrait, EntityTrait};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// How far a draft has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// It is being written.
    Writing,
    /// Its author asks a second person to look at it.
    InReview,
    /// It became a version of what is trained.
    Published,
    /// It was given up.
    Discarded,
}

impl State {
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::Writing => "writing",
            Self::InReview => "in_review",
            Self::Published => "published",
            Self::Discarded => "discarded",
        }
    }

    fn of(row: &entity::Model) -> Self {
        [Self::InReview, Self::Published, Self::Discarded]
            .into_iter()
            .find(|state| state.as_str() == row.state)
            .unwrap_or(Self::Writing)
    }

    /// Whether it can still change.
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Writing | Self::InReview)
    }
}

/// Whoever writes drafts here.
async fn require_author(records: &Records, actor: &Actor, detail: &'static str) -> Result<Scope, Error> {
    let scope = Scope::of(records.read(), actor).await?;
    match scope.anywhere(Ability::Author) {
        true => Ok(scope),
        false => Err(records.note_denied(actor, detail, None)),
    }
}

/// A draft that can still change, by a command's own transaction.
async fn open_draft(db: &impl ConnectionTrait, actor: &Actor, draft: Uuid) -> Result<entity::Model, Error> {
    let scope = Scope::of(db, actor).await?;
    if !scope.anywhere(Ability::Author) {
        return Err(Error::NotFound);
    }
    let row = find(db, actor.org, draft).await?;
    match State::of(&row).is_open() {
        true => Ok(row),
        false => Err(Error::Refused(Refusal::DraftClosed)),
    }
}

async fn find(db: &impl ConnectionTrait, org: Uuid, draft: Uuid) -> Result<entity::Model, Error> {
    entity::Entity::find_by_id((org, draft))
        .one(db)
        .await?
        .ok_or(Error::NotFound)
}

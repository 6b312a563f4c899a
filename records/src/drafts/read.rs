//! Reading drafts: those who write them.

use super::publish::is_own_work;
use super::{State, comment_entity, entity, find, require_author, revision_entity};
use crate::content::ScenarioRow;
use crate::instant::from_ms;
use crate::permission::Ability;
use crate::{Actor, Error, Records, people};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use time::OffsetDateTime;
use uuid::Uuid;

/// Drafts in one list at most.
const LIST: u64 = 500;
/// Revisions that are listed at most, newest first.
const REVISIONS: u64 = 200;

/// Who did something, and when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Moment {
    /// When.
    pub at: OffsetDateTime,
    /// Who, if they have a name.
    pub by: Option<String>,
}

/// A draft in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DraftRow {
    /// Its id.
    pub id: Uuid,
    /// The title that it gives itself; may be empty.
    pub title: String,
    /// The name that it gives itself; may be empty.
    pub slug: String,
    /// How far it has come.
    pub state: State,
    /// The newest revision.
    pub revision: u32,
    /// The scenario whose next version it is to become, and the version that it began with.
    pub base: Option<(String, u32)>,
    /// When it was saved last.
    pub changed: Moment,
    /// When a review was asked for, if it waits for one.
    pub asked: Option<Moment>,
    /// Comments that are not settled.
    pub n_open_comments: u32,
}

/// The drafts that can still change, and what is published.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Desk {
    /// The drafts, those that wait for a review first, then by their last change.
    pub drafts: Vec<DraftRow>,
    /// The published scenarios.
    pub published: Vec<ScenarioRow>,
}

/// A comment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CommentView {
    /// Its id.
    pub id: Uuid,
    /// The element's path; empty for the whole.
    pub place: String,
    /// What is said.
    pub words: String,
    /// The revision it was made on.
    pub revision: u32,
    /// Who made it, and when.
    pub made: Moment,
    /// Who settled it, and when.
    pub settled: Option<Moment>,
}

/// A revision in the history of a draft.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Revision {
    /// Its number, from 1.
    pub revision: u32,
    /// Who saved it, and when.
    pub saved: Moment,
}

/// Why the actor cannot publish a draft now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Hurdle {
    /// Nobody has asked for a review.
    NotInReview,
    /// The actor wrote it or asked for the review.
    OwnWork,
    /// The actor does not publish here.
    NotPublisher,
    /// It was published or discarded.
    Closed,
}

/// A draft.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DraftView {
    /// As in the list.
    pub row: DraftRow,
    /// Its newest text.
    pub source: String,
    /// What is said about it, oldest first.
    pub comments: Vec<CommentView>,
    /// Its history, newest first.
    pub revisions: Vec<Revision>,
    /// Why the actor cannot publish it now; none if they can.
    pub hurdle: Option<Hurdle>,
    /// The version it was published as.
    pub published_version: Option<u32>,
}

/// The drafts that can still change, and what is published.
pub async fn desk(records: &Records, actor: &Actor) -> Result<Desk, Error> {
    require_author(records, actor, "drafts.desk").await?;
    let db = records.read();
    let open = [State::Writing.as_str(), State::InReview.as_str()];
    let rows = entity::Entity::find()
        .filter(entity::Column::Org.eq(actor.org))
        .filter(entity::Column::State.is_in(open))
        .order_by_desc(entity::Column::ChangedMs)
        .order_by_desc(entity::Column::Id)
        .limit(LIST)
        .all(db)
        .await?;
    let mut drafts = listed(records, actor, &rows).await?;
    drafts.sort_by_key(|draft| draft.state != State::InReview);
    let published = crate::content::scenarios(records, actor).await?;
    Ok(Desk { drafts, published })
}

/// One draft with its text, its comments and its history.
pub async fn draft(records: &Records, actor: &Actor, draft: Uuid) -> Result<DraftView, Error> {
    let scope = require_author(records, actor, "drafts.draft").await?;
    let db = records.read();
    let row = find(db, actor.org, draft).await?;
    let comments = comment_entity::Entity::find()
        .filter(comment_entity::Column::Org.eq(actor.org))
        .filter(comment_entity::Column::Draft.eq(draft))
        .order_by_asc(comment_entity::Column::MadeMs)
        .order_by_asc(comment_entity::Column::Id)
        .all(db)
        .await?;
    let revisions: Vec<(i64, i64, Option<Uuid>)> = revision_entity::Entity::find()
        .select_only()
        .column(revision_entity::Column::Revision)
        .column(revision_entity::Column::SavedMs)
        .column(revision_entity::Column::SavedBy)
        .filter(revision_entity::Column::Org.eq(actor.org))
        .filter(revision_entity::Column::Draft.eq(draft))
        .order_by_desc(revision_entity::Column::Revision)
        .limit(REVISIONS)
        .into_tuple()
        .all(db)
        .await?;
    // Made before anything is awaited: a future that holds an iterator over borrowed rows cannot be sent.
    let people: Vec<Uuid> = comments
        .iter()
        .flat_map(|comment| [comment.made_by, comment.settled_by])
        .chain(revisions.iter().map(|(_, _, by)| *by))
        .flatten()
        .collect();
    let names = people::names(db, actor.org, people).await?;
    let hurdle = match State::of(&row) {
        State::Published | State::Discarded => Some(Hurdle::Closed),
        _ if !scope.everywhere(db, Ability::PublishContent).await? => Some(Hurdle::NotPublisher),
        State::Writing => Some(Hurdle::NotInReview),
        State::InReview if is_own_work(&row, actor) => Some(Hurdle::OwnWork),
        State::InReview => None,
    };
    let view = |comment: comment_entity::Model| CommentView {
        id: comment.id,
        revision: number(comment.revision),
        made: moment(&names, comment.made_ms, comment.made_by),
        settled: comment
            .settled_ms
            .map(|at| moment(&names, at, comment.settled_by)),
        place: comment.place,
        words: comment.words,
    };
    let listed = listed(records, actor, std::slice::from_ref(&row)).await?;
    Ok(DraftView {
        row: listed.into_iter().next().ok_or(Error::NotFound)?,
        comments: comments.into_iter().map(view).collect(),
        revisions: revisions
            .into_iter()
            .map(|(revision, at, by)| Revision {
                revision: number(revision),
                saved: moment(&names, at, by),
            })
            .collect(),
        hurdle,
        published_version: row.published_version.map(number),
        source: row.source,
    })
}

/// The text of one revision of a draft.
pub async fn revision(records: &Records, actor: &Actor, draft: Uuid, revision: u32) -> Result<String, Error> {
    require_author(records, actor, "drafts.revision").await?;
    let key = (actor.org, draft, i64::from(revision));
    let row = revision_entity::Entity::find_by_id(key)
        .one(records.read())
        .await?
        .ok_or(Error::NotFound)?;
    Ok(row.source)
}

/// The latest published version of a scenario: its number and its text, to hold a draft against it.
pub async fn published_source(records: &Records, actor: &Actor, slug: &str) -> Result<(u32, String), Error> {
    require_author(records, actor, "drafts.published_source").await?;
    let kind = crate::content::Kind::Scenario;
    let (version, source) = crate::content::latest_source(records.read(), actor.org, kind, slug).await?;
    Ok((number(version), source))
}

async fn listed(records: &Records, actor: &Actor, rows: &[entity::Model]) -> Result<Vec<DraftRow>, Error> {
    let db = records.read();
    let people: Vec<Uuid> = rows
        .iter()
        .flat_map(|row| [row.changed_by, row.asked_by])
        .flatten()
        .collect();
    let names = people::names(db, actor.org, people).await?;
    let open: Vec<Uuid> = comment_entity::Entity::find()
        .select_only()
        .column(comment_entity::Column::Draft)
        .filter(comment_entity::Column::Org.eq(actor.org))
        .filter(comment_entity::Column::Draft.is_in(rows.iter().map(|row| row.id).collect::<Vec<Uuid>>()))
        .filter(comment_entity::Column::SettledMs.is_null())
        .into_tuple()
        .all(db)
        .await?;
    let row = |row: &entity::Model| DraftRow {
        id: row.id,
        title: row.title.clone(),
        slug: row.slug.clone(),
        state: State::of(row),
        revision: number(row.revision),
        base: row.base.clone().zip(row.base_version.map(number)),
        changed: moment(&names, row.changed_ms, row.changed_by),
        asked: row.asked_ms.map(|at| moment(&names, at, row.asked_by)),
        n_open_comments: number(open.iter().filter(|draft| **draft == row.id).count() as i64),
    };
    Ok(rows.iter().map(row).collect())
}

fn moment(names: &BTreeMap<Uuid, String>, at_ms: i64, by: Option<Uuid>) -> Moment {
    Moment {
        at: from_ms(at_ms),
        by: by.and_then(|person| names.get(&person).cloned()),
    }
}

fn number(value: i64) -> u32 {
    u32::try_from(value).unwrap_or(u32::MAX)
}

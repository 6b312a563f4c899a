//! A sitting as its owner and those who see evidence have it.

use super::papers::paper_of;
use super::sheet::{OpenSitting, open_sitting};
use super::{SittingStatus, sitting_entity as entity};
use crate::audit::{Access, note};
use crate::content::test_version;
use crate::instant::from_ms;
use crate::permission::{Ability, Scope};
use crate::{Actor, Error, Records};
use sea_orm::EntityTrait;
use serde::{Deserialize, Serialize};
use time::OffsetDateTime;
use training::exams::{Marked, Responses, Review, review};
use uuid::Uuid;

/// A sitting: open, or over.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Sat {
    /// Its owner is at it.
    Open(OpenSitting),
    /// It is over.
    Over(SittingResult),
}

/// A sitting that is over.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SittingResult {
    /// The sitting.
    pub id: Uuid,
    /// Whose it is.
    pub person: Uuid,
    /// Their name.
    pub person_name: String,
    /// The test.
    pub test: String,
    /// Its title.
    pub title: String,
    /// Its version.
    pub version: u32,
    /// Recorded or abandoned.
    pub status: SittingStatus,
    /// When it was started.
    pub started_at: OffsetDateTime,
    /// When it ended.
    pub ended_at: Option<OffsetDateTime>,
    /// The points reached.
    pub points: Option<u32>,
    /// The points that could be reached.
    pub possible: Option<u32>,
    /// Whether it passed.
    pub passed: Option<bool>,
    /// The least share that passed, in hundredths of a percent.
    pub cut: u32,
    /// What may be seen of questions and answers.
    pub review: Option<Review>,
    /// Why it no longer counts, if it does not.
    pub void: Option<String>,
    /// The hash of the record.
    pub record_hash: Option<String>,
    /// The entry of the ledger that holds it.
    pub ledger_position: Option<u64>,
    /// Whether it is one's own.
    pub own: bool,
}

/// One's own sitting, or a colleague's that is over, for those who see evidence. Others see the verdict and the topics
/// in which points were lost at most, never questions and answers.
pub async fn sitting(records: &Records, actor: &Actor, id: Uuid) -> Result<Sat, Error> {
    let db = records.read();
    let row = entity::Entity::find_by_id((actor.org, id)).one(db).await?;
    let row = row.ok_or(Error::NotFound)?;
    let scope = Scope::of(db, actor).await?;
    let own = scope.is_self(row.person);
    if own {
        super::close::close_overdue_of(records, actor, row.person).await?;
    } else if !scope.over(db, Ability::SeeEvidence, row.person).await? {
        return Err(records.note_denied(actor, "exams.sitting", Some(id)));
    }
    let row = entity::Entity::find_by_id((actor.org, id)).one(db).await?;
    let row = row.ok_or(Error::NotFound)?;
    if SittingStatus::parse(&row.status) == SittingStatus::Open {
        return match own {
            true => Ok(Sat::Open(open_sitting(records, db, actor, row).await?)),
            // What a colleague answers is theirs until it is handed in.
            false => Err(Error::NotFound),
        };
    }
    if !own && actor.person_id().is_some() {
        note(
            records,
            actor,
            Access::Viewed,
            Some(row.person),
            &format!("sitting {id}"),
        )
        .await?;
    }
    let test = test_version(records, db, actor.org, &row.test, row.version).await?;
    let review = match (&row.marks, &row.responses) {
        (Some(marks), Some(responses)) => Some(seen(records, &row, marks, responses, own).await?),
        _ => None,
    };
    let void = crate::standing::why_void(db, actor.org, id).await?;
    let name = crate::people::find(db, actor.org, row.person).await?.name;
    let number = |value: Option<i64>| value.and_then(|value| u32::try_from(value).ok());
    Ok(Sat::Over(SittingResult {
        id: row.id,
        person: row.person,
        person_name: name,
        title: test.blueprint().title.clone(),
        test: row.test,
        version: test.version,
        status: SittingStatus::parse(&row.status),
        started_at: from_ms(row.started_ms),
        ended_at: row.ended_ms.map(from_ms),
        points: number(row.points),
        possible: number(row.possible),
        passed: row.passed,
        cut: u32::try_from(row.cut).unwrap_or(0),
        review,
        void,
        record_hash: row.record_hash,
        ledger_position: row.ledger_position.map(i64::cast_unsigned),
        own,
    }))
}

async fn seen(
    records: &Records,
    row: &entity::Model,
    marks: &str,
    responses: &str,
    own: bool,
) -> Result<Review, Error> {
    let unreadable = |error: serde_json::Error| {
        tracing::error!(%error, sitting = %row.id, "a stored sitting cannot be read");
        Error::Unavailable
    };
    let paper = paper_of(records, records.read(), row).await?;
    let marked: Marked = serde_json::from_str(marks).map_err(unreadable)?;
    let responses: Responses = serde_json::from_str(responses).map_err(unreadable)?;
    Ok(match (own, review(&paper, &responses, &marked)) {
        (true, seen) => seen,
        (false, Review::Full { verdict, missed, .. }) => Review::Topics { verdict, missed },
        (false, seen) => seen,
    })
}

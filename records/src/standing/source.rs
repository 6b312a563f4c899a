//! What a learner may appeal and an assessor void: a recorded run, test or observation.

use super::evidence_entity as evidence;
use crate::attempts::{Kind, entity as attempts, run_entity as runs};
use crate::exams::sitting_entity as sittings;
use crate::instant::from_ms;
use crate::observations::entity as observations;
use crate::{Error, Records};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect};
use serde::{Deserialize, Serialize};
use time::OffsetDateTime;
use uuid::Uuid;

/// The kinds of what a verdict is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SourceKind {
    /// A graded run.
    Attempt,
    /// A test.
    Sitting,
    /// Observed practice.
    Observation,
}

impl SourceKind {
    /// All kinds.
    pub const ALL: [Self; 3] = [Self::Attempt, Self::Sitting, Self::Observation];

    /// The stable text of the kind.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Attempt => "attempt",
            Self::Sitting => "sitting",
            Self::Observation => "observation",
        }
    }

    /// The kind with this text.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == text)
    }
}

/// A verdict and what it is about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SourceView {
    /// The attempt, sitting or observation.
    pub id: Uuid,
    /// Which of them.
    pub kind: SourceKind,
    /// Whose it is.
    pub person: Uuid,
    /// Their name; empty once erased.
    pub person_name: String,
    /// The title of the scenario, test or checklist.
    pub title: String,
    /// When it was recorded.
    pub recorded_at: OffsetDateTime,
    /// The verdict.
    pub passed: bool,
}

/// A verdict with who made it.
pub(crate) struct Source {
    pub(crate) view: SourceView,
    /// Who observed, where a person judged and not the server.
    pub(crate) observer: Option<Uuid>,
}

/// A recorded verdict, without a question of permission. Practice, and what has no verdict, does not exist here.
pub(crate) async fn source_of(
    records: &Records,
    db: &impl ConnectionTrait,
    org: Uuid,
    id: Uuid,
) -> Result<Source, Error> {
    if let Some(source) = attempt(records, db, org, id).await? {
        return Ok(source);
    }
    if let Some(source) = sitting(db, org, id).await? {
        return Ok(source);
    }
    observation(db, org, id).await?.ok_or(Error::NotFound)
}

async fn attempt(
    records: &Records,
    db: &impl ConnectionTrait,
    org: Uuid,
    id: Uuid,
) -> Result<Option<Source>, Error> {
    let row = attempts::Entity::find_by_id((org, id)).one(db).await?;
    let Some(row) = row.filter(|row| row.kind == Kind::Graded.as_str()) else {
        return Ok(None);
    };
    let verdict: Option<(Option<bool>, i64)> = runs::Entity::find_by_id((org, id))
        .select_only()
        .columns([runs::Column::Passed, runs::Column::RecordedMs])
        .into_tuple()
        .one(db)
        .await?;
    let Some((Some(passed), recorded_ms)) = verdict else {
        return Ok(None);
    };
    let scenario = crate::content::scenario_version(records, db, org, &row.scenario, row.version).await?;
    let view = SourceView {
        id,
        kind: SourceKind::Attempt,
        person: row.person,
        person_name: crate::people::find(db, org, row.person).await?.name,
        title: scenario.title.clone(),
        recorded_at: from_ms(recorded_ms),
        passed,
    };
    Ok(Some(Source { view, observer: None }))
}

async fn sitting(db: &impl ConnectionTrait, org: Uuid, id: Uuid) -> Result<Option<Source>, Error> {
    let row = sittings::Entity::find_by_id((org, id)).one(db).await?;
    let recorded = row.and_then(|row| Some((row.passed?, row.ended_ms?, row)));
    let Some((passed, ended_ms, row)) = recorded else {
        return Ok(None);
    };
    let view = SourceView {
        id,
        kind: SourceKind::Sitting,
        person: row.person,
        person_name: crate::people::find(db, org, row.person).await?.name,
        title: title(db, org, id).await?.unwrap_or(row.test),
        recorded_at: from_ms(ended_ms),
        passed,
    };
    Ok(Some(Source { view, observer: None }))
}

async fn observation(db: &impl ConnectionTrait, org: Uuid, id: Uuid) -> Result<Option<Source>, Error> {
    let row = observations::Entity::find_by_id((org, id)).one(db).await?;
    let Some(row) = row else {
        return Ok(None);
    };
    let view = SourceView {
        id,
        kind: SourceKind::Observation,
        person: row.person,
        person_name: crate::people::find(db, org, row.person).await?.name,
        title: title(db, org, id).await?.unwrap_or(row.checklist),
        recorded_at: from_ms(row.recorded_ms),
        passed: row.passed,
    };
    Ok(Some(Source {
        view,
        observer: Some(row.assessor),
    }))
}

/// What the evidence of a source calls it.
async fn title(db: &impl ConnectionTrait, org: Uuid, source: Uuid) -> Result<Option<String>, Error> {
    let piece = evidence::Entity::find()
        .filter(evidence::Column::Org.eq(org))
        .filter(evidence::Column::Source.eq(source))
        .limit(1)
        .one(db)
        .await?;
    Ok(piece.map(|piece| piece.title))
}

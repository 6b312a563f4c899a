//! What a browser gets of an open sitting.

use super::papers::paper_of;
use super::{answer_entity, sitting_entity as entity};
use crate::instant::from_ms;
use crate::{Actor, Error, Records};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use serde::{Deserialize, Serialize};
use time::OffsetDateTime;
use training::exams::{Response, Responses, Sheet};
use uuid::Uuid;

/// An open sitting.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenSitting {
    /// The sitting.
    pub id: Uuid,
    /// The questions, without any key.
    pub sheet: Sheet,
    /// When it was started.
    pub started_at: OffsetDateTime,
    /// When its time is over.
    pub closes_at: OffsetDateTime,
    /// The server's time, so that a browser with a wrong clock counts down right.
    pub now: OffsetDateTime,
    /// What was answered so far.
    pub responses: Responses,
    /// The number that the next answer must exceed.
    pub last_number: u64,
}

/// An open sitting for its owner.
pub(super) async fn open_sitting(
    records: &Records,
    db: &impl ConnectionTrait,
    actor: &Actor,
    sitting: entity::Model,
) -> Result<OpenSitting, Error> {
    let sheet = paper_of(records, db, &sitting).await?.sheet();
    let answers = answers_of(db, actor.org, sitting.id).await?;
    let last_number = answers.iter().map(|answer| answer.number).max().unwrap_or(0);
    Ok(OpenSitting {
        id: sitting.id,
        sheet,
        started_at: from_ms(sitting.started_ms),
        closes_at: from_ms(sitting.closes_ms),
        now: actor.now,
        responses: latest(&answers),
        last_number: last_number.cast_unsigned(),
    })
}

/// All answers of a sitting, by number.
pub(super) async fn answers_of(
    db: &impl ConnectionTrait,
    org: Uuid,
    sitting: Uuid,
) -> Result<Vec<answer_entity::Model>, Error> {
    let rows = answer_entity::Entity::find()
        .filter(answer_entity::Column::Org.eq(org))
        .filter(answer_entity::Column::Sitting.eq(sitting))
        .order_by_asc(answer_entity::Column::Number)
        .all(db)
        .await?;
    Ok(rows)
}

/// The answer of the highest number to each question, in whatever order they came.
pub(super) fn latest(answers: &[answer_entity::Model]) -> Responses {
    let mut sorted: Vec<&answer_entity::Model> = answers.iter().collect();
    sorted.sort_by_key(|answer| answer.number);
    let mut responses = Responses::new();
    for answer in sorted {
        match serde_json::from_str::<Option<Response>>(&answer.response) {
            Ok(Some(response)) => {
                responses.insert(answer.item.clone(), response);
            }
            // An answer that was taken back.
            Ok(None) => {
                responses.remove(&answer.item);
            }
            Err(error) => {
                tracing::error!(%error, sitting = %answer.sitting, "a stored answer cannot be read")
            }
        }
    }
    responses
}

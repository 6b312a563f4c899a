//! Keeping an answer.

use super::papers::paper_of;
use super::{LATENCY_MS, SittingStatus, answer_entity, sitting_entity as entity};
use crate::instant::to_ms;
use crate::{Actor, Conflict, Error, Invalid, Records, Refusal, row};
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter};
use training::exams::{Response, ResponseFault};
use uuid::Uuid;

/// More answers than this are not kept for one sitting.
const MOST_ANSWERS: u64 = 5_000;
/// Longer answers are not kept, in bytes.
const LONGEST_ANSWER: usize = 4_000;

/// An answer to keep.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// The sitting.
    pub sitting: Uuid,
    /// The question, by its token.
    pub question: String,
    /// The browser's count of answers: of several to one question the highest counts, in whatever order they come.
    pub number: u64,
    /// The answer; none takes an earlier one back.
    pub response: Option<Response>,
}

/// Keeps an answer of one's own open sitting. The same answer again changes nothing; another answer under the same
/// number is a conflict; one that comes after the time is refused.
pub async fn answer(records: &Records, actor: &Actor, input: Answer) -> Result<(), Error> {
    let db = records.read();
    let sitting = own_sitting(db, actor, input.sitting).await?;
    let paper = paper_of(records, db, &sitting).await?;
    check(&paper, &input)?;
    let number = i64::try_from(input.number).map_err(|_| Error::invalid("number", Invalid::OutOfRange))?;
    let response = serde_json::to_string(&input.response).map_err(|_| Error::Unavailable)?;
    if LONGEST_ANSWER < response.len() {
        return Err(Error::invalid("response", Invalid::TooLong));
    }
    let actor = actor.clone();
    records
        .write(actor.org, move |tx| {
            Box::pin(async move {
                // Read again: it may have been handed in meanwhile.
                let sitting = own_sitting(tx, &actor, input.sitting).await?;
                let key = (actor.org, sitting.id, input.question.clone(), number);
                let before = answer_entity::Entity::find_by_id(key).one(tx).await?;
                if let Some(before) = before {
                    return match before.response == response {
                        true => Ok(()),
                        false => Err(Error::Conflict(Conflict::AlreadyRecorded)),
                    };
                }
                if SittingStatus::parse(&sitting.status) != SittingStatus::Open {
                    return Err(Error::Refused(Refusal::AttemptClosed));
                }
                if sitting.closes_ms + LATENCY_MS < to_ms(actor.now) {
                    return Err(Error::Refused(Refusal::TimeOver));
                }
                let n_answers = answer_entity::Entity::find()
                    .filter(answer_entity::Column::Org.eq(actor.org))
                    .filter(answer_entity::Column::Sitting.eq(sitting.id))
                    .count(tx)
                    .await?;
                if MOST_ANSWERS <= n_answers {
                    return Err(Error::invalid("number", Invalid::OutOfRange));
                }
                let row = answer_entity::Model {
                    org: actor.org,
                    sitting: sitting.id,
                    item: input.question,
                    number,
                    response,
                    answered_ms: to_ms(actor.now),
                };
                row::insert(tx, row).await
            })
        })
        .await
}

/// One's own sitting; of others' nobody is told.
pub(super) async fn own_sitting(
    db: &impl sea_orm::ConnectionTrait,
    actor: &Actor,
    sitting: Uuid,
) -> Result<entity::Model, Error> {
    let row = entity::Entity::find_by_id((actor.org, sitting)).one(db).await?;
    row.filter(|row| actor.person_id() == Some(row.person))
        .ok_or(Error::NotFound)
}

fn check(paper: &training::exams::Paper, input: &Answer) -> Result<(), Error> {
    let Some(response) = &input.response else {
        return match paper.question(&input.question) {
            Some(_) => Ok(()),
            None => Err(Error::invalid("question", Invalid::Unknown)),
        };
    };
    match paper.check(&input.question, response) {
        Ok(()) => Ok(()),
        Err(ResponseFault::UnknownQuestion(_)) => Err(Error::invalid("question", Invalid::Unknown)),
        // A number half typed is kept as it is, and marked as it is.
        Err(ResponseFault::Number(_)) => Ok(()),
        Err(ResponseFault::TooManyChoices) => Err(Error::invalid("response", Invalid::TooLong)),
        Err(_) => Err(Error::invalid("response", Invalid::Malformed)),
    }
}

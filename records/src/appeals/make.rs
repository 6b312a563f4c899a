//! Appealing: the person whose verdict it is.

use super::{entity, required_words};
use crate::instant::to_ms;
use crate::secret::random_bytes;
use crate::standing::{source_of, void_of};
use crate::{Actor, Conflict, Error, Op, Records, ledger, row};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use uuid::Uuid;

/// An appeal to make.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewAppeal {
    /// Made by the browser, so that asking again appeals once.
    pub id: Uuid,
    /// The attempt, sitting or observation.
    pub source: Uuid,
    /// What the learner says.
    pub statement: String,
}

/// Appeals a verdict of one's own, while it counts and no appeal of it waits.
pub async fn appeal(records: &Records, actor: &Actor, input: NewAppeal) -> Result<(), Error> {
    let person = actor.person_id().ok_or(Error::NotFound)?;
    let own = source_of(records, records.read(), actor.org, input.source)
        .await
        .is_ok_and(|source| source.view.person == person);
    if !own {
        return Err(records.note_denied(actor, "appeals.make", Some(input.source)));
    }
    let statement = required_words("statement", &input.statement)?;
    let (actor, handle) = (actor.clone(), records.clone());
    records
        .write(actor.org, move |tx| {
            Box::pin(async move {
                let source = source_of(&handle, tx, actor.org, input.source).await?;
                if let Some(before) = entity::Entity::find_by_id((actor.org, input.id)).one(tx).await? {
                    let same = (before.person, before.source, before.statement.as_str())
                        == (person, input.source, statement.as_str());
                    return match same {
                        true => Ok(()),
                        false => Err(Error::Conflict(Conflict::IdTaken)),
                    };
                }
                let waiting = entity::Entity::find()
                    .filter(entity::Column::Org.eq(actor.org))
                    .filter(entity::Column::Source.eq(input.source))
                    .filter(entity::Column::Outcome.is_null())
                    .one(tx)
                    .await?;
                let void = void_of(tx, &actor, input.source).await?;
                if waiting.is_some() || void.is_some() {
                    return Err(Error::Conflict(Conflict::AlreadyRecorded));
                }
                let row = entity::Model {
                    org: actor.org,
                    id: input.id,
                    person,
                    source: input.source,
                    kind: source.view.kind.as_str().to_owned(),
                    statement,
                    salt: random_bytes::<16>().to_vec(),
                    made_ms: to_ms(actor.now),
                    outcome: None,
                    answer: None,
                    answered_ms: None,
                    answered_by: None,
                    signature: None,
                };
                ledger::tell(tx, &actor, Op::AppealMade, &row, &[]).await?;
                row::insert(tx, row).await
            })
        })
        .await
}

//! Answering: an assessor of the person's unit who did not make the verdict.

use super::{Outcome, entity, required_words};
use crate::instant::to_ms;
use crate::permission::{Ability, Scope};
use crate::signatures::{self, Meaning};
use crate::standing::{Source, SourceView, source_of, void_in};
use crate::store::Transaction;
use crate::{Actor, Conflict, Error, Op, Records, Refusal, ledger};
use sea_orm::{ActiveModelTrait, ConnectionTrait, EntityTrait, IntoActiveModel};
use uuid::Uuid;

/// An answer to give.
#[derive(Clone)]
pub struct Answer {
    /// The appeal.
    pub appeal: Uuid,
    /// What it comes to.
    pub outcome: Outcome,
    /// Why.
    pub answer: String,
    /// The text that the screen showed for signing; none where no screen showed any.
    pub shown: Option<String>,
    /// The assessor's password, again.
    pub password: String,
}

/// Answers an appeal; an upheld one voids the verdict. `wording` makes the text that is signed, as it was shown, from
/// the verdict, the outcome and the answer.
///
/// The same answer again changes nothing; any other to an answered appeal is a conflict.
pub async fn answer(
    records: &Records,
    actor: &Actor,
    input: Answer,
    wording: fn(&SourceView, Outcome, &str) -> String,
) -> Result<(), Error> {
    if let Err(error) = answerable(records, records.read(), actor, input.appeal).await {
        return Err(match error {
            Error::NotFound => records.note_denied(actor, "appeals.answer", Some(input.appeal)),
            error => error,
        });
    }
    let words = required_words("answer", &input.answer)?;
    let proved = signatures::prove(records, actor, &input.password).await?;
    let (actor, handle) = (actor.clone(), records.clone());
    records
        .write(actor.org, move |tx| {
            Box::pin(async move {
                let (row, source) = answerable(&handle, tx, &actor, input.appeal).await?;
                if row.outcome.is_some() {
                    return answered_before(&row, &actor, input.outcome, &words);
                }
                let text = wording(&source.view, input.outcome, &words);
                if input.shown.is_some_and(|shown| shown != text) {
                    return Err(Error::Conflict(Conflict::OtherText));
                }
                let signature = signatures::sign(tx, &actor, &proved, Meaning::Answered, text).await?;
                keep(tx, &actor, row, input.outcome, words.clone(), signature.id).await?;
                match input.outcome {
                    Outcome::Upheld => void_in(&handle, tx, &actor, &source.view, words, signature.id).await,
                    Outcome::Rejected => Ok(()),
                }
            })
        })
        .await
}

/// The appeal and its verdict, if the actor may answer it.
async fn answerable(
    records: &Records,
    db: &impl ConnectionTrait,
    actor: &Actor,
    appeal: Uuid,
) -> Result<(entity::Model, Source), Error> {
    let row = entity::Entity::find_by_id((actor.org, appeal))
        .one(db)
        .await?
        .ok_or(Error::NotFound)?;
    let scope = Scope::of(db, actor).await?;
    if scope.is_self(row.person) {
        return Err(Error::Refused(Refusal::NotYourself));
    }
    scope.require_over(db, Ability::Assess, row.person).await?;
    let source = source_of(records, db, actor.org, row.source).await?;
    if source.observer.is_some_and(|observer| scope.is_self(observer)) {
        return Err(Error::Refused(Refusal::NotAllowed));
    }
    Ok((row, source))
}

fn answered_before(row: &entity::Model, actor: &Actor, outcome: Outcome, words: &str) -> Result<(), Error> {
    let same = row.outcome.as_deref() == Some(outcome.as_str())
        && row.answer.as_deref() == Some(words)
        && row.answered_by == actor.person_id();
    match same {
        true => Ok(()),
        false => Err(Error::Conflict(Conflict::AlreadyRecorded)),
    }
}

async fn keep(
    tx: &Transaction,
    actor: &Actor,
    mut row: entity::Model,
    outcome: Outcome,
    words: String,
    signature: Uuid,
) -> Result<(), Error> {
    row.outcome = Some(outcome.as_str().to_owned());
    row.answer = Some(words);
    row.answered_ms = Some(to_ms(actor.now));
    row.answered_by = actor.person_id();
    row.signature = Some(signature);
    ledger::tell(tx, actor, Op::AppealAnswered, &row, &[]).await?;
    row.into_active_model().reset_all().update(tx).await?;
    Ok(())
}

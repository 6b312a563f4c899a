//! Lifting by hand: the manager of the person's unit, with a signed reason.

use super::acknowledge::managed;
use super::entity;
use super::read::{RestrictionView, view_of};
use crate::appeals::required_words;
use crate::instant::to_ms;
use crate::signatures::{self, Meaning};
use crate::{Actor, Conflict, Error, Op, Records, ledger};
use sea_orm::{ActiveModelTrait, IntoActiveModel};
use uuid::Uuid;

/// A restriction to lift.
#[derive(Clone)]
pub struct Lift {
    /// The restriction.
    pub restriction: Uuid,
    /// Why.
    pub reason: String,
    /// The text that the screen showed for signing; none where no screen showed any.
    pub shown: Option<String>,
    /// The manager's password, again.
    pub password: String,
}

/// Lifts a restriction. `wording` makes the text that is signed, as it was shown, from the restriction and the reason.
///
/// Asking again with the same reason changes nothing; one that was lifted otherwise is a conflict.
pub async fn lift(
    records: &Records,
    actor: &Actor,
    input: Lift,
    wording: fn(&RestrictionView, &str) -> String,
) -> Result<(), Error> {
    if let Err(error) = managed(records.read(), actor, input.restriction).await {
        return Err(match error {
            Error::NotFound => records.note_denied(actor, "restrictions.lift", Some(input.restriction)),
            error => error,
        });
    }
    let reason = required_words("reason", &input.reason)?;
    let proved = signatures::prove(records, actor, &input.password).await?;
    let (actor, handle) = (actor.clone(), records.clone());
    records
        .write(actor.org, move |tx| {
            Box::pin(async move {
                let mut row = managed(tx, &actor, input.restriction).await?;
                if row.lifted_ms.is_some() {
                    return lifted_before(&row, &actor, &reason);
                }
                let view = view_of(&handle, tx, actor.org, row.clone()).await?;
                let text = wording(&view, &reason);
                if input.shown.is_some_and(|shown| shown != text) {
                    return Err(Error::Conflict(Conflict::OtherText));
                }
                let signature = signatures::sign(tx, &actor, &proved, Meaning::Lifted, text).await?;
                row.lifted_ms = Some(to_ms(actor.now));
                row.lifted_by = actor.person_id();
                row.lift_reason = Some(reason);
                row.signature = Some(signature.id);
                ledger::tell(tx, &actor, Op::RestrictionLifted, &row, &[]).await?;
                row.into_active_model().reset_all().update(tx).await?;
                Ok(())
            })
        })
        .await
}

fn lifted_before(row: &entity::Model, actor: &Actor, reason: &str) -> Result<(), Error> {
    let same = row.lifted_by == actor.person_id() && row.lift_reason.as_deref() == Some(reason);
    match same {
        true => Ok(()),
        false => Err(Error::Conflict(Conflict::AlreadyRecorded)),
    }
}

//! Using a code: the learner it was made for, once, while its assessor may still assess them.

use super::{code, entity, offer};
use crate::audit::{Access, note_in};
use crate::instant::to_ms;
use crate::permission::{Ability, Scope};
use crate::secret::same_secret;
use crate::signin::throttle::{self, Kind};
use crate::store::Transaction;
use crate::{Actor, Error, Op, Records, ledger};
use sea_orm::{ActiveModelTrait, IntoActiveModel};
use uuid::Uuid;

/// The code that was typed, if it is right; none, alike, for a wrong, used, expired or foreign one.
///
/// A wrong one is counted as a wrong password is, and a right one fails as well while the person waits. So the caller's
/// transaction must be kept when this gives none.
pub(crate) async fn redeem(
    records: &Records,
    tx: &Transaction,
    actor: &Actor,
    person: Uuid,
    scenario: &str,
    typed: &str,
) -> Result<Option<entity::Model>, Error> {
    let subject = person.to_string();
    let waiting = throttle::wait_ms(tx, actor.org, Kind::SupervisionCode, &subject, actor.now).await? > 0;
    if waiting {
        return Ok(None);
    }
    if let Some(row) = right(records, tx, actor, person, scenario, typed).await? {
        throttle::succeeded(tx, actor.org, Kind::SupervisionCode, &subject).await?;
        return Ok(Some(row));
    }
    throttle::failed(tx, actor.org, Kind::SupervisionCode, &subject, actor.now).await?;
    note_in(tx, actor, Access::Denied, Some(person), "supervision.code").await?;
    Ok(None)
}

async fn right(
    records: &Records,
    tx: &Transaction,
    actor: &Actor,
    person: Uuid,
    scenario: &str,
    typed: &str,
) -> Result<Option<entity::Model>, Error> {
    let Some(code) = code::normal_form(typed) else {
        return Ok(None);
    };
    let open = offer::open(tx, actor, person, scenario).await?;
    let Some(row) = open.into_iter().find(|row| is_of(records, row, &code)) else {
        return Ok(None);
    };
    // What the assessor may do can have ended since.
    let assessor = crate::people::find(tx, actor.org, row.assessor).await?;
    let as_assessor = Actor::person(actor.org, row.assessor, actor.now);
    let still = assessor.disabled_ms.is_none()
        && Scope::of(tx, &as_assessor)
            .await?
            .over(tx, Ability::Assess, person)
            .await?;
    Ok(still.then_some(row))
}

fn is_of(records: &Records, row: &entity::Model, code: &str) -> bool {
    same_secret(&row.code_hash, &code::hash(records, row.id, code))
}

/// Whether an attempt was opened with this code, so that asking again with it is no guess.
pub(crate) async fn opened_with(
    records: &Records,
    tx: &Transaction,
    org: Uuid,
    attempt: Uuid,
    typed: &str,
) -> Result<bool, Error> {
    let row = super::of_attempt(tx, org, attempt).await?;
    let code = code::normal_form(typed);
    Ok(row
        .zip(code)
        .is_some_and(|(row, code)| is_of(records, &row, &code)))
}

/// Binds a code to the attempt it opened.
pub(crate) async fn use_up(
    tx: &Transaction,
    actor: &Actor,
    mut row: entity::Model,
    attempt: Uuid,
) -> Result<(), Error> {
    row.used_ms = Some(to_ms(actor.now));
    row.attempt = Some(attempt);
    ledger::tell(tx, actor, Op::RunSupervised, &row, &[]).await?;
    row.into_active_model().reset_all().update(tx).await?;
    Ok(())
}

//! A critical criterion missed by somebody who is relied on.
//!
//! A command that records a run or an observation asks [`held`] before it adds the evidence, and calls
//! [`raise_for_critical`] after it.

use super::Cause;
use super::raise::raise_by_rule;
use crate::standing::{State, competency_rows};
use crate::store::Transaction;
use crate::{Actor, Error, Records};
use uuid::Uuid;

/// Which of these competencies the person's job asks for and the person holds.
pub(crate) async fn held(
    records: &Records,
    tx: &Transaction,
    actor: &Actor,
    person: Uuid,
    competencies: &[String],
) -> Result<Vec<String>, Error> {
    let job = crate::people::find(tx, actor.org, person).await?.job;
    let rows = competency_rows(records, tx, actor, person, &job).await?;
    let relied_on = rows.into_iter().filter(|row| {
        let is_held = matches!(row.cell.state, State::Current | State::Due);
        row.cell.required && is_held && competencies.contains(&row.id)
    });
    Ok(relied_on.map(|row| row.id).collect())
}

/// Restricts the person in what they held until a critical criterion was missed.
pub(crate) async fn raise_for_critical(
    records: &Records,
    tx: &Transaction,
    actor: &Actor,
    person: Uuid,
    held: &[String],
    source: Uuid,
) -> Result<(), Error> {
    let system = Actor::system(actor.org, actor.now);
    for competency in held {
        let why = (Cause::CriticalCriterion, Some(source));
        raise_by_rule(records, tx, &system, person, competency, why).await?;
    }
    Ok(())
}

//! Keeping what a run says of each skill.

use super::entity;
use crate::attempts::entity as attempts;
use crate::store::Transaction;
use crate::{Error, row};
use std::collections::BTreeMap;
use training::guide::Outcome;

/// Keeps how a run that was just recorded showed each skill.
pub(crate) async fn keep(
    tx: &Transaction,
    attempt: &attempts::Model,
    skills: BTreeMap<String, Outcome>,
    recorded_ms: i64,
) -> Result<(), Error> {
    for (skill, outcome) in skills {
        row::insert(tx, row_of(attempt, skill, outcome, recorded_ms)).await?;
    }
    Ok(())
}

pub(super) fn row_of(
    attempt: &attempts::Model,
    skill: String,
    outcome: Outcome,
    recorded_ms: i64,
) -> entity::Model {
    entity::Model {
        org: attempt.org,
        attempt: attempt.id,
        skill,
        person: attempt.person,
        scenario: attempt.scenario.clone(),
        kind: attempt.kind.clone(),
        outcome: outcome.as_str().to_owned(),
        recorded_ms,
    }
}

//! How often a test may be tried.

use super::{SittingStatus, sitting_entity as entity};
use crate::attempts::allowance_entity;
use crate::content::{Catalogue, TestVersion};
use crate::instant::{from_ms, to_ms};
use crate::{Actor, Error, Refusal};
use competency::AttemptRule;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// How a person stands with a test.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tries {
    /// Tries since the last pass, or ever.
    pub used: u32,
    /// Tries allowed without a pass.
    pub allowed: u32,
    /// Why the next one may not start now; none while one is open.
    pub blocked: Option<Refusal>,
}

/// What an educator allowed more of it is kept under: no scenario's name holds a slash.
pub(crate) fn allowance_name(test: &str) -> String {
    format!("test/{test}")
}

/// A person's sittings of a test, oldest first.
pub(super) async fn sittings_of(
    db: &impl ConnectionTrait,
    org: Uuid,
    person: Uuid,
    test: &str,
) -> Result<Vec<entity::Model>, Error> {
    let rows = entity::Entity::find()
        .filter(entity::Column::Org.eq(org))
        .filter(entity::Column::Person.eq(person))
        .filter(entity::Column::Test.eq(test))
        .order_by_asc(entity::Column::StartedMs)
        .order_by_asc(entity::Column::Id)
        .all(db)
        .await?;
    Ok(rows)
}

/// The rule of a test: its own, or that of its competencies.
fn rule_of(catalogue: &Catalogue, test: &TestVersion) -> AttemptRule {
    let blueprint = test.blueprint();
    match blueprint.attempts {
        Some(attempts) => AttemptRule {
            allowed: attempts.allowed,
            wait_minutes: attempts.wait_minutes,
            practice_between: 0,
        },
        None => catalogue.attempt_rule(&blueprint.competencies),
    }
}

/// How the person stands with the test, from their sittings of it. What was voided does not count.
pub(super) async fn tries(
    db: &impl ConnectionTrait,
    actor: &Actor,
    person: Uuid,
    catalogue: &Catalogue,
    test: &TestVersion,
    sittings: &[entity::Model],
) -> Result<Tries, Error> {
    let void = crate::standing::voided(db, actor.org, person).await?;
    let counted: Vec<&entity::Model> = sittings
        .iter()
        .filter(|sitting| !void.contains(&sitting.id))
        .collect();
    let last_pass = counted.iter().rposition(|sitting| sitting.passed == Some(true));
    let since_ms = last_pass.map_or(i64::MIN, |place| counted[place].started_ms);
    let since = last_pass.map_or(&counted[..], |place| &counted[place + 1..]);
    let more = allowance_entity::Entity::find()
        .filter(allowance_entity::Column::Org.eq(actor.org))
        .filter(allowance_entity::Column::Person.eq(person))
        .filter(allowance_entity::Column::Scenario.eq(allowance_name(&test.slug)))
        .filter(allowance_entity::Column::GrantedMs.gte(since_ms))
        .all(db)
        .await?;
    let more: i64 = more.iter().map(|row| row.runs).sum();
    let rule = rule_of(catalogue, test);
    let used = u32::try_from(since.len()).unwrap_or(u32::MAX);
    let allowed = u32::from(rule.allowed).saturating_add(u32::try_from(more).unwrap_or(0));
    let is_open = since
        .iter()
        .any(|sitting| SittingStatus::parse(&sitting.status) == SittingStatus::Open);
    let last_end = since
        .iter()
        .filter_map(|sitting| sitting.ended_ms.or(Some(sitting.started_ms)))
        .max();
    let may_start_ms = last_end.map(|end_ms| end_ms + i64::from(rule.wait_minutes) * 60_000);
    let blocked = match may_start_ms {
        _ if is_open => None,
        _ if allowed <= used => Some(Refusal::NoAttemptsLeft),
        Some(may_start_ms) if to_ms(actor.now) < may_start_ms => {
            Some(Refusal::WaitUntil(from_ms(may_start_ms)))
        }
        _ => None,
    };
    Ok(Tries {
        used,
        allowed,
        blocked,
    })
}

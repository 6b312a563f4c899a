//! How many graded runs are left: variants cannot be shopped for.

use super::read::{RunSummary, summaries};
use super::{ABANDONED_AFTER_HOURS, AttemptStatus, Kind, OTHER_VERSION, allowance_entity, entity};
use crate::content::{Catalogue, Modules, catalogue, latest_scenario};
use crate::instant::{from_ms, to_ms};
use crate::{Actor, Error, Records, Refusal, standing};
use competency::AttemptRule;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use time::Duration;
use uuid::Uuid;

/// How a person stands with the graded runs of a scenario.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Allowance {
    /// Graded runs begun since the last pass, or ever.
    pub used: u32,
    /// Graded runs allowed without a pass.
    pub allowed: u32,
    /// Of those used, how many ended because the learner was called away.
    pub called_away: u32,
    /// The run that is open. The browser that began it resumes it by its id; any other start gives it up.
    pub open: Option<Uuid>,
    /// Why the next run may not start now; none while a run is open.
    pub blocked: Option<Refusal>,
}

/// One's own allowance for a scenario.
pub async fn allowance(records: &Records, actor: &Actor, scenario: &str) -> Result<Allowance, Error> {
    let person = actor.person_id().ok_or(Error::NotFound)?;
    let db = records.read();
    let module = latest_scenario(records, db, actor.org, scenario).await?;
    allowance_of(records, db, actor, person, &module).await
}

/// A person's allowance for a scenario.
pub(super) async fn allowance_of(
    records: &Records,
    db: &impl ConnectionTrait,
    actor: &Actor,
    person: Uuid,
    module: &crate::content::Module,
) -> Result<Allowance, Error> {
    let catalogue = catalogue(records, db, actor.org).await?;
    let mut all = allowances(db, actor, person, &catalogue, &vec![module.clone()]).await?;
    all.remove(&module.slug).ok_or(Error::NotFound)
}

/// A person's allowances for some scenarios, by name.
pub(crate) async fn allowances(
    db: &impl ConnectionTrait,
    actor: &Actor,
    person: Uuid,
    catalogue: &Catalogue,
    modules: &Modules,
) -> Result<BTreeMap<String, Allowance>, Error> {
    let slugs = || modules.iter().map(|module| module.slug.as_str());
    let attempts = entity::Entity::find()
        .filter(entity::Column::Org.eq(actor.org))
        .filter(entity::Column::Person.eq(person))
        .filter(entity::Column::Scenario.is_in(slugs()))
        .order_by_asc(entity::Column::StartedMs)
        .order_by_asc(entity::Column::Id)
        .all(db)
        .await?;
    let runs = summaries(db, actor.org, attempts.iter().map(|attempt| attempt.id)).await?;
    // A run whose result was voided is as if it had not been.
    let void = standing::voided(db, actor.org, person).await?;
    let more = allowance_entity::Entity::find()
        .filter(allowance_entity::Column::Org.eq(actor.org))
        .filter(allowance_entity::Column::Person.eq(person))
        .filter(allowance_entity::Column::Scenario.is_in(slugs()))
        .all(db)
        .await?;
    let one = |module: &crate::content::Module| {
        let history = History {
            attempts: attempts
                .iter()
                .filter(|attempt| attempt.scenario == module.slug && !void.contains(&attempt.id))
                .collect(),
            runs: &runs,
            more: more.iter().filter(|more| more.scenario == module.slug).collect(),
        };
        let rule = catalogue.attempt_rule(&module.scenario.competencies);
        (module.slug.clone(), history.allowance(rule, to_ms(actor.now)))
    };
    Ok(modules.iter().map(one).collect())
}

struct History<'a> {
    /// Of one person and scenario, by their beginning; without those that were voided.
    attempts: Vec<&'a entity::Model>,
    runs: &'a BTreeMap<Uuid, RunSummary>,
    more: Vec<&'a allowance_entity::Model>,
}

impl History<'_> {
    fn allowance(&self, rule: AttemptRule, now_ms: i64) -> Allowance {
        let passed = |attempt: &entity::Model| {
            self.runs
                .get(&attempt.id)
                .is_some_and(|run| run.passed == Some(true))
        };
        let graded: Vec<_> = self
            .attempts
            .iter()
            .filter(|attempt| attempt.kind == Kind::Graded.as_str() && attempt.status != OTHER_VERSION)
            .collect();
        let last_pass = graded.iter().rposition(|attempt| passed(attempt));
        let counted = last_pass.map_or(&graded[..], |place| &graded[place + 1..]);
        let since_ms = last_pass.map_or(i64::MIN, |place| graded[place].started_ms);
        let overdue_ms = now_ms - Duration::hours(ABANDONED_AFTER_HOURS).whole_milliseconds() as i64;
        let is_open = |attempt: &&&&entity::Model| {
            AttemptStatus::parse(&attempt.status) == AttemptStatus::Open && attempt.started_ms > overdue_ms
        };
        let is_away =
            |attempt: &&&&entity::Model| AttemptStatus::parse(&attempt.status) == AttemptStatus::CalledAway;
        let more: i64 = self
            .more
            .iter()
            .filter(|more| more.granted_ms >= since_ms)
            .map(|more| more.runs)
            .sum();
        let used = to_u32(counted.len());
        let allowed = u32::from(rule.allowed).saturating_add(u32::try_from(more).unwrap_or(0));
        let open = counted.iter().find(is_open).map(|attempt| attempt.id);
        let last_end = counted
            .iter()
            .map(|attempt| attempt.ended_ms.unwrap_or(attempt.started_ms))
            .max();
        let blocked = match last_end {
            _ if allowed <= used && open.is_none() => Some(Refusal::NoAttemptsLeft),
            Some(last_end) if open.is_none() => self.between(rule, last_end, now_ms),
            _ => None,
        };
        Allowance {
            used,
            allowed,
            called_away: to_u32(counted.iter().filter(is_away).count()),
            open,
            blocked,
        }
    }

    /// What the rule asks for between two graded runs.
    fn between(&self, rule: AttemptRule, last_end_ms: i64, now_ms: i64) -> Option<Refusal> {
        let may_start_ms = last_end_ms + i64::from(rule.wait_minutes) * 60_000;
        if now_ms < may_start_ms {
            return Some(Refusal::WaitUntil(from_ms(may_start_ms)));
        }
        let practised = self.attempts.iter().filter(|attempt| {
            attempt.kind == Kind::Practice.as_str()
                && AttemptStatus::parse(&attempt.status) == AttemptStatus::Recorded
                && attempt.ended_ms.is_some_and(|ended_ms| last_end_ms <= ended_ms)
        });
        let missing = u32::from(rule.practice_between).saturating_sub(to_u32(practised.count()));
        (missing > 0).then_some(Refusal::PracticeFirst(missing))
    }
}

fn to_u32(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

//! Skills as people read them.

use super::entity;
use super::level::{levels, steps_of};
use crate::attempts::Kind;
use crate::audit::{Access, note};
use crate::content::latest_modules;
use crate::instant::from_ms;
use crate::permission::{Ability, Scope};
use crate::{Actor, Error, Records, standing};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use time::OffsetDateTime;
use training::guide::{Level, Outcome};
use training::scenario::{Scenario, Skill};
use uuid::Uuid;

/// A skill across scenarios.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SkillRow {
    /// Its name.
    pub skill: String,
    /// What one does.
    pub title: String,
    /// Why it matters.
    pub why: String,
    /// How much the coach helps now; none for somebody else's.
    pub level: Option<Level>,
    /// Runs in which it was done alone.
    pub n_unaided: u32,
    /// Runs in which it was done with help.
    pub n_aided: u32,
    /// Runs in which it was missed.
    pub n_missed: u32,
    /// The titles of the modules in which it was met, in order.
    pub modules: Vec<String>,
    /// When it was last met.
    pub met_at: OffsetDateTime,
    /// When it was last done alone.
    pub unaided_at: Option<OffsetDateTime>,
}

/// A skill in one run.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RunSkill {
    /// Its name.
    pub skill: String,
    /// What one does.
    pub title: String,
    /// Why it matters.
    pub why: String,
    /// How it was shown.
    pub outcome: Outcome,
}

/// One's own skills, practice included, the one that needs most help first.
pub async fn mine(records: &Records, actor: &Actor) -> Result<Vec<SkillRow>, Error> {
    let person = actor.person_id().ok_or(Error::SignedOut)?;
    let db = records.read();
    let void = standing::void_times(db, actor.org, person).await?;
    let mut steps = steps_of(db, actor.org, person).await?;
    let levels = levels(&steps, &void, i64::MAX);
    steps.retain(|step| !void.contains_key(&step.attempt));
    let mut rows = rows(records, db, actor.org, &steps, Some(&levels)).await?;
    rows.sort_by_key(|row| row.level);
    Ok(rows)
}

/// The skills that somebody showed in graded runs, for those who see evidence.
pub async fn of_person(records: &Records, actor: &Actor, person: Uuid) -> Result<Vec<SkillRow>, Error> {
    let db = records.read();
    let scope = Scope::of(db, actor).await?;
    if !scope.is_self(person) && !scope.over(db, Ability::SeeEvidence, person).await? {
        return Err(records.note_denied(actor, "skills.of_person", Some(person)));
    }
    let void = standing::void_times(db, actor.org, person).await?;
    let mut steps = steps_of(db, actor.org, person).await?;
    steps.retain(|step| step.kind == Kind::Graded.as_str() && !void.contains_key(&step.attempt));
    if !scope.is_self(person) && actor.person_id().is_some() {
        note(records, actor, Access::Viewed, Some(person), "skills").await?;
    }
    rows(records, db, actor.org, &steps, None).await
}

/// How a run showed each of its skills, in the order in which its scenario needs them.
pub(crate) async fn of_run(
    db: &impl ConnectionTrait,
    org: Uuid,
    attempt: Uuid,
    scenario: &Scenario,
) -> Result<Vec<RunSkill>, Error> {
    let steps = entity::Entity::find()
        .filter(entity::Column::Org.eq(org))
        .filter(entity::Column::Attempt.eq(attempt))
        .order_by_asc(entity::Column::Skill)
        .all(db)
        .await?;
    let hints = scenario.phases.iter().flat_map(|phase| &phase.hints);
    let order: Vec<&String> = hints.filter_map(|hint| hint.skill.as_ref()).collect();
    let mut skills: Vec<RunSkill> = steps
        .into_iter()
        .filter_map(|step| {
            let known = scenario.skills.iter().find(|skill| skill.id == step.skill)?;
            Some(RunSkill {
                title: known.title.clone(),
                why: known.why.clone(),
                outcome: Outcome::parse(&step.outcome)?,
                skill: step.skill,
            })
        })
        .collect();
    skills.sort_by_key(|skill| order.iter().position(|id| **id == skill.skill));
    Ok(skills)
}

/// One row for each skill, by title.
async fn rows(
    records: &Records,
    db: &impl ConnectionTrait,
    org: Uuid,
    steps: &[entity::Model],
    levels: Option<&BTreeMap<String, Level>>,
) -> Result<Vec<SkillRow>, Error> {
    let modules = latest_modules(records, db, org).await?;
    let known: BTreeMap<&str, &Skill> = modules
        .iter()
        .flat_map(|module| &module.scenario.skills)
        .map(|skill| (skill.id.as_str(), skill))
        .collect();
    let titles: BTreeMap<&str, &str> = modules
        .iter()
        .map(|module| (module.slug.as_str(), module.scenario.title.as_str()))
        .collect();
    let mut by_skill: BTreeMap<&str, Vec<&entity::Model>> = BTreeMap::new();
    for step in steps {
        by_skill.entry(&step.skill).or_default().push(step);
    }
    let row = |(id, steps): (&str, Vec<&entity::Model>)| {
        let count = |outcome: Outcome| {
            let same = steps.iter().filter(|step| step.outcome == outcome.as_str());
            u32::try_from(same.count()).unwrap_or(u32::MAX)
        };
        let unaided = steps
            .iter()
            .rev()
            .find(|step| step.outcome == Outcome::Unaided.as_str());
        let modules: BTreeSet<&str> = steps
            .iter()
            .map(|step| {
                titles
                    .get(step.scenario.as_str())
                    .copied()
                    .unwrap_or(&step.scenario)
            })
            .collect();
        SkillRow {
            skill: id.to_owned(),
            // A skill that no module trains any more keeps its name.
            title: known
                .get(id)
                .map_or_else(|| id.to_owned(), |skill| skill.title.clone()),
            why: known.get(id).map_or_else(String::new, |skill| skill.why.clone()),
            level: levels.map(|levels| levels.get(id).copied().unwrap_or_default()),
            n_unaided: count(Outcome::Unaided),
            n_aided: count(Outcome::Aided),
            n_missed: count(Outcome::Missed),
            modules: modules.into_iter().map(str::to_owned).collect(),
            met_at: from_ms(steps.last().map_or(0, |step| step.recorded_ms)),
            unaided_at: unaided.map(|step| from_ms(step.recorded_ms)),
        }
    };
    let mut rows: Vec<SkillRow> = by_skill.into_iter().map(row).collect();
    rows.sort_by(|a, b| a.title.cmp(&b.title));
    Ok(rows)
}

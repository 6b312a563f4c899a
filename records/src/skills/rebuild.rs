//! Making the steps anew from the runs.

use super::entity;
use super::keep::row_of;
use super::level::{levels, steps_of};
use crate::attempts::{Kind, entity as attempts, is_of_these_simulators, run_entity as runs, skills_of};
use crate::permission::Scope;
use crate::{Actor, Error, Records, row, standing};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

/// Makes the steps of a person anew by playing their runs again. Those of a run that was made with other simulators
/// stay as they are, since nobody can play it. For the system.
pub async fn rebuild(records: &Records, actor: &Actor, person: Uuid) -> Result<(), Error> {
    let db = records.read();
    if !Scope::of(db, actor).await?.is_system() {
        return Err(Error::NotFound);
    }
    let attempts = attempts::Entity::find()
        .filter(attempts::Column::Org.eq(actor.org))
        .filter(attempts::Column::Person.eq(person))
        .all(db)
        .await?;
    let told = runs::Entity::find()
        .filter(runs::Column::Org.eq(actor.org))
        .filter(runs::Column::Verdict.is_not_null())
        .filter(runs::Column::Attempt.is_in(attempts.iter().map(|attempt| attempt.id)))
        .order_by_asc(runs::Column::RecordedMs)
        .order_by_asc(runs::Column::Attempt)
        .all(db)
        .await?;
    let void = standing::void_times(db, actor.org, person).await?;
    let mut steps = steps_of(db, actor.org, person).await?;
    let mut replayed = Vec::new();
    for run in told {
        let attempt = attempts.iter().find(|attempt| attempt.id == run.attempt);
        let Some(attempt) = attempt.filter(|attempt| is_of_these_simulators(attempt)) else {
            continue;
        };
        let scenario =
            crate::content::scenario_version(records, db, actor.org, &attempt.scenario, attempt.version)
                .await?;
        // A practice was coached by what had been recorded before it began, of which all is made anew by now.
        let levels = levels(&steps, &void, attempt.started_ms);
        let (seed, kind) = (attempt.seed.cast_unsigned(), Kind::parse(&attempt.kind));
        let log = run.log;
        let skills = tokio::task::spawn_blocking(move || skills_of(&scenario, seed, kind, levels, &log))
            .await
            .map_err(|_| Error::Unavailable)??;
        steps.retain(|step| step.attempt != attempt.id);
        let rows = skills
            .into_iter()
            .map(|(skill, outcome)| row_of(attempt, skill, outcome, run.recorded_ms));
        steps.extend(rows);
        steps.sort_by(|a, b| (a.recorded_ms, a.attempt, &a.skill).cmp(&(b.recorded_ms, b.attempt, &b.skill)));
        replayed.push(attempt.id);
    }
    steps.retain(|step| replayed.contains(&step.attempt));
    records
        .write(actor.org, {
            let org = actor.org;
            move |tx| {
                Box::pin(async move {
                    for attempt in replayed {
                        entity::Entity::delete_many()
                            .filter(entity::Column::Org.eq(org))
                            .filter(entity::Column::Attempt.eq(attempt))
                            .exec(tx)
                            .await?;
                    }
                    for step in steps {
                        row::insert(tx, step).await?;
                    }
                    Ok(())
                })
            }
        })
        .await
}

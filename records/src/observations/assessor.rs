//! Who may assess whom: for every observation, supervised run and sign-off, one rule.
//!
//! An assessor has the role over the learner, is somebody else, holds every competency now and at the level asked
//! for, and stands in no conflict that the competency's rule names.

use crate::calendars;
use crate::conflicts::open_between;
use crate::content::{Catalogue, catalogue};
use crate::instant::to_ms;
use crate::permission::{Ability, Scope};
use crate::standing::{Holder, entity as standings, evidence_entity as evidence, voided};
use crate::{Actor, Error, Records, Refusal};
use competency::{Competency, Conflict, EvidenceKind};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect};
use time::Duration;
use uuid::Uuid;

/// For how long one may not assess whoever assessed oneself in the same competency.
pub(crate) const RECIPROCAL_DAYS: i64 = 90;

/// Whether the actor may assess the person in all these competencies, now: `Ok(Ok(()))`, or the first rule against
/// it. Whoever has no assessor's role over the person is answered `NotFound`.
///
/// `level` is what the checklist or the sign-off asks for, beside what the rule of each competency asks for.
pub(crate) async fn may_assess(
    records: &Records,
    db: &impl ConnectionTrait,
    actor: &Actor,
    person: Uuid,
    competencies: &[String],
    level: Option<&str>,
) -> Result<Result<(), Refusal>, Error> {
    Scope::of(db, actor)
        .await?
        .require_over(db, Ability::Assess, person)
        .await?;
    if crate::people::find(db, actor.org, person)
        .await?
        .erased_ms
        .is_some()
    {
        return Err(Error::NotFound);
    }
    let Some(assessor) = actor.person_id() else {
        return Ok(Err(Refusal::NotAllowed));
    };
    if assessor == person {
        return Ok(Err(Refusal::NotYourself));
    }
    let catalogue = catalogue(records, db, actor.org).await?;
    if let Err(refusal) = holds(db, actor, assessor, &catalogue, competencies, level).await? {
        return Ok(Err(refusal));
    }
    for competency in competencies.iter().filter_map(|id| catalogue.competency(id)) {
        for conflict in &competency.rule.assessor.excludes {
            let stands = match conflict {
                Conflict::Declared => open_between(db, actor.org, assessor, person).await?.is_some(),
                Conflict::Reciprocal => reciprocal(db, actor, assessor, person, &competency.id).await?,
            };
            if stands {
                return Ok(Err(match conflict {
                    Conflict::Declared => Refusal::ConflictDeclared,
                    Conflict::Reciprocal => Refusal::AssessedYou(competency.id.clone()),
                }));
            }
        }
    }
    Ok(Ok(()))
}

/// Whether the assessor holds every competency now, and at the level asked for.
async fn holds(
    db: &impl ConnectionTrait,
    actor: &Actor,
    assessor: Uuid,
    catalogue: &Catalogue,
    competencies: &[String],
    level: Option<&str>,
) -> Result<Result<(), Refusal>, Error> {
    let rows = standings::Entity::find()
        .filter(standings::Column::Org.eq(actor.org))
        .filter(standings::Column::Person.eq(assessor))
        .all(db)
        .await?;
    let restrictions = crate::restrictions::open_of(db, actor.org, &[assessor]).await?;
    let calendar = calendars::of_person(db, actor.org, assessor).await?;
    let holder = Holder {
        catalogue,
        person: assessor,
        rows: &rows,
        restrictions: &restrictions,
        calendar: &calendar,
        as_of: actor.now,
    };
    for id in competencies {
        // What no framework speaks of any more, nobody holds.
        let held = catalogue
            .competency(id)
            .filter(|competency| holder.cell(competency, "").is_ready());
        let Some(competency) = held else {
            return Ok(Err(Refusal::CompetencyNotHeld(id.clone())));
        };
        if !reaches(db, actor, assessor, catalogue, competency, level).await? {
            return Ok(Err(Refusal::LevelTooLow(id.clone())));
        }
    }
    Ok(Ok(()))
}

/// Whether the level at which the assessor holds the competency is that of its rule and the one asked for.
async fn reaches(
    db: &impl ConnectionTrait,
    actor: &Actor,
    assessor: Uuid,
    catalogue: &Catalogue,
    competency: &Competency,
    level: Option<&str>,
) -> Result<bool, Error> {
    let Some(framework) = catalogue.framework_with(&competency.id) else {
        return Ok(false);
    };
    let rank = |level: &str| framework.level_rank(level);
    // A level that the framework does not know is reached by nobody.
    let mut asked = 0;
    for level in competency.rule.assessor.level.as_deref().into_iter().chain(level) {
        match rank(level) {
            Some(place) => asked = asked.max(place),
            None => return Ok(false),
        }
    }
    if rank(&competency.level).is_some_and(|own| asked <= own) {
        return Ok(true);
    }
    let signed = evidence::Entity::find()
        .filter(evidence::Column::Org.eq(actor.org))
        .filter(evidence::Column::Person.eq(assessor))
        .filter(evidence::Column::Competency.eq(&competency.id))
        .filter(evidence::Column::Kind.eq(EvidenceKind::SignOff.as_str()))
        .filter(evidence::Column::Passed.eq(true))
        .all(db)
        .await?;
    let void = voided(db, actor.org, assessor).await?;
    let best = signed
        .iter()
        .filter(|piece| !void.contains(&piece.source))
        .filter_map(|piece| rank(piece.level.as_deref()?))
        .max();
    Ok(best.is_some_and(|best| asked <= best))
}

/// Whether the learner assessed the assessor in the competency lately. A result that was voided since still counts:
/// it was given.
async fn reciprocal(
    db: &impl ConnectionTrait,
    actor: &Actor,
    assessor: Uuid,
    learner: Uuid,
    competency: &str,
) -> Result<bool, Error> {
    let since = actor.now - Duration::days(RECIPROCAL_DAYS);
    let given = evidence::Entity::find()
        .filter(evidence::Column::Org.eq(actor.org))
        .filter(evidence::Column::Person.eq(assessor))
        .filter(evidence::Column::Competency.eq(competency))
        .filter(evidence::Column::RecordedBy.eq(learner))
        .filter(evidence::Column::RecordedMs.gte(to_ms(since)))
        .limit(1)
        .one(db)
        .await?;
    Ok(given.is_some())
}

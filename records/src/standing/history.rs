//! What was known and believed on a day: one answer, whatever came to be known later.

use super::{CompetencyRow, Holder, entity, evidence_entity, void_entity};
use crate::audit::{Access, note};
use crate::calendars::Calendar;
use crate::content::{Catalogue, catalogue_as_of};
use crate::instant::to_ms;
use crate::permission::{Ability, Scope};
use crate::restrictions::entity as restrictions;
use crate::{Actor, Error, Records, calendars};
use sea_orm::sea_query::Condition;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};
use std::collections::{BTreeMap, BTreeSet};
use time::OffsetDateTime;
use uuid::Uuid;

/// How a person stood at an instant: by the evidence recorded until then, what was void until then, the restrictions
/// then open, and the frameworks then in force. For oneself, or for those who see standings.
pub async fn standing_as_of(
    records: &Records,
    actor: &Actor,
    person: Uuid,
    as_of: OffsetDateTime,
) -> Result<Vec<CompetencyRow>, Error> {
    let db = records.read();
    let scope = Scope::of(db, actor).await?;
    let own = scope.is_self(person);
    if !own && !scope.over(db, Ability::SeeStandings, person).await? {
        return Err(records.note_denied(actor, "standing.as_of", Some(person)));
    }
    let job = crate::people::find(db, actor.org, person).await?.job;
    let rows = rows_as_of(records, db, actor.org, person, &job, as_of).await?;
    if !own && actor.person_id().is_some() {
        note(records, actor, Access::Viewed, Some(person), "person as of a day").await?;
    }
    Ok(rows)
}

/// The same without a question of permission.
pub(crate) async fn rows_as_of(
    records: &Records,
    db: &impl ConnectionTrait,
    org: Uuid,
    person: Uuid,
    job: &str,
    as_of: OffsetDateTime,
) -> Result<Vec<CompetencyRow>, Error> {
    let catalogue = catalogue_as_of(records, db, org, as_of).await?;
    let calendars = BTreeMap::from([(person, calendars::of_person(db, org, person).await?)]);
    let then = projections_as_of(db, org, &catalogue, &calendars, as_of).await?;
    let restrictions = restrictions_as_of(db, org, &[person], as_of).await?;
    let holder = Holder {
        catalogue: &catalogue,
        person,
        rows: then.get(&person).map_or(&[][..], Vec::as_slice),
        restrictions: &restrictions,
        calendar: &calendars[&person],
        as_of,
    };
    Ok(super::person::rows_for(&holder, job))
}

/// The projections that the evidence recorded and not void until an instant gives, for all people of the calendars.
pub(super) async fn projections_as_of(
    db: &impl ConnectionTrait,
    org: Uuid,
    catalogue: &Catalogue,
    calendars: &BTreeMap<Uuid, Calendar>,
    as_of: OffsetDateTime,
) -> Result<BTreeMap<Uuid, Vec<entity::Model>>, Error> {
    let as_of_ms = to_ms(as_of);
    let evidence = evidence_entity::Entity::find()
        .filter(evidence_entity::Column::Org.eq(org))
        .filter(evidence_entity::Column::Person.is_in(calendars.keys().copied()))
        .filter(evidence_entity::Column::RecordedMs.lte(as_of_ms))
        .all(db)
        .await?;
    let void = void_entity::Entity::find()
        .filter(void_entity::Column::Org.eq(org))
        .filter(void_entity::Column::Person.is_in(calendars.keys().copied()))
        .filter(void_entity::Column::VoidedMs.lte(as_of_ms))
        .all(db)
        .await?;
    let void: BTreeSet<Uuid> = void.into_iter().map(|row| row.source).collect();
    let mut pieces: BTreeMap<(Uuid, String), Vec<evidence_entity::Model>> = BTreeMap::new();
    for piece in evidence {
        let key = (piece.person, piece.competency.clone());
        pieces.entry(key).or_default().push(piece);
    }
    let mut projections: BTreeMap<Uuid, Vec<entity::Model>> = BTreeMap::new();
    for ((person, _), pieces) in &pieces {
        let row = calendars
            .get(person)
            .and_then(|calendar| super::projection(catalogue, pieces, &void, calendar));
        projections.entry(*person).or_default().extend(row);
    }
    Ok(projections)
}

/// The restrictions of some people that were open at an instant, by person and competency.
pub(crate) async fn restrictions_as_of(
    db: &impl ConnectionTrait,
    org: Uuid,
    people: &[Uuid],
    as_of: OffsetDateTime,
) -> Result<BTreeMap<(Uuid, String), Uuid>, Error> {
    let as_of_ms = to_ms(as_of);
    let still_open = Condition::any()
        .add(restrictions::Column::LiftedMs.is_null())
        .add(restrictions::Column::LiftedMs.gt(as_of_ms));
    let rows = restrictions::Entity::find()
        .filter(restrictions::Column::Org.eq(org))
        .filter(restrictions::Column::Person.is_in(people.iter().copied()))
        .filter(restrictions::Column::RaisedMs.lte(as_of_ms))
        .filter(still_open)
        .all(db)
        .await?;
    Ok(rows
        .into_iter()
        .map(|row| ((row.person, row.competency), row.id))
        .collect())
}

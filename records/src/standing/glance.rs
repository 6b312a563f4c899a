//! The units one answers for, at a glance: how many people have something to renew.

use super::{Holder, State, entity};
use crate::content::catalogue;
use crate::people::entity as people;
use crate::permission::{Ability, Scope};
use crate::roles::entity as grants;
use crate::units::{UnitView, path_entity as paths};
use crate::{Actor, Error, Records, Role, calendars};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

/// A unit at a glance.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnitGlance {
    /// The unit; the units below it are included.
    pub unit: UnitView,
    /// People with a required competency that is to be renewed now, and none that lapsed.
    pub due: u32,
    /// People with a required competency that lapsed.
    pub lapsed: u32,
}

/// The units whose people's standings the actor sees, in the order of the tree. People who may not sign in are left
/// out.
pub(crate) async fn glance(
    records: &Records,
    db: &impl ConnectionTrait,
    actor: &Actor,
) -> Result<Vec<UnitGlance>, Error> {
    let units = crate::units::visible(records, actor).await?;
    if units.is_empty() {
        return Ok(Vec::new());
    }
    let worst = worst_of_each(records, db, actor).await?;
    let learners = learners_by_unit(db, actor, &units).await?;
    let count = |unit: &UnitView, state: State| {
        let people = learners.get(&unit.id).into_iter().flatten();
        let n = people.filter(|person| worst.get(person) == Some(&state)).count();
        u32::try_from(n).unwrap_or(u32::MAX)
    };
    Ok(units
        .into_iter()
        .map(|unit| UnitGlance {
            due: count(&unit, State::Due),
            lapsed: count(&unit, State::Lapsed),
            unit,
        })
        .collect())
}

/// The learners at and below each unit.
async fn learners_by_unit(
    db: &impl ConnectionTrait,
    actor: &Actor,
    units: &[UnitView],
) -> Result<BTreeMap<Uuid, BTreeSet<Uuid>>, Error> {
    let below = paths::Entity::find()
        .filter(paths::Column::Org.eq(actor.org))
        .filter(paths::Column::Ancestor.is_in(units.iter().map(|unit| unit.id)))
        .all(db)
        .await?;
    let mut above: BTreeMap<Uuid, Vec<Uuid>> = BTreeMap::new();
    for path in below {
        above.entry(path.descendant).or_default().push(path.ancestor);
    }
    let learning = grants::Entity::find()
        .filter(grants::Column::Org.eq(actor.org))
        .filter(grants::Column::Role.eq(Role::Learner.as_str()))
        .filter(grants::Column::RevokedMs.is_null())
        .all(db)
        .await?;
    let mut learners: BTreeMap<Uuid, BTreeSet<Uuid>> = BTreeMap::new();
    for grant in learning {
        for unit in above.get(&grant.unit).into_iter().flatten() {
            learners.entry(*unit).or_default().insert(grant.person);
        }
    }
    Ok(learners)
}

/// The worst of due and lapsed among what each person's job needs; nobody without either.
async fn worst_of_each(
    records: &Records,
    db: &impl ConnectionTrait,
    actor: &Actor,
) -> Result<BTreeMap<Uuid, State>, Error> {
    let scope = Scope::of(db, actor).await?;
    let tops = scope.tops(Ability::SeeStandings);
    let seen = super::matrix::learners_below(actor.org, &tops);
    let catalogue = catalogue(records, db, actor.org).await?;
    let competencies = catalogue.competencies();
    let calendar = calendars::of_organisation(db, actor.org).await?;
    let people = people::Entity::find()
        .filter(people::Column::Org.eq(actor.org))
        .filter(people::Column::DisabledMs.is_null())
        .filter(people::Column::ErasedMs.is_null())
        .filter(people::Column::Id.in_subquery(seen.clone()))
        .all(db)
        .await?;
    let standings = entity::Entity::find()
        .filter(entity::Column::Org.eq(actor.org))
        .filter(entity::Column::Person.in_subquery(seen))
        .all(db)
        .await?;
    let mut by_person: BTreeMap<Uuid, Vec<entity::Model>> = BTreeMap::new();
    for standing in standings {
        by_person.entry(standing.person).or_default().push(standing);
    }
    let restrictions = BTreeMap::new();
    let mut worst = BTreeMap::new();
    for person in people {
        let holder = Holder {
            catalogue: &catalogue,
            person: person.id,
            rows: by_person.get(&person.id).map_or(&[][..], Vec::as_slice),
            restrictions: &restrictions,
            calendar: &calendar,
            as_of: actor.now,
        };
        let states = competencies
            .iter()
            .map(|competency| holder.cell(competency, &person.job))
            .filter(|cell| cell.required && matches!(cell.state, State::Due | State::Lapsed))
            .map(|cell| cell.state);
        if let Some(state) = states.max() {
            worst.insert(person.id, state);
        }
    }
    Ok(worst)
}

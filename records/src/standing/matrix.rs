//! A unit by competency: who may be relied on for what, now.

use super::{Cell, Holder, State, entity};
use crate::audit::{Access, note};
use crate::content::catalogue;
use crate::people::entity as people;
use crate::permission::{Ability, Scope, below};
use crate::roles::entity as grants;
use crate::units::UnitView;
use crate::{Actor, Error, Records, Role};
use sea_orm::sea_query::{Expr, ExprTrait, Query, SelectStatement};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use uuid::Uuid;

/// A unit's people by competency, at the time of the question.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Matrix {
    /// The unit; the units below it are included.
    pub unit: UnitView,
    /// The columns.
    pub competencies: Vec<CompetencyHead>,
    /// The rows, by name.
    pub rows: Vec<MatrixRow>,
    /// For each column, the standing of those whose job needs it.
    pub totals: Vec<Totals>,
}

/// A column.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CompetencyHead {
    /// The competency.
    pub id: String,
    /// Its title.
    pub title: String,
    /// The heading it stands under.
    pub group: String,
}

/// A row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MatrixRow {
    /// The person.
    pub person: Uuid,
    /// Their name.
    pub name: String,
    /// Their job.
    pub job: String,
    /// One cell for each column.
    pub cells: Vec<Cell>,
}

/// The standing of those whose job needs a competency.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Totals {
    /// Whose job needs it.
    pub required: u32,
    /// Of those: held.
    pub current: u32,
    /// Of those: held, to be renewed now.
    pub due: u32,
    /// Of those: was held.
    pub lapsed: u32,
    /// Of those: never held.
    pub never: u32,
}

/// The unit by competency: for those who see standings there. People who may not sign in are left out.
pub async fn matrix(records: &Records, actor: &Actor, unit: Uuid) -> Result<Matrix, Error> {
    let db = records.read();
    let scope = Scope::of(db, actor).await?;
    if !scope.in_unit(db, Ability::SeeStandings, unit).await? {
        return Err(records.note_denied(actor, "standing.matrix", Some(unit)));
    }
    let place = crate::units::find(db, actor.org, unit).await?;
    let catalogue = catalogue(records, db, actor.org).await?;
    let rows = people::Entity::find()
        .filter(people::Column::Org.eq(actor.org))
        .filter(people::Column::DisabledMs.is_null())
        .filter(people::Column::ErasedMs.is_null())
        .filter(people::Column::Id.in_subquery(learners_of(actor.org, unit)))
        .order_by_asc(people::Column::Name)
        .order_by_asc(people::Column::Id)
        .all(db)
        .await?;
    let standings = entity::Entity::find()
        .filter(entity::Column::Org.eq(actor.org))
        .filter(entity::Column::Person.in_subquery(learners_of(actor.org, unit)))
        .all(db)
        .await?;
    let mut by_person: BTreeMap<Uuid, Vec<entity::Model>> = BTreeMap::new();
    for standing in standings {
        by_person.entry(standing.person).or_default().push(standing);
    }
    let calendar = crate::calendars::of_unit(db, actor.org, unit).await?;
    let ids: Vec<Uuid> = rows.iter().map(|person| person.id).collect();
    let restrictions = crate::restrictions::open_of(db, actor.org, &ids).await?;
    let holder = |person: &people::Model| Holder {
        catalogue: &catalogue,
        person: person.id,
        rows: by_person.get(&person.id).map_or(&[][..], Vec::as_slice),
        restrictions: &restrictions,
        calendar: &calendar,
        as_of: actor.now,
    };
    // What is asked of nobody here and shown by nobody here is no column.
    let competencies: Vec<&competency::Competency> = catalogue
        .competencies()
        .into_iter()
        .filter(|competency| {
            rows.iter().any(|person| {
                let holder = holder(person);
                holder.is_required(competency, &person.job) || holder.has_shown(competency)
            })
        })
        .collect();
    let row = |person: people::Model| {
        let holder = holder(&person);
        let cells = competencies
            .iter()
            .map(|competency| holder.cell(competency, &person.job))
            .collect();
        MatrixRow {
            person: person.id,
            name: person.name,
            job: person.job,
            cells,
        }
    };
    let rows: Vec<MatrixRow> = rows.into_iter().map(row).collect();
    let totals = (0..competencies.len()).map(|place| total(rows.iter().map(|row| &row.cells[place])));
    let matrix = Matrix {
        unit: UnitView {
            id: unit,
            parent: place.parent,
            name: place.name,
            depth: 0,
            learners: u32::try_from(rows.len()).unwrap_or(u32::MAX),
        },
        totals: totals.collect(),
        rows,
        competencies: competencies
            .iter()
            .map(|competency| CompetencyHead {
                id: competency.id.clone(),
                title: competency.title.clone(),
                group: catalogue.group_title(competency),
            })
            .collect(),
    };
    if actor.person_id().is_some() {
        note(records, actor, Access::Viewed, Some(unit), "matrix").await?;
    }
    Ok(matrix)
}

/// The people who hold a learner's role at or below the unit.
pub(crate) fn learners_of(org: Uuid, unit: Uuid) -> SelectStatement {
    learners_below(org, &[unit])
}

/// The people who hold a learner's role at or below some units.
pub(super) fn learners_below(org: Uuid, units: &[Uuid]) -> SelectStatement {
    Query::select()
        .column(grants::Column::Person)
        .from(grants::Entity)
        .and_where(Expr::col(grants::Column::Org).eq(org))
        .and_where(Expr::col(grants::Column::Role).eq(Role::Learner.as_str()))
        .and_where(Expr::col(grants::Column::RevokedMs).is_null())
        .and_where(Expr::col(grants::Column::Unit).in_subquery(below(org, units)))
        .take()
}

fn total<'a>(cells: impl Iterator<Item = &'a Cell>) -> Totals {
    cells
        .filter(|cell| cell.required)
        .fold(Totals::default(), |mut totals, cell| {
            totals.required += 1;
            match cell.state {
                State::Current => totals.current += 1,
                State::Due => totals.due += 1,
                State::Lapsed => totals.lapsed += 1,
                State::Never => totals.never += 1,
            }
            totals
        })
}

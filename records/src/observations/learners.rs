//! Whom an assessor may assess.

use crate::people::{entity as people, matching};
use crate::permission::{Ability, Scope, below};
use crate::roles::entity as grants;
use crate::{Actor, Error, Records, Role};
use sea_orm::sea_query::{Expr, ExprTrait, Query};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use uuid::Uuid;

/// How many are listed at once; a search finds the rest.
const LIMIT: usize = 50;

/// Learners of an assessor's units.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Learners {
    /// The first of them, by name.
    pub learners: Vec<LearnerRow>,
    /// Whether there are more than are listed.
    pub more: bool,
}

/// A learner in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LearnerRow {
    /// Who.
    pub person: Uuid,
    /// Their name.
    pub name: String,
    /// Their job.
    pub job: String,
    /// The units they learn in.
    pub units: Vec<String>,
}

/// The learners of the units in which the actor assesses, by name, without the actor: for assessors. A search is a
/// part of a name or sign-in name.
pub async fn learners(records: &Records, actor: &Actor, search: &str) -> Result<Learners, Error> {
    let db = records.read();
    let tops = Scope::of(db, actor).await?.tops(Ability::Assess);
    let Some(assessor) = actor.person_id().filter(|_| !tops.is_empty()) else {
        return Err(records.note_denied(actor, "observations.learners", None));
    };
    let learning = Query::select()
        .column(grants::Column::Person)
        .from(grants::Entity)
        .and_where(Expr::col(grants::Column::Org).eq(actor.org))
        .and_where(Expr::col(grants::Column::Role).eq(Role::Learner.as_str()))
        .and_where(Expr::col(grants::Column::RevokedMs).is_null())
        .and_where(Expr::col(grants::Column::Unit).in_subquery(below(actor.org, &tops)))
        .take();
    let mut found = people::Entity::find()
        .filter(people::Column::Org.eq(actor.org))
        .filter(people::Column::Id.ne(assessor))
        .filter(people::Column::DisabledMs.is_null())
        .filter(people::Column::ErasedMs.is_null())
        .filter(people::Column::Id.in_subquery(learning));
    if let Some(matching) = matching(search.trim())? {
        found = found.filter(matching);
    }
    let mut found = found
        .order_by_asc(people::Column::Name)
        .order_by_asc(people::Column::Id)
        .limit(LIMIT as u64 + 1)
        .all(db)
        .await?;
    let more = LIMIT < found.len();
    found.truncate(LIMIT);
    let held = grants::Entity::find()
        .filter(grants::Column::Org.eq(actor.org))
        .filter(grants::Column::Role.eq(Role::Learner.as_str()))
        .filter(grants::Column::RevokedMs.is_null())
        .filter(grants::Column::Person.is_in(found.iter().map(|person| person.id)))
        .order_by_asc(grants::Column::GrantedMs)
        .all(db)
        .await?;
    let names = crate::units::names(db, actor.org).await?;
    let mut units: BTreeMap<Uuid, Vec<String>> = BTreeMap::new();
    for grant in held {
        let name = names.get(&grant.unit).cloned().unwrap_or_default();
        units.entry(grant.person).or_default().push(name);
    }
    let row = |person: people::Model| LearnerRow {
        units: units.get(&person.id).cloned().unwrap_or_default(),
        person: person.id,
        name: person.name,
        job: person.job,
    };
    Ok(Learners {
        learners: found.into_iter().map(row).collect(),
        more,
    })
}

//! The conflicts of a person, and with whom one might be declared.

use super::entity;
use crate::instant::from_ms;
use crate::people::entity as people;
use crate::permission::{Ability, Scope};
use crate::roles::entity as grants;
use crate::units::path_entity as paths;
use crate::{Actor, Error, Records, Role};
use sea_orm::sea_query::{Condition, Expr, ExprTrait, Query};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use serde::{Deserialize, Serialize};
use time::OffsetDateTime;
use uuid::Uuid;

/// What the actor sees of a person's conflicts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Conflicts {
    /// Those that have not ended, oldest first.
    pub open: Vec<ConflictView>,
    /// Whether the actor may declare and end conflicts of this person.
    pub may_declare: bool,
    /// Whether the actor is an assessor of this person, who may declare a conflict of their own.
    pub may_declare_own: bool,
    /// The assessors of the person's units, by name, where the actor may declare.
    pub assessors: Vec<(Uuid, String)>,
}

/// A conflict.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConflictView {
    /// Its id.
    pub id: Uuid,
    /// The one who is not the person asked about.
    pub other: Uuid,
    /// Their name; empty once erased.
    pub other_name: String,
    /// Why neither may assess the other; empty once erased.
    pub reason: String,
    /// When it was declared.
    pub declared_at: OffsetDateTime,
    /// Who declared it; none for the system, or once erased.
    pub declared_by: Option<String>,
}

/// The open conflicts of a person, for whoever may see the person: all of them for those who may declare some and for
/// those who read the ledger, for an assessor those between the two, and none for oneself.
pub async fn list(records: &Records, actor: &Actor, person: Uuid) -> Result<Conflicts, Error> {
    let db = records.read();
    let scope = Scope::of(db, actor).await?;
    let itself = scope.is_self(person);
    let may_declare = !itself && scope.over(db, Ability::DeclareConflicts, person).await?;
    let may_declare_own =
        !itself && actor.person_id().is_some() && scope.over(db, Ability::Assess, person).await?;
    let sees_all = may_declare || scope.everywhere(db, Ability::ReadLedger).await?;
    if !itself && !scope.over(db, Ability::SeePeople, person).await? {
        return Err(records.note_denied(actor, "conflicts.list", Some(person)));
    }
    crate::people::find(db, actor.org, person).await?;
    let about = Condition::any()
        .add(entity::Column::Person.eq(person))
        .add(entity::Column::Other.eq(person));
    let mut rows = entity::Entity::find()
        .filter(entity::Column::Org.eq(actor.org))
        .filter(entity::Column::EndedMs.is_null())
        .filter(about)
        .order_by_asc(entity::Column::DeclaredMs)
        .order_by_asc(entity::Column::Id)
        .all(db)
        .await?;
    if !sees_all {
        // What was declared about oneself is for others to know.
        rows.retain(|row| !itself && (scope.is_self(row.person) || scope.is_self(row.other)));
    }
    let mut involved = Vec::new();
    for row in &rows {
        involved.extend([row.person, row.other]);
        involved.extend(row.declared_by);
    }
    let names = crate::people::names(db, actor.org, involved).await?;
    let view = |row: entity::Model| {
        let other = if row.person == person {
            row.other
        } else {
            row.person
        };
        ConflictView {
            id: row.id,
            other,
            other_name: names.get(&other).cloned().unwrap_or_default(),
            reason: row.reason,
            declared_at: from_ms(row.declared_ms),
            declared_by: row.declared_by.and_then(|by| names.get(&by).cloned()),
        }
    };
    Ok(Conflicts {
        open: rows.into_iter().map(view).collect(),
        assessors: match may_declare {
            true => assessors_of(db, actor.org, person).await?,
            false => Vec::new(),
        },
        may_declare,
        may_declare_own,
    })
}

/// Those who hold an assessor's role over a unit in which the person holds a role.
async fn assessors_of(
    db: &impl ConnectionTrait,
    org: Uuid,
    person: Uuid,
) -> Result<Vec<(Uuid, String)>, Error> {
    let units_of_person = Query::select()
        .column(grants::Column::Unit)
        .from(grants::Entity)
        .and_where(Expr::col(grants::Column::Org).eq(org))
        .and_where(Expr::col(grants::Column::Person).eq(person))
        .and_where(Expr::col(grants::Column::RevokedMs).is_null())
        .take();
    let at_or_above = Query::select()
        .column(paths::Column::Ancestor)
        .from(paths::Entity)
        .and_where(Expr::col(paths::Column::Org).eq(org))
        .and_where(Expr::col(paths::Column::Descendant).in_subquery(units_of_person))
        .take();
    let assessing = Query::select()
        .column(grants::Column::Person)
        .from(grants::Entity)
        .and_where(Expr::col(grants::Column::Org).eq(org))
        .and_where(Expr::col(grants::Column::Role).eq(Role::Assessor.as_str()))
        .and_where(Expr::col(grants::Column::RevokedMs).is_null())
        .and_where(Expr::col(grants::Column::Unit).in_subquery(at_or_above))
        .take();
    let rows = people::Entity::find()
        .filter(people::Column::Org.eq(org))
        .filter(people::Column::Id.ne(person))
        .filter(people::Column::DisabledMs.is_null())
        .filter(people::Column::ErasedMs.is_null())
        .filter(people::Column::Id.in_subquery(assessing))
        .order_by_asc(people::Column::Name)
        .order_by_asc(people::Column::Id)
        .all(db)
        .await?;
    Ok(rows.into_iter().map(|row| (row.id, row.name)).collect())
}

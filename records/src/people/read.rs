//! Reading people.

use super::{PersonState, PersonView, entity};
use crate::instant::from_ms;
use crate::organisations::OrganisationView;
use crate::permission::{Ability, Scope, below};
use crate::roles::entity as grants;
use crate::roles::{GrantView, grants_of};
use crate::{Actor, Error, Invalid, Records};
use sea_orm::sea_query::{Expr, ExprTrait, Query};
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use uuid::Uuid;

/// The most characters of a search.
const MAX_SEARCH_CHARS: usize = 100;

/// The signed-in person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Me {
    /// Who they are.
    pub person: PersonView,
    /// Where they are.
    pub organisation: OrganisationView,
    /// The roles they hold.
    pub grants: Vec<GrantView>,
    /// What they may do somewhere; decides which menus are shown, never what is allowed.
    pub can: Vec<Ability>,
}

/// Which people to list, by name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PeopleQuery {
    /// The unit; the units below it are included.
    pub unit: Uuid,
    /// A part of the name or sign-in name; empty for all.
    pub search: String,
    /// Only people after this name, for the next page.
    pub after: Option<String>,
    /// How many at most; 500 is the limit.
    pub limit: u32,
}

/// The signed-in person.
pub async fn me(records: &Records, actor: &Actor) -> Result<Me, Error> {
    let db = records.read();
    let person = actor.person_id().ok_or(Error::SignedOut)?;
    let row = find(db, actor.org, person).await?;
    let organisation = crate::organisations::find(db, actor.org)
        .await?
        .ok_or(Error::NotFound)?;
    let scope = Scope::of(db, actor).await?;
    let mut can = Vec::new();
    for ability in Ability::ALL {
        let has = match ability.needs_root() {
            true => scope.everywhere(db, ability).await?,
            false => scope.anywhere(ability),
        };
        if has {
            can.push(ability);
        }
    }
    let mut grants = grants_of(db, actor.org, person).await?;
    grants.retain(|grant| grant.revoked_at.is_none());
    Ok(Me {
        person: view(row),
        organisation: crate::organisations::view(organisation),
        grants,
        can,
    })
}

/// People of a unit, by name.
pub async fn list(records: &Records, actor: &Actor, query: PeopleQuery) -> Result<Vec<PersonView>, Error> {
    let db = records.read();
    let scope = Scope::of(db, actor).await?;
    if !scope.in_unit(db, Ability::SeePeople, query.unit).await? {
        return Err(records.note_denied(actor, "people.list", Some(query.unit)));
    }
    let in_unit = Query::select()
        .column(grants::Column::Person)
        .from(grants::Entity)
        .and_where(Expr::col(grants::Column::Org).eq(actor.org))
        .and_where(Expr::col(grants::Column::RevokedMs).is_null())
        .and_where(Expr::col(grants::Column::Unit).in_subquery(below(actor.org, &[query.unit])))
        .take();
    let mut rows = entity::Entity::find()
        .filter(entity::Column::Org.eq(actor.org))
        .filter(entity::Column::ErasedMs.is_null())
        .filter(entity::Column::Id.in_subquery(in_unit));
    if let Some(matching) = matching(&query.search)? {
        rows = rows.filter(matching);
    }
    if let Some(after) = query.after {
        if after.contains('\0') {
            return Err(Error::invalid("after", Invalid::Malformed));
        }
        rows = rows.filter(entity::Column::Name.gt(after));
    }
    let rows = rows
        .order_by_asc(entity::Column::Name)
        .order_by_asc(entity::Column::Id)
        .limit(u64::from(std::cmp::min(query.limit, 500)))
        .all(db)
        .await?;
    Ok(rows.into_iter().map(view).collect())
}

/// The condition that a name or sign-in name holds the search; none for an empty search.
pub(crate) fn matching(search: &str) -> Result<Option<Condition>, Error> {
    if search.contains(char::is_control) {
        return Err(Error::invalid("search", Invalid::Malformed));
    }
    if search.chars().count() > MAX_SEARCH_CHARS {
        return Err(Error::invalid("search", Invalid::TooLong));
    }
    if search.is_empty() {
        return Ok(None);
    }
    let search = search.to_lowercase();
    let lower_name = Expr::expr(sea_orm::sea_query::Func::lower(Expr::col(entity::Column::Name)));
    Ok(Some(
        Condition::any()
            .add(lower_name.like(like_anywhere(&search)))
            .add(Expr::col(entity::Column::SignInName).like(like_anywhere(&search))),
    ))
}

/// One person: oneself, or somebody of the actor's units.
pub async fn get(records: &Records, actor: &Actor, person: Uuid) -> Result<PersonView, Error> {
    let db = records.read();
    let scope = Scope::of(db, actor).await?;
    if !scope.is_self(person) && !scope.over(db, Ability::SeePeople, person).await? {
        return Err(records.note_denied(actor, "people.get", Some(person)));
    }
    Ok(view(find(db, actor.org, person).await?))
}

/// One person, without a question of permission.
pub(crate) async fn find(db: &impl ConnectionTrait, org: Uuid, person: Uuid) -> Result<entity::Model, Error> {
    entity::Entity::find_by_id((org, person))
        .one(db)
        .await?
        .ok_or(Error::NotFound)
}

/// The names of some people; those erased are left out.
pub(crate) async fn names(
    db: &impl ConnectionTrait,
    org: Uuid,
    people: impl IntoIterator<Item = Uuid>,
) -> Result<BTreeMap<Uuid, String>, Error> {
    let mut ids: Vec<Uuid> = people.into_iter().collect();
    ids.sort_unstable();
    ids.dedup();
    if ids.is_empty() {
        return Ok(BTreeMap::new());
    }
    let rows = entity::Entity::find()
        .filter(entity::Column::Org.eq(org))
        .filter(entity::Column::Id.is_in(ids))
        .filter(entity::Column::ErasedMs.is_null())
        .all(db)
        .await?;
    Ok(rows.into_iter().map(|row| (row.id, row.name)).collect())
}

pub(crate) fn view(row: entity::Model) -> PersonView {
    let state = match (row.erased_ms, row.disabled_ms, &row.password_hash) {
        (Some(_), _, _) => PersonState::Erased,
        (None, Some(_), _) => PersonState::Disabled,
        (None, None, None) => PersonState::Invited,
        (None, None, Some(_)) => PersonState::Active,
    };
    PersonView {
        id: row.id,
        sign_in_name: row.sign_in_name.unwrap_or_default(),
        name: row.name,
        job: row.job,
        timing_percent: u16::try_from(row.timing_percent).unwrap_or(100),
        state,
        created_at: from_ms(row.created_ms),
    }
}

/// A pattern that finds the text anywhere, itself free of wildcards.
fn like_anywhere(text: &str) -> sea_orm::sea_query::LikeExpr {
    let escaped = text.replace('!', "!!").replace('%', "!%").replace('_', "!_");
    sea_orm::sea_query::LikeExpr::new(format!("%{escaped}%")).escape('!')
}

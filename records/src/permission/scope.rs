//! Where an actor may do what: their roles, and the units below.

use super::{Ability, allows};
use crate::people::entity as people;
use crate::roles::entity as grants;
use crate::units::path_entity as paths;
use crate::{Actor, Error, Role, Who};
use sea_orm::sea_query::{Expr, ExprTrait, Query, SelectStatement};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect};
use uuid::Uuid;

/// An actor's roles, read once for a command or a query.
pub(crate) struct Scope {
    org: Uuid,
    who: Who,
    held: Vec<(Uuid, Role)>,
}

impl Scope {
    /// Reads the actor's roles.
    pub(crate) async fn of(db: &impl ConnectionTrait, actor: &Actor) -> Result<Self, Error> {
        let held = match actor.who {
            Who::System => Vec::new(),
            Who::Person { person, .. } => held_by(db, actor.org, person).await?,
        };
        Ok(Self {
            org: actor.org,
            who: actor.who,
            held,
        })
    }

    /// The units in which the actor was given a role that allows this; the units below follow.
    pub(crate) fn tops(&self, ability: Ability) -> Vec<Uuid> {
        let mut tops: Vec<Uuid> = self
            .held
            .iter()
            .filter(|(_, role)| allows(*role, ability))
            .map(|(unit, _)| *unit)
            .collect();
        tops.sort_unstable();
        tops.dedup();
        tops
    }

    /// Whether the system asks, to whom everything is allowed.
    pub(crate) fn is_system(&self) -> bool {
        self.who == Who::System
    }

    /// Whether this is the actor's own person.
    pub(crate) fn is_self(&self, person: Uuid) -> bool {
        matches!(self.who, Who::Person { person: own, .. } if own == person)
    }

    /// Whether the actor holds any role.
    pub(crate) fn holds_any(&self) -> bool {
        self.is_system() || !self.held.is_empty()
    }

    /// Whether the actor may do this anywhere at all.
    pub(crate) fn anywhere(&self, ability: Ability) -> bool {
        self.is_system() || !self.tops(ability).is_empty()
    }

    /// Whether the actor may do this for the whole organisation.
    pub(crate) async fn everywhere(
        &self,
        db: &impl ConnectionTrait,
        ability: Ability,
    ) -> Result<bool, Error> {
        if self.is_system() {
            return Ok(true);
        }
        let tops = self.tops(ability);
        if tops.is_empty() {
            return Ok(false);
        }
        let root = crate::organisations::find(db, self.org)
            .await?
            .map(|organisation| organisation.root_unit);
        Ok(root.is_some_and(|root| tops.contains(&root)))
    }

    /// Whether the actor may do this in the unit.
    pub(crate) async fn in_unit(
        &self,
        db: &impl ConnectionTrait,
        ability: Ability,
        unit: Uuid,
    ) -> Result<bool, Error> {
        if self.is_system() {
            return Ok(true);
        }
        let tops = self.tops(ability);
        if tops.is_empty() {
            return Ok(false);
        }
        let path = paths::Entity::find()
            .filter(paths::Column::Org.eq(self.org))
            .filter(paths::Column::Descendant.eq(unit))
            .filter(paths::Column::Ancestor.is_in(tops))
            .limit(1)
            .one(db)
            .await?;
        Ok(path.is_some())
    }

    /// Whether the actor may do this to the person: the person holds a role in a unit of the
    /// actor's. Whoever may do it for the whole organisation may do it to people without a role, too.
    pub(crate) async fn over(
        &self,
        db: &impl ConnectionTrait,
        ability: Ability,
        person: Uuid,
    ) -> Result<bool, Error> {
        if self.is_system() {
            return Ok(true);
        }
        let tops = self.tops(ability);
        if tops.is_empty() {
            return Ok(false);
        }
        let grant = grants::Entity::find()
            .filter(grants::Column::Org.eq(self.org))
            .filter(grants::Column::Person.eq(person))
            .filter(grants::Column::RevokedMs.is_null())
            .filter(grants::Column::Unit.in_subquery(below(self.org, &tops)))
            .limit(1)
            .one(db)
            .await?;
        match grant {
            Some(_) => Ok(true),
            None => Ok(self.everywhere(db, ability).await? && self.exists(db, person).await?),
        }
    }

    /// Whether there is such a person in the organisation.
    async fn exists(&self, db: &impl ConnectionTrait, person: Uuid) -> Result<bool, Error> {
        Ok(people::Entity::find_by_id((self.org, person))
            .one(db)
            .await?
            .is_some())
    }

    /// Whether every role the person holds is in a unit where the actor may do this.
    pub(crate) async fn over_all_roles(
        &self,
        db: &impl ConnectionTrait,
        ability: Ability,
        person: Uuid,
    ) -> Result<bool, Error> {
        if self.is_system() {
            return Ok(true);
        }
        let elsewhere = grants::Entity::find()
            .filter(grants::Column::Org.eq(self.org))
            .filter(grants::Column::Person.eq(person))
            .filter(grants::Column::RevokedMs.is_null())
            .filter(grants::Column::Unit.not_in_subquery(below(self.org, &self.tops(ability))))
            .limit(1)
            .one(db)
            .await?;
        Ok(elsewhere.is_none())
    }

    /// `NotFound` unless the actor may do this to the person.
    pub(crate) async fn require_over(
        &self,
        db: &impl ConnectionTrait,
        ability: Ability,
        person: Uuid,
    ) -> Result<(), Error> {
        if self.over(db, ability, person).await? {
            Ok(())
        } else {
            Err(Error::NotFound)
        }
    }

    /// `NotFound` unless the actor may do this in the unit.
    pub(crate) async fn require_in_unit(
        &self,
        db: &impl ConnectionTrait,
        ability: Ability,
        unit: Uuid,
    ) -> Result<(), Error> {
        if self.in_unit(db, ability, unit).await? {
            Ok(())
        } else {
            Err(Error::NotFound)
        }
    }

    /// `NotFound` unless the actor may do this for the whole organisation.
    pub(crate) async fn require_everywhere(
        &self,
        db: &impl ConnectionTrait,
        ability: Ability,
    ) -> Result<(), Error> {
        if self.everywhere(db, ability).await? {
            Ok(())
        } else {
            Err(Error::NotFound)
        }
    }
}

/// The units at and below the given ones, as a subquery.
pub(crate) fn below(org: Uuid, tops: &[Uuid]) -> SelectStatement {
    Query::select()
        .column(paths::Column::Descendant)
        .from(paths::Entity)
        .and_where(Expr::col(paths::Column::Org).eq(org))
        .and_where(Expr::col(paths::Column::Ancestor).is_in(tops.iter().copied()))
        .take()
}

async fn held_by(db: &impl ConnectionTrait, org: Uuid, person: Uuid) -> Result<Vec<(Uuid, Role)>, Error> {
    let rows = grants::Entity::find()
        .filter(grants::Column::Org.eq(org))
        .filter(grants::Column::Person.eq(person))
        .filter(grants::Column::RevokedMs.is_null())
        .all(db)
        .await?;
    Ok(rows
        .into_iter()
        .filter_map(|row| Some((row.unit, Role::parse(&row.role)?)))
        .collect())
}

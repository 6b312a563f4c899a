//! Over whom an actor may do something, read once for a list.

use super::{Ability, Scope, below};
use crate::roles::entity as grants;
use crate::{Actor, Error};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect};
use std::collections::BTreeSet;
use uuid::Uuid;

/// People over whom an actor may do something.
pub(crate) enum Reach {
    /// The actor may do it for the whole organisation.
    Everybody,
    /// Those who hold a role in the actor's units.
    These(BTreeSet<Uuid>),
}

impl Reach {
    /// Reads over whom the actor may do it.
    pub(crate) async fn of(
        db: &impl ConnectionTrait,
        scope: &Scope,
        actor: &Actor,
        ability: Ability,
    ) -> Result<Self, Error> {
        if scope.everywhere(db, ability).await? {
            return Ok(Self::Everybody);
        }
        let tops = scope.tops(ability);
        if tops.is_empty() {
            return Ok(Self::These(BTreeSet::new()));
        }
        let people: Vec<Uuid> = grants::Entity::find()
            .select_only()
            .column(grants::Column::Person)
            .distinct()
            .filter(grants::Column::Org.eq(actor.org))
            .filter(grants::Column::RevokedMs.is_null())
            .filter(grants::Column::Unit.in_subquery(below(actor.org, &tops)))
            .into_tuple()
            .all(db)
            .await?;
        Ok(Self::These(people.into_iter().collect()))
    }

    /// Whether the person is among them.
    pub(crate) fn holds(&self, person: Uuid) -> bool {
        match self {
            Self::Everybody => true,
            Self::These(people) => people.contains(&person),
        }
    }
}

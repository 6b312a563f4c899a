//! Reading the tree.

use super::{UnitView, entity, path_entity};
use crate::permission::{Ability, Scope};
use crate::roles::entity as grants;
use crate::{Actor, Error, Records, Role};
use sea_orm::sea_query::{Expr, ExprTrait, Query};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

/// The units whose people's standings the actor may see, in the order of the tree.
pub async fn visible(records: &Records, actor: &Actor) -> Result<Vec<UnitView>, Error> {
    tree(records, actor, Ability::SeeStandings).await
}

/// The units about which the actor may ask who is competent there, in the order of the tree.
pub async fn with_readiness(records: &Records, actor: &Actor) -> Result<Vec<UnitView>, Error> {
    tree(records, actor, Ability::SeeReadiness).await
}

/// The units whose people the actor may manage, in the order of the tree.
pub async fn administered(records: &Records, actor: &Actor) -> Result<Vec<UnitView>, Error> {
    tree(records, actor, Ability::ManagePeople).await
}

/// One unit, without a question of permission.
pub(crate) async fn find(db: &impl ConnectionTrait, org: Uuid, unit: Uuid) -> Result<entity::Model, Error> {
    entity::Entity::find_by_id((org, unit))
        .one(db)
        .await?
        .ok_or(Error::NotFound)
}

/// The names of all units.
pub(crate) async fn names(db: &impl ConnectionTrait, org: Uuid) -> Result<BTreeMap<Uuid, String>, Error> {
    let rows = entity::Entity::find()
        .filter(entity::Column::Org.eq(org))
        .all(db)
        .await?;
    Ok(rows.into_iter().map(|row| (row.id, row.name)).collect())
}

async fn tree(records: &Records, actor: &Actor, ability: Ability) -> Result<Vec<UnitView>, Error> {
    let db = records.read();
    let scope = Scope::of(db, actor).await?;
    if !scope.anywhere(ability) {
        return Ok(Vec::new());
    }
    let forest = Forest::read(db, actor.org).await?;
    let tops: BTreeSet<Uuid> = match scope.is_system() {
        true => forest.roots().collect(),
        false => scope.tops(ability).into_iter().collect(),
    };
    let mut views = Vec::new();
    for root in forest.roots() {
        forest.walk(root, 0, &tops, Seen::No, &mut views);
    }
    Ok(views)
}

/// Whether a unit above is one the actor may see.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Seen {
    Yes,
    No,
}

struct Forest {
    units: BTreeMap<Uuid, entity::Model>,
    children: BTreeMap<Option<Uuid>, Vec<Uuid>>,
    learners: BTreeMap<Uuid, i64>,
}

impl Forest {
    async fn read(db: &impl ConnectionTrait, org: Uuid) -> Result<Self, Error> {
        let rows = entity::Entity::find()
            .filter(entity::Column::Org.eq(org))
            .all(db)
            .await?;
        let mut children: BTreeMap<Option<Uuid>, Vec<Uuid>> = BTreeMap::new();
        for row in &rows {
            children.entry(row.parent).or_default().push(row.id);
        }
        let units: BTreeMap<Uuid, entity::Model> = rows.into_iter().map(|row| (row.id, row)).collect();
        for siblings in children.values_mut() {
            siblings.sort_by(|a, b| units[a].name.cmp(&units[b].name));
        }
        let learners = learners(db, org).await?;
        Ok(Self {
            units,
            children,
            learners,
        })
    }

    fn roots(&self) -> impl Iterator<Item = Uuid> {
        self.children.get(&None).into_iter().flatten().copied()
    }

    fn view(&self, row: &entity::Model, depth: u32) -> UnitView {
        let learners = self.learners.get(&row.id).copied().unwrap_or(0);
        UnitView {
            id: row.id,
            parent: row.parent,
            name: row.name.clone(),
            depth,
            learners: u32::try_from(learners).unwrap_or(u32::MAX),
        }
    }

    fn walk(&self, unit: Uuid, depth: u32, tops: &BTreeSet<Uuid>, seen: Seen, views: &mut Vec<UnitView>) {
        let Some(row) = self.units.get(&unit) else { return };
        let seen = if tops.contains(&unit) { Seen::Yes } else { seen };
        if seen == Seen::Yes {
            views.push(self.view(row, depth));
        }
        for child in self.children.get(&Some(unit)).into_iter().flatten() {
            self.walk(*child, depth + 1, tops, seen, views);
        }
    }
}

/// How many people learn in each unit and below it.
async fn learners(db: &impl ConnectionTrait, org: Uuid) -> Result<BTreeMap<Uuid, i64>, Error> {
    let path = |column: path_entity::Column| Expr::col((path_entity::Entity, column));
    let grant = |column: grants::Column| Expr::col((grants::Entity, column));
    let same_unit = path(path_entity::Column::Org)
        .equals((grants::Entity, grants::Column::Org))
        .and(path(path_entity::Column::Descendant).equals((grants::Entity, grants::Column::Unit)));
    let query = Query::select()
        .column((path_entity::Entity, path_entity::Column::Ancestor))
        .expr(grant(grants::Column::Person).count_distinct())
        .from(grants::Entity)
        .inner_join(path_entity::Entity, same_unit)
        .and_where(grant(grants::Column::Org).eq(org))
        .and_where(grant(grants::Column::Role).eq(Role::Learner.as_str()))
        .and_where(grant(grants::Column::RevokedMs).is_null())
        .group_by_col((path_entity::Entity, path_entity::Column::Ancestor))
        .take();
    let mut learners = BTreeMap::new();
    for row in db.query_all(&query).await? {
        learners.insert(row.try_get_by_index(0)?, row.try_get_by_index(1)?);
    }
    Ok(learners)
}

//! Reading the tree.

use super::{UnitView, entity, path_entity};
use crate::permission::{Ability, Scope};
use crate::roles::entity as grants;
use crate::{Actor, Error, Records, Role};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

/// The units whose people's standings the actor may see, in the order of the tree.
pub async fn visible(records: &Records, actor: &Actor) -> Result<Vec<UnitView>, Error> {
    tree(records, actor, Ability::SeeStandings).await
}

/// The units whose people the actor may manage, in the order of the tree.
pub async fn administered(records: &Records, actor: &Actor) -> Result<Vec<UnitView>, Error> {
    tree(records, actor, Ability::ManagePeople).await
}

/// One unit, without a question of permission.
pub(crate) async fn find(db: &impl ConnectionTrait, org: Uuid, unit: Uuid) -> Result<UnitView, Error> {
    let forest = Forest::read(db, org).await?;
    let row = forest.units.get(&unit).ok_or(Error::NotFound)?;
    Ok(forest.view(row, 0))
}

/// The names of all units.
pub(crate) async fn names(db: &impl ConnectionTrait, org: Uuid) -> Result<BTreeMap<Uuid, String>, Error> {
    let rows = entity::Entity::find().filter(entity::Column::Org.eq(org)).all(db).await?;
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
    learners: BTreeMap<Uuid, BTreeSet<Uuid>>,
}

impl Forest {
    async fn read(db: &impl ConnectionTrait, org: Uuid) -> Result<Self, Error> {
        let rows = entity::Entity::find().filter(entity::Column::Org.eq(org)).all(db).await?;
        let mut children: BTreeMap<Option<Uuid>, Vec<Uuid>> = BTreeMap::new();
        for row in &rows {
            children.entry(row.parent).or_default().push(row.id);
        }
        let units: BTreeMap<Uuid, entity::Model> = rows.into_iter().map(|row| (row.id, row)).collect();
        for siblings in children.values_mut() {
            siblings.sort_by(|a, b| units[a].name.cmp(&units[b].name));
        }
        let paths = path_entity::Entity::find().filter(path_entity::Column::Org.eq(org)).all(db).await?;
        let mut above: BTreeMap<Uuid, Vec<Uuid>> = BTreeMap::new();
        for path in paths {
            above.entry(path.descendant).or_default().push(path.ancestor);
        }
        let held = grants::Entity::find()
            .filter(grants::Column::Org.eq(org))
            .filter(grants::Column::Role.eq(Role::Learner.as_str()))
            .filter(grants::Column::RevokedMs.is_null())
            .all(db)
            .await?;
        let mut learners: BTreeMap<Uuid, BTreeSet<Uuid>> = BTreeMap::new();
        for grant in held {
            for unit in above.get(&grant.unit).into_iter().flatten() {
                learners.entry(*unit).or_default().insert(grant.person);
            }
        }
        Ok(Self { units, children, learners })
    }

    fn roots(&self) -> impl Iterator<Item = Uuid> {
        self.children.get(&None).into_iter().flatten().copied()
    }

    fn view(&self, row: &entity::Model, depth: u32) -> UnitView {
        let learners = self.learners.get(&row.id).map_or(0, BTreeSet::len);
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

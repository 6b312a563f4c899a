//! A conflict between two people.

#![expect(unreachable_pub, reason = "SeaORM derives public items")]

use crate::ledger::Told;
use crate::secret::commitment;
use sea_orm::entity::prelude::*;
use serde_json::{Value, json};

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "conflicts")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub org: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub person: Uuid,
    pub other: Uuid,
    pub reason: String,
    pub salt: Vec<u8>,
    pub declared_ms: i64,
    pub declared_by: Option<Uuid>,
    pub ended_ms: Option<i64>,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl Told for Model {
    type Entity = Entity;

    fn of_organisation(org: Uuid) -> Select<Entity> {
        Entity::find().filter(Column::Org.eq(org))
    }

    fn id(&self) -> Uuid {
        self.id
    }

    fn body(&self) -> Value {
        json!({
            "person": self.person,
            "other": self.other,
            "declared_ms": self.declared_ms,
            "declared_by": self.declared_by,
            "ended_ms": self.ended_ms,
            "text": (!self.salt.is_empty()).then(|| commitment(&self.salt, &[&self.reason])),
        })
    }

    fn is_erased(&self) -> bool {
        self.salt.is_empty()
    }
}

//! What a person believes of themselves.

#![expect(unreachable_pub, reason = "SeaORM derives public items")]

use crate::ledger::Told;
use sea_orm::entity::prelude::*;
use serde_json::{Value, json};

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "self_assessments")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub org: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub person: Uuid,
    pub competency: String,
    pub confidence: i64,
    pub at_ms: i64,
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
            "competency": self.competency,
            "confidence": self.confidence,
            "at_ms": self.at_ms,
        })
    }
}

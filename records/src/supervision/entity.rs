//! A one-time code for a supervised run.

#![expect(unreachable_pub, reason = "SeaORM derives public items")]

use crate::ledger::Told;
use crate::secret::hex;
use sea_orm::entity::prelude::*;
use serde_json::{Value, json};

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "supervisions")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub org: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub assessor: Uuid,
    pub scenario: String,
    pub person: Uuid,
    pub code_hash: Vec<u8>,
    pub made_ms: i64,
    pub expires_ms: i64,
    pub used_ms: Option<i64>,
    pub attempt: Option<Uuid>,
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
            "assessor": self.assessor,
            "scenario": self.scenario,
            "person": self.person,
            "code_hash": hex(&self.code_hash),
            "made_ms": self.made_ms,
            "expires_ms": self.expires_ms,
            "used_ms": self.used_ms,
            "attempt": self.attempt,
        })
    }
}

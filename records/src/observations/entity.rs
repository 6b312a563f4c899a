//! What an assessor saw.

#![expect(unreachable_pub, reason = "SeaORM derives public items")]

use crate::ledger::Told;
use crate::secret::commitment;
use sea_orm::entity::prelude::*;
use serde_json::{Value, json};

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "observations")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub org: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub person: Uuid,
    pub assessor: Uuid,
    pub checklist: String,
    pub version: i64,
    pub hash: String,
    pub marks: String,
    pub note: String,
    pub salt: Vec<u8>,
    pub passed: bool,
    pub done: i64,
    pub applied: i64,
    pub observed_ms: i64,
    pub recorded_ms: i64,
    pub signature: Option<Uuid>,
    pub record_hash: String,
    pub ledger_position: Option<i64>,
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
            "assessor": self.assessor,
            "checklist": self.checklist,
            "version": self.version,
            "hash": self.hash,
            "passed": self.passed,
            "done": self.done,
            "applied": self.applied,
            "observed_ms": self.observed_ms,
            "recorded_ms": self.recorded_ms,
            "signature": self.signature,
            "text": (!self.salt.is_empty()).then(|| commitment(&self.salt, &[&self.marks, &self.note])),
        })
    }

    fn is_erased(&self) -> bool {
        self.salt.is_empty()
    }
}

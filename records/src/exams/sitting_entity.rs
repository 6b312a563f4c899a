//! A sitting of a test.

#![expect(unreachable_pub, reason = "SeaORM derives public items")]

use crate::ledger::Told;
use crate::secret::sha256_hex;
use sea_orm::entity::prelude::*;
use serde_json::{Value, json};

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "sittings")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub org: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub person: Uuid,
    pub test: String,
    pub version: i64,
    pub hash: String,
    pub seed: i64,
    pub status: String,
    pub timing_percent: i64,
    pub cut: i64,
    pub started_ms: i64,
    pub closes_ms: i64,
    pub ended_ms: Option<i64>,
    pub points: Option<i64>,
    pub possible: Option<i64>,
    pub passed: Option<bool>,
    pub responses: Option<String>,
    pub marks: Option<String>,
    pub record_hash: Option<String>,
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
            "test": self.test,
            "version": self.version,
            "hash": self.hash,
            "seed": self.seed,
            "status": self.status,
            "timing_percent": self.timing_percent,
            "cut": self.cut,
            "started_ms": self.started_ms,
            "closes_ms": self.closes_ms,
            "ended_ms": self.ended_ms,
            "points": self.points,
            "possible": self.possible,
            "passed": self.passed,
            "responses": self.responses.as_deref().map(|text| sha256_hex(text.as_bytes())),
            "marks": self.marks.as_deref().map(|text| sha256_hex(text.as_bytes())),
        })
    }
}

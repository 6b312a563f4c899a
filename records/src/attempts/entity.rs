//! An attempt at a scenario, from its start.

#![expect(unreachable_pub, reason = "SeaORM derives public items")]

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "attempts")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub org: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub person: Uuid,
    pub scenario: String,
    pub version: i64,
    pub scenario_hash: String,
    pub kind: String,
    pub status: String,
    pub seed: i64,
    pub model_version: i64,
    pub timing_percent: i64,
    pub reissued: i64,
    pub token_salt: Vec<u8>,
    pub token_hash: Vec<u8>,
    pub token_expires_ms: i64,
    pub started_ms: i64,
    pub ended_ms: Option<i64>,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

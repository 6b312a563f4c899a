//! What an attempt's delivered log did.

#![expect(unreachable_pub, reason = "SeaORM derives public items")]

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "runs")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub org: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub attempt: Uuid,
    pub log: Vec<u8>,
    pub log_hash: String,
    pub trace: Vec<u8>,
    pub trace_hash: String,
    pub verdict: Option<String>,
    pub passed: Option<bool>,
    pub points: i64,
    pub possible: i64,
    pub run_ms: i64,
    pub wall_ms: i64,
    pub interrupted: bool,
    pub slow: bool,
    pub recorded_ms: i64,
    pub delivered_by: Option<Uuid>,
    pub record_hash: String,
    pub ledger_position: Option<i64>,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

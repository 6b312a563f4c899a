//! A piece of evidence for a competency.

#![expect(unreachable_pub, reason = "SeaORM derives public items")]

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "evidence")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub org: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub person: Uuid,
    pub competency: String,
    pub kind: String,
    pub passed: bool,
    pub score_permille: Option<i64>,
    pub level: Option<String>,
    pub device: Option<String>,
    pub title: String,
    pub at_ms: i64,
    pub recorded_ms: i64,
    pub recorded_by: Option<Uuid>,
    pub source: Uuid,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

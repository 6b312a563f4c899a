//! The projection of a person's evidence for a competency.

#![expect(unreachable_pub, reason = "SeaORM derives public items")]

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "standings")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub org: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub person: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub competency: String,
    pub passed_ms: Option<i64>,
    pub failed_ms: Option<i64>,
    pub due_ms: Option<i64>,
    pub until_ms: Option<i64>,
    pub grace_ms: Option<i64>,
    pub ends_by: Option<String>,
    pub missing: Option<i64>,
    pub evidence: Option<Uuid>,
    pub device: Option<String>,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

//! More graded runs that an educator allowed.

#![expect(unreachable_pub, reason = "SeaORM derives public items")]

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "allowances")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub org: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub person: Uuid,
    pub scenario: String,
    pub runs: i64,
    pub reason: String,
    pub granted_ms: i64,
    pub granted_by: Option<Uuid>,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

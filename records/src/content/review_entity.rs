//! A review of a scenario and when the next one is due.

#![expect(unreachable_pub, reason = "SeaORM derives public items")]

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "reviews")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub org: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub scenario: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub reviewed_ms: i64,
    pub reviewed_by: Option<Uuid>,
    pub due_ms: i64,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

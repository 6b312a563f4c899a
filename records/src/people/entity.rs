//! A person; name, sign-in name and salt are destroyed when they are erased.

#![expect(unreachable_pub, reason = "SeaORM derives public items")]

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "people")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub org: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub sign_in_name: Option<String>,
    pub name: String,
    pub job: String,
    pub timing_percent: i64,
    pub password_hash: Option<String>,
    pub salt: Vec<u8>,
    pub created_ms: i64,
    pub disabled_ms: Option<i64>,
    pub erased_ms: Option<i64>,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

//! A draft with its newest text.

#![expect(unreachable_pub, reason = "SeaORM derives public items")]

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "drafts")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub org: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub kind: String,
    pub slug: String,
    pub title: String,
    pub source: String,
    pub revision: i64,
    pub base: Option<String>,
    pub base_version: Option<i64>,
    pub state: String,
    pub began_ms: i64,
    pub began_by: Option<Uuid>,
    pub changed_ms: i64,
    pub changed_by: Option<Uuid>,
    pub asked_ms: Option<i64>,
    pub asked_by: Option<Uuid>,
    pub closed_ms: Option<i64>,
    pub closed_by: Option<Uuid>,
    pub published_version: Option<i64>,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

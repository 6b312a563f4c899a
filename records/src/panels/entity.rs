//! A panel that sets a cut score.

#![expect(unreachable_pub, reason = "SeaORM derives public items")]

use crate::ledger::Told;
use sea_orm::entity::prelude::*;
use serde_json::{Value, json};

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "panels")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub org: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub test: String,
    pub version: i64,
    pub title: String,
    pub round: i64,
    pub status: String,
    pub opened_ms: i64,
    pub opened_by: Option<Uuid>,
    pub closed_ms: Option<i64>,
    pub cut_percent: Option<f64>,
    pub standard_error: Option<f64>,
    pub n_judges: Option<i64>,
    pub ratings_hash: Option<String>,
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
            "test": self.test,
            "version": self.version,
            "title": self.title,
            "round": self.round,
            "status": self.status,
            "opened_ms": self.opened_ms,
            "opened_by": self.opened_by,
            "closed_ms": self.closed_ms,
            "cut_percent": self.cut_percent,
            "standard_error": self.standard_error,
            "n_judges": self.n_judges,
            "ratings_hash": self.ratings_hash,
        })
    }
}

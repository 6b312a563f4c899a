//! A restriction.

#![expect(unreachable_pub, reason = "SeaORM derives public items")]

use crate::ledger::Told;
use crate::secret::commitment;
use sea_orm::entity::prelude::*;
use serde_json::{Value, json};

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "restrictions")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub org: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub person: Uuid,
    pub competency: String,
    pub cause: String,
    pub source: Option<Uuid>,
    /// Why somebody raised it by hand; empty otherwise. Personal text.
    pub reason: String,
    /// The scenarios that serve the competency, by name, as JSON.
    pub modules: String,
    pub raised_ms: i64,
    pub raised_by: Option<Uuid>,
    pub acknowledged_ms: Option<i64>,
    pub acknowledged_by: Option<Uuid>,
    pub lifted_ms: Option<i64>,
    pub lifted_by: Option<Uuid>,
    /// What evidence lifted it comes from, if evidence did.
    pub lifted_source: Option<Uuid>,
    /// Why somebody lifted it by hand. Personal text.
    pub lift_reason: Option<String>,
    pub signature: Option<Uuid>,
    pub salt: Vec<u8>,
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
            "competency": self.competency,
            "cause": self.cause,
            "source": self.source,
            "modules": self.modules,
            "raised_ms": self.raised_ms,
            "raised_by": self.raised_by,
            "acknowledged_ms": self.acknowledged_ms,
            "acknowledged_by": self.acknowledged_by,
            "lifted_ms": self.lifted_ms,
            "lifted_by": self.lifted_by,
            "lifted_source": self.lifted_source,
            "signature": self.signature,
            "text": (!self.salt.is_empty()).then(|| {
                let lifted = self.lift_reason.as_deref().unwrap_or_default();
                commitment(&self.salt, &[&self.reason, lifted])
            }),
        })
    }

    fn is_erased(&self) -> bool {
        self.salt.is_empty()
    }
}

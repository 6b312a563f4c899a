//! A document or prior learning that an assessor looked at.

#![expect(unreachable_pub, reason = "SeaORM derives public items")]

use crate::ledger::Told;
use crate::secret::commitment;
use sea_orm::entity::prelude::*;
use serde_json::{Value, json};

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "acceptances")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub org: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub person: Uuid,
    pub competency: String,
    pub kind: String,
    /// Personal text, as the issuer; only their salted hash is in the ledger.
    pub title: String,
    pub issuer: String,
    pub shown_ms: i64,
    pub accepted: bool,
    /// None where the system accepted it.
    pub signature: Option<Uuid>,
    pub salt: Vec<u8>,
    pub at_ms: i64,
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
            "kind": self.kind,
            "shown_ms": self.shown_ms,
            "accepted": self.accepted,
            "signature": self.signature,
            "at_ms": self.at_ms,
            "text": (!self.salt.is_empty()).then(|| commitment(&self.salt, &[&self.title, &self.issuer])),
        })
    }

    fn is_erased(&self) -> bool {
        self.salt.is_empty()
    }
}

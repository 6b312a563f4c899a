//! A source of evidence that no longer counts.

#![expect(unreachable_pub, reason = "SeaORM derives public items")]

use crate::ledger::Told;
use crate::secret::commitment;
use sea_orm::entity::prelude::*;
use serde_json::{Value, json};

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "voids")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub org: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub source: Uuid,
    pub person: Uuid,
    /// `voided` by an assessor, or `superseded` by a correction.
    pub why: String,
    /// Personal text; only its salted hash is in the ledger.
    pub reason: String,
    pub salt: Vec<u8>,
    pub signature: Option<Uuid>,
    pub voided_ms: i64,
    pub voided_by: Option<Uuid>,
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
        self.source
    }

    fn body(&self) -> Value {
        json!({
            "person": self.person,
            "why": self.why,
            "signature": self.signature,
            "voided_ms": self.voided_ms,
            "voided_by": self.voided_by,
            "text": (!self.salt.is_empty()).then(|| commitment(&self.salt, &[&self.reason])),
        })
    }

    fn is_erased(&self) -> bool {
        self.salt.is_empty()
    }
}

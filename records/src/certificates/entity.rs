//! A certificate or transcript.

#![expect(unreachable_pub, reason = "SeaORM derives public items")]

use crate::ledger::Told;
use crate::secret::{commitment, hex};
use sea_orm::entity::prelude::*;
use serde_json::{Value, json};

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "certificates")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub org: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub person: Uuid,
    pub kind: String,
    pub competency: Option<String>,
    pub code_hash: Vec<u8>,
    pub body: String,
    pub body_hash: String,
    pub salt: Vec<u8>,
    pub shares: String,
    pub issued_ms: i64,
    pub expires_ms: Option<i64>,
    pub revoked_ms: Option<i64>,
    pub revoked_by: Option<Uuid>,
    pub ledger_position: Option<i64>,
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
            "kind": self.kind,
            "competency": self.competency,
            "code_hash": hex(&self.code_hash),
            "body_hash": self.body_hash,
            "shares": self.shares,
            "issued_ms": self.issued_ms,
            "expires_ms": self.expires_ms,
            "revoked_ms": self.revoked_ms,
            "revoked_by": self.revoked_by,
            "text": (!self.salt.is_empty()).then(|| commitment(&self.salt, &[&self.body])),
        })
    }

    fn is_erased(&self) -> bool {
        self.salt.is_empty()
    }
}

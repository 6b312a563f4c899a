//! A learner's appeal.

#![expect(unreachable_pub, reason = "SeaORM derives public items")]

use crate::ledger::Told;
use crate::secret::commitment;
use sea_orm::entity::prelude::*;
use serde_json::{Value, json};

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "appeals")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub org: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub person: Uuid,
    pub source: Uuid,
    pub kind: String,
    pub statement: String,
    pub salt: Vec<u8>,
    pub made_ms: i64,
    pub outcome: Option<String>,
    pub answer: Option<String>,
    pub answered_ms: Option<i64>,
    pub answered_by: Option<Uuid>,
    pub signature: Option<Uuid>,
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
            "source": self.source,
            "kind": self.kind,
            "made_ms": self.made_ms,
            "outcome": self.outcome,
            "answered_ms": self.answered_ms,
            "answered_by": self.answered_by,
            "signature": self.signature,
            "text": (!self.salt.is_empty()).then(|| commitment(&self.salt, &[&self.statement, self.answer.as_deref().unwrap_or_default()])),
        })
    }

    fn is_erased(&self) -> bool {
        self.salt.is_empty()
    }
}

//! An assessor's sign-off of a competency.

#![expect(unreachable_pub, reason = "SeaORM derives public items")]

use crate::ledger::Told;
use crate::secret::commitment;
use sea_orm::entity::prelude::*;
use serde_json::{Value, json};

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "sign_offs")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub org: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub person: Uuid,
    pub competency: String,
    /// Empty where the competency was found not met.
    pub level: String,
    pub framework: String,
    pub framework_version: i64,
    /// Ids of evidence in their order, JSON.
    pub rests_on: String,
    pub signature: Uuid,
    pub supersedes: Option<Uuid>,
    /// Personal text; only its salted hash is in the ledger.
    pub reason: Option<String>,
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
            "level": self.level,
            "framework": self.framework,
            "framework_version": self.framework_version,
            "rests_on": self.rests_on,
            "signature": self.signature,
            "supersedes": self.supersedes,
            "at_ms": self.at_ms,
            "text": (!self.salt.is_empty())
                .then(|| commitment(&self.salt, &[self.reason.as_deref().unwrap_or_default()])),
        })
    }

    fn is_erased(&self) -> bool {
        self.salt.is_empty()
    }
}

//! A signature.

#![expect(unreachable_pub, reason = "SeaORM derives public items")]

use crate::ledger::Told;
use crate::secret::{commitment, sha256_hex};
use sea_orm::entity::prelude::*;
use serde_json::{Value, json};

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "signatures")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub org: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub signer: Uuid,
    pub signer_name: String,
    pub meaning: String,
    pub text: String,
    pub text_hash: String,
    pub salt: Vec<u8>,
    pub signed_ms: i64,
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
        // The hash is unsalted, so the text is held against it also after a name and its salt were destroyed.
        let holds = self.text.is_empty() || sha256_hex(self.text.as_bytes()) == self.text_hash;
        let text_hash = holds.then_some(&self.text_hash);
        json!({
            "signer": self.signer,
            "meaning": self.meaning,
            "text_hash": text_hash,
            "signed_ms": self.signed_ms,
            "text": (!self.salt.is_empty()).then(|| commitment(&self.salt, &[&self.signer_name, &self.text])),
        })
    }

    fn is_erased(&self) -> bool {
        self.salt.is_empty()
    }
}

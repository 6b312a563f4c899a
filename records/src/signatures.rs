//! Signatures: the password again, the exact text, its meaning, and the hash that binds them.
//!
//! A command that needs a signature asks `prove` first, outside its transaction, then calls `sign` inside it. So a
//! wrong password is counted even though nothing else is done.

pub(crate) mod entity;
mod forget;
mod sign;

pub(crate) use forget::{forget_signer, forget_text};
pub(crate) use sign::{Proved, prove, sign};

use crate::instant::from_ms;
use crate::{Actor, Error, Records};
use sea_orm::{ConnectionTrait, EntityTrait};
use serde::{Deserialize, Serialize};
use time::OffsetDateTime;
use uuid::Uuid;

/// What a signature stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Meaning {
    /// "I saw this practice and marked what I saw."
    Observed,
    /// "I assessed this person and find the competency met."
    Assessed,
    /// "I looked at this document and accept or refuse it."
    Accepted,
    /// "This corrects what I signed before."
    Corrected,
    /// "This result does not count."
    Voided,
    /// "I answer this appeal."
    Answered,
    /// "I lift this restriction."
    Lifted,
}

impl Meaning {
    /// All meanings.
    pub const ALL: [Self; 7] = [
        Self::Observed,
        Self::Assessed,
        Self::Accepted,
        Self::Corrected,
        Self::Voided,
        Self::Answered,
        Self::Lifted,
    ];

    /// The stable text of the meaning.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Observed => "observed",
            Self::Assessed => "assessed",
            Self::Accepted => "accepted",
            Self::Corrected => "corrected",
            Self::Voided => "voided",
            Self::Answered => "answered",
            Self::Lifted => "lifted",
        }
    }

    /// The meaning with this text.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|meaning| meaning.as_str() == text)
    }
}

/// A signature as it is shown and printed: all of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignatureView {
    /// Its id.
    pub id: Uuid,
    /// Who signed.
    pub signer: Uuid,
    /// The signer's name as it was then; empty once erased.
    pub signer_name: String,
    /// What it stands for.
    pub meaning: Meaning,
    /// The exact text; empty once a person named in it is erased.
    pub text: String,
    /// SHA-256 of the exact text, hexadecimal.
    pub text_hash: String,
    /// When.
    pub signed_at: OffsetDateTime,
    /// The entry of the ledger that holds it.
    pub ledger_position: Option<u64>,
}

/// One signature, without a question of permission: whoever may see what was signed may see who signed it.
pub(crate) async fn view(
    db: &impl ConnectionTrait,
    actor: &Actor,
    signature: Uuid,
) -> Result<SignatureView, Error> {
    let row = entity::Entity::find_by_id((actor.org, signature))
        .one(db)
        .await?
        .ok_or(Error::NotFound)?;
    Ok(SignatureView {
        id: row.id,
        signer: row.signer,
        signer_name: row.signer_name,
        meaning: Meaning::parse(&row.meaning).ok_or(Error::NotFound)?,
        text: row.text,
        text_hash: row.text_hash,
        signed_at: from_ms(row.signed_ms),
        ledger_position: row.ledger_position.map(i64::cast_unsigned),
    })
}

/// A signature with all it says, for whoever may read the ledger.
pub async fn signature(records: &Records, actor: &Actor, id: Uuid) -> Result<SignatureView, Error> {
    let db = records.read();
    crate::permission::Scope::of(db, actor)
        .await?
        .require_everywhere(db, crate::permission::Ability::ReadLedger)
        .await?;
    view(db, actor, id).await
}

//! Signing inside a command.

use super::{Meaning, entity};
use crate::instant::{new_id, to_ms};
use crate::secret::{random_bytes, sha256_hex};
use crate::store::Transaction;
use crate::{Actor, Error, Op, Records, Refusal, ledger, row, signin};
use uuid::Uuid;

/// That the actor gave their password just now. Only [`prove`] makes it.
pub(crate) struct Proved {
    signer: Uuid,
    /// The stored hash that the password was held against.
    password_hash: Option<String>,
}

/// Asks for the password again. A wrong one is counted as on every path that checks a password.
pub(crate) async fn prove(records: &Records, actor: &Actor, password: &str) -> Result<Proved, Error> {
    let signer = actor.person_id().ok_or(Error::Refused(Refusal::NotAllowed))?;
    let password_hash = signin::prove_again(records, actor, password).await?;
    Ok(Proved {
        signer,
        password_hash,
    })
}

/// Writes the signature with its ledger entry, and gives the row.
pub(crate) async fn sign(
    tx: &Transaction,
    actor: &Actor,
    proved: &Proved,
    meaning: Meaning,
    text: String,
) -> Result<entity::Model, Error> {
    let signer = crate::people::find(tx, actor.org, proved.signer).await?;
    let same = actor.person_id() == Some(proved.signer)
        && signer.disabled_ms.is_none()
        && signer.password_hash == proved.password_hash;
    if !same {
        return Err(Error::Refused(Refusal::WrongCredentials));
    }
    let mut signature = entity::Model {
        org: actor.org,
        id: new_id(actor.now),
        signer: proved.signer,
        signer_name: signer.name,
        meaning: meaning.as_str().to_owned(),
        text_hash: sha256_hex(text.as_bytes()),
        text,
        salt: random_bytes::<16>().to_vec(),
        signed_ms: to_ms(actor.now),
        ledger_position: None,
    };
    let position = ledger::tell(tx, actor, Op::Signed, &signature, &[]).await?;
    signature.ledger_position = Some(position.cast_signed());
    row::insert(tx, signature.clone()).await?;
    Ok(signature)
}

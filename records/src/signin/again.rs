//! Asking a person who is signed in for their password again, before a signature.

use super::prove::{self, Claim};
use crate::{Actor, Error, Records, Refusal};

/// Proves the actor's password and gives the stored hash it was held against. A failure counts as at the sign-in.
pub(crate) async fn prove_again(
    records: &Records,
    actor: &Actor,
    password: &str,
) -> Result<Option<String>, Error> {
    let id = actor.person_id().ok_or(Error::SignedOut)?;
    let person = crate::people::find(records.read(), actor.org, id).await?;
    let account = person.sign_in_name.clone().unwrap_or_default();
    let claim = Claim {
        org: actor.org,
        account: &account,
        person: Some(&person),
        address: actor.address.as_deref(),
        now: actor.now,
    };
    let proof = prove::look(records, &claim, password).await?;
    let actor = actor.clone();
    let proved = records
        .write(actor.org, move |tx| {
            Box::pin(async move {
                // Read again: another password may have been set since this one was looked at.
                let current = crate::people::find(tx, actor.org, id).await?;
                let unchanged = current.password_hash == person.password_hash;
                let claim = Claim {
                    org: actor.org,
                    account: &account,
                    person: Some(&current),
                    address: actor.address.as_deref(),
                    now: actor.now,
                };
                if !prove::settle(tx, &claim, &proof).await? || !unchanged {
                    return Ok(None);
                }
                // A hash that was too weak may just have been made anew.
                Ok(Some(crate::people::find(tx, actor.org, id).await?.password_hash))
            })
        })
        .await?;
    proved.ok_or(Error::Refused(Refusal::WrongCredentials))
}

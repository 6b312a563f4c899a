//! Proving a password: the one path that every check of a password takes.

use super::hashing::Look;
use super::throttle::{self, Kind};
use crate::store::Transaction;
use crate::{Error, Records, people};
use sea_orm::ActiveModelTrait as _;
use sea_orm::IntoActiveModel as _;
use time::OffsetDateTime;
use uuid::Uuid;

/// Whose password is asked for, and from where.
pub(super) struct Claim<'a> {
    pub(super) org: Uuid,
    /// The account's name in normal form; known or not.
    pub(super) account: &'a str,
    pub(super) person: Option<&'a people::entity::Model>,
    pub(super) address: Option<&'a str>,
    pub(super) now: OffsetDateTime,
}

/// What the password told; to be settled inside the command's transaction.
pub(super) struct Proof {
    look: Look,
    /// The new hash when the stored one is weaker than today's.
    rehashed: Option<Rehashed>,
}

struct Rehashed {
    /// The stored hash that was looked at.
    of: String,
    hash: String,
}

/// Hashes and compares. An address that failed too often is told to wait; an account is not, it only fails.
pub(super) async fn look(records: &Records, claim: &Claim<'_>, password: &str) -> Result<Proof, Error> {
    if let Some(address) = claim.address {
        let wait_ms = throttle::wait_ms(records.read(), claim.org, Kind::Address, address, claim.now).await?;
        if wait_ms > 0 {
            let retry_after_s = u32::try_from((wait_ms + 999) / 1000).unwrap_or(u32::MAX);
            return Err(Error::Busy { retry_after_s });
        }
    }
    let usable = claim
        .person
        .filter(|person| person.disabled_ms.is_none() && person.erased_ms.is_none());
    let stored = usable.and_then(|person| person.password_hash.as_deref());
    let password: &str = if password.len() <= 4 * super::MAX_PASSWORD_CHARS {
        password
    } else {
        ""
    };
    let look = records.hashing().look(password, stored).await?;
    let rehashed = match (look, stored) {
        (Look::RightButOld, Some(stored)) => Some(Rehashed {
            of: stored.to_owned(),
            hash: records.hashing().hash(password).await?,
        }),
        _ => None,
    };
    Ok(Proof { look, rehashed })
}

/// Settles a proof: counts a failure or forgets earlier ones. True if the person proved who they are.
///
/// A right password during the wait fails as well, so that guesses sent at once gain nothing.
pub(super) async fn settle(tx: &Transaction, claim: &Claim<'_>, proof: &Proof) -> Result<bool, Error> {
    let waiting = throttle::wait_ms(tx, claim.org, Kind::Account, claim.account, claim.now).await? > 0;
    if proof.look == Look::Wrong || waiting {
        if !waiting {
            throttle::failed(tx, claim.org, Kind::Account, claim.account, claim.now).await?;
        }
        if let Some(address) = claim.address {
            throttle::failed(tx, claim.org, Kind::Address, address, claim.now).await?;
        }
        return Ok(false);
    }
    throttle::succeeded(tx, claim.org, Kind::Account, claim.account).await?;
    if let (Some(rehashed), Some(person)) = (&proof.rehashed, claim.person)
        // Another password may have been set since this one was looked at.
        && person.password_hash.as_deref() == Some(&rehashed.of)
    {
        let mut active = person.clone().into_active_model();
        active.password_hash = sea_orm::ActiveValue::Set(Some(rehashed.hash.clone()));
        active.update(tx).await?;
    }
    Ok(true)
}

//! Back-off for an account and for an address, kept in the database so that every process knows it.

use super::entity;
use crate::Error;
use crate::instant::to_ms;
use crate::secret::sha256_hex;
use crate::store::Transaction;
use sea_orm::sea_query::OnConflict;
use sea_orm::{ConnectionTrait, EntityTrait, IntoActiveModel};
use time::OffsetDateTime;
use uuid::Uuid;

/// What is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Account,
    Address,
    /// A person who types codes of supervised runs.
    SupervisionCode,
    /// An address that tries codes of certificates.
    Codes,
}

impl Kind {
    fn as_str(self) -> &'static str {
        match self {
            Self::Account => "account",
            Self::Address => "address",
            Self::SupervisionCode => "supervision_code",
            Self::Codes => "codes",
        }
    }

    /// Failures before the first wait; an address may be a whole hospital's.
    fn n_free(self) -> i64 {
        match self {
            Self::Account | Self::SupervisionCode => 5,
            Self::Address | Self::Codes => 30,
        }
    }

    /// The longest wait, in ms; short for an address at sign-in, since everybody behind it waits.
    fn max_wait_ms(self) -> i64 {
        match self {
            Self::Account | Self::SupervisionCode => 300_000,
            Self::Address => 4_000,
            Self::Codes => 60_000,
        }
    }

    /// How many earlier failures still count, and since when they are forgotten.
    fn remembered(self, before: &entity::Model, now_ms: i64) -> (i64, i64) {
        let since_ms = (now_ms - before.last_ms).max(0);
        let forgotten = since_ms / LEAK_MS;
        match self {
            Self::Account | Self::SupervisionCode if since_ms < FORGET_MS => (before.failures, now_ms),
            // What is left of an interval is not lost, so that the rate is true however failures are spaced.
            Self::Address | Self::Codes if forgotten < before.failures => {
                (before.failures - forgotten, before.last_ms + forgotten * LEAK_MS)
            }
            Self::Account | Self::Address | Self::SupervisionCode | Self::Codes => (0, now_ms),
        }
    }
}

/// After so long without a failure the count of an account starts again.
const FORGET_MS: i64 = 3_600_000;
/// An address forgets one failure in this time: a hospital's typing errors, but not a guesser's tries.
const LEAK_MS: i64 = 20_000;

/// Milliseconds that must still pass before the next try; 0 for none.
pub(crate) async fn wait_ms(
    db: &impl ConnectionTrait,
    org: Uuid,
    kind: Kind,
    subject: &str,
    now: OffsetDateTime,
) -> Result<i64, Error> {
    let row = find(db, org, kind, subject).await?;
    Ok(row.map_or(0, |row| (row.blocked_until_ms - to_ms(now)).max(0)))
}

/// Counts a failure.
pub(crate) async fn failed(
    tx: &Transaction,
    org: Uuid,
    kind: Kind,
    subject: &str,
    now: OffsetDateTime,
) -> Result<(), Error> {
    let now_ms = to_ms(now);
    let before = find(tx, org, kind, subject).await?;
    let (remembered, last_ms) = before.map_or((0, now_ms), |row| kind.remembered(&row, now_ms));
    let failures = remembered + 1;
    let row = entity::Model {
        org,
        kind: kind.as_str().to_owned(),
        subject: sha256_hex(subject.as_bytes()),
        failures,
        last_ms,
        blocked_until_ms: now_ms + wait_after(kind, failures),
    };
    let key = [entity::Column::Org, entity::Column::Kind, entity::Column::Subject];
    let values = [
        entity::Column::Failures,
        entity::Column::LastMs,
        entity::Column::BlockedUntilMs,
    ];
    entity::Entity::insert(row.into_active_model())
        .on_conflict(OnConflict::columns(key).update_columns(values).to_owned())
        .exec_without_returning(tx)
        .await?;
    Ok(())
}

/// Forgets the failures of a subject after a success.
pub(crate) async fn succeeded(tx: &Transaction, org: Uuid, kind: Kind, subject: &str) -> Result<(), Error> {
    entity::Entity::delete_by_id(key(org, kind, subject))
        .exec(tx)
        .await?;
    Ok(())
}

async fn find(
    db: &impl ConnectionTrait,
    org: Uuid,
    kind: Kind,
    subject: &str,
) -> Result<Option<entity::Model>, Error> {
    Ok(entity::Entity::find_by_id(key(org, kind, subject))
        .one(db)
        .await?)
}

fn key(org: Uuid, kind: Kind, subject: &str) -> (Uuid, String, String) {
    (org, kind.as_str().to_owned(), sha256_hex(subject.as_bytes()))
}

/// The wait doubles with every failure beyond the free ones.
fn wait_after(kind: Kind, failures: i64) -> i64 {
    match failures - kind.n_free() {
        beyond @ 0..=12 => (1000_i64 << beyond).min(kind.max_wait_ms()),
        beyond if beyond > 12 => kind.max_wait_ms(),
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_wait_doubles_and_is_bounded() {
        let waits: Vec<i64> = [4, 5, 6, 8, 13, 14, 1000]
            .map(|n| wait_after(Kind::Account, n))
            .to_vec();
        assert_eq!(waits, [0, 1000, 2000, 8000, 256_000, 300_000, 300_000]);
        let waits: Vec<i64> = [29, 30, 31, 32, 1000]
            .map(|n| wait_after(Kind::Address, n))
            .to_vec();
        assert_eq!(waits, [0, 1000, 2000, 4000, 4000]);
    }
}

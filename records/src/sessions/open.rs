//! Opening a session, inside the transaction of a sign-in.

use super::token::{Claims, sign};
use super::{SignedIn, entity};
use crate::instant::{new_id, to_ms};
use crate::secret::{new_secret, sha256};
use crate::store::Transaction;
use crate::{Actor, Error, Records, Who, row};
use time::{Duration, OffsetDateTime};
use uuid::Uuid;

/// Where a sign-in comes from.
#[derive(Clone, Debug, Default)]
pub(crate) struct Device {
    /// What the browser calls itself.
    pub(crate) name: String,
    pub(crate) address: Option<String>,
}

/// Opens a session for a person who proved who they are.
pub(crate) async fn open(
    records: &Records,
    tx: &Transaction,
    org: Uuid,
    person: Uuid,
    device: Device,
    now: OffsetDateTime,
) -> Result<SignedIn, Error> {
    let session = new_id(now);
    let secret = new_secret();
    let expires_at = now + Duration::hours(i64::from(records.settings().absolute_hours));
    let row = entity::Model {
        org,
        id: session,
        person,
        secret_hash: sha256(secret.as_bytes()).to_vec(),
        started_ms: to_ms(now),
        seen_ms: to_ms(now),
        expires_ms: to_ms(expires_at),
        ended_ms: None,
        device: device
            .name
            .chars()
            .filter(|c| !c.is_control())
            .take(200)
            .collect(),
        address: device.address.clone(),
    };
    row::insert(tx, row).await?;
    let claims = Claims::new(
        org,
        person,
        session,
        secret,
        now.unix_timestamp(),
        expires_at.unix_timestamp(),
    );
    let actor = Actor {
        org,
        who: Who::Person {
            person,
            session: Some(session),
        },
        now,
        address: device.address,
    };
    Ok(SignedIn {
        token: sign(records, &claims)?,
        expires_at,
        actor,
    })
}

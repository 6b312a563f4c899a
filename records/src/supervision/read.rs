//! Reading supervisions: what became of a code, and who supervised an attempt.

use super::entity;
use crate::instant::from_ms;
use crate::{Actor, Error, Records};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};
use serde::{Deserialize, Serialize};
use time::OffsetDateTime;
use uuid::Uuid;

/// What became of a code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OfferState {
    /// It can be used.
    Open {
        /// Until then.
        expires_at: OffsetDateTime,
    },
    /// It opened an attempt.
    Used {
        /// When.
        at: OffsetDateTime,
        /// Which.
        attempt: Uuid,
    },
    /// It is too old, or another took its place.
    Over,
}

/// What became of a code: for the assessor who made it.
pub async fn state(records: &Records, actor: &Actor, supervision: Uuid) -> Result<OfferState, Error> {
    let row = entity::Entity::find_by_id((actor.org, supervision))
        .one(records.read())
        .await?;
    let row = row
        .filter(|row| actor.person_id() == Some(row.assessor))
        .ok_or(Error::NotFound)?;
    let expires_at = from_ms(row.expires_ms);
    Ok(match (row.used_ms, row.attempt) {
        (Some(used_ms), Some(attempt)) => OfferState::Used {
            at: from_ms(used_ms),
            attempt,
        },
        _ if actor.now < expires_at => OfferState::Open { expires_at },
        _ => OfferState::Over,
    })
}

/// The supervision that opened an attempt, if one did.
pub(crate) async fn of_attempt(
    db: &impl ConnectionTrait,
    org: Uuid,
    attempt: Uuid,
) -> Result<Option<entity::Model>, Error> {
    let row = entity::Entity::find()
        .filter(entity::Column::Org.eq(org))
        .filter(entity::Column::Attempt.eq(attempt))
        .one(db)
        .await?;
    Ok(row)
}

/// The name of the assessor who supervised an attempt, if one did; empty once erased.
pub(crate) async fn supervisor(
    db: &impl ConnectionTrait,
    org: Uuid,
    attempt: Uuid,
) -> Result<Option<String>, Error> {
    match of_attempt(db, org, attempt).await? {
        Some(row) => Ok(Some(crate::people::find(db, org, row.assessor).await?.name)),
        None => Ok(None),
    }
}

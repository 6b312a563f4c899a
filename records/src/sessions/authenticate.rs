//! Who a request is from.

use super::{entity, token};
use crate::instant::to_ms;
use crate::people::entity as people;
use crate::secret::{same_secret, sha256};
use crate::{Actor, Error, Records, Who};
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use time::OffsetDateTime;

/// A session notes that it was used at most this often, and no less often than four times in its idle time.
const TOUCH_MS: i64 = 60_000;

/// The actor behind a session cookie, or [`Error::SignedOut`].
pub async fn authenticate(
    records: &Records,
    cookie: &str,
    address: Option<String>,
    now: OffsetDateTime,
) -> Result<Actor, Error> {
    let claims = token::check(records, cookie)?;
    if claims.exp <= now.unix_timestamp() {
        return Err(Error::SignedOut);
    }
    let db = records.read();
    let row = entity::Entity::find_by_id((claims.org, claims.sid))
        .one(db)
        .await?;
    let row = row.ok_or(Error::SignedOut)?;
    let now_ms = to_ms(now);
    let idle_ms = i64::from(records.settings().idle_minutes) * 60_000;
    let proven = same_secret(&row.secret_hash, &sha256(claims.sec.as_bytes())) && row.person == claims.sub;
    let alive = row.ended_ms.is_none() && now_ms < row.expires_ms && now_ms < row.seen_ms + idle_ms;
    if !proven || !alive {
        return Err(Error::SignedOut);
    }
    let person = people::Entity::find_by_id((claims.org, claims.sub))
        .one(db)
        .await?;
    if person.is_none_or(|person| person.disabled_ms.is_some() || person.erased_ms.is_some()) {
        return Err(Error::SignedOut);
    }
    if row.seen_ms + std::cmp::min(TOUCH_MS, idle_ms / 4) <= now_ms
        // Reading goes on when writing does not; the next request notes it.
        && let Err(error) = touch(records, &row, now_ms).await
    {
        tracing::warn!(%error, "the use of a session could not be noted");
    }
    let who = Who::Person {
        person: claims.sub,
        session: Some(claims.sid),
    };
    Ok(Actor {
        org: claims.org,
        who,
        now,
        address,
    })
}

async fn touch(records: &Records, row: &entity::Model, now_ms: i64) -> Result<(), Error> {
    let (org, session) = (row.org, row.id);
    records
        .write(org, move |tx| {
            Box::pin(async move {
                entity::Entity::update_many()
                    .col_expr(entity::Column::SeenMs, Expr::value(now_ms))
                    .filter(entity::Column::Org.eq(org))
                    .filter(entity::Column::Id.eq(session))
                    .filter(Expr::col(entity::Column::SeenMs).lt(now_ms))
                    .exec(tx)
                    .await?;
                Ok(())
            })
        })
        .await
}

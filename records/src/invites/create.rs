//! Making a link: administrators of every unit the person has a role in.

use super::{InvitePurpose, entity};
use crate::instant::to_ms;
use crate::ledger::{self, Leaf};
use crate::people::manageable;
use crate::secret::{new_secret, sha256};
use crate::{Actor, Error, Op, Records, row};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use serde_json::json;
use time::{Duration, OffsetDateTime};
use uuid::Uuid;

/// A link to make.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NewInvite {
    /// For whom.
    pub person: Uuid,
    /// What for.
    pub purpose: InvitePurpose,
}

/// A link that was made. The token is shown once and kept nowhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invite {
    /// The last part of the link.
    pub token: String,
    /// When it stops working.
    pub expires_at: OffsetDateTime,
}

/// Makes a link; earlier ones for the person stop working.
pub async fn create(records: &Records, actor: &Actor, input: NewInvite) -> Result<Invite, Error> {
    let actor = actor.clone();
    records
        .write(actor.org, move |tx| {
            Box::pin(async move {
                let person = manageable(tx, &actor, input.person).await?;
                entity::Entity::update_many()
                    .col_expr(entity::Column::ClosedMs, Expr::value(to_ms(actor.now)))
                    .filter(entity::Column::Org.eq(actor.org))
                    .filter(entity::Column::Person.eq(person.id))
                    .filter(entity::Column::ClosedMs.is_null())
                    .exec(tx)
                    .await?;
                // The organisation comes first in every key, so the link carries it.
                let token = format!("{}.{}", actor.org.simple(), new_secret());
                let expires_at = actor.now + Duration::hours(input.purpose.valid_hours());
                let row = entity::Model {
                    org: actor.org,
                    token_hash: sha256(token.as_bytes()).to_vec(),
                    person: person.id,
                    purpose: input.purpose.as_str().to_owned(),
                    created_ms: to_ms(actor.now),
                    expires_ms: to_ms(expires_at),
                    closed_ms: None,
                };
                row::insert(tx, row).await?;
                let body = json!({"purpose": input.purpose.as_str()});
                let leaf = Leaf {
                    op: Op::InviteCreated,
                    subject: Some(person.id),
                    body,
                };
                ledger::append(tx, &actor, leaf).await?;
                Ok(Invite { token, expires_at })
            })
        })
        .await
}

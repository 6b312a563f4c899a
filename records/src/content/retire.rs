//! Taking content out of use, and back: educators at the root, and the system. What was made with it stays.

use super::latest::latest_row;
use super::publish::require_publisher;
use super::{Kind, retirement_entity as entity};
use crate::instant::to_ms;
use crate::ledger::{self, Leaf};
use crate::store::Transaction;
use crate::units::create::required_text;
use crate::{Actor, Error, Op, Records, row, standing};
use sea_orm::sea_query::Condition;
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel,
    QueryFilter,
};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use uuid::Uuid;

/// Takes content out of use. Content already out of use stays so.
pub async fn retire(
    records: &Records,
    actor: &Actor,
    kind: Kind,
    slug: &str,
    reason: &str,
) -> Result<(), Error> {
    let reason = required_text("reason", reason)?;
    let (actor, handle, slug) = (actor.clone(), records.clone(), slug.to_owned());
    records
        .write(actor.org, move |tx| {
            Box::pin(async move {
                require_publisher(tx, &actor).await?;
                latest_row(tx, actor.org, kind, &slug)
                    .await?
                    .ok_or(Error::NotFound)?;
                if open(tx, actor.org, kind, &slug).await?.is_some() {
                    return Ok(());
                }
                let row = entity::Model {
                    org: actor.org,
                    kind: kind.as_str().to_owned(),
                    slug,
                    retired_ms: to_ms(actor.now),
                    retired_by: actor.person_id(),
                    restored_ms: None,
                    reason,
                };
                row::insert(tx, row.clone()).await?;
                tell(&handle, tx, &actor, Op::ContentRetired, &row).await
            })
        })
        .await
}

/// Takes retired content back into use. Content in use stays so.
pub async fn restore(records: &Records, actor: &Actor, kind: Kind, slug: &str) -> Result<(), Error> {
    let (actor, handle, slug) = (actor.clone(), records.clone(), slug.to_owned());
    records
        .write(actor.org, move |tx| {
            Box::pin(async move {
                require_publisher(tx, &actor).await?;
                latest_row(tx, actor.org, kind, &slug)
                    .await?
                    .ok_or(Error::NotFound)?;
                let Some(mut row) = open(tx, actor.org, kind, &slug).await? else {
                    return Ok(());
                };
                row.restored_ms = Some(to_ms(actor.now));
                let mut active = row.clone().into_active_model();
                active.restored_ms = Set(row.restored_ms);
                active.update(tx).await?;
                tell(&handle, tx, &actor, Op::ContentRestored, &row).await
            })
        })
        .await
}

async fn tell(
    records: &Records,
    tx: &Transaction,
    actor: &Actor,
    op: Op,
    row: &entity::Model,
) -> Result<(), Error> {
    let leaf = Leaf {
        op,
        subject: None,
        body: ledger_body(row),
    };
    ledger::append(tx, actor, leaf).await?;
    if row.kind == Kind::Framework.as_str() {
        let stored = latest_row(tx, row.org, Kind::Framework, &row.slug).await?;
        let framework = super::framework_of(&stored.ok_or(Error::NotFound)?)?;
        for competency in &framework.competencies {
            standing::reproject_competency(records, tx, row.org, &competency.id).await?;
        }
    }
    Ok(())
}

/// What the ledger says of a retirement.
pub(crate) fn ledger_body(row: &entity::Model) -> Value {
    json!({
        "kind": row.kind,
        "slug": row.slug,
        "retired_ms": row.retired_ms,
        "retired_by": row.retired_by,
        "restored_ms": row.restored_ms,
        "reason": row.reason,
    })
}

/// The retirement that has not ended, if there is one.
pub(super) async fn open(
    db: &impl ConnectionTrait,
    org: Uuid,
    kind: Kind,
    slug: &str,
) -> Result<Option<entity::Model>, Error> {
    let row = entity::Entity::find()
        .filter(entity::Column::Org.eq(org))
        .filter(entity::Column::Kind.eq(kind.as_str()))
        .filter(entity::Column::Slug.eq(slug))
        .filter(entity::Column::RestoredMs.is_null())
        .one(db)
        .await?;
    Ok(row)
}

/// The names of a kind that were out of use at an instant.
pub(super) async fn retired(
    db: &impl ConnectionTrait,
    org: Uuid,
    kind: Kind,
    as_of_ms: i64,
) -> Result<BTreeSet<String>, Error> {
    let not_restored = Condition::any()
        .add(entity::Column::RestoredMs.is_null())
        .add(entity::Column::RestoredMs.gt(as_of_ms));
    let rows = entity::Entity::find()
        .filter(entity::Column::Org.eq(org))
        .filter(entity::Column::Kind.eq(kind.as_str()))
        .filter(entity::Column::RetiredMs.lte(as_of_ms))
        .filter(not_restored)
        .all(db)
        .await?;
    Ok(rows.into_iter().map(|row| row.slug).collect())
}

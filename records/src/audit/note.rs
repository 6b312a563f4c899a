//! Adding a line.

use super::{Access, entity};
use crate::instant::{new_id, to_ms};
use crate::store::Transaction;
use crate::{Actor, Error, Records, row};
use uuid::Uuid;

/// Adds a line in a transaction of its own.
pub(crate) async fn note(
    records: &Records,
    actor: &Actor,
    what: Access,
    subject: Option<Uuid>,
    detail: &str,
) -> Result<(), Error> {
    let (actor, detail) = (actor.clone(), detail.to_owned());
    records
        .write(actor.org, move |tx| {
            Box::pin(async move { note_in(tx, &actor, what, subject, &detail).await })
        })
        .await
}

/// Adds a line in a command's transaction.
pub(crate) async fn note_in(
    tx: &Transaction,
    actor: &Actor,
    what: Access,
    subject: Option<Uuid>,
    detail: &str,
) -> Result<(), Error> {
    let row = entity::Model {
        org: actor.org,
        id: new_id(actor.now),
        at_ms: to_ms(actor.now),
        what: what.as_str().to_owned(),
        actor: actor.person_id(),
        subject,
        detail: detail.to_owned(),
        address: actor.address.clone(),
    };
    row::insert(tx, row).await
}

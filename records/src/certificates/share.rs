//! What a holder shares of a certificate, and taking it back.

use super::{Shared, entity, to_text};
use crate::instant::to_ms;
use crate::store::Transaction;
use crate::{Actor, Error, Op, Records, Refusal, ledger};
use sea_orm::{ActiveModelTrait, EntityTrait, IntoActiveModel};
use std::collections::BTreeSet;
use uuid::Uuid;

/// Chooses what whoever has the code is shown; nothing at all keeps even from them that there is a certificate.
pub async fn share(
    records: &Records,
    actor: &Actor,
    certificate: Uuid,
    shares: BTreeSet<Shared>,
) -> Result<(), Error> {
    let shares = to_text(&shares);
    change(records, actor, certificate, Op::CertificateShared, move |row| {
        if row.revoked_ms.is_some() {
            return Err(Error::Refused(Refusal::NotAllowed));
        }
        row.shares = shares;
        Ok(())
    })
    .await
}

/// Takes a certificate back: whoever has the code is told that it was withdrawn, and when.
pub async fn withdraw(records: &Records, actor: &Actor, certificate: Uuid) -> Result<(), Error> {
    let (now, who) = (actor.now, actor.person_id());
    change(records, actor, certificate, Op::CertificateRevoked, move |row| {
        row.revoked_by = row.revoked_ms.map_or(who, |_| row.revoked_by);
        row.revoked_ms = row.revoked_ms.or(Some(to_ms(now)));
        Ok(())
    })
    .await
}

/// Changes one's own certificate and tells it; what changes nothing is not told again.
async fn change(
    records: &Records,
    actor: &Actor,
    certificate: Uuid,
    op: Op,
    edit: impl FnOnce(&mut entity::Model) -> Result<(), Error> + Send + 'static,
) -> Result<(), Error> {
    let asker = actor.clone();
    let done = records
        .write(actor.org, move |tx| {
            Box::pin(async move {
                let before = own(tx, &asker, certificate).await?;
                let mut row = before.clone();
                edit(&mut row)?;
                if row != before {
                    ledger::tell(tx, &asker, op, &row, &[]).await?;
                    row.into_active_model().reset_all().update(tx).await?;
                }
                Ok(())
            })
        })
        .await;
    match done {
        Err(Error::NotFound) => Err(records.note_denied(actor, "certificates.change", Some(certificate))),
        other => other,
    }
}

async fn own(tx: &Transaction, actor: &Actor, certificate: Uuid) -> Result<entity::Model, Error> {
    let person = actor.person_id().ok_or(Error::SignedOut)?;
    entity::Entity::find_by_id((actor.org, certificate))
        .one(tx)
        .await?
        .filter(|row| row.person == person)
        .ok_or(Error::NotFound)
}

//! Erasing a person: names, salt and password go; hashes and verdicts stay.

use super::change::manageable;
use super::ledger_body;
use crate::instant::to_ms;
use crate::ledger::{self, Leaf};
use crate::{Actor, Error, Op, Records};
use sea_orm::{ActiveModelTrait, IntoActiveModel};
use uuid::Uuid;

/// Destroys a person's personal text for good.
pub async fn erase(records: &Records, actor: &Actor, person: Uuid) -> Result<(), Error> {
    let actor = actor.clone();
    records
        .write(actor.org, move |tx| {
            Box::pin(async move {
                let mut row = manageable(tx, &actor, person).await?;
                row.sign_in_name = None;
                row.name = String::new();
                row.salt = Vec::new();
                row.password_hash = None;
                row.erased_ms = Some(to_ms(actor.now));
                crate::sessions::forget_all_of(tx, actor.org, person).await?;
                crate::observations::forget_texts_of(tx, actor.org, person).await?;
                crate::conflicts::forget_texts_of(tx, actor.org, person).await?;
                crate::restrictions::erase_of(tx, actor.org, person).await?;
                crate::signatures::forget_signer(tx, actor.org, person).await?;
                crate::signoffs::forget_texts_of(tx, actor.org, person).await?;
                crate::acceptances::forget_texts_of(tx, actor.org, person).await?;
                crate::certificates::erase_of(tx, actor.org, person).await?;
                let leaf = Leaf {
                    op: Op::PersonErased,
                    subject: Some(person),
                    body: ledger_body(&row),
                };
                row.into_active_model().reset_all().update(tx).await?;
                ledger::append(tx, &actor, leaf).await?;
                Ok(())
            })
        })
        .await
}

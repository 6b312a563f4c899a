//! Voiding a verdict: assessors of the person's unit, with a signed reason. It stays visible and counts for nothing.

use super::source::{Source, SourceView, source_of};
use super::{evidence_entity as evidence, reproject, void_entity as entity};
use crate::appeals::required_words;
use crate::instant::{from_ms, to_ms};
use crate::permission::{Ability, Scope};
use crate::secret::random_bytes;
use crate::signatures::{self, Meaning, SignatureView};
use crate::store::Transaction;
use crate::{Actor, Conflict, Error, Op, Records, Refusal, ledger, restrictions, row};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use time::OffsetDateTime;
use uuid::Uuid;

/// The stored reason code of a verdict that an assessor voided.
const VOIDED: &str = "voided";

/// A verdict to void.
#[derive(Clone)]
pub struct NewVoid {
    /// The attempt, sitting or observation.
    pub source: Uuid,
    /// Why.
    pub reason: String,
    /// The text that the screen showed for signing; none where no screen showed any.
    pub shown: Option<String>,
    /// The assessor's password, again.
    pub password: String,
}

/// That a verdict no longer counts, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct VoidView {
    /// `voided` or `superseded`.
    pub why: String,
    /// Why, in words; empty once the person is erased.
    pub reason: String,
    /// Since when.
    pub at: OffsetDateTime,
    /// The signature.
    pub signature: Option<SignatureView>,
}

/// Voids a verdict. `wording` makes the text that is signed, as it was shown, from the verdict and the reason.
///
/// Asking again with the same reason changes nothing; a verdict that somebody else voided is a conflict.
pub async fn void(
    records: &Records,
    actor: &Actor,
    input: NewVoid,
    wording: fn(&SourceView, &str) -> String,
) -> Result<(), Error> {
    if let Err(error) = voidable(records, records.read(), actor, input.source).await {
        return Err(match error {
            Error::NotFound => records.note_denied(actor, "standing.void", Some(input.source)),
            error => error,
        });
    }
    let reason = required_words("reason", &input.reason)?;
    let proved = signatures::prove(records, actor, &input.password).await?;
    let (actor, handle) = (actor.clone(), records.clone());
    records
        .write(actor.org, move |tx| {
            Box::pin(async move {
                let source = voidable(&handle, tx, &actor, input.source).await?;
                let before = entity::Entity::find_by_id((actor.org, input.source))
                    .one(tx)
                    .await?;
                if let Some(before) = before {
                    let same = before.voided_by == actor.person_id() && before.reason == reason;
                    return match same {
                        true => Ok(()),
                        false => Err(Error::Conflict(Conflict::AlreadyRecorded)),
                    };
                }
                let text = wording(&source.view, &reason);
                if input.shown.is_some_and(|shown| shown != text) {
                    return Err(Error::Conflict(Conflict::OtherText));
                }
                let signature = signatures::sign(tx, &actor, &proved, Meaning::Voided, text).await?;
                void_in(&handle, tx, &actor, &source.view, reason, signature.id).await
            })
        })
        .await
}

/// The verdict, if the actor may void it.
async fn voidable(
    records: &Records,
    db: &impl ConnectionTrait,
    actor: &Actor,
    source: Uuid,
) -> Result<Source, Error> {
    let source = source_of(records, db, actor.org, source).await?;
    let scope = Scope::of(db, actor).await?;
    if scope.is_self(source.view.person) {
        return Err(Error::Refused(Refusal::NotYourself));
    }
    scope
        .require_over(db, Ability::Assess, source.view.person)
        .await?;
    Ok(source)
}

/// Voids a verdict inside a command that signs for it. One that is void already stays as it is.
pub(crate) async fn void_in(
    records: &Records,
    tx: &Transaction,
    actor: &Actor,
    source: &SourceView,
    reason: String,
    signature: Uuid,
) -> Result<(), Error> {
    let before = entity::Entity::find_by_id((actor.org, source.id)).one(tx).await?;
    if before.is_some() {
        return Ok(());
    }
    let row = entity::Model {
        org: actor.org,
        source: source.id,
        person: source.person,
        why: VOIDED.to_owned(),
        reason,
        salt: random_bytes::<16>().to_vec(),
        signature: Some(signature),
        voided_ms: to_ms(actor.now),
        voided_by: actor.person_id(),
    };
    ledger::tell(tx, actor, Op::SourceVoided, &row, &[]).await?;
    row::insert(tx, row).await?;
    let pieces = evidence::Entity::find()
        .filter(evidence::Column::Org.eq(actor.org))
        .filter(evidence::Column::Source.eq(source.id))
        .all(tx)
        .await?;
    let competencies: BTreeSet<&str> = pieces.iter().map(|piece| piece.competency.as_str()).collect();
    for competency in competencies {
        reproject(records, tx, actor.org, source.person, competency).await?;
    }
    crate::refreshers::forget(tx, actor.org, source.id).await?;
    restrictions::restore(records, tx, actor.org, source.person, source.id, actor.now).await
}

/// That a verdict no longer counts, if it does not; without a question of permission.
pub(crate) async fn void_of(
    db: &impl ConnectionTrait,
    actor: &Actor,
    source: Uuid,
) -> Result<Option<VoidView>, Error> {
    let Some(row) = entity::Entity::find_by_id((actor.org, source)).one(db).await? else {
        return Ok(None);
    };
    let signature = match row.signature {
        Some(signature) => Some(signatures::view(db, actor, signature).await?),
        None => None,
    };
    Ok(Some(VoidView {
        why: row.why,
        reason: row.reason,
        at: from_ms(row.voided_ms),
        signature,
    }))
}

/// Since when sources of a person's evidence no longer count.
pub(crate) async fn void_times(
    db: &impl ConnectionTrait,
    org: Uuid,
    person: Uuid,
) -> Result<BTreeMap<Uuid, OffsetDateTime>, Error> {
    let rows = entity::Entity::find()
        .filter(entity::Column::Org.eq(org))
        .filter(entity::Column::Person.eq(person))
        .all(db)
        .await?;
    Ok(rows
        .into_iter()
        .map(|row| (row.source, from_ms(row.voided_ms)))
        .collect())
}

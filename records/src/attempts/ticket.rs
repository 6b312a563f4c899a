//! What a browser needs to play an attempt.

use super::{AttemptStatus, Kind, entity};
use crate::instant::from_ms;
use crate::secret::keyed_hash;
use crate::store::Transaction;
use crate::{Actor, Error, Records, Refusal};
use sea_orm::{ActiveModelTrait, ActiveValue, EntityTrait, IntoActiveModel};
use serde::Serialize;
use time::OffsetDateTime;
use training::script::{Rehearsal, Script};
use uuid::Uuid;

/// What a browser needs to play an attempt, also offline.
#[derive(Clone, Debug, Serialize)]
pub struct Ticket {
    /// The attempt to deliver: the one asked for.
    pub attempt_id: Uuid,
    /// What it is for.
    pub kind: Kind,
    /// The scenario's name.
    pub scenario: String,
    /// The drawn variant; for a graded run without rubric, reasons or hints.
    pub script: Script,
    /// Hints, how far the learner is in their skills, and criteria; practice only.
    pub rehearsal: Option<Rehearsal>,
    /// Delivers this attempt and does nothing else.
    pub submit_token: String,
    /// When the attempt began.
    pub started_at: OffsetDateTime,
    /// Until when it can be delivered.
    pub token_expires_at: OffsetDateTime,
    /// Time allowed, in percent of the usual.
    pub timing_percent: u16,
    /// Whether the attempt had begun before.
    pub resumed: bool,
    /// The name of the assessor who supervises it, if one does.
    pub supervised_by: Option<String>,
}

/// The ticket of one's own open attempt, once more; it is counted.
pub async fn ticket(records: &Records, actor: &Actor, attempt: Uuid) -> Result<Ticket, Error> {
    let owner = actor.clone();
    let row = records
        .write(actor.org, move |tx| {
            Box::pin(async move {
                let row = entity::Entity::find_by_id((owner.org, attempt)).one(tx).await?;
                let row = row
                    .filter(|row| owner.person_id() == Some(row.person))
                    .ok_or(Error::NotFound)?;
                match AttemptStatus::parse(&row.status) {
                    AttemptStatus::Open => reissue(tx, row).await,
                    _ => Err(Error::Refused(Refusal::AttemptClosed)),
                }
            })
        })
        .await?;
    issue(records, row, Begun::Before).await
}

/// Counts that an open attempt's ticket is handed out again.
pub(super) async fn reissue(tx: &Transaction, mut row: entity::Model) -> Result<entity::Model, Error> {
    row.reissued += 1;
    let mut active = row.clone().into_active_model();
    active.reissued = ActiveValue::Set(row.reissued);
    active.update(tx).await?;
    Ok(row)
}

/// Whether an attempt began now or had begun before.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Begun {
    Now,
    Before,
}

/// The ticket of an attempt; the same every time.
pub(super) async fn issue(records: &Records, row: entity::Model, begun: Begun) -> Result<Ticket, Error> {
    let db = records.read();
    let scenario = crate::content::scenario_version(records, db, row.org, &row.scenario, row.version).await?;
    let supervised_by = crate::supervision::supervisor(db, row.org, row.id).await?;
    let kind = Kind::parse(&row.kind);
    let seed = row.seed.cast_unsigned();
    let rehearsal = match kind {
        Kind::Practice => Some(Rehearsal {
            levels: crate::skills::levels_before(db, row.org, row.person, row.started_ms).await?,
            ..scenario.rehearsal(seed)
        }),
        Kind::Graded => None,
    };
    Ok(Ticket {
        attempt_id: row.id,
        kind,
        submit_token: submit_token(records, row.id, &row.token_salt),
        script: scenario.draw(seed),
        rehearsal,
        scenario: row.scenario,
        started_at: from_ms(row.started_ms),
        token_expires_at: from_ms(row.token_expires_ms),
        timing_percent: u16::try_from(row.timing_percent).unwrap_or(100),
        resumed: begun == Begun::Before,
        supervised_by,
    })
}

/// The token of an attempt: derived from a random salt with the server's key, so that the ticket of an attempt that
/// is resumed carries the same one although the database keeps only its hash.
pub(super) fn submit_token(records: &Records, attempt: Uuid, salt: &[u8]) -> String {
    let message = [b"titrate submit token".as_slice(), attempt.as_bytes(), salt].concat();
    keyed_hash(&records.secrets().key, &message)
}

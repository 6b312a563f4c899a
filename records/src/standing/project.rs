//! Adding evidence, and keeping the projection in the same transaction.

use super::{entity, evidence_entity};
use crate::attempts::{entity as attempts, run_entity as runs};
use crate::content::catalogue;
use crate::instant::{from_ms, new_id};
use crate::store::Transaction;
use crate::{Error, Records, row};
use competency::EvidenceKind;
use sea_orm::sea_query::OnConflict;
use sea_orm::{EntityTrait, IntoActiveModel};
use uuid::Uuid;

/// The evidence a graded run gives: one piece for each competency of its scenario; none without a verdict.
pub(crate) fn pieces_of(
    attempt: &attempts::Model,
    run: &runs::Model,
    competencies: &[String],
) -> Vec<evidence_entity::Model> {
    let Some(passed) = run.passed else {
        return Vec::new();
    };
    let piece = |competency: &String| evidence_entity::Model {
        org: attempt.org,
        id: new_id(from_ms(run.recorded_ms)),
        person: attempt.person,
        competency: competency.clone(),
        kind: EvidenceKind::SimulatorRun.as_str().to_owned(),
        passed,
        at_ms: run.recorded_ms,
        attempt: attempt.id,
    };
    competencies.iter().map(piece).collect()
}

/// Adds evidence and moves the projection.
pub(crate) async fn add(
    records: &Records,
    tx: &Transaction,
    org: Uuid,
    pieces: &[evidence_entity::Model],
) -> Result<(), Error> {
    if pieces.is_empty() {
        return Ok(());
    }
    let catalogue = catalogue(records, tx, org).await?;
    for piece in pieces {
        row::insert(tx, piece.clone()).await?;
        if catalogue.counts(&piece.competency, &piece.kind) {
            move_projection(tx, piece).await?;
        }
    }
    Ok(())
}

async fn move_projection(tx: &Transaction, piece: &evidence_entity::Model) -> Result<(), Error> {
    let key = (piece.org, piece.person, piece.competency.clone());
    let before = entity::Entity::find_by_id(key).one(tx).await?;
    let row = moved(before, piece);
    let key = [
        entity::Column::Org,
        entity::Column::Person,
        entity::Column::Competency,
    ];
    let values = [
        entity::Column::PassedMs,
        entity::Column::FailedMs,
        entity::Column::Evidence,
    ];
    entity::Entity::insert(row.into_active_model())
        .on_conflict(OnConflict::columns(key).update_columns(values).to_owned())
        .exec_without_returning(tx)
        .await?;
    Ok(())
}

/// The projection after one more piece of evidence.
pub(crate) fn moved(before: Option<entity::Model>, piece: &evidence_entity::Model) -> entity::Model {
    let mut row = before.unwrap_or_else(|| entity::Model {
        org: piece.org,
        person: piece.person,
        competency: piece.competency.clone(),
        passed_ms: None,
        failed_ms: None,
        evidence: None,
    });
    if !piece.passed {
        row.failed_ms = row.failed_ms.max(Some(piece.at_ms));
    } else if row.passed_ms.is_none_or(|before| before <= piece.at_ms) {
        row.passed_ms = Some(piece.at_ms);
        row.evidence = Some(piece.id);
    }
    row
}

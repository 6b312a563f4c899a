//! Adding evidence, and keeping the projection in the same transaction.

use super::{entity, evidence_entity, void_entity};
use crate::calendars::{self, Calendar};
use crate::content::{Catalogue, catalogue};
use crate::instant::{from_ms, new_id, to_ms};
use crate::store::Transaction;
use crate::{Conflict, Error, Records, restrictions, row};
use competency::{Competency, EndsBy, Evidence, EvidenceKind, Standing};
use sea_orm::sea_query::OnConflict;
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder, QuerySelect,
};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use time::OffsetDateTime;
use uuid::Uuid;

/// Evidence to add: one piece for each competency.
#[derive(Clone, Debug)]
pub(crate) struct NewEvidence {
    /// Whose it is.
    pub(crate) person: Uuid,
    /// What it is evidence for.
    pub(crate) competencies: Vec<String>,
    /// What was shown.
    pub(crate) kind: EvidenceKind,
    /// Whether it met the criteria.
    pub(crate) passed: bool,
    /// How well, in thousandths.
    pub(crate) score_permille: Option<u16>,
    /// The level it shows; the competency's own where none is named.
    pub(crate) level: Option<String>,
    /// When it was shown.
    pub(crate) shown_at: OffsetDateTime,
    /// When it is recorded.
    pub(crate) recorded_at: OffsetDateTime,
    /// Who recorded it; none for the server's own grading.
    pub(crate) recorded_by: Option<Uuid>,
    /// What was done, in words: the title of the scenario, test or checklist in its version.
    pub(crate) title: String,
    /// The attempt, sitting, observation, sign-off or acceptance it comes from.
    pub(crate) source: Uuid,
}

/// The rows of new evidence, not yet written: the source's ledger entry tells them, too.
pub(crate) async fn pieces_of(
    records: &Records,
    db: &impl ConnectionTrait,
    org: Uuid,
    new: &NewEvidence,
) -> Result<Vec<evidence_entity::Model>, Error> {
    let catalogue = catalogue(records, db, org).await?;
    let piece = |competency: &String| {
        let device = catalogue
            .competency(competency)
            .and_then(|competency| competency.device.as_ref());
        evidence_entity::Model {
            org,
            id: new_id(new.recorded_at),
            person: new.person,
            competency: competency.clone(),
            kind: new.kind.as_str().to_owned(),
            passed: new.passed,
            score_permille: new.score_permille.map(i64::from),
            level: new.level.clone(),
            device: device.map(|device| format!("{}@{}", device.model, device.version)),
            title: new.title.clone(),
            at_ms: to_ms(new.shown_at),
            recorded_ms: to_ms(new.recorded_at),
            recorded_by: new.recorded_by,
            source: new.source,
        }
    };
    Ok(new.competencies.iter().map(piece).collect())
}

/// What a ledger entry tells of the evidence that a source gave, in the order of its ids.
pub(crate) fn pieces_body(pieces: &[evidence_entity::Model]) -> Value {
    let mut pieces: Vec<&evidence_entity::Model> = pieces.iter().collect();
    pieces.sort_by_key(|piece| piece.id);
    let piece = |piece: &&evidence_entity::Model| {
        json!({
            "id": piece.id,
            "person": piece.person,
            "competency": piece.competency,
            "kind": piece.kind,
            "passed": piece.passed,
            "score_permille": piece.score_permille,
            "level": piece.level,
            "device": piece.device,
            "title": piece.title,
            "at_ms": piece.at_ms,
            "recorded_ms": piece.recorded_ms,
            "recorded_by": piece.recorded_by,
        })
    };
    pieces.iter().map(piece).collect()
}

/// Adds evidence and moves the projection; what passed may lift restrictions. A source gives evidence once, so that
/// nobody's id can be taken for another's.
pub(crate) async fn add(
    records: &Records,
    tx: &Transaction,
    org: Uuid,
    pieces: &[evidence_entity::Model],
) -> Result<(), Error> {
    if let Some(first) = pieces.first() {
        let before = evidence_entity::Entity::find()
            .filter(evidence_entity::Column::Org.eq(org))
            .filter(evidence_entity::Column::Source.eq(first.source))
            .limit(1)
            .one(tx)
            .await?;
        if before.is_some() {
            return Err(Error::Conflict(Conflict::IdTaken));
        }
    }
    for piece in pieces {
        row::insert(tx, piece.clone()).await?;
    }
    for piece in pieces {
        reproject(records, tx, org, piece.person, &piece.competency).await?;
    }
    if let Some(passed) = pieces.iter().find(|piece| piece.passed) {
        let recorded_at = from_ms(passed.recorded_ms);
        restrictions::relieve(records, tx, org, passed.person, passed.source, recorded_at).await?;
    }
    Ok(())
}

/// Makes the projection of one person and competency anew from all evidence that counts.
pub(crate) async fn reproject(
    records: &Records,
    tx: &Transaction,
    org: Uuid,
    person: Uuid,
    competency: &str,
) -> Result<(), Error> {
    let catalogue = catalogue(records, tx, org).await?;
    let calendar = calendars::of_person(tx, org, person).await?;
    let pieces = evidence_entity::Entity::find()
        .filter(evidence_entity::Column::Org.eq(org))
        .filter(evidence_entity::Column::Person.eq(person))
        .filter(evidence_entity::Column::Competency.eq(competency))
        .all(tx)
        .await?;
    let void = voided(tx, org, person).await?;
    match projection(&catalogue, &pieces, &void, &calendar) {
        Some(row) => keep(tx, row).await,
        None => Ok(()),
    }
}

/// Makes the whole projection of a person anew, for example in another calendar.
pub(crate) async fn reproject_person(
    records: &Records,
    tx: &Transaction,
    org: Uuid,
    person: Uuid,
) -> Result<(), Error> {
    let rows = entity::Entity::find()
        .filter(entity::Column::Org.eq(org))
        .filter(entity::Column::Person.eq(person))
        .all(tx)
        .await?;
    for row in rows {
        reproject(records, tx, org, person, &row.competency).await?;
    }
    Ok(())
}

/// Makes the projection of a competency anew for everybody, after its rule changed.
pub(crate) async fn reproject_competency(
    records: &Records,
    tx: &Transaction,
    org: Uuid,
    competency: &str,
) -> Result<(), Error> {
    let rows = entity::Entity::find()
        .filter(entity::Column::Org.eq(org))
        .filter(entity::Column::Competency.eq(competency))
        .order_by_asc(entity::Column::Person)
        .all(tx)
        .await?;
    for row in rows {
        reproject(records, tx, org, row.person, competency).await?;
    }
    Ok(())
}

/// The sources of a person's evidence that no longer count.
pub(crate) async fn voided(
    db: &impl ConnectionTrait,
    org: Uuid,
    person: Uuid,
) -> Result<BTreeSet<Uuid>, Error> {
    let rows = void_entity::Entity::find()
        .filter(void_entity::Column::Org.eq(org))
        .filter(void_entity::Column::Person.eq(person))
        .all(db)
        .await?;
    Ok(rows.into_iter().map(|row| row.source).collect())
}

/// Why a source no longer counts; none while it does.
pub(crate) async fn why_void(
    db: &impl ConnectionTrait,
    org: Uuid,
    source: Uuid,
) -> Result<Option<String>, Error> {
    let row = void_entity::Entity::find_by_id((org, source)).one(db).await?;
    Ok(row.map(|row| row.why))
}

/// The projection that all evidence of a person for a competency gives; none without evidence.
pub(crate) fn projection(
    catalogue: &Catalogue,
    pieces: &[evidence_entity::Model],
    void: &BTreeSet<Uuid>,
    calendar: &Calendar,
) -> Option<entity::Model> {
    let first = pieces.first()?;
    let mut counting: Vec<&evidence_entity::Model> = pieces
        .iter()
        .filter(|piece| !void.contains(&piece.source) && EvidenceKind::parse(&piece.kind).is_some())
        .collect();
    // Of pieces of one instant the later id is the newer, whatever order they were read in.
    counting.sort_by_key(|piece| (piece.at_ms, piece.id));
    let standing = match catalogue.competency(&first.competency) {
        Some(competency) => standing_of(competency, &counting, calendar),
        // No framework speaks of it: what was shown stays, and nothing rests on it.
        None => Standing::default(),
    };
    let held = standing.held;
    let rests_on = held.and_then(|held| counting.get(held.rests_on));
    let ends_by = held.map(|held| match held.ends_by {
        EndsBy::Time => "time",
        EndsBy::Failure => "failure",
    });
    Some(entity::Model {
        org: first.org,
        person: first.person,
        competency: first.competency.clone(),
        passed_ms: standing.passed_at.map(to_ms),
        failed_ms: standing.failed_at.map(to_ms),
        due_ms: held.map(|held| to_ms(held.due_from)),
        until_ms: held.map(|held| to_ms(held.until)),
        grace_ms: held.map(|held| to_ms(held.grace_until)),
        ends_by: ends_by.map(str::to_owned),
        missing: match held {
            Some(held) => Some(held.first_to_end.into()),
            None => standing.missing.map(i64::from),
        },
        evidence: rests_on.map(|piece| piece.id),
        device: rests_on.and_then(|piece| piece.device.clone()),
    })
}

/// The standing that stored evidence gives.
fn standing_of(competency: &Competency, pieces: &[&evidence_entity::Model], calendar: &Calendar) -> Standing {
    let evidence = |piece: &&evidence_entity::Model| {
        Some(Evidence {
            kind: EvidenceKind::parse(&piece.kind)?,
            outcome: piece.passed,
            score_permille: piece.score_permille.and_then(|score| u16::try_from(score).ok()),
            at: from_ms(piece.at_ms),
        })
    };
    let evidence: Vec<Evidence> = pieces.iter().filter_map(evidence).collect();
    Standing::of(&competency.rule, &evidence, calendar)
}

async fn keep(tx: &Transaction, row: entity::Model) -> Result<(), Error> {
    let key = [
        entity::Column::Org,
        entity::Column::Person,
        entity::Column::Competency,
    ];
    let values = [
        entity::Column::PassedMs,
        entity::Column::FailedMs,
        entity::Column::DueMs,
        entity::Column::UntilMs,
        entity::Column::GraceMs,
        entity::Column::EndsBy,
        entity::Column::Missing,
        entity::Column::Evidence,
        entity::Column::Device,
    ];
    entity::Entity::insert(row.into_active_model())
        .on_conflict(OnConflict::columns(key).update_columns(values).to_owned())
        .exec_without_returning(tx)
        .await?;
    Ok(())
}

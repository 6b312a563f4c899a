//! Records whose last ledger entry tells everything about them that must not change.

use super::append::{Leaf, append};
use crate::standing::{evidence_entity as evidence, pieces_body};
use crate::store::Transaction;
use crate::{
    Actor, Error, Op, acceptances, appeals, certificates, conflicts, exams, observations, panels,
    restrictions, self_assessments, signatures, signoffs, standing, supervision,
};
use sea_orm::{ColumnTrait, EntityTrait, ModelTrait, QueryFilter, Select};
use serde_json::Value;
use std::collections::BTreeMap;
use uuid::Uuid;

/// A row that ledger entries tell of by its id. Every command that changes such a row tells it anew.
pub(crate) trait Told: ModelTrait<Entity = <Self as Told>::Entity> {
    /// The row's entity.
    type Entity: EntityTrait<Model = Self>;

    /// All rows of an organisation.
    fn of_organisation(org: Uuid) -> Select<<Self as Told>::Entity>;

    /// What the ledger's entries call it by.
    fn id(&self) -> Uuid;

    /// All that must not change; personal text only as a commitment, under `text`.
    fn body(&self) -> Value;

    /// Whether its personal text was destroyed, so that nothing can be held against the commitment.
    fn is_erased(&self) -> bool {
        false
    }
}

/// Appends an entry that tells a row with the evidence that comes from it, and gives its position.
pub(crate) async fn tell<M: Told>(
    tx: &Transaction,
    actor: &Actor,
    op: Op,
    row: &M,
    pieces: &[evidence::Model],
) -> Result<u64, Error> {
    let leaf = Leaf {
        op,
        subject: Some(row.id()),
        body: body_with(row, pieces),
    };
    append(tx, actor, leaf).await
}

/// What an entry tells of a row and the evidence that comes from it.
pub(crate) fn body_with<M: Told>(row: &M, pieces: &[evidence::Model]) -> Value {
    let mut body = row.body();
    if !pieces.is_empty() {
        body["evidence"] = pieces_body(pieces);
    }
    body
}

/// The kinds of such records.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    Acceptance,
    Appeal,
    Certificate,
    Conflict,
    Observation,
    Panel,
    Restriction,
    SelfAssessment,
    Signature,
    SignOff,
    Sitting,
    Supervision,
    Void,
}

impl Kind {
    /// The kind of record an operation tells, if it tells one.
    pub(super) fn told_by(op: Op) -> Option<Self> {
        Some(match op {
            Op::TestStarted | Op::TestRecorded | Op::TestAbandoned => Self::Sitting,
            Op::PanelOpened | Op::PanelRoundClosed | Op::PanelClosed => Self::Panel,
            Op::ObservationRecorded => Self::Observation,
            Op::ConflictDeclared | Op::ConflictEnded => Self::Conflict,
            Op::SupervisionOffered | Op::RunSupervised => Self::Supervision,
            Op::AppealMade | Op::AppealAnswered => Self::Appeal,
            Op::SourceVoided => Self::Void,
            Op::RestrictionRaised | Op::RestrictionAcknowledged | Op::RestrictionLifted => Self::Restriction,
            Op::Signed => Self::Signature,
            Op::SignedOff => Self::SignOff,
            Op::EvidenceAccepted => Self::Acceptance,
            Op::SelfAssessed => Self::SelfAssessment,
            Op::CertificateIssued | Op::CertificateShared | Op::CertificateRevoked => Self::Certificate,
            _ => return None,
        })
    }
}

/// The last entry about each record: its position and its body.
pub(super) type Entries = BTreeMap<(Kind, Uuid), (u64, Value)>;

/// How the records agree with the entries.
pub(super) struct Agreement {
    /// The position of the first entry whose record is not as it was told.
    pub(super) first_bad: Option<u64>,
    /// Records that no entry tells, or entries without a record.
    pub(super) unaccounted: bool,
    /// Evidence that the entries tell.
    pub(super) n_evidence: u64,
}

/// Holds every record against the last entry that tells it.
pub(super) async fn agreement(db: &Transaction, org: Uuid, entries: &Entries) -> Result<Agreement, Error> {
    let mut found = Agreement {
        first_bad: None,
        unaccounted: false,
        n_evidence: 0,
    };
    compare::<acceptances::entity::Model>(db, org, Kind::Acceptance, entries, &mut found).await?;
    compare::<appeals::entity::Model>(db, org, Kind::Appeal, entries, &mut found).await?;
    compare::<certificates::entity::Model>(db, org, Kind::Certificate, entries, &mut found).await?;
    compare::<conflicts::entity::Model>(db, org, Kind::Conflict, entries, &mut found).await?;
    compare::<observations::entity::Model>(db, org, Kind::Observation, entries, &mut found).await?;
    compare::<panels::entity::Model>(db, org, Kind::Panel, entries, &mut found).await?;
    compare::<restrictions::entity::Model>(db, org, Kind::Restriction, entries, &mut found).await?;
    compare::<self_assessments::entity::Model>(db, org, Kind::SelfAssessment, entries, &mut found).await?;
    compare::<signatures::entity::Model>(db, org, Kind::Signature, entries, &mut found).await?;
    compare::<signoffs::entity::Model>(db, org, Kind::SignOff, entries, &mut found).await?;
    compare::<exams::sitting_entity::Model>(db, org, Kind::Sitting, entries, &mut found).await?;
    compare::<supervision::entity::Model>(db, org, Kind::Supervision, entries, &mut found).await?;
    compare::<standing::void_entity::Model>(db, org, Kind::Void, entries, &mut found).await?;
    Ok(found)
}

async fn compare<M: Told>(
    db: &Transaction,
    org: Uuid,
    kind: Kind,
    entries: &Entries,
    found: &mut Agreement,
) -> Result<(), Error> {
    let rows = M::of_organisation(org).all(db).await?;
    let rows: BTreeMap<Uuid, M> = rows.into_iter().map(|row| (row.id(), row)).collect();
    let told = || entries.iter().filter(move |((of, _), _)| *of == kind);
    found.unaccounted |= told().count() != rows.len();
    for ((_, id), (position, body)) in told() {
        let pieces = match body.get("evidence").and_then(Value::as_array) {
            Some(told) => {
                found.n_evidence += told.len() as u64;
                evidence::Entity::find()
                    .filter(evidence::Column::Org.eq(org))
                    .filter(evidence::Column::Source.eq(*id))
                    .all(db)
                    .await?
            }
            None => Vec::new(),
        };
        let same = rows.get(id).is_some_and(|row| same(row, &pieces, body));
        if !same && found.first_bad.is_none_or(|first| *position < first) {
            found.first_bad = Some(*position);
        }
    }
    Ok(())
}

fn same<M: Told>(row: &M, pieces: &[evidence::Model], told: &Value) -> bool {
    let mut now = body_with(row, pieces);
    if row.is_erased() {
        now["text"] = told["text"].clone();
    }
    now == *told
}

//! The records that a page of entries speaks of, read at once.

use super::entity;
use crate::attempts::{entity as attempts, run_entity as runs};
use crate::standing::evidence_entity as evidence;
use crate::store::Transaction;
use crate::supervision::entity as supervisions;
use crate::{Error, Op};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use std::collections::BTreeMap;
use uuid::Uuid;

/// The attempts and runs that the entries of a page speak of.
pub(super) struct Rows {
    pub(super) attempts: BTreeMap<Uuid, attempts::Model>,
    pub(super) runs: BTreeMap<Uuid, runs::Model>,
    pub(super) evidence: BTreeMap<Uuid, Vec<evidence::Model>>,
    /// Who supervised an attempt.
    pub(super) supervisors: BTreeMap<Uuid, Uuid>,
}

impl Rows {
    pub(super) async fn of(db: &Transaction, org: Uuid, entries: &[entity::Model]) -> Result<Self, Error> {
        let spoken_of = |ops: &[Op]| -> Vec<Uuid> {
            entries
                .iter()
                .filter(|entry| Op::parse(&entry.op).is_some_and(|op| ops.contains(&op)))
                .filter_map(|entry| entry.subject)
                .collect()
        };
        let run = [Op::AttemptRecorded, Op::AttemptCalledAway];
        let begun = attempts::Entity::find()
            .filter(attempts::Column::Org.eq(org))
            .filter(attempts::Column::Id.is_in(spoken_of(&[Op::AttemptStarted, run[0], run[1]])))
            .all(db)
            .await?;
        let runs = runs::Entity::find()
            .filter(runs::Column::Org.eq(org))
            .filter(runs::Column::Attempt.is_in(spoken_of(&run)))
            .all(db)
            .await?;
        let pieces = evidence::Entity::find()
            .filter(evidence::Column::Org.eq(org))
            .filter(evidence::Column::Source.is_in(spoken_of(&run)))
            .all(db)
            .await?;
        let supervised = supervisions::Entity::find()
            .filter(supervisions::Column::Org.eq(org))
            .filter(supervisions::Column::Attempt.is_in(spoken_of(&run)))
            .all(db)
            .await?;
        let supervisors = supervised
            .into_iter()
            .filter_map(|row| Some((row.attempt?, row.assessor)));
        let mut evidence: BTreeMap<Uuid, Vec<evidence::Model>> = BTreeMap::new();
        for piece in pieces {
            evidence.entry(piece.source).or_default().push(piece);
        }
        Ok(Self {
            attempts: begun.into_iter().map(|row| (row.id, row)).collect(),
            runs: runs.into_iter().map(|row| (row.attempt, row)).collect(),
            evidence,
            supervisors: supervisors.collect(),
        })
    }
}

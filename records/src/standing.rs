//! Competency as people see it: evidence, the projection of it, and the views of managers and learners.

pub(crate) mod entity;
pub(crate) mod evidence;
pub(crate) mod evidence_entity;
mod matrix;
mod person;
mod project;

pub use evidence::{EvidenceDetail, EvidenceRow, evidence};
pub use matrix::{CompetencyHead, Matrix, MatrixRow, Totals, matrix};
pub(crate) use person::competency_rows;
pub use person::{CompetencyRow, PersonPage, person};
pub(crate) use project::{add, moved, pieces_of};

use crate::instant::from_ms;
use competency::{Competency, Reason, Standing, StatusKind};
use serde::{Deserialize, Serialize};
use time::OffsetDateTime;
use uuid::Uuid;

/// Whether a person holds a competency.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// Held.
    Current,
    /// Held, to be renewed now.
    Due,
    /// Was held.
    Lapsed,
    /// Never held.
    Never,
}

/// A person's standing for one competency.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cell {
    /// Whether the person's job needs it.
    pub required: bool,
    /// Whether they hold it.
    pub state: State,
    /// The end of validity, past or to come; none for never.
    pub until: Option<OffsetDateTime>,
    /// Why the state is what it is.
    pub reason: Reason,
    /// The evidence it rests on.
    pub evidence: Option<Uuid>,
}

/// The cell that a row of the projection gives; whether the job needs it is the caller's to say.
pub(crate) fn cell(competency: &Competency, row: Option<&entity::Model>, as_of: OffsetDateTime) -> Cell {
    let standing = row.map_or_else(Standing::default, |row| Standing {
        passed_at: row.passed_ms.map(from_ms),
        failed_at: row.failed_ms.map(from_ms),
    });
    let status = standing.status(&competency.rule, as_of);
    let (state, until) = match status.kind {
        StatusKind::Current { until } => (State::Current, Some(until)),
        StatusKind::Due { until } => (State::Due, Some(until)),
        StatusKind::Lapsed { since } => (State::Lapsed, Some(since)),
        StatusKind::Never => (State::Never, None),
    };
    Cell {
        required: false,
        state,
        until,
        reason: status.reason,
        evidence: row.and_then(|row| row.evidence),
    }
}

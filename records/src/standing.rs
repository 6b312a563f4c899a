//! Competency as people see it: evidence, the projection of it, and the views of managers and learners.

pub(crate) mod entity;
pub(crate) mod evidence;
pub(crate) mod evidence_entity;
mod glance;
mod history;
mod holder;
mod matrix;
mod person;
mod project;
mod readiness;
mod source;
mod void;
pub(crate) mod void_entity;

pub use evidence::{EvidenceDetail, EvidenceRow, evidence};
pub(crate) use evidence::{evidence_as_of, evidence_of};
pub use glance::UnitGlance;
pub(crate) use glance::glance;
pub(crate) use history::rows_as_of;
pub use history::standing_as_of;
pub(crate) use holder::Holder;
pub(crate) use matrix::learners_of;
pub use matrix::{CompetencyHead, Matrix, MatrixRow, Totals, matrix};
pub(crate) use person::competency_rows;
pub use person::{CompetencyRow, PersonPage, person};
pub(crate) use project::{
    NewEvidence, add, pieces_body, pieces_of, projection, reproject, reproject_competency, reproject_person,
    voided, why_void,
};
pub use readiness::{
    About, Choice, Choices, Readiness, ReadinessQuestion, ReadyReason, ReadyRow, Supervision, When, choices,
    readiness,
};

pub(crate) use source::{Source, source_of};
pub use source::{SourceKind, SourceView};
pub use void::{NewVoid, VoidView, void};
pub(crate) use void::{void_in, void_of, void_times};

use competency::Reason;
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
    /// The open restriction: whatever the state, it may not be done unsupervised.
    pub restriction: Option<Uuid>,
    /// Which requirement of the rule is not met, or ends first, from 0.
    pub requirement: Option<u16>,
}

impl Cell {
    /// Whether the person may be relied on for it now.
    pub fn is_ready(&self) -> bool {
        matches!(self.state, State::Current | State::Due) && self.restriction.is_none()
    }
}

//! What a person may not do unsupervised, until it is lifted.
//!
//! A restriction is raised when somebody who holds a competency of their job misses a critical criterion, when such a
//! competency lapses, or by hand. There is one open at most for a person and a competency. It is lifted when the
//! competency is passed anew, or by the manager with a signature.

mod acknowledge;
mod critical;
pub(crate) mod entity;
mod erase;
mod lapse;
mod lift;
mod raise;
mod read;
mod relieve;

pub use acknowledge::acknowledge;
pub(crate) use critical::{held, raise_for_critical};
pub(crate) use erase::erase_of;
pub use lapse::sweep;
pub use lift::{Lift, lift};
pub use raise::{NewRestriction, raise};
pub use read::{Board, Duties, ModuleLink, RaiseForm, RestrictionView, board, duties};
pub(crate) use relieve::{relieve, restore};

use crate::Error;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use uuid::Uuid;

/// Why a restriction was raised.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Cause {
    /// A critical criterion was missed in a graded run or an observation.
    CriticalCriterion,
    /// A competency of the job lapsed.
    Lapse,
    /// A manager or educator raised it.
    ByHand,
}

impl Cause {
    /// All causes.
    pub const ALL: [Self; 3] = [Self::CriticalCriterion, Self::Lapse, Self::ByHand];

    /// The stable text of the cause.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::CriticalCriterion => "critical_criterion",
            Self::Lapse => "lapse",
            Self::ByHand => "by_hand",
        }
    }

    /// The cause with this text.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|cause| cause.as_str() == text)
    }
}

/// The open restrictions of some people, by person and competency.
pub(crate) async fn open_of(
    db: &impl ConnectionTrait,
    org: Uuid,
    people: &[Uuid],
) -> Result<BTreeMap<(Uuid, String), Uuid>, Error> {
    let rows = open_rows(db, org, people).await?;
    Ok(rows
        .into_iter()
        .map(|row| ((row.person, row.competency), row.id))
        .collect())
}

/// The open restrictions of some people.
async fn open_rows(
    db: &impl ConnectionTrait,
    org: Uuid,
    people: &[Uuid],
) -> Result<Vec<entity::Model>, Error> {
    let rows = entity::Entity::find()
        .filter(entity::Column::Org.eq(org))
        .filter(entity::Column::Person.is_in(people.iter().copied()))
        .filter(entity::Column::LiftedMs.is_null())
        .all(db)
        .await?;
    Ok(rows)
}

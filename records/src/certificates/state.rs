//! Whether a certificate still holds, decided anew each time it is looked at.

use super::body::Body;
use super::entity;
use crate::calendars::Calendar;
use crate::instant::from_ms;
use crate::restrictions::entity as restrictions;
use crate::standing::{CompetencyRow, State, competency_rows, void_entity as voids};
use crate::{Actor, Error, Records};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use time::OffsetDateTime;
use uuid::Uuid;

/// Whether a certificate holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum CertificateState {
    /// It holds.
    Valid,
    /// Its time is over.
    Expired {
        /// Since when.
        since: OffsetDateTime,
    },
    /// What it rests on no longer counts, or the competency is no longer held.
    NoLongerValid {
        /// Since when.
        since: OffsetDateTime,
    },
    /// Its holder withdrew it.
    Withdrawn {
        /// Since when.
        since: OffsetDateTime,
    },
}

/// All that decides about a person's certificates.
pub(super) struct Situation {
    competencies: Vec<CompetencyRow>,
    /// When each source became void.
    voided: BTreeMap<Uuid, OffsetDateTime>,
    /// When the open restriction of each competency was raised.
    restricted: BTreeMap<String, OffsetDateTime>,
    now: OffsetDateTime,
}

impl Situation {
    /// How a person stands now.
    pub(super) async fn of(
        records: &Records,
        org: Uuid,
        person: Uuid,
        now: OffsetDateTime,
    ) -> Result<Self, Error> {
        let db = records.read();
        let job = crate::people::find(db, org, person).await?.job;
        let asker = Actor::system(org, now);
        let voided = voids::Entity::find()
            .filter(voids::Column::Org.eq(org))
            .filter(voids::Column::Person.eq(person))
            .all(db)
            .await?;
        let restricted = restrictions::Entity::find()
            .filter(restrictions::Column::Org.eq(org))
            .filter(restrictions::Column::Person.eq(person))
            .filter(restrictions::Column::LiftedMs.is_null())
            .all(db)
            .await?;
        Ok(Self {
            competencies: competency_rows(records, db, &asker, person, &job).await?,
            voided: voided
                .into_iter()
                .map(|row| (row.source, from_ms(row.voided_ms)))
                .collect(),
            restricted: restricted
                .into_iter()
                .map(|row| (row.competency, from_ms(row.raised_ms)))
                .collect(),
            now,
        })
    }

    /// Whether a certificate of the person holds.
    pub(super) fn state(&self, row: &entity::Model, body: &Body) -> CertificateState {
        if let Some(revoked_ms) = row.revoked_ms {
            return CertificateState::Withdrawn {
                since: from_ms(revoked_ms),
            };
        }
        let sources = body.sources();
        let voided = sources.iter().filter_map(|source| self.voided.get(source)).min();
        if let Some(since) = voided {
            return CertificateState::NoLongerValid { since: *since };
        }
        if let Some(since) = row.expires_ms.map(from_ms).filter(|end| *end <= self.now) {
            return CertificateState::Expired { since };
        }
        let held = row
            .competency
            .as_ref()
            .and_then(|id| self.competencies.iter().find(|held| held.id == *id));
        match held {
            Some(held) if !held.cell.is_ready() => CertificateState::NoLongerValid {
                since: self.lost_at(held),
            },
            // A transcript holds as what was known then; of a competency that nobody asks for any more the evidence
            // speaks, and it still counts.
            _ => CertificateState::Valid,
        }
    }

    /// Since when a competency may no longer be relied on; as far as is known, from now on.
    fn lost_at(&self, held: &CompetencyRow) -> OffsetDateTime {
        let restricted = self.restricted.get(&held.id).copied();
        let lapsed = held.cell.until.filter(|_| held.cell.state == State::Lapsed);
        [restricted, lapsed]
            .into_iter()
            .flatten()
            .min()
            .unwrap_or(self.now)
    }
}

impl CertificateState {
    /// The same with the offset of a place's clock.
    pub(super) fn on(self, calendar: &Calendar) -> Self {
        match self {
            Self::Valid => Self::Valid,
            Self::Expired { since } => Self::Expired {
                since: calendar.local(since),
            },
            Self::NoLongerValid { since } => Self::NoLongerValid {
                since: calendar.local(since),
            },
            Self::Withdrawn { since } => Self::Withdrawn {
                since: calendar.local(since),
            },
        }
    }
}

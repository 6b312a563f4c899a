//! How one person stands with a competency: their projection, what it rests on, and what else is asked of them.

use super::{Cell, State, entity};
use crate::calendars::Calendar;
use crate::content::Catalogue;
use crate::instant::from_ms;
use competency::{Competency, Difference, EndsBy, Held, Standing, Status, StatusKind, Zone, start_of_day};
use std::collections::BTreeMap;
use time::OffsetDateTime;
use uuid::Uuid;

/// Prerequisites of prerequisites are followed so far; a framework has no circle, several together might.
const DEPTH: u8 = 16;

/// A person, as far as their competencies go.
pub(crate) struct Holder<'a> {
    pub(crate) catalogue: &'a Catalogue,
    pub(crate) person: Uuid,
    /// The person's rows of the projection.
    pub(crate) rows: &'a [entity::Model],
    /// Open restrictions, by person and competency.
    pub(crate) restrictions: &'a BTreeMap<(Uuid, String), Uuid>,
    pub(crate) calendar: &'a Calendar,
    pub(crate) as_of: OffsetDateTime,
}

impl Holder<'_> {
    /// How the person stands with the competency.
    pub(crate) fn cell(&self, competency: &Competency, job: &str) -> Cell {
        let row = self.row(&competency.id);
        let status = self.status(competency, DEPTH);
        let (state, until) = match status.kind {
            StatusKind::Current { until } => (State::Current, Some(until)),
            StatusKind::Due { until } => (State::Due, Some(until)),
            StatusKind::Lapsed { since } => (State::Lapsed, Some(since)),
            StatusKind::Never => (State::Never, None),
        };
        // In the offset of its last day, so that whoever writes a date writes the calendar's own.
        let until = until.map(|until| {
            let offset = self.calendar.offset_at(until - time::Duration::SECOND);
            until.checked_to_offset(offset).unwrap_or(until)
        });
        let key = (self.person, competency.id.clone());
        Cell {
            required: self.is_required(competency, job),
            state,
            until,
            reason: status.reason,
            evidence: row.and_then(|row| row.evidence),
            restriction: self.restrictions.get(&key).copied(),
            requirement: row
                .and_then(|row| row.missing)
                .and_then(|place| u16::try_from(place).ok()),
        }
    }

    /// Whether the competency is asked of the person: by their job, or because a device they learnt has changed.
    pub(crate) fn is_required(&self, competency: &Competency, job: &str) -> bool {
        self.catalogue.requires(job, &competency.id)
            || self.catalogue.competencies().into_iter().any(|base| {
                self.catalogue.requires(job, &base.id)
                    && self
                        .difference(base)
                        .is_some_and(|difference| difference.competency == competency.id)
            })
    }

    /// Whether there is anything to show of it.
    pub(crate) fn has_shown(&self, competency: &Competency) -> bool {
        self.row(&competency.id).is_some()
    }

    fn row(&self, competency: &str) -> Option<&entity::Model> {
        self.rows.iter().find(|row| row.competency == competency)
    }

    fn status(&self, competency: &Competency, depth: u8) -> Status {
        let own = standing(self.row(&competency.id)).status(self.as_of);
        let Some(depth) = depth.checked_sub(1) else {
            return own;
        };
        let others = competency
            .rule
            .prerequisites
            .iter()
            .filter_map(|id| self.catalogue.competency(id));
        let status = others.fold(own, |status, other| {
            status.with_prerequisite(self.status(other, depth))
        });
        match self.difference(competency) {
            Some(difference) if !self.covers(difference, depth) => {
                let after = difference.by.next_day().unwrap_or(difference.by);
                status.with_difference_owed(start_of_day(after, self.calendar), self.as_of)
            }
            _ => status,
        }
    }

    /// What the person owes because their evidence was made on an earlier version of the device.
    fn difference<'a>(&self, competency: &'a Competency) -> Option<&'a Difference> {
        let device = competency.device.as_ref()?;
        let difference = device.difference.as_ref()?;
        let learnt_on = self.row(&competency.id)?.device.as_deref()?;
        let (model, version) = learnt_on.rsplit_once('@')?;
        let affected = model == device.model && difference.from.iter().any(|from| from == version);
        affected.then_some(difference)
    }

    fn covers(&self, difference: &Difference, depth: u8) -> bool {
        self.catalogue
            .competency(&difference.competency)
            .is_some_and(|competency| self.status(competency, depth).kind.is_held())
    }
}

/// The standing that a row of the projection holds.
fn standing(row: Option<&entity::Model>) -> Standing {
    let Some(row) = row else {
        return Standing::default();
    };
    let place = row.missing.and_then(|place| u16::try_from(place).ok());
    let held = match (row.due_ms, row.until_ms, row.grace_ms) {
        (Some(due_ms), Some(until_ms), Some(grace_ms)) => Some(Held {
            due_from: from_ms(due_ms),
            until: from_ms(until_ms),
            grace_until: from_ms(grace_ms),
            first_to_end: place.unwrap_or(0),
            rests_on: 0,
            ends_by: match row.ends_by.as_deref() {
                Some("failure") => EndsBy::Failure,
                _ => EndsBy::Time,
            },
        }),
        _ => None,
    };
    Standing {
        held,
        passed_at: row.passed_ms.map(from_ms),
        failed_at: row.failed_ms.map(from_ms),
        missing: if held.is_some() { None } else { place },
    }
}

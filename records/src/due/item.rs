//! One thing that is due, and the ways to do it.

use crate::standing::{CompetencyRow, State};
use competency::{EvidenceKind, Reason};
use serde::{Deserialize, Serialize};
use time::{Duration, OffsetDateTime};

/// Days before its end in which a competency is listed, also where its own window is shorter.
const DAYS_AHEAD: i64 = 90;

/// What is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum What {
    /// A competency may not be used unsupervised.
    Restricted,
    /// A competency was held and no longer is.
    Lapsed,
    /// A competency ends soon.
    Renew,
    /// A competency was never shown.
    Show,
    /// A device has changed, and what is new on it is to be shown.
    Difference,
    /// A module was assigned.
    Assigned,
}

/// One thing that is due.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DueItem {
    /// What is asked.
    pub what: What,
    /// The competency, or the scenario's name.
    pub id: String,
    /// Its title.
    pub title: String,
    /// By when, or since when; none where no date was set.
    pub at: Option<OffsetDateTime>,
    /// Why a competency stands as it does.
    pub reason: Option<Reason>,
    /// What does it: any of these.
    pub ways: Vec<Way>,
}

/// A way to do what is due.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Way {
    /// The evidence it gives.
    pub kind: EvidenceKind,
    /// The module, test or checklist, where there is one.
    pub link: Option<Link>,
}

/// A module, test or checklist as a list leads to it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Link {
    /// Its name.
    pub slug: String,
    /// Its title.
    pub title: String,
    /// How long it usually takes, where that is known.
    pub minutes: Option<u32>,
}

impl DueItem {
    /// The order of the list: what one may not do, what is over, what comes by date, what has none.
    pub(super) fn urgency(&self, now: OffsetDateTime) -> (u8, Option<OffsetDateTime>) {
        let rank = match (self.what, self.at) {
            (What::Restricted, _) => 0,
            (_, Some(at)) if at <= now => 1,
            (_, Some(_)) => 2,
            (_, None) => 3,
        };
        (rank, self.at)
    }
}

/// What a competency asks now, if it asks for anything. What is not asked of the person may lapse.
pub(super) fn asked(row: &CompetencyRow, now: OffsetDateTime) -> Option<(What, Option<OffsetDateTime>)> {
    let cell = &row.cell;
    if !cell.required {
        return None;
    }
    match (cell.reason, cell.state) {
        (Reason::DifferenceDue | Reason::DifferenceMissing, _) => Some((What::Difference, cell.until)),
        (_, State::Lapsed) => Some((What::Lapsed, cell.until)),
        (_, State::Never) => Some((What::Show, None)),
        (_, State::Due) => Some((What::Renew, cell.until)),
        (_, State::Current) => cell
            .until
            .filter(|until| *until <= now + Duration::days(DAYS_AHEAD))
            .map(|until| (What::Renew, Some(until))),
    }
}

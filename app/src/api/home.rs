//! What a person sees first: what is due and next, and the units they answer for.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use time::OffsetDateTime;
use uuid::Uuid;

use super::attempts::AttemptRow;
use super::learning::{DueItem, Refresher};
use super::standing::{CompetencyRow, Unit};
use crate::error::{AppError, Refusal};

/// The home page's content.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Home {
    /// Whether the person learns somewhere; if not, what is about learning is empty.
    pub trains: bool,
    /// The most urgent things that are due.
    pub due: Vec<DueItem>,
    /// What begins to fade most.
    pub refreshers: Vec<Refresher>,
    /// Reminders not yet seen.
    pub n_unseen: u32,
    /// The units whose people's standings the person sees.
    pub units: Vec<UnitGlance>,
    /// The person's competencies with their standing.
    pub competencies: Vec<CompetencyRow>,
    /// The modules open to the person, what is due first.
    pub modules: Vec<ModuleRow>,
    /// Graded runs that wait to be finished or sent.
    pub open: Vec<AttemptRow>,
    /// The latest runs.
    pub recent: Vec<AttemptRow>,
}

/// A unit at a glance.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnitGlance {
    /// The unit.
    pub unit: Unit,
    /// People with something to renew now.
    pub due: u32,
    /// People with something that lapsed.
    pub lapsed: u32,
}

/// One module in a list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ModuleRow {
    /// Its stable name.
    pub slug: String,
    /// Its title.
    pub title: String,
    /// How long a run takes.
    pub minutes: u32,
    /// When it is due, if it was assigned.
    pub due_at: Option<OffsetDateTime>,
    /// Graded runs.
    pub allowance: Allowance,
}

/// How many graded runs were made and may be made.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Allowance {
    /// Runs with a verdict since the last pass or reopening.
    pub used: u32,
    /// Runs allowed.
    pub allowed: u32,
    /// Runs ended by being called away.
    pub called_away: u32,
    /// The run that is open.
    pub open: Option<Uuid>,
    /// Why no further graded run can start now.
    pub refusal: Option<Refusal>,
}

/// The home page.
#[server(prefix = "/api", endpoint = "home", input = server_fn::codec::Json)]
pub async fn read_home() -> Result<Home, AppError> {
    use super::host;
    let (records, actor) = host::signed_in()?;
    let home = records::home::home(&records, &actor)
        .await
        .map_err(host::refuse)?;
    let item = |item| super::learning::from_records::item(item, actor.now);
    let refresher = |refresher| super::learning::from_records::refresher(refresher, actor.now);
    Ok(Home {
        trains: home.trains,
        due: home.due.into_iter().map(item).collect(),
        refreshers: home.refreshers.into_iter().map(refresher).collect(),
        n_unseen: home.n_unseen,
        units: home.units.into_iter().map(Into::into).collect(),
        competencies: home.competencies.into_iter().map(Into::into).collect(),
        modules: home.modules.into_iter().map(Into::into).collect(),
        open: home.open.into_iter().map(Into::into).collect(),
        recent: home.recent.into_iter().map(Into::into).collect(),
    })
}

#[cfg(feature = "ssr")]
mod from_records {
    use super::super::host;
    use super::{Allowance, ModuleRow, UnitGlance};

    impl From<records::home::ModuleRow> for ModuleRow {
        fn from(row: records::home::ModuleRow) -> Self {
            Self {
                slug: row.slug,
                title: row.title,
                minutes: row.minutes,
                due_at: row.due_at,
                allowance: row.allowance.into(),
            }
        }
    }

    impl From<records::standing::UnitGlance> for UnitGlance {
        fn from(glance: records::standing::UnitGlance) -> Self {
            Self {
                unit: glance.unit.into(),
                due: glance.due,
                lapsed: glance.lapsed,
            }
        }
    }

    impl From<records::attempts::Allowance> for Allowance {
        fn from(allowance: records::attempts::Allowance) -> Self {
            Self {
                used: allowance.used,
                allowed: allowance.allowed,
                called_away: allowance.called_away,
                open: allowance.open,
                refusal: allowance.blocked.map(host::translate_refusal),
            }
        }
    }
}

//! What a person sees first: due, lapsing, next.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use time::OffsetDateTime;
use uuid::Uuid;

use super::attempts::AttemptRow;
use super::standing::CompetencyRow;
use crate::error::{AppError, Refusal};

/// The home page's content.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Home {
    /// The person's competencies with their standing.
    pub competencies: Vec<CompetencyRow>,
    /// The modules open to the person, what is due first.
    pub modules: Vec<ModuleRow>,
    /// Graded runs that wait to be finished or sent.
    pub open: Vec<AttemptRow>,
    /// The latest runs.
    pub recent: Vec<AttemptRow>,
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
    Ok(Home {
        competencies: home.competencies.into_iter().map(Into::into).collect(),
        modules: home.modules.into_iter().map(Into::into).collect(),
        open: home.open.into_iter().map(Into::into).collect(),
        recent: home.recent.into_iter().map(Into::into).collect(),
    })
}

#[cfg(feature = "ssr")]
mod from_records {
    use super::{Allowance, ModuleRow};
    use crate::error::AppError;

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

    impl From<records::attempts::Allowance> for Allowance {
        fn from(allowance: records::attempts::Allowance) -> Self {
            let refusal = allowance.blocked.and_then(|refusal| {
                match super::super::host::translate(records::Error::Refused(refusal)) {
                    AppError::Refused(refusal) => Some(refusal),
                    _ => None,
                }
            });
            Self {
                used: allowance.used,
                allowed: allowance.allowed,
                called_away: allowance.called_away,
                open: allowance.open,
                refusal,
            }
        }
    }
}

//! Supervised runs: an assessor's one-time code.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use time::OffsetDateTime;
use uuid::Uuid;

use crate::error::{AppError, Refusal};

/// What an assessor chooses from.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Desk {
    /// The learner who is chosen.
    pub chosen: Option<DeskRow>,
    /// Learners by name, as far as the list goes.
    pub learners: Vec<DeskRow>,
    /// How many learners the search found.
    pub n_learners: u32,
    /// The modules.
    pub modules: Vec<DeskModule>,
}

/// A module, and whether the assessor may supervise a run of it for the chosen learner.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DeskModule {
    /// Its stable name.
    pub slug: String,
    /// Its title.
    pub title: String,
    /// Why not.
    pub refusal: Option<Refusal>,
    /// The title of the competency that the refusal speaks of.
    pub about: Option<String>,
}

/// A learner.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DeskRow {
    /// Who.
    pub person: Uuid,
    /// Their name.
    pub name: String,
    /// Their job.
    pub job: String,
}

/// A code, shown this once.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Offer {
    /// Which.
    pub id: Uuid,
    /// What the learner types in.
    pub code: String,
    /// The learner's name.
    pub person: String,
    /// The module's title.
    pub module: String,
    /// For how long it is good.
    pub seconds_left: u32,
}

/// What became of a code.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OfferState {
    /// It can be used.
    Open {
        /// For so long.
        seconds_left: u32,
    },
    /// It opened a run.
    Used {
        /// When.
        at: OffsetDateTime,
    },
    /// It is too old, or another took its place.
    Over,
}

/// Learners and modules to choose from.
#[server(prefix = "/api", endpoint = "supervision", input = server_fn::codec::Json)]
pub async fn read_desk(person: Option<Uuid>, search: String) -> Result<Desk, AppError> {
    use super::host;
    let (records, actor) = host::signed_in()?;
    let question = records::supervision::DeskQuestion { person, search };
    let desk = records::supervision::desk(&records, &actor, question)
        .await
        .map_err(host::refuse)?;
    Ok(desk.into())
}

/// Makes a code for a learner and a module.
#[server(prefix = "/api", endpoint = "supervision/offer", input = server_fn::codec::Json)]
pub async fn make_code(person: Uuid, module: String) -> Result<Offer, AppError> {
    use super::host;
    let (records, actor) = host::signed_in()?;
    let input = records::supervision::NewOffer {
        person,
        scenario: module,
    };
    let offer = records::supervision::offer(&records, &actor, input)
        .await
        .map_err(host::refuse)?;
    Ok(Offer {
        id: offer.id,
        code: offer.code,
        person: offer.person_name,
        module: offer.title,
        seconds_left: from_records::seconds(actor.now, offer.expires_at),
    })
}

/// What became of a code that one made.
#[server(prefix = "/api", endpoint = "supervision/state", input = server_fn::codec::Json)]
pub async fn read_code(id: Uuid) -> Result<OfferState, AppError> {
    use super::host;
    let (records, actor) = host::signed_in()?;
    let state = records::supervision::state(&records, &actor, id)
        .await
        .map_err(host::refuse)?;
    Ok(from_records::state(state, actor.now))
}

#[cfg(feature = "ssr")]
mod from_records {
    use records::supervision as stored;
    use time::OffsetDateTime;

    use super::super::host;
    use super::{Desk, DeskModule, DeskRow, OfferState};

    pub(super) fn seconds(now: OffsetDateTime, until: OffsetDateTime) -> u32 {
        u32::try_from((until - now).whole_seconds()).unwrap_or(0)
    }

    pub(super) fn state(state: stored::OfferState, now: OffsetDateTime) -> OfferState {
        match state {
            stored::OfferState::Open { expires_at } => OfferState::Open {
                seconds_left: seconds(now, expires_at),
            },
            stored::OfferState::Used { at, .. } => OfferState::Used { at },
            stored::OfferState::Over => OfferState::Over,
        }
    }

    impl From<stored::Desk> for Desk {
        fn from(desk: stored::Desk) -> Self {
            Self {
                chosen: desk.chosen.map(DeskRow::from),
                learners: desk.learners.into_iter().map(DeskRow::from).collect(),
                n_learners: desk.n_learners,
                modules: desk.modules.into_iter().map(DeskModule::from).collect(),
            }
        }
    }

    impl From<stored::ModuleChoice> for DeskModule {
        fn from(module: stored::ModuleChoice) -> Self {
            Self {
                slug: module.slug,
                title: module.title,
                refusal: module.refusal.map(host::translate_refusal),
                about: module.about,
            }
        }
    }

    impl From<stored::DeskRow> for DeskRow {
        fn from(row: stored::DeskRow) -> Self {
            Self {
                person: row.person,
                name: row.name,
                job: row.job,
            }
        }
    }
}

//! Who is competent here, at a time.

use competency::Reason;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use time::{OffsetDateTime, PrimitiveDateTime};
use uuid::Uuid;

use super::standing::{State, Unit};
use crate::error::AppError;

/// What people are asked to be competent in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum About {
    /// One competency.
    Competency(String),
    /// A model of device.
    Device(String),
}

impl About {
    /// As it stands in an address: `device:large-volume-pump`.
    #[must_use]
    pub fn to_text(&self) -> String {
        match self {
            Self::Competency(id) => format!("competency:{id}"),
            Self::Device(model) => format!("device:{model}"),
        }
    }

    /// What an address asks about.
    #[must_use]
    pub fn from_text(text: &str) -> Option<Self> {
        match text.split_once(':')? {
            ("competency", id) => Some(Self::Competency(id.to_owned())),
            ("device", model) => Some(Self::Device(model.to_owned())),
            _ => None,
        }
    }
}

/// For when one asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum When {
    /// Now.
    Now,
    /// When the unit's clock next shows ten in the evening.
    Tonight,
    /// When the unit's clock shows this.
    Shown(PrimitiveDateTime),
}

/// What one may choose from, what was asked, and the answer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Readiness {
    /// Units one may ask about.
    pub units: Vec<Unit>,
    /// Models of devices.
    pub devices: Vec<String>,
    /// Competencies: stable name and title.
    pub competencies: Vec<(String, String)>,
    /// What was asked about; none where there is nothing to ask about.
    pub about: Option<About>,
    /// The unit asked about.
    pub unit: Uuid,
    /// Its name.
    pub unit_name: String,
    /// The instant the answer holds for, on the unit's clock; none without an answer.
    pub at: Option<OffsetDateTime>,
    /// Who can, by name.
    pub can: Vec<Ready>,
    /// Who cannot, by name.
    pub cannot: Vec<Ready>,
}

/// One person.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Ready {
    /// Who.
    pub person: Uuid,
    /// Their name.
    pub name: String,
    /// Why: what ends first for those who can, everything that is missing for those who cannot.
    pub reasons: Vec<Why>,
}

/// Why a person can or cannot.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Why {
    /// The competency's title.
    pub competency: String,
    /// How it stands.
    pub state: State,
    /// The end of its validity, on the unit's clock.
    pub until: Option<OffsetDateTime>,
    /// Why it stands so.
    pub reason: Reason,
    /// Whether a restriction is open.
    pub restricted: bool,
}

/// Who can, in a unit, at a time. The first unit and the first device, or competency, where none is named.
#[server(prefix = "/api", endpoint = "readiness", input = server_fn::codec::Json)]
pub async fn read_readiness(
    unit: Option<Uuid>,
    about: Option<About>,
    when: When,
) -> Result<Readiness, AppError> {
    use super::host;
    use records::standing as stored;
    let (records, actor) = host::signed_in()?;
    let choices = stored::choices(&records, &actor).await.map_err(host::refuse)?;
    let first = choices.units.first().map(|unit| unit.id);
    let Some(unit) = unit.or(first) else {
        return Err(host::answer(AppError::NotFound));
    };
    let about = about
        .or_else(|| choices.devices.first().cloned().map(About::Device))
        .or_else(|| {
            let first = choices.competencies.first();
            first.map(|choice| About::Competency(choice.id.clone()))
        });
    let answer = match &about {
        Some(about) => {
            let question = stored::ReadinessQuestion {
                unit,
                about: about.clone().into(),
                when: when.into(),
            };
            let answer = stored::readiness(&records, &actor, question).await;
            Some(answer.map_err(host::refuse)?)
        }
        None => None,
    };
    let named = choices.units.iter().find(|known| known.id == unit);
    let unit_name = named.map(|known| known.name.clone()).unwrap_or_default();
    let (at, can, cannot) = match answer {
        Some(answer) => (Some(answer.at), answer.can, answer.cannot),
        None => (None, Vec::new(), Vec::new()),
    };
    Ok(Readiness {
        units: choices.units.into_iter().map(Unit::from).collect(),
        devices: choices.devices,
        competencies: choices
            .competencies
            .into_iter()
            .map(|choice| (choice.id, choice.title))
            .collect(),
        about,
        unit,
        unit_name,
        at,
        can: can.into_iter().map(Ready::from).collect(),
        cannot: cannot.into_iter().map(Ready::from).collect(),
    })
}

#[cfg(feature = "ssr")]
mod from_records {
    use records::standing as stored;

    use super::{About, Ready, When, Why};

    impl From<About> for stored::About {
        fn from(about: About) -> Self {
            match about {
                About::Competency(id) => Self::Competency(id),
                About::Device(model) => Self::Device(model),
            }
        }
    }

    impl From<When> for stored::When {
        fn from(when: When) -> Self {
            match when {
                When::Now => Self::Now,
                When::Tonight => Self::Tonight,
                When::Shown(shown) => Self::Shown(shown),
            }
        }
    }

    impl From<stored::ReadyRow> for Ready {
        fn from(row: stored::ReadyRow) -> Self {
            Self {
                person: row.person,
                name: row.name,
                reasons: row.reasons.into_iter().map(Why::from).collect(),
            }
        }
    }

    impl From<stored::ReadyReason> for Why {
        fn from(why: stored::ReadyReason) -> Self {
            Self {
                competency: why.competency,
                state: why.state.into(),
                until: why.until,
                reason: why.reason,
                restricted: why.supervision == stored::Supervision::Required,
            }
        }
    }
}

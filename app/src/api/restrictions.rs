//! What people may not do unsupervised.

use competency::EvidenceKind;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use time::OffsetDateTime;
use uuid::Uuid;

use super::appeals::Signed;
use crate::error::AppError;

/// Why a restriction was raised.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Cause {
    /// A critical criterion was missed.
    CriticalCriterion,
    /// A competency of the job lapsed.
    Lapse,
    /// A manager or educator raised it.
    ByHand,
}

/// A restriction.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Restriction {
    /// Which.
    pub id: Uuid,
    /// Whom it restricts.
    pub person: Uuid,
    /// Their name.
    pub person_name: String,
    /// The competency's title.
    pub competency: String,
    /// Why it was raised.
    pub cause: Cause,
    /// Why, in words, where somebody raised it by hand.
    pub reason: String,
    /// What it comes from, for those who may see it.
    pub source: Option<(EvidenceKind, Uuid)>,
    /// Whether what it comes from no longer counts.
    pub is_source_void: bool,
    /// The way back: modules by stable name and title.
    pub modules: Vec<(String, String)>,
    /// When it was raised.
    pub raised_at: OffsetDateTime,
    /// Who raised it by hand.
    pub raised_by: Option<String>,
    /// When the manager acknowledged it, and who that was.
    pub acknowledged: Option<(OffsetDateTime, String)>,
    /// When it was lifted.
    pub lifted_at: Option<OffsetDateTime>,
    /// Why it was lifted by hand.
    pub lift_reason: Option<String>,
    /// The signature by which it was lifted by hand.
    pub signed: Option<Signed>,
    /// Whether the visitor may acknowledge and lift it.
    pub may_manage: bool,
}

/// The restrictions a visitor sees.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Board {
    /// Those of others, open ones first.
    pub rows: Vec<Restriction>,
    /// The visitor's own.
    pub own: Vec<Restriction>,
    /// Whether the visitor sees those of others at all.
    pub sees_others: bool,
    /// What the person asked about can be restricted in, for those who may.
    pub raise: Option<RaiseForm>,
}

/// What a person can be restricted in.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RaiseForm {
    /// The person.
    pub person: Uuid,
    /// Their name.
    pub person_name: String,
    /// Competencies: stable name and title.
    pub competencies: Vec<(String, String)>,
}

/// What waits for a person.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Duties {
    /// The visitor's own open restrictions.
    pub own: Vec<Restriction>,
    /// Restrictions to acknowledge.
    pub n_to_acknowledge: u32,
    /// Appeals to answer.
    pub n_appeals: u32,
    /// Panels with items to rate: which, and what each is called.
    pub panels: Vec<(Uuid, String)>,
}

/// The restrictions one sees; of one person, if one is named.
#[server(prefix = "/api", endpoint = "restrictions", input = server_fn::codec::Json)]
pub async fn read_board(person: Option<Uuid>) -> Result<Board, AppError> {
    use super::host;
    let (records, actor) = host::signed_in()?;
    let board = records::restrictions::board(&records, &actor, person)
        .await
        .map_err(host::refuse)?;
    Ok(board.into())
}

/// One's own restrictions, and what waits for an answer.
#[server(prefix = "/api", endpoint = "restrictions/duties", input = server_fn::codec::Json)]
pub async fn read_duties() -> Result<Duties, AppError> {
    use super::host;
    let (records, actor) = host::signed_in()?;
    let duties = records::restrictions::duties(&records, &actor)
        .await
        .map_err(host::refuse)?;
    Ok(duties.into())
}

/// Raises a restriction by hand. Sending it again with the same id is harmless.
#[server(prefix = "/api", endpoint = "restrictions/raise", input = server_fn::codec::Json)]
pub async fn raise_restriction(
    id: Uuid,
    person: Uuid,
    competency: String,
    reason: String,
) -> Result<(), AppError> {
    use super::host;
    let (records, actor) = host::signed_in()?;
    let input = records::restrictions::NewRestriction {
        id,
        person,
        competency,
        reason,
    };
    records::restrictions::raise(&records, &actor, input)
        .await
        .map_err(host::refuse)
}

/// Acknowledges a restriction.
#[server(prefix = "/api", endpoint = "restrictions/acknowledge", input = server_fn::codec::Json)]
pub async fn acknowledge_restriction(id: Uuid) -> Result<(), AppError> {
    use super::host;
    let (records, actor) = host::signed_in()?;
    records::restrictions::acknowledge(&records, &actor, id)
        .await
        .map_err(host::refuse)
}

/// Lifts a restriction by hand, with a signed reason.
#[server(prefix = "/api", endpoint = "restrictions/lift", input = server_fn::codec::Json)]
pub async fn lift_restriction(
    id: Uuid,
    reason: String,
    shown: String,
    password: String,
) -> Result<(), AppError> {
    use super::host;
    let (records, actor) = host::signed_in()?;
    let input = records::restrictions::Lift {
        restriction: id,
        reason,
        shown: Some(shown),
        password,
    };
    records::restrictions::lift(&records, &actor, input, |restriction, reason| {
        crate::words::supervising::lift_text(&restriction.clone().into(), reason)
    })
    .await
    .map_err(host::refuse)
}

#[cfg(feature = "ssr")]
mod from_records {
    use records::restrictions as stored;

    use super::{Board, Cause, Duties, RaiseForm, Restriction, Signed};

    impl From<stored::RestrictionView> for Restriction {
        fn from(row: stored::RestrictionView) -> Self {
            Self {
                id: row.id,
                person: row.person,
                person_name: row.person_name,
                competency: row.competency_title,
                cause: match row.cause {
                    stored::Cause::CriticalCriterion => Cause::CriticalCriterion,
                    stored::Cause::Lapse => Cause::Lapse,
                    stored::Cause::ByHand => Cause::ByHand,
                },
                reason: row.reason,
                source: row.source,
                is_source_void: row.is_source_void,
                modules: row
                    .modules
                    .into_iter()
                    .map(|module| (module.slug, module.title))
                    .collect(),
                raised_at: row.raised_at,
                raised_by: row.raised_by,
                acknowledged: row.acknowledged_at.zip(row.acknowledged_by),
                lifted_at: row.lifted_at,
                lift_reason: row.lift_reason,
                signed: row.signature.map(Signed::from),
                may_manage: row.may_manage,
            }
        }
    }

    impl From<stored::Board> for Board {
        fn from(board: stored::Board) -> Self {
            Self {
                rows: board.rows.into_iter().map(Restriction::from).collect(),
                own: board.own.into_iter().map(Restriction::from).collect(),
                sees_others: board.sees_others,
                raise: board.raise.map(|form| RaiseForm {
                    person: form.person,
                    person_name: form.person_name,
                    competencies: form.competencies,
                }),
            }
        }
    }

    impl From<stored::Duties> for Duties {
        fn from(duties: stored::Duties) -> Self {
            Self {
                own: duties.own.into_iter().map(Restriction::from).collect(),
                n_to_acknowledge: duties.n_to_acknowledge,
                n_appeals: duties.n_appeals,
                panels: duties.panels,
            }
        }
    }
}

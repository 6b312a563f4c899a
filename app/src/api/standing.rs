//! Who is competent in what: the unit's matrix and a person's page.

use competency::{EvidenceKind, Reason};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use time::OffsetDateTime;
use uuid::Uuid;

use super::attempts::AttemptRow;
use crate::error::AppError;

/// How a person stands in a competency.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// Valid.
    Current,
    /// Valid, and to be renewed soon.
    Due,
    /// No longer valid.
    Lapsed,
    /// Never shown.
    Never,
}

/// One person's standing in one competency.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Standing {
    /// Whether the person's role asks for it.
    pub required: bool,
    /// How it stands.
    pub state: State,
    /// Until when it holds, or since when it has lapsed.
    pub until: Option<OffsetDateTime>,
    /// Why.
    pub reason: Reason,
    /// The evidence that counts.
    pub evidence: Option<Uuid>,
    /// The open restriction, if there is one.
    pub restriction: Option<Uuid>,
    /// Which requirement is not met, or ends first, from 0.
    pub requirement: Option<u16>,
}

/// A competency with a person's standing in it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CompetencyRow {
    /// Its stable name.
    pub id: String,
    /// Its title.
    pub title: String,
    /// The group it belongs to.
    pub group: String,
    /// What it means.
    pub description: String,
    /// The level it asks for, in words.
    pub level: String,
    /// The standing.
    pub standing: Standing,
}

/// A unit in the tree.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unit {
    /// Which.
    pub id: Uuid,
    /// Its name.
    pub name: String,
    /// How deep it lies in the tree.
    pub depth: u32,
    /// Learners in it.
    pub learners: u32,
}

/// People by competencies.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Matrix {
    /// The unit.
    pub unit: Unit,
    /// Columns: stable name and title.
    pub competencies: Vec<(String, String)>,
    /// Rows.
    pub people: Vec<MatrixRow>,
}

/// One person's row.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct MatrixRow {
    /// Who.
    pub person: Uuid,
    /// Their name.
    pub name: String,
    /// Their job.
    pub job: String,
    /// Their standings, in the columns' order.
    pub standings: Vec<Standing>,
}

/// A person's page.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Person {
    /// Who.
    pub id: Uuid,
    /// Their name.
    pub name: String,
    /// Their job.
    pub job: String,
    /// Their units.
    pub units: Vec<String>,
    /// Their competencies.
    pub competencies: Vec<CompetencyRow>,
    /// Their graded runs, for those who may see them.
    pub attempts: Vec<AttemptRow>,
    /// Their evidence, for those who may see it.
    pub evidence: Vec<Evidence>,
    /// Whether runs and evidence may be seen.
    pub may_see_evidence: bool,
    /// The modules for which the visitor may allow more graded runs: stable name and title.
    pub may_allow_more: Vec<(String, String)>,
}

/// One piece of evidence.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Evidence {
    /// Which.
    pub id: Uuid,
    /// The competency's title.
    pub competency: String,
    /// What was shown.
    pub kind: EvidenceKind,
    /// The attempt, sitting, observation, sign-off or acceptance it comes from.
    pub source: Uuid,
    /// What was done.
    pub title: String,
    /// Whether it speaks for the person.
    pub passed: bool,
    /// How well, in thousandths, where that was measured.
    pub score_permille: Option<u16>,
    /// Why it no longer counts, if it does not: `voided` or `superseded`.
    pub void: Option<String>,
    /// When.
    pub at: OffsetDateTime,
}

/// The units whose people the visitor may see.
#[server(prefix = "/api", endpoint = "units", input = server_fn::codec::Json)]
pub async fn read_units() -> Result<Vec<Unit>, AppError> {
    use super::host;
    let (records, actor) = host::signed_in()?;
    let units = records::units::visible(&records, &actor)
        .await
        .map_err(host::refuse)?;
    if units.is_empty() {
        return Err(host::answer(AppError::NotFound));
    }
    Ok(units.into_iter().map(Unit::from).collect())
}

/// A unit's matrix, as of now.
#[server(prefix = "/api", endpoint = "units/matrix", input = server_fn::codec::Json)]
pub async fn read_matrix(unit: Uuid) -> Result<Matrix, AppError> {
    use super::host;
    let (records, actor) = host::signed_in()?;
    let matrix = records::standing::matrix(&records, &actor, unit)
        .await
        .map_err(host::refuse)?;
    Ok(matrix.into())
}

/// A person's competencies, runs and evidence.
#[server(prefix = "/api", endpoint = "person", input = server_fn::codec::Json)]
pub async fn read_person(person: Uuid) -> Result<Person, AppError> {
    use super::host;
    let (records, actor) = host::signed_in()?;
    let page = records::standing::person(&records, &actor, person)
        .await
        .map_err(host::refuse)?;
    let modules = match page.may_allow_more {
        true => records::content::scenarios(&records, &actor)
            .await
            .map_err(host::refuse)?,
        false => Vec::new(),
    };
    let may_allow_more = modules
        .into_iter()
        .map(|module| (module.slug, module.title))
        .collect();
    Ok(Person {
        may_allow_more,
        ..page.into()
    })
}

#[cfg(feature = "ssr")]
mod from_records {
    use records::standing as stored;

    use super::{CompetencyRow, Evidence, Matrix, MatrixRow, Person, Standing, State, Unit};

    impl From<stored::State> for State {
        fn from(state: stored::State) -> Self {
            match state {
                stored::State::Current => Self::Current,
                stored::State::Due => Self::Due,
                stored::State::Lapsed => Self::Lapsed,
                stored::State::Never => Self::Never,
            }
        }
    }

    impl From<stored::Cell> for Standing {
        fn from(cell: stored::Cell) -> Self {
            Self {
                required: cell.required,
                state: cell.state.into(),
                until: cell.until,
                reason: cell.reason,
                evidence: cell.evidence,
                restriction: cell.restriction,
                requirement: cell.requirement,
            }
        }
    }

    impl From<stored::CompetencyRow> for CompetencyRow {
        fn from(row: stored::CompetencyRow) -> Self {
            Self {
                id: row.id,
                title: row.title,
                group: row.group,
                description: row.description,
                level: row.level,
                standing: row.cell.into(),
            }
        }
    }

    impl From<records::units::UnitView> for Unit {
        fn from(unit: records::units::UnitView) -> Self {
            Self {
                id: unit.id,
                name: unit.name,
                depth: unit.depth,
                learners: unit.learners,
            }
        }
    }

    impl From<stored::Matrix> for Matrix {
        fn from(matrix: stored::Matrix) -> Self {
            Self {
                unit: matrix.unit.into(),
                competencies: matrix
                    .competencies
                    .into_iter()
                    .map(|head| (head.id, head.title))
                    .collect(),
                people: matrix
                    .rows
                    .into_iter()
                    .map(|row| MatrixRow {
                        person: row.person,
                        name: row.name,
                        job: row.job,
                        standings: row.cells.into_iter().map(Standing::from).collect(),
                    })
                    .collect(),
            }
        }
    }

    impl From<stored::PersonPage> for Person {
        fn from(page: stored::PersonPage) -> Self {
            Self {
                id: page.person.id,
                name: page.person.name,
                job: page.person.job,
                units: page.units,
                competencies: page.competencies.into_iter().map(CompetencyRow::from).collect(),
                attempts: page.attempts.into_iter().map(Into::into).collect(),
                evidence: page
                    .evidence
                    .into_iter()
                    .map(|row| Evidence {
                        id: row.id,
                        competency: row.competency_title,
                        kind: row.kind,
                        source: row.source,
                        title: row.title,
                        passed: row.passed,
                        score_permille: row.score_permille,
                        void: row.void,
                        at: row.at,
                    })
                    .collect(),
                may_see_evidence: page.may_see_evidence,
                may_allow_more: Vec::new(),
            }
        }
    }
}

//! How the models are checked: equations, vectors, figures beside what was published, versions.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use simulators::validation::{Figure, Subject};
use time::Date;

use crate::error::AppError;
use crate::maths::Maths;

/// How many cases pass.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tally {
    /// Cases that came out as they should.
    pub passed: u32,
    /// All cases.
    pub of: u32,
}

/// By how much a value may be off: by the larger of both.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Tolerance {
    /// In the value's own unit.
    pub abs: f64,
    /// As a share of the value.
    pub rel: f64,
}

/// The cases of one kind.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct KindRow {
    /// The kind's name in the file.
    pub kind: String,
    /// What it is about.
    pub title: String,
    /// How the cases came out.
    pub tally: Tally,
    /// Tolerance of the formula.
    pub tolerance: Tolerance,
    /// Cases that the stepped simulator must reach, too, and how exactly.
    pub stepped: Option<(u32, Tolerance)>,
    /// Formula and source, as the file states them.
    pub stated: String,
    /// Names of the cases that did not come out.
    pub failed: Vec<String>,
}

/// A version of the models.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ModelVersion {
    /// Its number, from 1.
    pub version: u32,
    /// When it was made.
    pub date: Date,
    /// What changed.
    pub note: String,
    /// Vectors it passed when it was made.
    pub vectors: Tally,
    /// Scenarios it touched: name, and title where they are in use here.
    pub touches: Vec<(String, Option<String>)>,
}

/// A subject in the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SubjectRow {
    /// Which.
    pub subject: Subject,
    /// Its vectors.
    pub vectors: Tally,
    /// How many figures stand on its page.
    pub n_figures: u32,
}

/// All subjects.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Overview {
    /// The version of the models that answers.
    pub model_version: u32,
    /// The subjects.
    pub subjects: Vec<SubjectRow>,
    /// All vectors.
    pub vectors: Tally,
    /// Versions, newest first.
    pub history: Vec<ModelVersion>,
}

/// One subject.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Report {
    /// Which.
    pub subject: Subject,
    /// The version of the models that answers.
    pub model_version: u32,
    /// What is computed, and what is not.
    pub sheet: Sheet,
    /// Vectors by kind.
    pub kinds: Vec<KindRow>,
    /// Figures.
    pub figures: Vec<Figure>,
    /// Versions, newest first.
    pub history: Vec<ModelVersion>,
}

/// What is computed, and what is not.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sheet {
    /// What it is, in a sentence or two.
    pub about: String,
    /// What is computed.
    pub statements: Vec<Statement>,
    /// What is not modelled.
    pub not_modelled: Vec<String>,
}

/// On whose authority a statement stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Authority {
    /// Taken from a publication, a maker's manual or a textbook.
    Sourced,
    /// A modelling choice of this product.
    Chosen,
    /// A clinical number for training.
    Illustrative,
}

/// One thing that is computed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Statement {
    /// What it gives.
    pub title: String,
    /// Its equations.
    pub equations: Vec<Maths>,
    /// What its symbols mean, with the default numbers.
    pub terms: Vec<(Maths, String)>,
    /// On whose authority each part stands, and the source or the reason.
    pub authority: Vec<(Authority, String)>,
}

/// All subjects, and the versions of the models.
#[server(prefix = "/api", endpoint = "validation", input = server_fn::codec::Json)]
pub async fn read_validation() -> Result<Overview, AppError> {
    use super::host;
    let (records, actor) = host::signed_in()?;
    let overview = records::validation::overview(&records, &actor)
        .await
        .map_err(host::refuse)?;
    Ok(overview.into())
}

/// One subject, by its name in the address.
#[server(prefix = "/api", endpoint = "validation/subject", input = server_fn::codec::Json)]
pub async fn read_validation_report(subject: String) -> Result<Report, AppError> {
    use super::host;
    let (records, actor) = host::signed_in()?;
    let Ok(subject) = subject.parse::<Subject>() else {
        return Err(host::answer(AppError::NotFound));
    };
    let report = records::validation::report(&records, &actor, subject)
        .await
        .map_err(host::refuse)?;
    Ok(report.into())
}

#[cfg(feature = "ssr")]
mod from_records {
    use records::validation as stored;

    use super::{KindRow, ModelVersion, Overview, Report, SubjectRow, Tally, Tolerance};
    use crate::words::validation::sheets;

    impl From<stored::Tally> for Tally {
        fn from(tally: stored::Tally) -> Self {
            Self {
                passed: tally.passed,
                of: tally.of,
            }
        }
    }

    impl From<stored::Tolerance> for Tolerance {
        fn from(tolerance: stored::Tolerance) -> Self {
            Self {
                abs: tolerance.abs,
                rel: tolerance.rel,
            }
        }
    }

    impl From<stored::KindResult> for KindRow {
        fn from(kind: stored::KindResult) -> Self {
            Self {
                title: sheets::kind(&kind.kind).to_owned(),
                kind: kind.kind,
                tally: kind.tally.into(),
                tolerance: kind.tolerance.into(),
                stepped: kind
                    .stepped
                    .map(|(n_cases, tolerance)| (n_cases, tolerance.into())),
                stated: kind.stated,
                failed: kind.failed,
            }
        }
    }

    impl From<stored::ModelVersion> for ModelVersion {
        fn from(one: stored::ModelVersion) -> Self {
            Self {
                version: one.version,
                date: one.date,
                note: one.note,
                vectors: one.vectors.into(),
                touches: one
                    .touches
                    .into_iter()
                    .map(|touched| (touched.slug, touched.title))
                    .collect(),
            }
        }
    }

    impl From<stored::Overview> for Overview {
        fn from(overview: stored::Overview) -> Self {
            let row = |row: stored::SubjectRow| SubjectRow {
                subject: row.subject,
                vectors: row.vectors.into(),
                n_figures: row.n_figures,
            };
            Self {
                model_version: overview.model_version,
                subjects: overview.subjects.into_iter().map(row).collect(),
                vectors: overview.vectors.into(),
                history: overview.history.into_iter().map(Into::into).collect(),
            }
        }
    }

    impl From<stored::SubjectReport> for Report {
        fn from(report: stored::SubjectReport) -> Self {
            Self {
                subject: report.subject,
                model_version: report.model_version,
                sheet: sheets::sheet(report.subject),
                kinds: report.kinds.into_iter().map(Into::into).collect(),
                figures: report.figures,
                history: report.history.into_iter().map(Into::into).collect(),
            }
        }
    }
}

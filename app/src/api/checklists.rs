//! Checklists as they are published, and how far assessors agree on them.

use competency::Checklist;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use time::OffsetDateTime;

use crate::error::AppError;

/// A checklist as it is published.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PublishedChecklist {
    /// The latest version.
    pub version: u32,
    /// What it says.
    pub checklist: Checklist,
    /// The titles of its competencies.
    pub competencies: Vec<String>,
    /// Version, hash and day of each, newest first.
    pub versions: Vec<(u32, String, OffsetDateTime)>,
    /// Whether it was retired.
    pub retired: bool,
    /// Whether the visitor may see how far assessors agree.
    pub may_compare: bool,
}

/// How far assessors agree.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Agreement {
    /// Pairs of observations.
    pub pairs: u32,
    /// Over all steps.
    pub all: AgreementRow,
    /// Whether there is too little to say much.
    pub few: bool,
    /// For each step.
    pub steps: Vec<AgreementRow>,
}

/// The agreement on one step, or on all.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AgreementRow {
    /// What is done in the step; empty for all.
    pub text: String,
    /// Pairs of marks.
    pub marks: u32,
    /// The share on which both agreed, 0 to 1.
    pub observed: Option<f64>,
    /// Cohen's kappa.
    pub kappa: Option<f64>,
}

/// A checklist with its versions.
#[server(prefix = "/api", endpoint = "checklists/read", input = server_fn::codec::Json)]
pub async fn read_checklist(slug: String) -> Result<PublishedChecklist, AppError> {
    use super::host;
    let (records, actor) = host::signed_in()?;
    let view = records::content::checklist(&records, &actor, &slug)
        .await
        .map_err(host::refuse)?;
    Ok(view.into())
}

/// How far assessors agree on a checklist.
#[server(prefix = "/api", endpoint = "checklists/agreement", input = server_fn::codec::Json)]
pub async fn read_agreement(slug: String) -> Result<Agreement, AppError> {
    use super::host;
    let (records, actor) = host::signed_in()?;
    let found = records::observations::agreement(&records, &actor, &slug)
        .await
        .map_err(host::refuse)?;
    Ok(found.into())
}

#[cfg(feature = "ssr")]
mod from_records {
    use records::content as stored_content;
    use records::observations as stored;

    use super::{Agreement, AgreementRow, PublishedChecklist};

    impl From<stored_content::ChecklistView> for PublishedChecklist {
        fn from(view: stored_content::ChecklistView) -> Self {
            Self {
                version: view.version,
                checklist: view.checklist,
                competencies: view.competencies,
                versions: view
                    .versions
                    .into_iter()
                    .map(|version| (version.version, version.hash, version.published_at))
                    .collect(),
                retired: view.usage == stored_content::Usage::Retired,
                may_compare: view.may_compare,
            }
        }
    }

    impl From<stored::Agreement> for Agreement {
        fn from(found: stored::Agreement) -> Self {
            let step = |step: stored::StepAgreement| AgreementRow {
                text: step.text,
                marks: step.marks,
                observed: step.observed,
                kappa: step.kappa,
            };
            Self {
                pairs: found.pairs,
                all: AgreementRow {
                    text: String::new(),
                    marks: found.marks,
                    observed: found.observed,
                    kappa: found.kappa,
                },
                few: found.marks < stored::FEW_MARKS,
                steps: found.steps.into_iter().map(step).collect(),
            }
        }
    }
}

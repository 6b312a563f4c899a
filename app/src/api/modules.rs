//! A module: its brief, its rules, the runs made so far.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use simulators::validation::Subject;

use super::attempts::AttemptRow;
use super::home::Allowance;
use super::learning::Belief;
use super::standing::CompetencyRow;
use crate::error::AppError;

/// A module's page.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Module {
    /// Its stable name.
    pub slug: String,
    /// The published version.
    pub version: u32,
    /// Its title.
    pub title: String,
    /// One sentence.
    pub summary: String,
    /// Patient, situation and task, each a paragraph.
    pub brief: Vec<String>,
    /// How long a run takes.
    pub minutes: u32,
    /// Competencies that a passed graded run gives evidence for.
    pub competencies: Vec<CompetencyRow>,
    /// What the person is asked before it, and what they said of it today.
    pub beliefs: Vec<Belief>,
    /// The person's runs.
    pub attempts: Vec<AttemptRow>,
    /// Graded runs.
    pub allowance: Allowance,
    /// Whether the clinical review is overdue.
    pub review_overdue: bool,
    /// Whether the visitor's role makes runs.
    pub may_train: bool,
    /// Who approved the content.
    pub approved_by: String,
    /// The device it plays, for how that is modelled.
    pub modelled: Subject,
}

/// One module.
#[server(prefix = "/api", endpoint = "module", input = server_fn::codec::Json)]
pub async fn read_module(slug: String) -> Result<Module, AppError> {
    use super::host;
    let (records, actor) = host::signed_in()?;
    let page = records::home::module(&records, &actor, &slug)
        .await
        .map_err(host::refuse)?;
    Ok(Module {
        slug: page.row.slug,
        version: page.version,
        title: page.row.title,
        summary: page.row.summary,
        brief: [page.brief.patient, page.brief.situation, page.brief.task]
            .map(|text| undrawn(&text))
            .into(),
        minutes: page.row.minutes,
        competencies: page.competencies.into_iter().map(Into::into).collect(),
        beliefs: page.beliefs.into_iter().map(Into::into).collect(),
        attempts: page.attempts.into_iter().map(Into::into).collect(),
        allowance: page.row.allowance.into(),
        review_overdue: page.review_overdue,
        may_train: page.may_train,
        approved_by: page.approved_by,
        modelled: page.modelled,
    })
}

/// The text with a gap for what is drawn only when a run starts.
#[cfg(feature = "ssr")]
fn undrawn(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        out.push_str(crate::words::learning::gap());
        rest = after.split_once('}').map_or("", |(_, tail)| tail);
    }
    out.push_str(rest);
    out
}

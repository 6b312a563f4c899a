//! What is trained and looked for: drug libraries, lists of hazards and skills, frameworks, scenarios, tests and checklists,
//! published in versions.
//!
//! Published content does not change. Publishing the same content again does nothing; other content under the same
//! name is a new version. An attempt keeps the version it was made with.

mod cache;
mod checklists;
pub(crate) mod entity;
mod exams;
mod framework_import;
mod framework_preview;
mod framework_views;
mod frameworks;
mod in_force;
mod latest;
mod publish;
mod retire;
pub(crate) mod retirement_entity;
mod review;
pub(crate) mod review_entity;
mod scenario;

pub(crate) use cache::{Cache, StoredChecklist};
pub use checklists::{
    ChecklistError, ChecklistRow, ChecklistVersion, ChecklistView, Usage, checklist, checklists,
    publish_checklist, read_checklist,
};
pub(crate) use checklists::{checklist_in_use_since, checklist_version, latest_checklist, latest_checklists};
pub(crate) use entity as content_entity;
pub use exams::{ExamPublishError, publish_bank, publish_test};
pub(crate) use exams::{TestVersion, latest_test, latest_tests, test_pool, test_pool_version, test_version};
pub use framework_import::{FrameworkError, Unreadable, publish_framework};
pub use framework_preview::{Aspect, ChangedCompetency, Named, Preview, StatusMove, preview_framework};
pub use framework_views::{
    FrameworkList, FrameworkPage, FrameworkRow, FrameworkVersion, Retired, framework, framework_source,
    frameworks,
};
pub(crate) use frameworks::{Catalogue, catalogue, catalogue_as_of, framework_of};
pub(crate) use in_force::{Subject, subject_in_force, subject_in_version};
pub(crate) use latest::{Module, Modules, latest_modules, latest_scenario, latest_source, scenario_version};
pub(crate) use publish::{ledger_body, publish_in, require_publisher};
pub use publish::{publish_hazards, publish_library, publish_skills, read_framework};
pub(crate) use retire::ledger_body as retirement_body;
pub use retire::{restore, retire};
pub use review::confirm_review;
pub(crate) use scenario::{Compiled, compiled, prepared};
pub use scenario::{GoldenFailure, PublishError, publish_scenario};

use crate::permission::Scope;
use crate::{Actor, Error, Records};
use serde::{Deserialize, Serialize};
use time::OffsetDateTime;

/// The kinds of content.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// A drug library.
    Library,
    /// The list of hazards.
    Hazards,
    /// The list of skills.
    Skills,
    /// A competency framework.
    Framework,
    /// A scenario.
    Scenario,
    /// A question bank.
    Bank,
    /// A test's blueprint.
    Test,
    /// A checklist of observed practice.
    Checklist,
}

impl Kind {
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Library => "library",
            Self::Hazards => "hazards",
            Self::Skills => "skills",
            Self::Framework => "framework",
            Self::Scenario => "scenario",
            Self::Bank => "bank",
            Self::Test => "test",
            Self::Checklist => "checklist",
        }
    }
}

/// What publishing did.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Published {
    /// The content's name.
    pub slug: String,
    /// Its version, from 1.
    pub version: u32,
    /// The hash of its content, hexadecimal.
    pub hash: String,
    /// Whether there was anything new in it.
    pub outcome: PublishOutcome,
}

/// Whether there was anything new.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PublishOutcome {
    /// A new version.
    New,
    /// The latest version says the same; nothing was written.
    Unchanged,
}

/// A scenario in its latest version.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ScenarioRow {
    /// Its name.
    pub slug: String,
    /// Its version.
    pub version: u32,
    /// Its hash.
    pub hash: String,
    /// Its title.
    pub title: String,
    /// One or two sentences about it.
    pub summary: String,
    /// How long a run usually takes.
    pub minutes: u32,
    /// The competencies a passed run is evidence for.
    pub competencies: Vec<String>,
    /// When this version was published.
    pub published_at: OffsetDateTime,
    /// When it must be looked at again; no graded run starts after that.
    pub review_due_at: OffsetDateTime,
}

/// The scenarios in their latest versions: for everybody of the organisation.
pub async fn scenarios(records: &Records, actor: &Actor) -> Result<Vec<ScenarioRow>, Error> {
    let db = records.read();
    // Whoever holds no role here at all is nobody here.
    let scope = Scope::of(db, actor).await?;
    if !scope.holds_any() {
        return Err(Error::NotFound);
    }
    let modules = latest_modules(records, db, actor.org).await?;
    let row = |module: &latest::Module| ScenarioRow {
        slug: module.slug.clone(),
        version: module.version,
        hash: module.hash.clone(),
        title: module.scenario.title.clone(),
        summary: module.scenario.summary.clone(),
        minutes: module.scenario.minutes,
        competencies: module.scenario.competencies.clone(),
        published_at: module.published_at,
        review_due_at: module.review_due_at,
    };
    Ok(modules.iter().map(row).collect())
}

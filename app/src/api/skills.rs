//! Skills across runs.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use time::OffsetDateTime;
use training::guide::{Level, Outcome};
use uuid::Uuid;

use crate::error::AppError;

/// A skill across modules.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SkillRow {
    /// What one does.
    pub title: String,
    /// Why it matters.
    pub why: String,
    /// How much the coach helps now; one's own only.
    pub level: Option<Level>,
    /// Runs in which it was done alone.
    pub alone: u32,
    /// Runs in which it was done with help.
    pub helped: u32,
    /// Runs in which it was missed.
    pub missed: u32,
    /// The modules in which it was met.
    pub modules: Vec<String>,
    /// When it was last done alone.
    pub alone_at: Option<OffsetDateTime>,
}

/// A skill in one run.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RunSkill {
    /// What one does.
    pub title: String,
    /// Why it matters.
    pub why: String,
    /// How it was shown.
    pub outcome: Outcome,
}

/// The visitor's own skills, practice included.
#[server(prefix = "/api", endpoint = "skills/mine", input = server_fn::codec::Json)]
pub async fn read_my_skills() -> Result<Vec<SkillRow>, AppError> {
    use super::host;
    let (records, actor) = host::signed_in()?;
    let rows = records::skills::mine(&records, &actor)
        .await
        .map_err(host::refuse)?;
    Ok(rows.into_iter().map(Into::into).collect())
}

/// The skills somebody showed in graded runs, for those who see evidence.
#[server(prefix = "/api", endpoint = "skills/of", input = server_fn::codec::Json)]
pub async fn read_skills_of(person: Uuid) -> Result<Vec<SkillRow>, AppError> {
    use super::host;
    let (records, actor) = host::signed_in()?;
    let rows = records::skills::of_person(&records, &actor, person)
        .await
        .map_err(host::refuse)?;
    Ok(rows.into_iter().map(Into::into).collect())
}

#[cfg(feature = "ssr")]
mod from_records {
    use super::{RunSkill, SkillRow};

    impl From<records::skills::SkillRow> for SkillRow {
        fn from(row: records::skills::SkillRow) -> Self {
            Self {
                title: row.title,
                why: row.why,
                level: row.level,
                alone: row.n_unaided,
                helped: row.n_aided,
                missed: row.n_missed,
                modules: row.modules,
                alone_at: row.unaided_at,
            }
        }
    }

    impl From<records::skills::RunSkill> for RunSkill {
        fn from(skill: records::skills::RunSkill) -> Self {
            Self {
                title: skill.title,
                why: skill.why,
                outcome: skill.outcome,
            }
        }
    }
}

//! Frameworks: looking at them, importing them from a file, taking them out of use and back.

use competency::{Framework, Problem};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use time::OffsetDateTime;

use super::standing::State;
use crate::error::AppError;

/// A framework in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FrameworkRow {
    /// Its name.
    pub slug: String,
    /// Its title.
    pub title: String,
    /// Its latest version.
    pub latest: FrameworkVersion,
    /// How many competencies it has.
    pub n_competencies: u32,
    /// Since when it is out of use, and why, if it is.
    pub retired: Option<(OffsetDateTime, String)>,
}

/// A published version.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FrameworkVersion {
    /// Its number, from 1.
    pub version: u32,
    /// The hash of its content, hexadecimal.
    pub hash: String,
    /// When it was published.
    pub published_at: OffsetDateTime,
    /// By whom; none for the system.
    pub published_by: Option<String>,
}

/// All frameworks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Frameworks {
    /// By name, those out of use included.
    pub frameworks: Vec<FrameworkRow>,
    /// Whether the visitor may publish.
    pub may_publish: bool,
}

/// A framework in one of its versions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FrameworkPage {
    /// The framework in the list.
    pub row: FrameworkRow,
    /// The version shown.
    pub version: u32,
    /// What that version says.
    pub framework: Framework,
    /// All versions, newest first.
    pub versions: Vec<FrameworkVersion>,
    /// Whether the visitor may publish, retire and restore.
    pub may_publish: bool,
}

/// What came of looking at a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Checked<T> {
    /// It can be used.
    Good(T),
    /// It cannot be read: line and column from 1, 0 where no place is known, and what the reader of YAML says.
    Unreadable {
        /// The line.
        line: u64,
        /// The column.
        column: u64,
        /// What the reader says.
        detail: String,
    },
    /// It can be read, but this is wrong with it.
    Problems(Vec<Problem>),
}

/// A version that was published.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Published {
    /// The framework's name.
    pub slug: String,
    /// The version.
    pub version: u32,
}

/// What publishing would change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Preview {
    /// The framework's name.
    pub slug: String,
    /// Its title.
    pub title: String,
    /// The version it would get.
    pub version: u32,
    /// Whether there is anything new in it.
    pub is_new: bool,
    /// Whether the framework is out of use.
    pub is_retired: bool,
    /// Identity and title of competencies that are new in it.
    pub added: Vec<(String, String)>,
    /// Identity and title of competencies that change, and what changes.
    pub changed: Vec<(String, String, Vec<Aspect>)>,
    /// Identity and title of competencies that are no longer in it.
    pub dropped: Vec<(String, String)>,
    /// Identity and title of jobs that need something else.
    pub jobs: Vec<(String, String)>,
    /// Identity and title of competencies that another framework has, too.
    pub elsewhere: Vec<(String, String)>,
    /// People who may sign in.
    pub n_people: u32,
    /// Of those: whose status changes.
    pub n_affected: u32,
    /// How statuses change.
    pub moves: Vec<StatusMove>,
}

/// What can change about a competency.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Aspect {
    /// Title or description.
    Wording,
    /// The heading it stands under.
    Group,
    /// The level.
    Level,
    /// The device.
    Device,
    /// The rule.
    Rule,
}

/// Some people's status in a competency, before and after.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StatusMove {
    /// The competency's title.
    pub competency: String,
    /// The status now.
    pub before: Option<State>,
    /// The status after publishing.
    pub after: Option<State>,
    /// How many people.
    pub n_people: u32,
}

/// All frameworks.
#[server(prefix = "/api", endpoint = "frameworks", input = server_fn::codec::Json)]
pub async fn read_frameworks() -> Result<Frameworks, AppError> {
    use super::host;
    let (records, actor) = host::signed_in()?;
    let list = records::content::frameworks(&records, &actor)
        .await
        .map_err(host::refuse)?;
    Ok(Frameworks {
        frameworks: list.frameworks.into_iter().map(Into::into).collect(),
        may_publish: list.may_publish,
    })
}

/// One framework; in its latest version where none is named.
#[server(prefix = "/api", endpoint = "frameworks/one", input = server_fn::codec::Json)]
pub async fn read_framework(slug: String, version: Option<u32>) -> Result<FrameworkPage, AppError> {
    use super::host;
    let (records, actor) = host::signed_in()?;
    let page = records::content::framework(&records, &actor, &slug, version)
        .await
        .map_err(host::refuse)?;
    Ok(page.into())
}

/// The text of a version, as it was published.
#[server(prefix = "/api", endpoint = "frameworks/source", input = server_fn::codec::Json)]
pub async fn read_framework_source(slug: String, version: u32) -> Result<String, AppError> {
    use super::host;
    let (records, actor) = host::signed_in()?;
    records::content::framework_source(&records, &actor, &slug, version)
        .await
        .map_err(host::refuse)
}

/// What publishing this text would change; nothing is written.
#[server(prefix = "/api", endpoint = "frameworks/preview", input = server_fn::codec::Json)]
pub async fn preview_framework(source: String) -> Result<Checked<Preview>, AppError> {
    use super::host;
    let (records, actor) = host::signed_in()?;
    let preview = records::content::preview_framework(&records, &actor, &source).await;
    from_records::checked(preview.map(Preview::from))
}

/// Publishes a framework from its text, or names everything that is wrong with it.
#[server(prefix = "/api", endpoint = "frameworks/publish", input = server_fn::codec::Json)]
pub async fn publish_framework(source: String) -> Result<Checked<Published>, AppError> {
    use super::host;
    let (records, actor) = host::signed_in()?;
    let published = records::content::publish_framework(&records, &actor, &source).await;
    from_records::checked(published.map(|published| Published {
        slug: published.slug,
        version: published.version,
    }))
}

/// Takes a framework out of use.
#[server(prefix = "/api", endpoint = "frameworks/retire", input = server_fn::codec::Json)]
pub async fn retire_framework(slug: String, reason: String) -> Result<(), AppError> {
    use super::host;
    let (records, actor) = host::signed_in()?;
    let kind = records::content::Kind::Framework;
    records::content::retire(&records, &actor, kind, &slug, &reason)
        .await
        .map_err(host::refuse)
}

/// Takes a framework back into use.
#[server(prefix = "/api", endpoint = "frameworks/restore", input = server_fn::codec::Json)]
pub async fn restore_framework(slug: String) -> Result<(), AppError> {
    use super::host;
    let (records, actor) = host::signed_in()?;
    let kind = records::content::Kind::Framework;
    records::content::restore(&records, &actor, kind, &slug)
        .await
        .map_err(host::refuse)
}

#[cfg(feature = "ssr")]
mod from_records {
    use records::content as stored;

    use super::{Aspect, Checked, FrameworkPage, FrameworkRow, FrameworkVersion, Preview, StatusMove};
    use crate::api::host;
    use crate::error::AppError;

    /// What came of looking at a file; an error where the looking itself was refused.
    pub(super) fn checked<T>(answer: Result<T, stored::FrameworkError>) -> Result<Checked<T>, AppError> {
        match answer {
            Ok(good) => Ok(Checked::Good(good)),
            Err(stored::FrameworkError::Records(error)) => Err(host::refuse(error)),
            Err(stored::FrameworkError::Unreadable(place)) => Ok(Checked::Unreadable {
                line: place.line,
                column: place.column,
                detail: place.detail,
            }),
            Err(stored::FrameworkError::Problems(problems)) => Ok(Checked::Problems(problems)),
        }
    }

    impl From<stored::FrameworkRow> for FrameworkRow {
        fn from(row: stored::FrameworkRow) -> Self {
            Self {
                slug: row.slug,
                title: row.title,
                latest: row.latest.into(),
                n_competencies: row.n_competencies,
                retired: row.retired.map(|retired| (retired.at, retired.reason)),
            }
        }
    }

    impl From<stored::FrameworkVersion> for FrameworkVersion {
        fn from(version: stored::FrameworkVersion) -> Self {
            Self {
                version: version.version,
                hash: version.hash,
                published_at: version.published_at,
                published_by: version.published_by,
            }
        }
    }

    impl From<stored::FrameworkPage> for FrameworkPage {
        fn from(page: stored::FrameworkPage) -> Self {
            Self {
                row: page.row.into(),
                version: page.version,
                framework: page.framework,
                versions: page.versions.into_iter().map(Into::into).collect(),
                may_publish: page.may_publish,
            }
        }
    }

    impl From<stored::Aspect> for Aspect {
        fn from(aspect: stored::Aspect) -> Self {
            match aspect {
                stored::Aspect::Wording => Self::Wording,
                stored::Aspect::Group => Self::Group,
                stored::Aspect::Level => Self::Level,
                stored::Aspect::Device => Self::Device,
                stored::Aspect::Rule => Self::Rule,
            }
        }
    }

    impl From<stored::Preview> for Preview {
        fn from(preview: stored::Preview) -> Self {
            let names =
                |names: Vec<stored::Named>| names.into_iter().map(|name| (name.id, name.title)).collect();
            Self {
                slug: preview.slug,
                title: preview.title,
                version: preview.version,
                is_new: preview.outcome == stored::PublishOutcome::New,
                is_retired: preview.is_retired,
                added: names(preview.added),
                changed: preview
                    .changed
                    .into_iter()
                    .map(|one| {
                        (
                            one.id,
                            one.title,
                            one.aspects.into_iter().map(Into::into).collect(),
                        )
                    })
                    .collect(),
                dropped: names(preview.dropped),
                jobs: names(preview.jobs),
                elsewhere: names(preview.elsewhere),
                n_people: preview.n_people,
                n_affected: preview.n_affected,
                moves: preview
                    .moves
                    .into_iter()
                    .map(|one| StatusMove {
                        competency: one.competency,
                        before: one.before.map(Into::into),
                        after: one.after.map(Into::into),
                        n_people: one.n_people,
                    })
                    .collect(),
            }
        }
    }
}

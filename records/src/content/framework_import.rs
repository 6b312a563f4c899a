//! Publishing a framework from one file, with everything that is wrong with it named.

use super::publish::{MAX_SOURCE_BYTES, plain, publish, require_publisher, to_json};
use super::{Kind, Published};
use crate::{Actor, Error, Invalid, Records};
use competency::{Framework, Problem};
use serde::{Deserialize, Serialize};
use thiserror::Error as ThisError;

/// Why a framework was not published; nothing was written.
#[derive(Clone, Debug, PartialEq, ThisError)]
pub enum FrameworkError {
    /// The command itself was refused.
    #[error(transparent)]
    Records(#[from] Error),
    /// It is not YAML, or not that of a framework.
    #[error("line {}, column {}: {}", .0.line, .0.column, .0.detail)]
    Unreadable(Unreadable),
    /// It can be read, but something is wrong with it.
    #[error("{} problems: {:?}", .0.len(), .0)]
    Problems(Vec<Problem>),
}

/// Where a file cannot be read, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unreadable {
    /// The line, from 1; 0 where no place is known.
    pub line: u64,
    /// The column, from 1; 0 where no place is known.
    pub column: u64,
    /// What the reader of YAML says.
    pub detail: String,
}

/// Publishes a competency framework from its YAML text: educators at the root, and the system.
pub async fn publish_framework(
    records: &Records,
    actor: &Actor,
    source: &str,
) -> Result<Published, FrameworkError> {
    require_publisher(records.read(), actor).await?;
    let framework = read(source)?;
    let body = to_json(&framework)?;
    let (slug, title) = (framework.framework, framework.title);
    let content = plain(Kind::Framework, slug, title, source, body);
    Ok(publish(records, actor, content).await?)
}

/// A framework that may be published, from its YAML text.
pub(super) fn read(source: &str) -> Result<Framework, FrameworkError> {
    if MAX_SOURCE_BYTES < source.len() {
        return Err(Error::invalid("source", Invalid::TooLong).into());
    }
    if source.contains('\0') {
        return Err(Error::invalid("source", Invalid::Malformed).into());
    }
    let framework: Framework =
        serde_saphyr::from_str(source).map_err(|error| FrameworkError::Unreadable(unreadable(&error)))?;
    let problems = framework.problems();
    match problems.is_empty() {
        true => Ok(framework),
        false => Err(FrameworkError::Problems(problems)),
    }
}

fn unreadable(error: &serde_saphyr::Error) -> Unreadable {
    let place = error.location();
    let detail = error.without_snippet().to_string();
    Unreadable {
        line: place.map_or(0, |place| place.line()),
        column: place.map_or(0, |place| place.column()),
        detail: detail.lines().next().unwrap_or_default().to_owned(),
    }
}

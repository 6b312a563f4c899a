//! The documents scenarios refer to: the list of hazards and the drug library.

use serde::{Deserialize, Serialize};
use simulators::drugs::Library;

/// A hazard that scenarios train against.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Hazard {
    /// Its id, as scenarios write it.
    pub id: String,
    /// What can happen.
    pub title: String,
    /// Where it is described.
    #[serde(default)]
    pub source: String,
}

/// Why a document cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceError {
    /// Where, from line 1; 0 when no place is known.
    pub line: u32,
    /// What, in the reader's words, for authors' tools.
    pub message: String,
}

impl std::fmt::Display for SourceError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "line {}: {}", self.line, self.message)
    }
}

impl std::error::Error for SourceError {}

/// Reads `hazards.yaml`: a list of `{id, title, source}`.
pub fn read_hazards(source: &str) -> Result<Vec<Hazard>, SourceError> {
    read(source)
}

/// Reads a drug library and checks that a pump can use it.
pub fn read_library(source: &str) -> Result<Library, SourceError> {
    let library: Library = read(source)?;
    match library.problems().first() {
        None => Ok(library),
        Some(problem) => Err(SourceError {
            line: 0,
            message: format!("{}: {}", problem.place, problem.code.as_str()),
        }),
    }
}

fn read<T: serde::de::DeserializeOwned>(source: &str) -> Result<T, SourceError> {
    let options = serde_saphyr::options! { with_snippet: false };
    serde_saphyr::from_str_with_options(source, options).map_err(|error| SourceError {
        line: error
            .location()
            .map_or(0, |location| u32::try_from(location.line()).unwrap_or(0)),
        message: error.to_string().lines().next().unwrap_or_default().to_owned(),
    })
}

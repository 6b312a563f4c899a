//! The history of the models, as it ships. A test of `training` holds its newest entry to what is compiled in.

use super::Tally;
use crate::Error;
use serde::Deserialize;
use time::Date;
use time::macros::format_description;

const FILE: &str = include_str!("../../../content/model-versions.yaml");

/// An entry.
pub(super) struct Entry {
    pub(super) version: u32,
    pub(super) date: Date,
    pub(super) note: String,
    pub(super) vectors: Tally,
    pub(super) touches: Vec<String>,
}

#[derive(Deserialize)]
struct Written {
    version: u32,
    date: String,
    note: String,
    vectors: Vectors,
    touches: Vec<String>,
}

#[derive(Deserialize)]
struct Vectors {
    passed: u32,
    of: u32,
}

/// Every version, oldest first.
pub(super) fn read() -> Result<Vec<Entry>, Error> {
    let unreadable = |error: &dyn std::fmt::Display| {
        tracing::error!(%error, "the history of the models cannot be read");
        Error::Unavailable
    };
    let written: Vec<Written> = serde_saphyr::from_str(FILE).map_err(|error| unreadable(&error))?;
    let day = format_description!("[year]-[month]-[day]");
    written
        .into_iter()
        .map(|one| {
            Ok(Entry {
                version: one.version,
                date: Date::parse(&one.date, day).map_err(|error| unreadable(&error))?,
                note: one.note,
                vectors: Tally {
                    passed: one.vectors.passed,
                    of: one.vectors.of,
                },
                touches: one.touches,
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_history_that_ships_can_be_read_and_ends_with_this_model() {
        let history = read().unwrap();
        let newest = history.last().unwrap();
        assert_eq!(newest.version, simulators::MODEL_VERSION);
        assert!(!newest.note.is_empty());
    }
}

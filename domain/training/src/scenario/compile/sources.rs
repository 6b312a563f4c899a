//! The documents scenarios refer to: the lists of hazards and skills, and the drug library.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use simulators::drugs::Library;
use simulators::drugs::library::LibraryProblemCode;

use crate::scenario::Skill;

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
    read_document(source)
}

/// Reads `skills.yaml`: a list of `{id, title, why, hazard, competency}`, of which each names a hazard or a competency.
pub fn read_skills(source: &str) -> Result<Vec<Skill>, SourceError> {
    let skills: Vec<Skill> = read_document(source)?;
    let mut ids = BTreeSet::new();
    for skill in &skills {
        let allowed = |letter: char| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '-';
        let problem = if skill.id.is_empty() || !skill.id.chars().all(allowed) {
            "an id is made of small letters, digits and hyphens"
        } else if !ids.insert(skill.id.as_str()) {
            "this id stands here twice"
        } else if skill.title.trim().is_empty() || skill.why.trim().is_empty() {
            "a skill says what one does and why"
        } else if skill.hazard.is_none() && skill.competency.is_none() {
            "a skill names the hazard it guards against or the competency it belongs to"
        } else {
            continue;
        };
        return Err(SourceError {
            line: line_of(source, &skill.id),
            message: format!("{}: {problem}", skill.id),
        });
    }
    Ok(skills)
}

/// Reads a drug library and checks that a pump can use it.
pub fn read_library(source: &str) -> Result<Library, SourceError> {
    let library: Library = read_document(source)?;
    match library.problems().first() {
        None => Ok(library),
        Some(problem) => Err(SourceError {
            line: line_of(source, &problem.place),
            message: format!(
                "{}: {}: {}",
                problem.place,
                problem.code.as_str(),
                reason(problem.code)
            ),
        }),
    }
}

/// What a code means, for authors.
const fn reason(code: LibraryProblemCode) -> &'static str {
    match code {
        LibraryProblemCode::NoCareArea => "a library needs at least one care area",
        LibraryProblemCode::NoEntry => "a care area needs at least one entry",
        LibraryProblemCode::RepeatedId => "this id stands here twice",
        LibraryProblemCode::LimitsNotOrdered => {
            "limits must rise and none may be below zero: hard_low, soft_low, soft_high, hard_high"
        }
        LibraryProblemCode::UnitsDoNotConvert => {
            "the unit of the dose does not measure what is in the container"
        }
        LibraryProblemCode::AmountNotPositive => "amount and volume of the container must be above zero",
        LibraryProblemCode::BolusRateOutOfRange => "the rate must lie between 0.1 and 999 mL/h",
    }
}

/// The line at which a care area, or an entry in it, names itself; 0 if it does not.
fn line_of(source: &str, place: &str) -> u32 {
    let mut ids = place.split('/').filter(|id| !id.is_empty()).peekable();
    let mut found = 0;
    for (number, line) in (1..).zip(source.lines()) {
        let Some(id) = ids.peek() else { break };
        let text = line.trim_start().trim_start_matches("- ").trim_start_matches('{');
        let named = text.strip_prefix("id:").unwrap_or_default();
        let named = named.split([',', '#', '}']).next().unwrap_or_default();
        if named.trim().trim_matches(['"', '\'']) == *id {
            found = number;
            ids.next();
        }
    }
    found
}

/// Reads a document into its type.
pub(crate) fn read_document<T: serde::de::DeserializeOwned>(source: &str) -> Result<T, SourceError> {
    let options = serde_saphyr::options! { with_snippet: false };
    serde_saphyr::from_str_with_options(source, options).map_err(|error| SourceError {
        line: error
            .location()
            .map_or(0, |location| u32::try_from(location.line()).unwrap_or(0)),
        message: error.to_string().lines().next().unwrap_or_default().to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_of_skills_is_refused_with_line_and_reason() {
        let good = "\
- {id: opens-clamp, title: Open the clamp, why: Nothing flows through it., hazard: GIP-1.10.1}
- {id: starts, title: Start, why: Ready is not running., competency: infusion.dose-programming}
";
        assert_eq!(read_skills(good).map(|skills| skills.len()), Ok(2));
        for (from, to, line, reason) in [
            ("id: starts", "id: opens-clamp", 1, "twice"),
            ("id: starts", "id: Starts", 2, "small letters"),
            ("why: Ready is not running.", "why: ''", 2, "why"),
            (", hazard: GIP-1.10.1", "", 1, "hazard"),
            ("title: Start,", "titel: Start,", 2, "titel"),
        ] {
            let error = read_skills(&good.replace(from, to)).expect_err(to);
            assert_eq!(error.line, line, "{error}");
            assert!(error.message.contains(reason), "{error}");
        }
    }

    const LIBRARY: &str = "\
id: training
version: 1
care_areas:
  - id: ward
    name: Ward
    entries:
      - id: heparin
        drug: heparin
        amount: 25000
        amount_unit: units
        volume_ml: 250
        dose_unit: units/h
        continuous: {hard_low: 1, soft_low: 2, soft_high: 3, hard_high: 4}
";

    fn refused(from: &str, to: &str) -> (u32, String) {
        let error = read_library(&LIBRARY.replace(from, to)).err();
        error.map_or((0, String::new()), |error| (error.line, error.message))
    }

    #[test]
    fn a_library_is_refused_with_line_and_reason() {
        assert!(read_library(LIBRARY).is_ok());
        let (line, message) = refused("soft_high: 3", "soft_high: 1");
        assert_eq!(line, 7);
        assert!(
            message.starts_with("ward/heparin: limits_not_ordered"),
            "{message}"
        );
        let (line, message) = refused("        amount: 25000\n", "");
        assert!(line > 0 && message.contains("amount"), "{line} {message}");
        let (line, message) = refused("amount_unit: units", "amount_unit: unites");
        assert!(line == 10 && message.contains("unites"), "{line} {message}");
        let (line, message) = refused("units/h", "mg/h");
        assert!(
            line == 7 && message.contains("units_do_not_convert"),
            "{line} {message}"
        );
    }
}

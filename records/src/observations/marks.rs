//! Marks and remarks as they come from a device, and as they are kept.

use crate::{Error, Invalid};
use competency::{Checklist, ChecklistProblem, Mark, Observed};

/// The most characters of a remark on one step.
pub(crate) const MAX_REMARK_CHARS: usize = 500;
/// The most characters of the note on the whole.
pub(crate) const MAX_NOTE_CHARS: usize = 2000;

/// A trimmed text that may be empty and may have lines.
pub(super) fn free_text(field: &str, text: &str, max_chars: usize) -> Result<String, Error> {
    let text = text.trim().replace("\r\n", "\n");
    match () {
        () if max_chars < text.chars().count() => Err(Error::invalid(field, Invalid::TooLong)),
        () if text.contains(|c: char| c.is_control() && c != '\n') => {
            Err(Error::invalid(field, Invalid::Malformed))
        }
        () => Ok(text),
    }
}

/// The marks with their remarks trimmed.
pub(super) fn trimmed(marks: Vec<Mark>) -> Result<Vec<Mark>, Error> {
    let trim = |mark: Mark| {
        let remark = free_text(&field_of(&mark.item), &mark.remark, MAX_REMARK_CHARS)?;
        Ok(Mark { remark, ..mark })
    };
    marks.into_iter().map(trim).collect()
}

/// What the marks give, and the marks in the order of the steps. What is wrong is named by its step.
pub(super) fn judged(checklist: &Checklist, marks: &[Mark]) -> Result<(Observed, Vec<Mark>), Error> {
    let observed = checklist.judge(marks).map_err(|problem| match problem {
        ChecklistProblem::Unmarked { id } => Error::invalid(&field_of(&id), Invalid::Empty),
        ChecklistProblem::Unknown { id } => Error::invalid(&field_of(&id), Invalid::Unknown),
        ChecklistProblem::Duplicate { id } | ChecklistProblem::EmptyText { id } => {
            Error::invalid(&field_of(&id), Invalid::Malformed)
        }
        ChecklistProblem::Unsound => Error::invalid("marks", Invalid::Malformed),
    })?;
    let place = |mark: &Mark| checklist.items.iter().position(|item| item.id == mark.item);
    let mut marks = marks.to_vec();
    marks.sort_by_key(place);
    Ok((observed, marks))
}

/// The marks of a row.
pub(super) fn stored(text: &str) -> Result<Vec<Mark>, Error> {
    serde_json::from_str(text).map_err(|error| {
        tracing::error!(%error, "stored marks cannot be read");
        Error::Unavailable
    })
}

/// The marks as a row keeps them.
pub(super) fn to_store(marks: &[Mark]) -> Result<String, Error> {
    serde_json::to_string(marks).map_err(|_| Error::invalid("marks", Invalid::Malformed))
}

fn field_of(item: &str) -> String {
    format!("marks.{item}")
}

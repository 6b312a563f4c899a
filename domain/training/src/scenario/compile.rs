//! From a document to a scenario. Reading never fails: it gives what it understood and a list of remarks.

mod check;
mod document;
mod equipment;
mod golden;
mod phases;
pub(in crate::scenario) mod reader;
mod rubric;
mod sources;
mod syringe;
mod ventilator;
mod ways;
pub(in crate::scenario) mod yaml;

use std::collections::BTreeSet;

use simulators::drugs::Library;

use self::reader::Reader;
use super::{Scenario, Skill};
use crate::diagnostic::{Code, Diagnostic, Severity, Span};

pub(crate) use sources::read_document;
pub use sources::{Hazard, SourceError, read_hazards, read_library, read_skills};

/// The largest document that is read, in bytes.
pub const MAX_SOURCE_BYTES: usize = 256 * 1024;

/// What a document may refer to.
#[derive(Clone, Copy, Debug)]
pub struct CompileContext<'a> {
    /// The drug library of the pump.
    pub library: &'a Library,
    /// The known hazards.
    pub hazards: &'a BTreeSet<String>,
    /// The known skills.
    pub skills: &'a [Skill],
}

/// Compiles a document. There is a scenario exactly when no remark is an error.
#[must_use]
pub fn compile(source: &str, context: &CompileContext) -> (Option<Scenario>, Vec<Diagnostic>) {
    if source.len() > MAX_SOURCE_BYTES {
        return (None, vec![too_large()]);
    }
    let mut reader = Reader::new(source);
    let scenario = match yaml::tree(&reader) {
        Ok(tree) => {
            let scenario = document::scenario(&mut reader, &tree, context);
            check::check(&mut reader, &scenario, context);
            Some(scenario)
        }
        Err(diagnostic) => {
            reader.report(diagnostic);
            None
        }
    };
    let diagnostics = reader.finish();
    let usable = diagnostics
        .iter()
        .all(|diagnostic| diagnostic.severity != Severity::Error);
    (scenario.filter(|_| usable), diagnostics)
}

/// The remark on a document of more than [`MAX_SOURCE_BYTES`].
pub(super) fn too_large() -> Diagnostic {
    Diagnostic {
        code: Code::TooLarge,
        severity: Severity::Error,
        span: Span {
            start: 0,
            end: 0,
            line: 1,
            column: 1,
        },
        args: vec![MAX_SOURCE_BYTES.to_string()],
        suggestion: None,
    }
}

//! What each page of validation says of its model. Read on the server alone; default numbers are those of the code.
//!
//! Equations and their standing follow `docs/models.md`.

mod bench;
mod kinds;
mod large_volume;
mod patients;
mod secondary;
mod statistics;
mod syringe;
mod ventilator;

use simulators::notation::decimals;
use simulators::validation::Subject;

use crate::api::validation::{Authority, Sheet, Statement};
use crate::maths;

pub use kinds::kind;

/// The sheet of a subject.
#[must_use]
pub fn sheet(subject: Subject) -> Sheet {
    match subject {
        Subject::LargeVolumePump => large_volume::sheet(),
        Subject::SecondaryLine => secondary::sheet(),
        Subject::SyringePump => syringe::sheet(),
        Subject::Patients => patients::sheet(),
        Subject::Ventilator => ventilator::sheet(),
        Subject::Bench => bench::sheet(),
        Subject::Statistics => statistics::sheet(),
    }
}

fn sheet_of(about: &str, statements: Vec<Statement>, not_modelled: &[&str]) -> Sheet {
    Sheet {
        about: about.to_owned(),
        statements,
        not_modelled: not_modelled.iter().map(|&line| line.to_owned()).collect(),
    }
}

fn statement(title: &str) -> Statement {
    Statement {
        title: title.to_owned(),
        equations: Vec::new(),
        terms: Vec::new(),
        authority: Vec::new(),
    }
}

impl Statement {
    fn is(mut self, equation: &str) -> Self {
        self.equations.push(maths::read(equation));
        self
    }

    fn with(mut self, symbol: &str, meaning: impl Into<String>) -> Self {
        self.terms.push((maths::read(symbol), meaning.into()));
        self
    }

    fn stands(mut self, authority: Authority, why: &str) -> Self {
        self.authority.push((authority, why.to_owned()));
        self
    }

    fn sourced(self, source: &str) -> Self {
        self.stands(Authority::Sourced, source)
    }

    fn chosen(self, why: &str) -> Self {
        self.stands(Authority::Chosen, why)
    }

    fn illustrative(self, why: &str) -> Self {
        self.stands(Authority::Illustrative, why)
    }
}

/// A default number of the code, in safe notation.
fn n(value: f64) -> String {
    decimals(value, 4)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_subject_says_what_it_computes_on_whose_authority_and_what_it_leaves_out() {
        for &subject in Subject::ALL {
            let sheet = sheet(subject);
            assert!(sheet.about.len() > 20, "{subject:?}");
            assert!(sheet.statements.len() >= 3, "{subject:?}");
            assert!(!sheet.not_modelled.is_empty(), "{subject:?}");
            for statement in sheet.statements {
                assert!(!statement.equations.is_empty(), "{subject:?} {}", statement.title);
                assert!(!statement.authority.is_empty(), "{subject:?} {}", statement.title);
                // Words have no notation: a symbol stands in a term of its own.
                assert!(
                    statement.terms.iter().all(|(_, meaning)| !meaning.contains('_')),
                    "{}",
                    statement.title
                );
                assert!(
                    statement.authority.iter().all(|(_, why)| !why.is_empty()),
                    "{}",
                    statement.title
                );
            }
        }
    }

    #[test]
    fn every_kind_of_vectors_has_a_title() {
        let cases: Vec<serde_json::Value> = serde_json::from_str(simulators::vectors::FILE).unwrap();
        for case in cases {
            let name = case["kind"].as_str().unwrap();
            assert_ne!(kind(name), "", "{name}");
        }
    }
}

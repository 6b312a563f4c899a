//! The expression language: units, reading, checking, and judging over a run or as it happens.
//! `docs/scenario-language.md` is its manual and `spec/` its test suite.

pub mod ast;
pub mod check;
mod context;
mod lexer;
pub mod offline;
pub mod online;
mod parser;
pub mod program;
pub mod suggest;
pub mod symbols;
pub mod unit;

use crate::diagnostic::Code;

pub use parser::{MAX_BYTES, parse};

/// Something wrong with an expression. Positions are bytes from the expression's beginning.
#[derive(Clone, Debug, PartialEq)]
pub struct Fault {
    /// What is wrong.
    pub code: Code,
    /// Where it begins.
    pub start: u32,
    /// The byte behind it.
    pub end: u32,
    /// What the message names.
    pub args: Vec<String>,
    /// What was probably meant.
    pub suggestion: Option<String>,
}

impl Fault {
    pub(crate) fn at(code: Code, start: u32, end: u32) -> Fault {
        Fault {
            code,
            start,
            end,
            args: Vec::new(),
            suggestion: None,
        }
    }

    fn new(code: Code, start: usize, end: usize) -> Fault {
        Fault::at(code, lexer::to_u32(start), lexer::to_u32(end))
    }

    pub(crate) fn arg(mut self, text: &str) -> Fault {
        self.args.push(text.to_owned());
        self
    }

    pub(crate) fn suggest(mut self, text: &str) -> Fault {
        self.suggestion = Some(text.to_owned());
        self
    }

    pub(crate) fn maybe(mut self, suggestion: Option<String>) -> Fault {
        self.suggestion = suggestion;
        self
    }
}

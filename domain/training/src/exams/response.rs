//! What the candidate answers: by tokens of the sheet, and nothing else.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::numbers::NumberFault;

/// The answers of a sitting, by the token of the question; the parts of a case are questions of their own.
pub type Responses = BTreeMap<String, Response>;

/// The answer to one question.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum Response {
    /// Options that were chosen; one for a single choice.
    Choices {
        /// Their tokens.
        choices: Vec<String>,
    },
    /// All steps in the candidate's order.
    Order {
        /// Their tokens.
        order: Vec<String>,
    },
    /// Entries that were matched.
    Pairs {
        /// The pairs; each entry of the left column at most once.
        pairs: Vec<Pair>,
    },
    /// A number as typed, and the unit chosen for it.
    Number {
        /// The number, see [`parse_number`](super::numbers::parse_number).
        text: String,
        /// The unit.
        unit: String,
    },
    /// A region that was pointed at.
    Region {
        /// Its name.
        region: String,
    },
}

/// Two entries that were matched.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pair {
    /// The token of the left one.
    pub left: String,
    /// The token of the right one.
    pub right: String,
}

/// Why an answer cannot be marked. It gets no points.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "fault", content = "about", rename_all = "snake_case")]
pub enum ResponseFault {
    /// The paper has no question of this token.
    UnknownQuestion(String),
    /// The answer is of another kind than the question.
    WrongKind,
    /// It names an option, entry, step or region that the question does not have.
    UnknownId(String),
    /// It names one twice.
    Repeated(String),
    /// More was chosen than may be.
    TooManyChoices,
    /// The order leaves steps out.
    Incomplete,
    /// The unit is not among those to choose from.
    UnknownUnit(String),
    /// The number is not understood.
    Number(NumberFault),
}

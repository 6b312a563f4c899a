//! One question with the candidate's answer, the right one, and the reason.

use serde::{Deserialize, Serialize};

use crate::exams::bank::Tolerance;
use crate::exams::mark::MarkedQuestion;
use crate::exams::paper::{PaperEntry, PaperKind, PaperMatch, PaperOption, PaperQuestion};
use crate::exams::pictures::Picture;
use crate::exams::response::{Response, ResponseFault};

/// A question with its answers.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct QuestionReview {
    /// The question.
    pub ask: String,
    /// The points it counted for.
    pub points: u32,
    /// The points that could be reached.
    pub possible: u32,
    /// Whether the answer itself is fully right; linked to one that is not, it still gets no points.
    pub right: bool,
    /// What was answered, and what is right.
    pub answer: AnswerShown,
    /// Why the answer could not be marked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fault: Option<ResponseFault>,
    /// Why the right answer is right.
    pub rationale: String,
    /// Where it can be checked.
    pub source: String,
}

/// What was answered, and what is right.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum AnswerShown {
    /// Options in the order of the sheet.
    Options(Vec<OptionShown>),
    /// Steps.
    Order {
        /// In the candidate's order; empty if there is none.
        given: Vec<String>,
        /// In the right order.
        right: Vec<String>,
    },
    /// Pairs, in the order of the left column.
    Pairs(Vec<PairShown>),
    /// A number.
    Number {
        /// The candidate's.
        given: Option<NumberGiven>,
        /// The right one.
        right: f64,
        /// Its unit.
        unit: String,
        /// How near would have been near enough.
        tolerance: Tolerance,
    },
    /// A region of a picture.
    Region {
        /// The picture.
        picture: Picture,
        /// The candidate's.
        given: Option<String>,
        /// The right ones.
        right: Vec<String>,
    },
}

/// An option with its key.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OptionShown {
    /// The words.
    pub text: String,
    /// Whether it is right.
    pub right: bool,
    /// Whether it was chosen.
    pub chosen: bool,
    /// Why it is wrong; may be empty.
    pub why: String,
}

/// An entry of the left column with what belongs to it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PairShown {
    /// The left entry.
    pub left: String,
    /// What the candidate matched it with.
    pub given: Option<String>,
    /// What belongs to it.
    pub right: String,
}

/// A number as typed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NumberGiven {
    /// The number.
    pub text: String,
    /// The unit.
    pub unit: String,
}

pub(super) fn shown(
    question: &PaperQuestion,
    response: Option<&Response>,
    marks: &MarkedQuestion,
) -> QuestionReview {
    QuestionReview {
        ask: question.ask.clone(),
        points: marks.points,
        possible: marks.possible,
        right: marks.right,
        answer: answer(&question.kind, response),
        fault: marks.fault.clone(),
        rationale: question.rationale.clone(),
        source: question.source.clone(),
    }
}

fn answer(kind: &PaperKind, response: Option<&Response>) -> AnswerShown {
    match kind {
        PaperKind::Single { options } | PaperKind::Multiple { options, .. } => {
            AnswerShown::Options(options.iter().map(|option| choice(option, response)).collect())
        }
        PaperKind::Ordering { steps, right, .. } => {
            let given = match response {
                Some(Response::Order { order }) => order.as_slice(),
                _ => &[],
            };
            AnswerShown::Order {
                given: texts(steps, given),
                right: texts(steps, right),
            }
        }
        PaperKind::Matching { left, right } => {
            AnswerShown::Pairs(left.iter().map(|entry| pair(entry, right, response)).collect())
        }
        PaperKind::Number {
            expected,
            unit,
            tolerance,
            ..
        } => AnswerShown::Number {
            given: match response {
                Some(Response::Number { text, unit }) => Some(NumberGiven {
                    text: text.clone(),
                    unit: unit.clone(),
                }),
                _ => None,
            },
            right: *expected,
            unit: unit.clone(),
            tolerance: *tolerance,
        },
        PaperKind::Hotspot { picture, right } => AnswerShown::Region {
            picture: *picture,
            given: match response {
                Some(Response::Region { region }) => Some(region.clone()),
                _ => None,
            },
            right: right.clone(),
        },
    }
}

fn choice(option: &PaperOption, response: Option<&Response>) -> OptionShown {
    let chosen = matches!(response, Some(Response::Choices { choices }) if choices.contains(&option.token));
    OptionShown {
        text: option.text.clone(),
        right: option.right,
        chosen,
        why: option.why.clone(),
    }
}

fn pair(entry: &PaperMatch, right: &[PaperEntry], response: Option<&Response>) -> PairShown {
    let given = match response {
        Some(Response::Pairs { pairs }) => pairs.iter().find(|pair| pair.left == entry.token),
        _ => None,
    };
    PairShown {
        left: entry.text.clone(),
        given: given.and_then(|pair| text_of(right, &pair.right)),
        right: text_of(right, &entry.to).unwrap_or_default(),
    }
}

fn texts(entries: &[PaperEntry], tokens: &[String]) -> Vec<String> {
    tokens
        .iter()
        .filter_map(|token| text_of(entries, token))
        .collect()
}

fn text_of(entries: &[PaperEntry], token: &str) -> Option<String> {
    let entry = entries.iter().find(|entry| entry.token == token)?;
    Some(entry.text.clone())
}

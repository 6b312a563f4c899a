//! What the candidate's browser may have of a paper: the questions, and nothing that says what is right.
//!
//! No type of this file has a field for a key, a reason, a source or a difficulty, so none can be sent by mistake.

use serde::{Deserialize, Serialize};

use super::bank::{Exhibit, MultipleScoring};
use super::paper::{Paper, PaperEntry, PaperItem, PaperKind, PaperOption, PaperQuestion};
use super::pictures::Picture;

/// A paper without its keys.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sheet {
    /// The test's id.
    pub test: String,
    /// The title as people read it.
    pub title: String,
    /// The time limit, in minutes.
    pub minutes: u32,
    /// The items, in the order of the paper.
    pub items: Vec<SheetItem>,
}

/// An item: a question, or a story with several.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SheetItem {
    /// The story, if it is a case.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub story: Option<SheetStory>,
    /// Its questions, in order.
    pub questions: Vec<SheetQuestion>,
}

/// The story of a case.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SheetStory {
    /// The story.
    pub text: String,
    /// What is asked on the whole; may be empty.
    pub ask: String,
    /// What lies beside it.
    pub exhibits: Vec<Exhibit>,
}

/// A question. Its token and those of what can be answered are drawn for this paper and tell nothing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SheetQuestion {
    /// What an answer names it by.
    pub token: String,
    /// The question, numbers filled in.
    pub ask: String,
    /// How it is answered.
    pub kind: SheetKind,
}

/// How a question is answered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum SheetKind {
    /// One option is chosen.
    Single {
        /// The options.
        options: Vec<SheetEntry>,
    },
    /// Several options may be chosen.
    Multiple {
        /// The options.
        options: Vec<SheetEntry>,
        /// What the candidate must know of the marking.
        rule: ChoiceRule,
    },
    /// Steps are brought into order.
    Ordering {
        /// The steps.
        steps: Vec<SheetEntry>,
    },
    /// Each entry of the left column gets one of the right, which may hold more.
    Matching {
        /// The left column.
        left: Vec<SheetEntry>,
        /// The right column.
        right: Vec<SheetEntry>,
    },
    /// A number with a unit.
    Number {
        /// The units to choose from.
        units: Vec<String>,
    },
    /// A region of a picture is pointed at.
    Hotspot {
        /// The picture.
        picture: Picture,
    },
}

/// What the candidate must know of how several choices are marked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ChoiceRule {
    /// At most so many choices may be made.
    AtMost(u32),
    /// A wrong choice costs what a right one gives.
    WrongOnesCost,
    /// Only the exact choice gets the point.
    AllOrNothing,
}

/// Something that can be chosen, ordered or matched.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SheetEntry {
    /// What an answer names it by.
    pub token: String,
    /// The words.
    pub text: String,
}

impl Paper {
    /// What the candidate's browser may have.
    #[must_use]
    pub fn sheet(&self) -> Sheet {
        Sheet {
            test: self.test.clone(),
            title: self.title.clone(),
            minutes: self.minutes,
            items: self.items.iter().map(item).collect(),
        }
    }
}

fn item(item: &PaperItem) -> SheetItem {
    SheetItem {
        story: item.story.as_ref().map(|story| SheetStory {
            text: story.text.clone(),
            ask: story.ask.clone(),
            exhibits: story.exhibits.clone(),
        }),
        questions: item.questions.iter().map(question).collect(),
    }
}

fn question(question: &PaperQuestion) -> SheetQuestion {
    let kind = match &question.kind {
        PaperKind::Single { options } => SheetKind::Single {
            options: shown(options),
        },
        PaperKind::Multiple { options, scoring } => SheetKind::Multiple {
            options: shown(options),
            rule: match scoring {
                MultipleScoring::ZeroOne => ChoiceRule::AtMost(question.kind.possible()),
                MultipleScoring::PlusMinus => ChoiceRule::WrongOnesCost,
                MultipleScoring::All => ChoiceRule::AllOrNothing,
            },
        },
        PaperKind::Ordering { steps, .. } => SheetKind::Ordering { steps: column(steps) },
        PaperKind::Matching { left, right } => SheetKind::Matching {
            left: left
                .iter()
                .map(|entry| plain(&entry.token, &entry.text))
                .collect(),
            right: column(right),
        },
        PaperKind::Number { unit, also, .. } => SheetKind::Number {
            units: std::iter::once(unit)
                .chain(also.iter().map(|other| &other.unit))
                .cloned()
                .collect(),
        },
        PaperKind::Hotspot { picture, .. } => SheetKind::Hotspot { picture: *picture },
    };
    SheetQuestion {
        token: question.token.clone(),
        ask: question.ask.clone(),
        kind,
    }
}

fn shown(options: &[PaperOption]) -> Vec<SheetEntry> {
    let each = options.iter();
    each.map(|option| plain(&option.token, &option.text)).collect()
}

fn column(entries: &[PaperEntry]) -> Vec<SheetEntry> {
    let each = entries.iter();
    each.map(|entry| plain(&entry.token, &entry.text)).collect()
}

fn plain(token: &str, text: &str) -> SheetEntry {
    SheetEntry {
        token: token.to_owned(),
        text: text.to_owned(),
    }
}

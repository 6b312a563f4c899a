//! One candidate's paper with its keys. It never leaves the server: the browser gets its [`Sheet`](super::Sheet).

mod draw;
mod question;

use serde::{Deserialize, Serialize};

use super::bank::{Difficulty, Exhibit, MultipleScoring, OrderingScoring, OtherUnit, Tolerance, Topic};
use super::blueprint::{Cut, ReviewRule};
use super::pictures::Picture;

/// A paper: the same blueprint, banks and seed give the same paper.
///
/// What the candidate answers is named by tokens, which are drawn too and tell nothing.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Paper {
    /// The blueprint's id.
    pub test: String,
    /// The title as people read it.
    pub title: String,
    /// The seed it was drawn with.
    pub seed: u64,
    /// The time limit, in minutes.
    pub minutes: u32,
    /// What passes.
    pub cut: Cut,
    /// What the candidate sees afterwards.
    pub review: ReviewRule,
    /// The topics of its items, by id.
    pub topics: Vec<Topic>,
    /// The items, in the order of the paper.
    pub items: Vec<PaperItem>,
}

/// An item of a paper.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PaperItem {
    /// The item's id in its bank.
    pub item: String,
    /// The topic it counts for.
    pub topic: String,
    /// What it asks of the candidate's mind.
    pub difficulty: Difficulty,
    /// The story, if it is a case.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub story: Option<PaperStory>,
    /// Its questions, in order; one unless it is a case.
    pub questions: Vec<PaperQuestion>,
    /// Groups of questions, by id, that give their points only if all of the group are fully right.
    pub linked: Vec<Vec<String>>,
}

/// The story of a case.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PaperStory {
    /// The story.
    pub text: String,
    /// What is asked on the whole; may be empty.
    pub ask: String,
    /// What the case teaches on the whole; may be empty.
    pub rationale: String,
    /// What lies beside it.
    pub exhibits: Vec<Exhibit>,
}

/// A question of a paper, numbers filled in.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PaperQuestion {
    /// The item's id, or the part's within its case.
    pub id: String,
    /// What the candidate's answer names it by.
    pub token: String,
    /// The topic it counts for.
    pub topic: String,
    /// The question.
    pub ask: String,
    /// Why the right answer is right.
    pub rationale: String,
    /// Where it can be checked.
    pub source: String,
    /// How it is answered, and what is right.
    pub kind: PaperKind,
}

/// How a question is answered, and what is right.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum PaperKind {
    /// One option is chosen.
    Single {
        /// The options as shown.
        options: Vec<PaperOption>,
    },
    /// Several options may be chosen.
    Multiple {
        /// The options as shown.
        options: Vec<PaperOption>,
        /// How points are given.
        scoring: MultipleScoring,
    },
    /// Steps are brought into order.
    Ordering {
        /// The steps as shown.
        steps: Vec<PaperEntry>,
        /// Their tokens in the right order.
        right: Vec<String>,
        /// How points are given.
        scoring: OrderingScoring,
    },
    /// Entries of two columns are matched.
    Matching {
        /// The left column.
        left: Vec<PaperMatch>,
        /// The right column as shown.
        right: Vec<PaperEntry>,
    },
    /// A number with a unit.
    Number {
        /// The right value, rounded as the question says.
        expected: f64,
        /// Its unit.
        unit: String,
        /// How near is near enough.
        tolerance: Tolerance,
        /// Other units in which it may be given.
        also: Vec<OtherUnit>,
    },
    /// A region of a picture is pointed at.
    Hotspot {
        /// The picture.
        picture: Picture,
        /// The regions that are right.
        right: Vec<String>,
    },
}

/// An option of a paper.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PaperOption {
    /// The option's id in its bank.
    pub id: String,
    /// What the candidate's answer names it by.
    pub token: String,
    /// The words.
    pub text: String,
    /// Whether it is right.
    pub right: bool,
    /// Why it is wrong; may be empty.
    pub why: String,
}

/// A step, or an entry of the right column.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PaperEntry {
    /// Its id in its bank.
    pub id: String,
    /// What the candidate's answer names it by.
    pub token: String,
    /// The words.
    pub text: String,
}

/// An entry of the left column.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PaperMatch {
    /// Its id in its bank.
    pub id: String,
    /// What the candidate's answer names it by.
    pub token: String,
    /// The words.
    pub text: String,
    /// The token of the entry it belongs to.
    pub to: String,
}

/// Why no paper can be drawn. A blueprint without problems has none of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DrawError {
    /// A bank is missing.
    UnknownBank(String),
    /// There are too few items for a draw, named by topic and difficulty.
    TooFewItems(String),
    /// An item cannot be asked; its bank has problems.
    BrokenItem(String),
}

impl Paper {
    /// All questions in the order of the paper, each with its item.
    pub fn questions(&self) -> impl Iterator<Item = (&PaperItem, &PaperQuestion)> {
        self.items
            .iter()
            .flat_map(|item| item.questions.iter().map(move |question| (item, question)))
    }

    /// The question of this token.
    #[must_use]
    pub fn question(&self, token: &str) -> Option<&PaperQuestion> {
        self.questions()
            .map(|(_, question)| question)
            .find(|question| question.token == token)
    }
}

impl PaperKind {
    /// The points a full answer gets.
    #[must_use]
    pub fn possible(&self) -> u32 {
        let points = match self {
            PaperKind::Multiple {
                options,
                scoring: MultipleScoring::ZeroOne | MultipleScoring::PlusMinus,
            } => options.iter().filter(|option| option.right).count(),
            PaperKind::Ordering {
                right,
                scoring: OrderingScoring::Adjacent,
                ..
            } => right.len().saturating_sub(1),
            PaperKind::Matching { left, .. } => left.len(),
            PaperKind::Single { .. }
            | PaperKind::Multiple { .. }
            | PaperKind::Ordering { .. }
            | PaperKind::Number { .. }
            | PaperKind::Hotspot { .. } => 1,
        };
        u32::try_from(points).unwrap_or(u32::MAX)
    }
}

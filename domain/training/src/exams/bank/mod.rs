//! A bank: items of a subject with their keys, as its author wrote them.

mod document;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use self::document::ItemDocument;

/// A bank of items.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Bank {
    /// Stable identity, also the file's name.
    pub bank: String,
    /// Title for people.
    pub title: String,
    /// A remark for other authors.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// What its items are about.
    pub topics: Vec<Topic>,
    /// The items.
    pub items: Vec<Item>,
}

/// Something items are about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Topic {
    /// Stable identity; blueprints name it.
    pub id: String,
    /// Title for people.
    pub title: String,
}

/// What an item asks of the candidate's mind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Difficulty {
    /// To know it.
    Recall,
    /// To use it.
    Application,
    /// To weigh one thing against another.
    Judgement,
}

impl Difficulty {
    /// The name, as documents write it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Difficulty::Recall => "recall",
            Difficulty::Application => "application",
            Difficulty::Judgement => "judgement",
        }
    }
}

/// An item: a question, or a case with several.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "ItemDocument", into = "ItemDocument")]
pub struct Item {
    /// Identity, unique over all banks.
    pub id: String,
    /// The topic it counts for.
    pub topic: String,
    /// What it asks of the candidate's mind.
    pub difficulty: Difficulty,
    /// Where the right answer can be checked; for a case, what its parts fall back on.
    pub source: String,
    /// The question or the case.
    pub content: Content,
}

/// What an item consists of.
#[derive(Clone, Debug, PartialEq)]
pub enum Content {
    /// One question.
    Question(Question),
    /// A story with questions about it.
    Case(Case),
}

/// One question with its key.
#[derive(Clone, Debug, PartialEq)]
pub struct Question {
    /// The question, plain text; a dose question holds `{variables}`.
    pub ask: String,
    /// Why the right answer is right.
    pub rationale: String,
    /// How it is answered, and what is right.
    pub kind: Kind,
}

/// A story with questions about it.
#[derive(Clone, Debug, PartialEq)]
pub struct Case {
    /// The story.
    pub story: String,
    /// What is asked of the candidate on the whole; may be empty.
    pub ask: String,
    /// What the case teaches on the whole; may be empty.
    pub rationale: String,
    /// What lies beside the story: charts, readings, notes.
    pub exhibits: Vec<Exhibit>,
    /// The questions, in order.
    pub parts: Vec<Part>,
    /// Groups of parts that give their points only if all of the group are fully right.
    pub linked: Vec<Vec<String>>,
}

/// Something beside a story.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Exhibit {
    /// Its heading.
    pub title: String,
    /// What it says.
    pub text: String,
}

/// One question of a case.
#[derive(Clone, Debug, PartialEq)]
pub struct Part {
    /// Identity within the case.
    pub id: String,
    /// Its topic, where it is not the case's.
    pub topic: Option<String>,
    /// Its difficulty, where it is not the case's.
    pub difficulty: Option<Difficulty>,
    /// Its source, where it is not the case's.
    pub source: Option<String>,
    /// The question.
    pub question: Question,
}

/// How a question is answered, and what is right.
#[derive(Clone, Debug, PartialEq)]
pub enum Kind {
    /// One option is chosen; 0 or 1 point.
    Single {
        /// What can be chosen; exactly one is right.
        options: Vec<Choice>,
    },
    /// Several options may be chosen.
    Multiple {
        /// What can be chosen; one or more are right.
        options: Vec<Choice>,
        /// How points are given.
        scoring: MultipleScoring,
    },
    /// Steps are brought into order.
    Ordering {
        /// The steps in the right order.
        steps: Vec<Entry>,
        /// How points are given.
        scoring: OrderingScoring,
    },
    /// Each entry of the left column gets one of the right; one point for each right pair.
    Matching {
        /// The left column with the key.
        left: Vec<MatchEntry>,
        /// The right column, which may hold more.
        right: Vec<Entry>,
    },
    /// A number with a unit; 0 or 1 point.
    Numeric {
        /// The right value.
        answer: Answer,
        /// How near is near enough.
        tolerance: Option<Tolerance>,
        /// Other units in which it may be given.
        also: Vec<OtherUnit>,
    },
    /// A number to be worked out of others that are drawn for each paper; 0 or 1 point.
    Dose(Dose),
    /// A region of a picture is pointed at; 0 or 1 point.
    Hotspot {
        /// The picture's name.
        picture: String,
        /// The regions that are right.
        right: Vec<String>,
    },
}

/// One option.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Choice {
    /// Identity within the question.
    pub id: String,
    /// The words.
    pub text: String,
    /// Whether it is right.
    #[serde(default, skip_serializing_if = "is_false")]
    pub right: bool,
    /// Why it is wrong.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub why: String,
}

/// A step, or an entry of the right column.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// Identity within the question.
    pub id: String,
    /// The words.
    pub text: String,
}

/// An entry of the left column.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MatchEntry {
    /// Identity within the question.
    pub id: String,
    /// The words.
    pub text: String,
    /// The entry of the right column it belongs to.
    pub to: String,
}

/// How several choices are marked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MultipleScoring {
    /// One point for each right choice; only as many choices as there are right ones may be made.
    ZeroOne,
    /// One point for each right choice, one less for each wrong one, never below nothing.
    PlusMinus,
    /// One point if all right ones are chosen and no other.
    All,
}

/// How an order is marked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OrderingScoring {
    /// One point if all of it is right.
    All,
    /// One point for each step that is followed directly by the step that must follow it.
    Adjacent,
}

/// A value with its unit.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Answer {
    /// The value.
    pub value: f64,
    /// Its unit.
    pub unit: String,
}

/// How near is near enough; the border counts as near enough.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Tolerance {
    /// A distance in the main unit.
    Abs(f64),
    /// A distance in percent of the right value.
    Percent(f64),
}

/// Another unit in which a value may be given.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OtherUnit {
    /// The unit.
    pub unit: String,
    /// What a value in it is multiplied by, to be in the main unit.
    pub factor: f64,
}

/// A calculation with drawn numbers.
#[derive(Clone, Debug, PartialEq)]
pub struct Dose {
    /// The numbers that are drawn, by the name the question and the expression give them.
    pub vary: BTreeMap<String, Range>,
    /// The right value, as an expression.
    pub expression: String,
    /// Its unit.
    pub unit: String,
    /// The step to which the right value is rounded, as a pump would be programmed; none for no rounding.
    pub round: Option<f64>,
    /// How near is near enough.
    pub tolerance: Option<Tolerance>,
    /// Other units in which it may be given.
    pub also: Vec<OtherUnit>,
}

/// Numbers to draw from: `from`, `from + step`, ... up to `to`, all equally likely.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Range {
    /// The least.
    pub from: f64,
    /// The greatest.
    pub to: f64,
    /// The distance.
    pub step: f64,
}

impl Range {
    /// How many numbers it offers; none if it does not go up in steps.
    pub(super) fn length(self) -> Option<u64> {
        crate::variants::range_length(self.from, self.to, self.step)
    }

    /// The number at a place, from 0.
    pub(super) fn at(self, place: u64) -> f64 {
        crate::variants::tidy(self.from + self.step * place as f64)
    }
}

fn is_false(value: &bool) -> bool {
    !*value
}

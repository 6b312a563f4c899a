//! Marking: a function of the paper and the answers.

mod score;

use serde::{Deserialize, Serialize};

use self::score::score;
use super::paper::{Paper, PaperItem, PaperQuestion};
use super::response::{Response, ResponseFault, Responses};

/// A marked paper. It names options by their ids in the bank and stays on the server.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Marked {
    /// The items, in the order of the paper.
    pub items: Vec<MarkedItem>,
    /// The points reached.
    pub points: u32,
    /// The points that could be reached.
    pub possible: u32,
    /// Whether that passes.
    pub outcome: Outcome,
    /// Answers to questions that are not on the paper.
    pub unknown: Vec<String>,
}

/// How a sitting ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// The cut was reached.
    Passed,
    /// It was not.
    Failed,
}

/// A marked item.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MarkedItem {
    /// The item's id in its bank.
    pub item: String,
    /// The points reached.
    pub points: u32,
    /// The points that could be reached.
    pub possible: u32,
    /// Whether all of it is right.
    pub right: bool,
    /// Its questions, in order; one unless it is a case.
    pub questions: Vec<MarkedQuestion>,
}

/// A marked question.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MarkedQuestion {
    /// The item's id, or the part's within its case.
    pub id: String,
    /// The points it counts for; none if it is linked to a question that is not fully right.
    pub points: u32,
    /// The points that could be reached.
    pub possible: u32,
    /// Whether the answer itself is fully right.
    pub right: bool,
    /// What was chosen or pointed at, by its id in the bank.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub chosen: Vec<String>,
    /// Why the answer could not be marked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fault: Option<ResponseFault>,
}

/// Marks a paper. A question without an answer gets no points.
#[must_use]
pub fn mark(paper: &Paper, responses: &Responses) -> Marked {
    let items: Vec<MarkedItem> = paper
        .items
        .iter()
        .map(|item| mark_item(item, responses))
        .collect();
    let points = items.iter().map(|item| item.points).sum();
    let possible = items.iter().map(|item| item.possible).sum();
    let unknown = responses.keys().filter(|token| paper.question(token).is_none());
    Marked {
        points,
        possible,
        outcome: if paper.cut.is_reached(points, possible) {
            Outcome::Passed
        } else {
            Outcome::Failed
        },
        unknown: unknown.cloned().collect(),
        items,
    }
}

impl Paper {
    /// Whether an answer can be marked at all. Says nothing of whether it is right.
    pub fn check(&self, token: &str, response: &Response) -> Result<(), ResponseFault> {
        let question = self.question(token);
        let question = question.ok_or_else(|| ResponseFault::UnknownQuestion(token.to_owned()))?;
        score(&question.kind, response).map(|_| ())
    }
}

impl Marked {
    /// The share of the points in percent, 0 to 100; none if there were none to win.
    #[must_use]
    pub fn percent(&self) -> Option<f64> {
        (self.possible > 0).then(|| f64::from(self.points) * 100.0 / f64::from(self.possible))
    }
}

fn mark_item(item: &PaperItem, responses: &Responses) -> MarkedItem {
    let mut questions: Vec<MarkedQuestion> = item
        .questions
        .iter()
        .map(|question| mark_question(question, responses.get(&question.token)))
        .collect();
    let right: Vec<String> = questions
        .iter()
        .filter(|question| question.right)
        .map(|question| question.id.clone())
        .collect();
    for group in item
        .linked
        .iter()
        .filter(|group| !group.iter().all(|id| right.contains(id)))
    {
        for question in &mut questions {
            if group.contains(&question.id) {
                question.points = 0;
            }
        }
    }
    MarkedItem {
        item: item.item.clone(),
        points: questions.iter().map(|question| question.points).sum(),
        possible: questions.iter().map(|question| question.possible).sum(),
        right: right.len() == questions.len(),
        questions,
    }
}

fn mark_question(question: &PaperQuestion, response: Option<&Response>) -> MarkedQuestion {
    let possible = question.kind.possible();
    let (score, fault) = match response.map(|response| score(&question.kind, response)) {
        None => (score::Score::default(), None),
        Some(Ok(score)) => (score, None),
        Some(Err(fault)) => (score::Score::default(), Some(fault)),
    };
    MarkedQuestion {
        id: question.id.clone(),
        points: score.points,
        possible,
        right: possible > 0 && score.points == possible,
        chosen: score.chosen,
        fault,
    }
}

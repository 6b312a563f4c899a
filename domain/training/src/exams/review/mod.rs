//! What a candidate may see after a test, as the blueprint's rule allows. Keys are shown by `all`, and by
//! `after_pass` to those who passed; in no other case does a review have a place for them.

mod question;

use serde::{Deserialize, Serialize};

use super::bank::Exhibit;
use super::blueprint::ReviewRule;
use super::mark::{Marked, Outcome};
use super::paper::Paper;
use super::response::Responses;

pub use question::{AnswerShown, NumberGiven, OptionShown, PairShown, QuestionReview};

/// What the candidate may see.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Review {
    /// That it was handed in.
    Nothing,
    /// Passed or not, and the points.
    Verdict(Verdict),
    /// The topics in which points were lost as well.
    Topics {
        /// Passed or not, and the points.
        verdict: Verdict,
        /// Topics in which points were lost.
        missed: Vec<TopicReview>,
    },
    /// Everything, with answers and reasons.
    Full {
        /// Passed or not, and the points.
        verdict: Verdict,
        /// Topics in which points were lost.
        missed: Vec<TopicReview>,
        /// The items in the order of the paper.
        items: Vec<ItemReview>,
    },
}

/// Passed or not, and the points.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Verdict {
    /// Whether it was passed.
    pub outcome: Outcome,
    /// The points reached.
    pub points: u32,
    /// The points that could be reached.
    pub possible: u32,
}

/// A topic in which points were lost.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TopicReview {
    /// The topic's id.
    pub topic: String,
    /// The title as people read it.
    pub title: String,
    /// The points reached in it.
    pub points: u32,
    /// The points that could be reached.
    pub possible: u32,
}

/// An item with its answers.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ItemReview {
    /// The story of a case; empty for a question.
    pub story: String,
    /// What lies beside it.
    pub exhibits: Vec<Exhibit>,
    /// What the case teaches on the whole; may be empty.
    pub rationale: String,
    /// The questions.
    pub questions: Vec<QuestionReview>,
}

/// Makes the review of a marked paper.
#[must_use]
pub fn review(paper: &Paper, responses: &Responses, marked: &Marked) -> Review {
    let verdict = Verdict {
        outcome: marked.outcome,
        points: marked.points,
        possible: marked.possible,
    };
    match (paper.review, marked.outcome) {
        (ReviewRule::Never, _) => Review::Nothing,
        (ReviewRule::Verdict, _) => Review::Verdict(verdict),
        (ReviewRule::MissedTopics, _) | (ReviewRule::AfterPass, Outcome::Failed) => Review::Topics {
            verdict,
            missed: missed(paper, marked),
        },
        (ReviewRule::AfterPass, Outcome::Passed) | (ReviewRule::All, _) => Review::Full {
            verdict,
            missed: missed(paper, marked),
            items: items(paper, responses, marked),
        },
    }
}

fn missed(paper: &Paper, marked: &Marked) -> Vec<TopicReview> {
    let mut topics: Vec<TopicReview> = paper
        .topics
        .iter()
        .map(|topic| TopicReview {
            topic: topic.id.clone(),
            title: topic.title.clone(),
            points: 0,
            possible: 0,
        })
        .collect();
    for (item, marks) in paper.items.iter().zip(&marked.items) {
        for (question, marks) in item.questions.iter().zip(&marks.questions) {
            if let Some(topic) = topics.iter_mut().find(|topic| topic.topic == question.topic) {
                topic.points += marks.points;
                topic.possible += marks.possible;
            }
        }
    }
    topics.retain(|topic| topic.points < topic.possible);
    topics
}

fn items(paper: &Paper, responses: &Responses, marked: &Marked) -> Vec<ItemReview> {
    paper
        .items
        .iter()
        .zip(&marked.items)
        .map(|(item, marks)| {
            let story = item.story.as_ref();
            let each = item.questions.iter().zip(&marks.questions);
            ItemReview {
                story: story.map(|story| story.text.clone()).unwrap_or_default(),
                exhibits: story.map(|story| story.exhibits.clone()).unwrap_or_default(),
                rationale: story.map(|story| story.rationale.clone()).unwrap_or_default(),
                questions: each
                    .map(|(question, marks)| question::shown(question, responses.get(&question.token), marks))
                    .collect(),
            }
        })
        .collect()
}

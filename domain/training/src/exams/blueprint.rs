//! A blueprint: what a test draws, how long it takes, what passes, and what the candidate sees afterwards.

use serde::{Deserialize, Serialize};

use super::bank::Difficulty;

/// The plan of a test.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Blueprint {
    /// Stable identity, also the file's name.
    pub test: String,
    /// Title for people.
    pub title: String,
    /// What it examines, in one or two sentences.
    pub description: String,
    /// Competencies a pass is evidence for.
    pub competencies: Vec<String>,
    /// The banks it draws from.
    pub banks: Vec<String>,
    /// The time limit, in minutes.
    pub minutes: u32,
    /// What is drawn.
    pub draw: Vec<DrawRule>,
    /// The least share of the points that passes, in percent.
    pub pass_percent: u32,
    /// What the candidate sees afterwards.
    pub review: ReviewRule,
    /// How often one may try; without it the rule of the competencies holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub attempts: Option<Attempts>,
}

/// So many items of a topic.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DrawRule {
    /// The topic.
    pub topic: String,
    /// Only items of this difficulty; without it any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub difficulty: Option<Difficulty>,
    /// How many.
    pub n: u32,
}

impl DrawRule {
    /// Topic and difficulty in one word, for messages: `alarms.pump-response/judgement`.
    #[must_use]
    pub fn name(&self) -> String {
        match self.difficulty {
            None => self.topic.clone(),
            Some(difficulty) => format!("{}/{}", self.topic, difficulty.as_str()),
        }
    }
}

/// What the candidate sees after a test.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReviewRule {
    /// Nothing.
    Never,
    /// Passed or not, and the points.
    Verdict,
    /// The topics in which points were lost as well.
    MissedTopics,
    /// Once passed, every question with answer and reason; before that the missed topics.
    AfterPass,
    /// Every question with answer and reason.
    All,
}

/// How often one may try a test.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Attempts {
    /// Attempts without a pass, before an educator must allow more.
    pub allowed: u16,
    /// Minutes between the end of one attempt and the start of the next.
    #[serde(default)]
    pub wait_minutes: u32,
}

/// The least share of the points that passes, in hundredths of a percent: 8,000 is 80 %.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Cut(pub u32);

impl Cut {
    /// Whether so many of the possible points pass. Nothing to win is nothing passed.
    #[must_use]
    pub fn is_reached(self, points: u32, possible: u32) -> bool {
        possible > 0 && u64::from(points) * 10_000 >= u64::from(self.0) * u64::from(possible)
    }
}

impl Blueprint {
    /// The cut score the document sets; a panel may have set another.
    #[must_use]
    pub fn cut(&self) -> Cut {
        Cut(self.pass_percent.saturating_mul(100))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_cut_itself_passes_and_a_point_less_does_not() {
        assert!(Cut(8_000).is_reached(8, 10));
        assert!(!Cut(8_000).is_reached(7, 10));
        assert!(Cut(6_667).is_reached(7, 10));
        assert!(!Cut(6_667).is_reached(2, 3));
        assert!(Cut(6_666).is_reached(2, 3));
        assert!(Cut(10_000).is_reached(u32::MAX, u32::MAX));
        assert!(!Cut(0).is_reached(0, 0));
    }
}

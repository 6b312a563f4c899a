//! What a recorded run says of each skill.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::level::Outcome;
use super::watch::Guide;
use crate::play::Ending;
use crate::replay::Run;

/// A skill step that came to its end.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// The skill.
    pub skill: String,
    /// The phase in which it was due.
    pub phase: String,
    /// From when, in ms since the run began.
    pub due_tick: u64,
    /// When it was done, or its phase was over.
    pub end_tick: u64,
    /// How it ended.
    pub outcome: Outcome,
}

/// The skill steps of a run as a new guide sees them, in the order in which they ended: one that speaks for practice,
/// a silent one for a graded run. None of a run that was called away from.
#[must_use]
pub fn steps(mut guide: Guide, run: &Run) -> Vec<Step> {
    if run.ending == Ending::CalledAway {
        return Vec::new();
    }
    guide.follow(&run.trace, &run.phases, &run.entries);
    guide.finish()
}

/// Of each skill its weakest outcome: who needed help once in a run has not shown it alone.
#[must_use]
pub fn weakest(steps: &[Step]) -> BTreeMap<&str, Outcome> {
    let mut all: BTreeMap<&str, Outcome> = BTreeMap::new();
    for step in steps {
        let outcome = all.entry(&step.skill).or_insert(step.outcome);
        *outcome = step.outcome.min(*outcome);
    }
    all
}

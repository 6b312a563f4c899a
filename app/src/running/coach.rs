//! Practice: the hint of the moment and where the criteria stand.

use training::grade::{LiveState, live};
use training::play::{self, Player};
use training::script::{Rehearsal, RehearsalHint};

/// Criteria are looked at again this often, in ms of the run.
const JUDGE_EVERY_MS: u64 = 500;

/// What the coach says now.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Coaching {
    /// The hint.
    pub hint: Option<RehearsalHint>,
    /// Where each criterion stands, in the rubric's order.
    pub progress: Vec<LiveState>,
}

/// The coach of one practice run: hints at every frame, criteria now and then.
#[derive(Clone, Debug)]
pub struct Coach {
    hints: play::Coach,
    rehearsal: Rehearsal,
    progress: Vec<LiveState>,
    judge_at: u64,
}

impl Coach {
    /// A coach who has seen nothing yet.
    #[must_use]
    pub fn new(rehearsal: Rehearsal, player: &Player) -> Self {
        Self {
            hints: play::Coach::new(&rehearsal, player),
            rehearsal,
            progress: Vec::new(),
            judge_at: 0,
        }
    }

    /// Looks at the run as it stands.
    pub fn watch(&mut self, player: &Player) -> Coaching {
        if player.tick() >= self.judge_at {
            self.judge_at = player.tick() + JUDGE_EVERY_MS;
            self.progress = live(&self.rehearsal.criteria, player)
                .into_iter()
                .map(|live| live.state)
                .collect();
        }
        let hint = self.hints.hints(player).first().map(|hint| (*hint).clone());
        Coaching {
            hint,
            progress: self.progress.clone(),
        }
    }
}

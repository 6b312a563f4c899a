//! Practice: what the coach says at the moment and where the criteria stand.

use training::grade::{LiveState, live};
use training::guide::{Guide, Level, Saying};
use training::play::Player;
use training::script::Rehearsal;

/// Criteria are looked at again this often, in ms of the run.
const JUDGE_EVERY_MS: u64 = 500;

/// What the coach says of the next step.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Said {
    /// Nothing is to be done now.
    #[default]
    Nothing,
    /// A step is due and left to the learner.
    YourTurn,
    /// The step.
    Told {
        /// What to do, in one sentence or two.
        text: String,
        /// Why.
        why: Option<String>,
        /// The control to mark.
        point: Option<String>,
    },
}

/// What the coach says now.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Coaching {
    /// The next step.
    pub said: Said,
    /// How far the learner is in its skill; none if it is no step of one.
    pub level: Option<Level>,
    /// Where each criterion stands, in the rubric's order.
    pub progress: Vec<LiveState>,
}

impl Coaching {
    /// The control to mark.
    #[must_use]
    pub fn point(&self) -> Option<&str> {
        match &self.said {
            Said::Told { point, .. } => point.as_deref(),
            Said::Nothing | Said::YourTurn => None,
        }
    }
}

/// The coach of one practice run: the next step at every frame, criteria now and then.
#[derive(Clone, Debug)]
pub struct Coach {
    guide: Guide,
    rehearsal: Rehearsal,
    progress: Vec<LiveState>,
    judge_at: u64,
}

impl Coach {
    /// A coach who has seen nothing yet.
    #[must_use]
    pub fn new(rehearsal: Rehearsal, player: &Player) -> Self {
        Self {
            guide: Guide::new(&rehearsal, player.symbols()),
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
        self.guide.watch(player);
        let said = match self.guide.saying() {
            Saying::Nothing => Said::Nothing,
            Saying::YourTurn => Said::YourTurn,
            Saying::Told { hint, points } => Said::Told {
                text: hint.text.clone(),
                why: hint.why.clone(),
                point: hint.point.clone().filter(|_| points),
            },
        };
        Coaching {
            said,
            level: self.guide.level(),
            progress: self.progress.clone(),
        }
    }
}

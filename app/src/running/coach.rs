//! Practice: the hint of the moment and where the criteria stand.

use training::grade::{LiveState, live};
use training::language::check::{Role, compile};
use training::language::online::Monitor;
use training::play::Player;
use training::script::Rehearsal;

/// Criteria are looked at again this often, in ms of the run.
const JUDGE_EVERY_MS: u64 = 500;

/// What the coach says now.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Coaching {
    /// The hint.
    pub hint: Option<Hint>,
    /// Where each criterion stands, in the rubric's order.
    pub progress: Vec<LiveState>,
}

/// A hint and what it points at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hint {
    /// The words.
    pub text: String,
    /// A key of the pump, a bedside act, an offer, `order`, `brief` or `screen`.
    pub point: Option<String>,
}

/// The coach of one practice run.
#[derive(Clone, Debug)]
pub struct Coach {
    rehearsal: Rehearsal,
    /// The hints' conditions; none for a hint that is shown throughout its phase.
    conditions: Vec<Option<Monitor>>,
    progress: Vec<LiveState>,
    judge_at: u64,
}

impl Coach {
    /// A coach who has seen nothing yet. A condition that cannot be read is left out, hint and all.
    #[must_use]
    pub fn new(mut rehearsal: Rehearsal, player: &Player) -> Self {
        let mut conditions = Vec::new();
        rehearsal.hints.retain(|hint| match &hint.when {
            None => {
                conditions.push(None);
                true
            }
            Some(when) => match compile(when, player.symbols(), Role::Condition) {
                Ok(program) => {
                    conditions.push(Some(Monitor::new(program)));
                    true
                }
                Err(_) => false,
            },
        });
        Self { rehearsal, conditions, progress: Vec::new(), judge_at: 0 }
    }

    /// Looks at the run as it stands.
    pub fn watch(&mut self, player: &Player) -> Coaching {
        let present = player.present();
        for condition in self.conditions.iter_mut().flatten() {
            condition.observe(&present);
        }
        if player.tick() >= self.judge_at {
            self.judge_at = player.tick() + JUDGE_EVERY_MS;
            self.progress = live(&self.rehearsal.criteria, player).into_iter().map(|live| live.state).collect();
        }
        let phase = player.phases().last().map(|entry| entry.phase.as_str());
        let hint = self.rehearsal.hints.iter().zip(&self.conditions).find(|(hint, condition)| {
            Some(hint.phase.as_str()) == phase && condition.as_ref().is_none_or(|condition| condition.holds(&present))
        });
        let hint = hint.map(|(hint, _)| Hint { text: hint.text.clone(), point: hint.point.clone() });
        Coaching { hint, progress: self.progress.clone() }
    }
}

//! Criteria while the run goes on: for practice.

use serde::{Deserialize, Serialize};

use crate::language::check::{Role, compile};
use crate::language::offline::{Extent, Recording};
use crate::play::Player;
use crate::scenario::Criterion;

/// Where a criterion stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Live {
    /// The criterion.
    pub id: String,
    /// Where it stands.
    pub state: LiveState,
}

/// Where a criterion stands while the run goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LiveState {
    /// What is still to come decides.
    Pending,
    /// Nothing can take it away any more.
    Met,
    /// Nothing can mend it any more.
    Missed,
}

/// Where the criteria stand now. The player must record its trace; without one all are pending.
/// Looks at the whole run so far: ask a few times a second, not with every frame.
#[must_use]
pub fn live(criteria: &[Criterion], player: &Player) -> Vec<Live> {
    let extent = if player.ending().is_some() {
        Extent::Whole
    } else {
        Extent::SoFar
    };
    let recording = player.trace().map(|trace| Recording::new(trace, extent));
    let state = |criterion: &Criterion| -> LiveState {
        let Some(recording) = &recording else {
            return LiveState::Pending;
        };
        if let Some(only_if) = &criterion.only_if {
            let applies = compile(only_if, player.symbols(), Role::Criterion);
            if !applies.is_ok_and(|program| recording.judge(&program).truth) {
                return LiveState::Pending;
            }
        }
        let Ok(program) = compile(&criterion.expect, player.symbols(), Role::Criterion) else {
            return LiveState::Pending;
        };
        let judged = recording.judge(&program);
        match (judged.settled, judged.truth) {
            (false, _) => LiveState::Pending,
            (true, true) => LiveState::Met,
            (true, false) => LiveState::Missed,
        }
    };
    criteria
        .iter()
        .map(|criterion| Live {
            id: criterion.id.clone(),
            state: state(criterion),
        })
        .collect()
}

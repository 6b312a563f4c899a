//! Hints while practising.

use super::Player;
use crate::language::check::{Role, compile};
use crate::language::online::Monitor;
use crate::script::{Rehearsal, RehearsalHint};

/// Watches a run and says which hints apply.
#[derive(Clone, Debug)]
pub struct Coach {
    hints: Vec<(RehearsalHint, Option<Monitor>)>,
}

impl Coach {
    /// A coach for a player of the same scenario. A hint whose condition cannot be read is left out.
    #[must_use]
    pub fn new(rehearsal: &Rehearsal, player: &Player) -> Coach {
        let with_monitor = |hint: &RehearsalHint| match &hint.when {
            None => Some((hint.clone(), None)),
            Some(when) => {
                let program = compile(when, player.symbols(), Role::Condition).ok()?;
                Some((hint.clone(), Some(Monitor::new(program))))
            }
        };
        Coach {
            hints: rehearsal.hints.iter().filter_map(with_monitor).collect(),
        }
    }

    /// The hints that apply now, in the scenario's order. To be asked with every frame.
    pub fn hints(&mut self, player: &Player) -> Vec<&RehearsalHint> {
        let present = player.present();
        let phase = player.phases().last().map_or("", |entry| entry.phase.as_str());
        for (_, monitor) in &mut self.hints {
            if let Some(monitor) = monitor {
                monitor.observe(&present);
            }
        }
        let applies = |(hint, monitor): &&(RehearsalHint, Option<Monitor>)| {
            hint.phase == phase && monitor.as_ref().is_none_or(|monitor| monitor.holds(&present))
        };
        self.hints.iter().filter(applies).map(|(hint, _)| hint).collect()
    }
}

//! What the learner's actions do.

use std::sync::Arc;

use simulators::world::WorldAction;

use super::super::stage::{answered, did};
use super::super::{Ending, Refusal};
use super::Player;
use crate::log::{Action, MAX_RUN_TICKS};

impl Player {
    pub(super) fn possible(&self, action: &Action) -> Result<(), Refusal> {
        let phase = &self.stage.script.phases[self.phase];
        match action {
            Action::Offer { id } => {
                let offered = self
                    .stage
                    .script
                    .offers
                    .iter()
                    .chain(&phase.offers)
                    .any(|offer| offer.id == *id);
                if offered { Ok(()) } else { Err(Refusal::NotOffered) }
            }
            Action::Answer { question, choice } => {
                let asked = phase
                    .questions
                    .iter()
                    .find(|asked| asked.id == *question)
                    .ok_or(Refusal::NotAsked)?;
                if !asked.choices.iter().any(|known| known.id == *choice) {
                    return Err(Refusal::NotAsked);
                }
                if self.answer(question).is_some() {
                    Err(Refusal::AlreadyAnswered)
                } else {
                    Ok(())
                }
            }
            Action::Advance if phase.advance.is_none() => Err(Refusal::NothingToSkip),
            _ => Ok(()),
        }
    }

    pub(super) fn device(&mut self, action: &WorldAction) {
        // What belongs to another device was refused before.
        if self.world.act(action).is_ok() {
            self.collect();
        }
    }

    pub(super) fn offer(&mut self, id: &str) {
        self.happened_named(&did(id));
        let stage = Arc::clone(&self.stage);
        let offers = stage
            .script
            .offers
            .iter()
            .chain(&stage.script.phases[self.phase].offers);
        if let Some(offer) = offers.into_iter().find(|offer| offer.id == id) {
            self.say(&offer.reply);
        }
    }

    pub(super) fn answer_question(&mut self, question: &str, choice: &str) {
        self.answers.push((question.to_owned(), choice.to_owned()));
        self.happened_named(&format!("answered.{question}"));
        self.happened_named(&answered(question, choice));
    }

    /// Skips the phase's long stretch; a change of phase or an alarm ends the skip early.
    pub(super) fn skip(&mut self) {
        let stage = Arc::clone(&self.stage);
        let Some(advance) = &stage.script.phases[self.phase].advance else {
            return;
        };
        let target = self.tick.saturating_add(advance.by_ms).min(MAX_RUN_TICKS);
        let phases = self.phases.len();
        while self.ending.is_none() && self.phases.len() == phases {
            let raised = self.tick_events.iter().any(|event| stage.raised.contains(event));
            if raised || !self.step_towards(target) {
                return;
            }
        }
    }

    pub(super) fn end(&mut self, ending: Ending) {
        self.ending = Some(ending);
        self.close_tick();
    }
}

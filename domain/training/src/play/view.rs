//! What the learner sees besides the device: the view model of a run.

use serde::{Deserialize, Serialize};
use simulators::patient::view::{ClinicalView, PatientView};
use simulators::world::DeviceView;

use super::{Ending, Player};
use crate::script::OrderView;

/// Everything shown at one moment.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PlayView {
    /// Milliseconds since the run began.
    pub elapsed_ms: u64,
    /// The phase.
    pub phase: String,
    /// When it began.
    pub phase_tick: u64,
    /// What was said so far, oldest first.
    pub says: Vec<SaidView>,
    /// What the learner may do beyond the device.
    pub offers: Vec<OfferView>,
    /// What the learner is asked in this phase.
    pub questions: Vec<QuestionView>,
    /// The long stretch that may be skipped.
    pub advance: Option<AdvanceView>,
    /// The order in force.
    pub order: Option<OrderView>,
    /// When the order last changed; 0 for the order of the beginning.
    pub order_tick: u64,
    /// The device, with what is seen of it at the bedside.
    pub device: DeviceView,
    /// The monitor.
    pub patient: PatientView,
    /// Breathing, sedation, rhythm and results, where the whole patient is followed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub clinical: Option<ClinicalView>,
    /// How the run ended, if it did.
    pub ending: Option<Ending>,
}

/// Something that was said.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SaidView {
    /// When.
    pub tick: u64,
    /// By whom; nobody for the narrator.
    pub who: Option<String>,
    /// The words.
    pub text: String,
}

/// A button for something beyond the device.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OfferView {
    /// Its name, for `Action::Offer`.
    pub id: String,
    /// The words on it.
    pub label: String,
    /// How often it was used.
    pub used: u32,
}

/// A question with the answer given.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct QuestionView {
    /// Its name, for `Action::Answer`.
    pub id: String,
    /// The question.
    pub text: String,
    /// What can be answered.
    pub choices: Vec<ChoiceView>,
    /// The choice that was made.
    pub answered: Option<String>,
}

/// One answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChoiceView {
    /// Its name.
    pub id: String,
    /// The words.
    pub text: String,
}

/// A stretch that may be skipped.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AdvanceView {
    /// The words on the button.
    pub label: String,
    /// How far, in ms.
    pub by_ms: u64,
}

pub(super) fn view(player: &Player) -> PlayView {
    let script = player.script();
    let phase = &script.phases[player.phase_index()];
    let offers = script.offers.iter().chain(&phase.offers).map(|offer| OfferView {
        id: offer.id.clone(),
        label: offer.label.clone(),
        used: player.occurrences(&super::stage::did(&offer.id)),
    });
    let questions = phase.questions.iter().map(|question| QuestionView {
        id: question.id.clone(),
        text: question.text.clone(),
        choices: question
            .choices
            .iter()
            .map(|choice| ChoiceView {
                id: choice.id.clone(),
                text: choice.text.clone(),
            })
            .collect(),
        answered: player.answer(&question.id).map(str::to_owned),
    });
    let (order, order_tick) = player.order();
    PlayView {
        elapsed_ms: player.tick(),
        phase: phase.id.clone(),
        phase_tick: player.phase_tick(),
        says: player.said().to_vec(),
        offers: offers.collect(),
        questions: questions.collect(),
        advance: phase.advance.as_ref().map(|advance| AdvanceView {
            label: advance.label.clone(),
            by_ms: advance.by_ms,
        }),
        order: order.cloned(),
        order_tick,
        device: player.world().device_view(),
        patient: player.world().patient_view(),
        clinical: player.world().clinical_view(),
        ending: player.ending(),
    }
}

//! What an action of the log does to the device that is played.

use simulators::action::Action as Infusion;
use simulators::syringe::action::SyringeAction;
use simulators::world::{DeviceKind, WorldAction, WorldSetup};

use super::Refusal;
use crate::log::Action;

/// What an action does to the device: nothing if it belongs to the scenario.
///
/// # Errors
/// The device that is played, or its patient, has no such thing.
pub(super) fn deed(action: &Action, setup: &WorldSetup) -> Result<Option<WorldAction>, Refusal> {
    use DeviceKind as K;
    let deed = match (action, setup.kind()) {
        (Action::Press { key }, K::Infusion) => WorldAction::Infusion(Infusion::Press { key: *key }),
        (Action::Press { key }, K::Syringe) => WorldAction::Syringe(SyringeAction::Press { key: *key }),
        (Action::Release { key }, K::Infusion) => WorldAction::Infusion(Infusion::Release { key: *key }),
        (Action::Release { key }, K::Syringe) => WorldAction::Syringe(SyringeAction::Release { key: *key }),
        (Action::Bedside { act }, K::Infusion) => WorldAction::Infusion(Infusion::Bedside { act: *act }),
        (Action::OnChannel { channel, act }, K::Infusion) => WorldAction::Infusion(Infusion::OnChannel {
            channel: *channel,
            act: *act,
        }),
        (Action::SyringeBedside { act }, K::Syringe) => {
            WorldAction::Syringe(SyringeAction::Bedside { act: *act })
        }
        (Action::MovePump { to_cm }, K::Syringe) => {
            WorldAction::Syringe(SyringeAction::MovePump { to_cm: *to_cm })
        }
        (Action::DrawBlood { test }, K::Infusion) if setup.has_laboratory() => {
            WorldAction::Infusion(Infusion::DrawBlood { test: *test })
        }
        (Action::DrawBlood { test }, K::Syringe) => {
            WorldAction::Syringe(SyringeAction::DrawBlood { test: *test })
        }
        (Action::Ventilator { act }, K::Ventilator) => WorldAction::Ventilator(*act),
        (
            Action::Press { .. }
            | Action::Release { .. }
            | Action::Bedside { .. }
            | Action::OnChannel { .. }
            | Action::SyringeBedside { .. }
            | Action::MovePump { .. }
            | Action::DrawBlood { .. }
            | Action::Ventilator { .. },
            _,
        ) => return Err(Refusal::NotHere),
        (
            Action::Offer { .. }
            | Action::Answer { .. }
            | Action::AskCoach
            | Action::Advance
            | Action::CalledAway
            | Action::Finish,
            _,
        ) => return Ok(None),
    };
    Ok(Some(deed))
}

//! The syringe pump on the stage: its bedside, its panel, and what a screen reader is told of it.

use leptos::prelude::*;
use simulators::pump::key::Key;
use simulators::syringe::action::SyringeAction;
use simulators::syringe::view::{SyringeBedsideView, SyringePumpView};
use simulators::world::SyringeView;
use training::log::Action;

use super::spoken::{alarm_sentence, screen_sentence};
use super::{SyringeBedsidePanel, SyringePanel};
use crate::panels::device::spoken::spoken;
use crate::panels::stage::PanelMode;

/// Syringe pump and bedside.
#[component]
pub fn SyringeStage(
    /// A run or a debrief.
    mode: PanelMode,
    /// What pump and bedside show.
    view: Signal<SyringeView>,
    /// A hand does something to the pump, the syringe or the line.
    on_action: Callback<Action>,
) -> impl IntoView {
    let pump: Signal<SyringePumpView> = Memo::new(move |_| view.with(|view| view.pump.clone())).into();
    let bedside: Signal<SyringeBedsideView> =
        Memo::new(move |_| view.with(|view| view.bedside.clone())).into();
    let on_press = Callback::new(move |key: Key| on_action.run(Action::Press { key }));
    let on_release = Callback::new(move |key: Key| on_action.run(Action::Release { key }));
    let on_act = Callback::new(move |act| on_action.run(logged(act)));
    let screen = Memo::new(move |_| pump.with(screen_sentence));
    let alarms = Memo::new(move |_| pump.with(alarm_sentence));
    view! {
        <SyringeBedsidePanel mode view=bedside on_act/>
        <SyringePanel mode view=pump bedside on_press on_release/>
        // Outside the panes, so that an alarm is announced whichever of them a phone shows.
        {(mode == PanelMode::Live).then(|| spoken(screen, alarms))}
    }
}

/// What is done to the syringe pump, as the log knows it.
const fn logged(done: SyringeAction) -> Action {
    match done {
        SyringeAction::Press { key } => Action::Press { key },
        SyringeAction::Release { key } => Action::Release { key },
        SyringeAction::Bedside { act } => Action::SyringeBedside { act },
        SyringeAction::MovePump { to_cm } => Action::MovePump { to_cm },
        SyringeAction::DrawBlood { test } => Action::DrawBlood { test },
    }
}

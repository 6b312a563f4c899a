//! The infusion pump on the stage: one pump with its bag, or a unit.

use leptos::prelude::*;
use simulators::action::BedsideAct;
use simulators::line::view::LineView;
use simulators::pump::key::Key;
use simulators::pump::view::PumpView;
use simulators::world::InfusionView;
use training::log::Action;

use super::bedside::BedsidePanel;
use super::device::spoken::spoken;
use super::pump::{PumpPanel, alarm_sentence, screen_sentence};
use super::stage::PanelMode;
use super::unit::LazyUnitStage;

/// Pump or unit with the bedside.
#[component]
pub(super) fn InfusionStage(
    /// A run or a debrief.
    mode: PanelMode,
    /// What pump, line and unit show. A run has a unit from its beginning to its end, or none.
    view: Signal<InfusionView>,
    /// Time of the run, ms.
    at_ms: Signal<u64>,
    /// A hand does something to a pump, a line or the plug.
    on_action: Callback<Action>,
) -> impl IntoView {
    if view.with_untracked(|view| view.unit.is_some()) {
        return view! { <LazyUnitStage mode view at_ms on_action/> }.into_any();
    }
    let pump: Signal<PumpView> = Memo::new(move |_| view.with(|view| view.pump.clone())).into();
    let line: Signal<LineView> = Memo::new(move |_| view.with(|view| view.line.clone())).into();
    let on_press = Callback::new(move |key: Key| on_action.run(Action::Press { key }));
    let on_release = Callback::new(move |key: Key| on_action.run(Action::Release { key }));
    let on_act = Callback::new(move |act: BedsideAct| on_action.run(Action::Bedside { act }));
    let alarms = Memo::new(move |_| pump.with(alarm_sentence));
    let screen = Memo::new(move |_| pump.with(screen_sentence));
    view! {
        <BedsidePanel mode line pump at_ms on_act/>
        <PumpPanel mode view=pump on_press on_release/>
        // Outside the panes, so that an alarm is announced whichever of them a phone shows.
        {(mode == PanelMode::Live).then(|| spoken(screen, alarms))}
    }
    .into_any()
}

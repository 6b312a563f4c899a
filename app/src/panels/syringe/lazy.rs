//! The door to the syringe pump's panels: the browser downloads them when a run first shows a syringe pump.

use leptos::prelude::*;
use simulators::world::SyringeView;
use training::log::Action;

use super::SyringeStage;
use crate::panels::stage::PanelMode;

/// The stage of the syringe pump, downloaded when it is first shown.
#[component]
pub(in crate::panels) fn LazySyringeStage(
    /// A run or a debrief.
    mode: PanelMode,
    /// What pump and bedside show.
    view: Signal<SyringeView>,
    /// A hand does something to the pump, the syringe or the line.
    on_action: Callback<Action>,
) -> impl IntoView {
    view! {
        <Suspense fallback=|| view! { <div class="pane pane-pump" aria-busy="true"></div> }>
            {move || Suspend::new(async move { syringe_stage((mode, view, on_action)).await })}
        </Suspense>
    }
}

#[lazy]
fn syringe_stage(given: (PanelMode, Signal<SyringeView>, Callback<Action>)) -> AnyView {
    let (mode, view, on_action) = given;
    view! { <SyringeStage mode view on_action/> }.into_any()
}

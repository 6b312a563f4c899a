//! The door to the panels of a pump unit: the browser downloads them when a run first shows a unit.

use leptos::prelude::*;
use simulators::world::InfusionView;
use training::log::Action;

use super::stage::UnitStage;
use crate::panels::stage::PanelMode;

/// What the stage is given.
#[derive(Clone, Copy)]
struct Given {
    mode: PanelMode,
    view: Signal<InfusionView>,
    at_ms: Signal<u64>,
    on_action: Callback<Action>,
}

/// The stage of a unit, downloaded when it is first shown.
#[component]
pub(in crate::panels) fn LazyUnitStage(
    /// A run or a debrief.
    mode: PanelMode,
    /// What the unit and its lines show.
    view: Signal<InfusionView>,
    /// Time of the run, ms.
    at_ms: Signal<u64>,
    /// A hand does something to a channel, a line or the plug.
    on_action: Callback<Action>,
) -> impl IntoView {
    let given = Given {
        mode,
        view,
        at_ms,
        on_action,
    };
    view! {
        <Suspense fallback=|| view! { <div class="pane pane-pump" aria-busy="true"></div> }>
            {move || Suspend::new(async move { unit_stage(given).await })}
        </Suspense>
    }
}

#[lazy]
fn unit_stage(given: Given) -> AnyView {
    let Given {
        mode,
        view,
        at_ms,
        on_action,
    } = given;
    view! { <UnitStage mode view at_ms on_action/> }.into_any()
}

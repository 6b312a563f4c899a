//! The door to the ventilator's panels: the browser downloads them when a run first shows a ventilator.
//!
//! Everything that draws a ventilator is reached through this one function, so that a run with a pump, and every
//! other page, goes without it.

use leptos::prelude::*;
use simulators::ventilator::VentilatorAct;
use simulators::ventilator::view::{BedsideView, VentilatorView};

use super::drawing::sheet::Drawing;
use super::stage::VentilatorStage;
use crate::panels::stage::PanelMode;

/// What the stage is given.
#[derive(Clone, Copy)]
struct Given {
    mode: PanelMode,
    drawing: Drawing,
    view: Signal<VentilatorView>,
    bedside: Signal<BedsideView>,
    on_act: Callback<VentilatorAct>,
}

/// The stage of the ventilator, downloaded when it is first shown.
#[component]
pub fn LazyVentilatorStage(
    /// A run or a debrief.
    mode: PanelMode,
    /// Painted as the run goes on, or a still picture.
    drawing: Drawing,
    /// What the ventilator shows.
    #[prop(into)]
    view: Signal<VentilatorView>,
    /// What a person sees at the bedside.
    #[prop(into)]
    bedside: Signal<BedsideView>,
    /// A hand does something.
    #[prop(into)]
    on_act: Callback<VentilatorAct>,
) -> impl IntoView {
    let given = Given {
        mode,
        drawing,
        view,
        bedside,
        on_act,
    };
    view! {
        <Suspense fallback=|| view! { <div class="vent-stage vent-stage-waiting" aria-busy="true"></div> }>
            {move || Suspend::new(async move { ventilator_stage(given).await })}
        </Suspense>
    }
}

#[lazy]
fn ventilator_stage(given: Given) -> AnyView {
    let Given {
        mode,
        drawing,
        view,
        bedside,
        on_act,
    } = given;
    view! { <VentilatorStage mode drawing view bedside on_act/> }.into_any()
}

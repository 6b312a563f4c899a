//! Ventilator, monitor and bedside together: side by side on a desk, one at a time on a phone.

use leptos::prelude::*;
use simulators::ventilator::VentilatorAct;
use simulators::ventilator::view::{BedsideView, VentilatorView};

use super::VentilatorPanel;
use super::bedside::VentilatorBedside;
use super::drawing::sheet::Drawing;
use super::monitor::VentilatorMonitor;
use super::monitor::limits::judge;
use super::spoken::spoken;
use crate::panels::stage::PanelMode;
use crate::panels::tabs::{BEDSIDE, MONITOR, STORY, Tab, Tabs};
use crate::words;

/// The three panels and the phone's tabs.
#[component]
pub fn VentilatorStage(
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
    let shown = RwSignal::new(STORY);
    let class = match mode {
        PanelMode::Live => "vent-stage",
        PanelMode::Still => "vent-stage vent-stage-still",
    };
    view! {
        <div class=class data-view=move || shown.get()>
            <VentilatorPanel mode drawing view on_act/>
            <VentilatorMonitor mode drawing view bedside/>
            <VentilatorBedside mode bedside on_act/>
            // Outside the panes, so that an alarm is announced whichever of them a phone shows.
            {(mode == PanelMode::Live).then(|| spoken(view))}
        </div>
        {(mode == PanelMode::Live).then(|| view! { <Tabs shown tabs=tabs(view, bedside)/> })}
    }
}

/// The tabs of a run with a ventilator.
fn tabs(view: Signal<VentilatorView>, bedside: Signal<BedsideView>) -> Vec<Tab> {
    let of_device = Memo::new(move |_| view.with(|view| view.alarms.first().map(|alarm| alarm.priority)));
    let of_patient = Memo::new(move |_| {
        bedside.with(|view| {
            let findings = view.monitor.as_ref().map(judge).unwrap_or_default();
            findings.iter().map(|finding| finding.priority).max()
        })
    });
    vec![
        Tab::quiet(STORY, words::bedside::orders()),
        Tab {
            alarm: of_device.into(),
            ..Tab::quiet("ventilator", words::ventilator::ventilator())
        },
        Tab::quiet(BEDSIDE, words::bedside::bedside()),
        Tab {
            alarm: of_patient.into(),
            ..Tab::quiet(MONITOR, words::bedside::monitor())
        },
    ]
}

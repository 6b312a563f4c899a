//! Bedside, pump and monitor together: side by side on a desk, one at a time on a phone.

use leptos::prelude::*;
use simulators::action::BedsideAct;
use simulators::alarms::Priority;
use simulators::line::view::LineView;
use simulators::patient::view::PatientView;
use simulators::pump::key::Key;
use simulators::pump::view::PumpView;

use super::bedside::BedsidePanel;
use super::monitor::MonitorPanel;
use super::monitor::limits::judge;
use super::monitor::trend::TrendPoint;
use super::pump::PumpPanel;
use crate::words;

/// Whether hands can work the panels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PanelMode {
    /// A run: keys, acts, sound.
    Live,
    /// A debrief: the same picture, still.
    Still,
}

/// What a phone shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Pane {
    Story,
    Pump,
    Bedside,
    Monitor,
}

impl Pane {
    const fn name(self) -> &'static str {
        match self {
            Self::Story => "story",
            Self::Pump => "pump",
            Self::Bedside => "bedside",
            Self::Monitor => "monitor",
        }
    }
}

/// The three panels and the phone's tabs.
#[component]
pub fn Stage(
    /// A run or a debrief.
    mode: PanelMode,
    /// What the pump shows.
    #[prop(into)]
    pump: Signal<PumpView>,
    /// What the bedside shows.
    #[prop(into)]
    line: Signal<LineView>,
    /// What the monitor shows.
    #[prop(into)]
    patient: Signal<PatientView>,
    /// The monitor's past.
    #[prop(into)]
    trend: Signal<Vec<TrendPoint>>,
    /// Time of the run, ms.
    #[prop(into)]
    at_ms: Signal<u64>,
    /// A key of the pump goes down.
    #[prop(into)]
    on_press: Callback<Key>,
    /// A key of the pump comes up.
    #[prop(into)]
    on_release: Callback<Key>,
    /// A hand does something at the bedside.
    #[prop(into)]
    on_act: Callback<BedsideAct>,
) -> impl IntoView {
    let pane = RwSignal::new(Pane::Story);
    let class = match mode {
        PanelMode::Live => "run-stage",
        PanelMode::Still => "run-stage run-stage-still",
    };
    view! {
        <div class=class data-view=move || pane.get().name()>
            <BedsidePanel mode line pump at_ms on_act/>
            <PumpPanel mode view=pump on_press on_release/>
            <MonitorPanel mode patient trend/>
        </div>
        {(mode == PanelMode::Live).then(|| view! { <Tabs pane pump patient/> })}
    }
}

#[component]
fn Tabs(pane: RwSignal<Pane>, pump: Signal<PumpView>, patient: Signal<PatientView>) -> impl IntoView {
    let pump_mark = Memo::new(move |_| pump.with(|view| view.alarms.first().map(|alarm| alarm.priority)));
    let patient_mark = Memo::new(move |_| patient.with(judge).iter().map(|finding| finding.priority).max());
    let mark = |alarm: Memo<Option<Priority>>| {
        move || {
            alarm.get().map(|priority| {
                let class = match priority {
                    Priority::High => "tab-mark alarm-high",
                    Priority::Medium => "tab-mark alarm-medium",
                    Priority::Low => "tab-mark alarm-low",
                };
                view! { " " <b class=class>{words::pump::marker(priority)}</b> }
            })
        }
    };
    let numbers = move || patient.with(|view| format!("{} / {}", view.heart_rate_per_min, view.map_mmhg));
    let pressed = move |name: Pane| move || if pane.get() == name { "true" } else { "false" };
    let show = move |name: Pane| move |_| pane.set(name);
    view! {
        <div class="stage-tabs" role="group" aria-label=words::bedside::what_is_shown()>
            <button type="button" aria-pressed=pressed(Pane::Story) on:click=show(Pane::Story)>
                {words::bedside::orders()}
            </button>
            <button type="button" aria-pressed=pressed(Pane::Pump) on:click=show(Pane::Pump)>
                {words::bedside::pump_tab()}{mark(pump_mark)}
            </button>
            <button type="button" aria-pressed=pressed(Pane::Bedside) on:click=show(Pane::Bedside)>
                {words::bedside::bedside()}
            </button>
            <button type="button" aria-pressed=pressed(Pane::Monitor) on:click=show(Pane::Monitor)>
                {words::bedside::monitor()}{mark(patient_mark)}
                <span class="tab-numbers num">{numbers}</span>
            </button>
        </div>
    }
}

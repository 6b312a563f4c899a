//! Bedside, device and monitor together: side by side on a desk, one at a time on a phone.

use leptos::prelude::*;
use simulators::alarms::Priority;
use simulators::patient::Test;
use simulators::patient::view::{ClinicalView, PatientView};
use simulators::world::{DeviceView, VentilatorDeviceView};
use training::log::Action;

use super::infusion::InfusionStage;
use super::monitor::limits::{judge, judge_clinical};
use super::monitor::trend::TrendPoint;
use super::monitor::{Clinic, MonitorPanel};
use super::syringe::LazySyringeStage;
use super::tabs::{BEDSIDE, MONITOR, STORY, Tab, Tabs};
use super::ventilator::{Drawing, LazyVentilatorStage};
use crate::words;

/// Whether hands can work the panels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PanelMode {
    /// A run: keys, acts, sound.
    Live,
    /// A debrief: the same picture, still.
    Still,
}

/// The panels and the phone's tabs.
#[component]
pub fn Stage(
    /// A run or a debrief.
    mode: PanelMode,
    /// What the device and its bedside show. A run keeps its device.
    #[prop(into)]
    device: Signal<DeviceView>,
    /// What the monitor shows.
    #[prop(into)]
    patient: Signal<PatientView>,
    /// What else is known of the patient. A run has it from its beginning to its end, or not at all.
    #[prop(into)]
    clinical: Signal<Option<ClinicalView>>,
    /// The monitor's past.
    #[prop(into)]
    trend: Signal<Vec<TrendPoint>>,
    /// Time of the run, ms.
    #[prop(into)]
    at_ms: Signal<u64>,
    /// A hand does something to the device or at the bedside.
    #[prop(into)]
    on_action: Callback<Action>,
) -> impl IntoView {
    if let Some(view) = part(device, |device| device.ventilator().cloned()) {
        return view! { <Ventilator mode view on_action/> }.into_any();
    }
    let shown = RwSignal::new(STORY);
    let class = match mode {
        PanelMode::Live => "run-stage",
        PanelMode::Still => "run-stage run-stage-still",
    };
    let clinic = clinical.with_untracked(Option::is_some).then(|| Clinic {
        view: clinical,
        tests: Signal::stored(Test::ALL.to_vec()),
        at_ms,
        on_draw: Callback::new(move |test| on_action.run(Action::DrawBlood { test })),
    });
    view! {
        <div class=class data-view=move || shown.get()>
            <Device mode device at_ms on_action/>
            <MonitorPanel mode patient trend clinic/>
        </div>
        {(mode == PanelMode::Live).then(|| view! { <Tabs shown tabs=tabs(device, patient, clinical)/> })}
    }
    .into_any()
}

/// The ventilator, which has a monitor and tabs of its own.
#[component]
fn Ventilator(
    mode: PanelMode,
    view: Signal<VentilatorDeviceView>,
    on_action: Callback<Action>,
) -> impl IntoView {
    let drawing = match mode {
        PanelMode::Live => Drawing::Canvas,
        PanelMode::Still => Drawing::Picture,
    };
    let device = Memo::new(move |_| view.with(|view| view.ventilator.clone()));
    let bedside = Memo::new(move |_| view.with(|view| view.bedside.clone()));
    let on_act = Callback::new(move |act| on_action.run(Action::Ventilator { act }));
    view! { <LazyVentilatorStage mode drawing view=device bedside on_act/> }
}

/// The panels of the pump that is played.
#[component]
fn Device(
    mode: PanelMode,
    device: Signal<DeviceView>,
    at_ms: Signal<u64>,
    on_action: Callback<Action>,
) -> impl IntoView {
    if let Some(view) = part(device, |device| device.infusion().cloned()) {
        return view! { <InfusionStage mode view at_ms on_action/> }.into_any();
    }
    if let Some(view) = part(device, |device| device.syringe().cloned()) {
        return view! { <LazySyringeStage mode view on_action/> }.into_any();
    }
    ().into_any()
}

/// A part of what the device shows; nothing if it is another device.
fn part<T: Clone + PartialEq + Send + Sync + 'static>(
    device: Signal<DeviceView>,
    pick: fn(&DeviceView) -> Option<T>,
) -> Option<Signal<T>> {
    let first = device.with_untracked(pick)?;
    let now = Memo::new(move |_| device.with(pick).unwrap_or_else(|| first.clone()));
    Some(now.into())
}

/// Priority of the most urgent alarm that the device shows.
fn foremost(device: &DeviceView) -> Option<Priority> {
    match device {
        DeviceView::Infusion(view) => match &view.unit {
            None => view.pump.alarms.first().map(|alarm| alarm.priority),
            Some(unit) => unit
                .channels
                .iter()
                .filter_map(|channel| Some(channel.pump.alarms.first()?.priority))
                .max(),
        },
        DeviceView::Syringe(view) => view.pump.alarms.first().map(|alarm| alarm.priority),
        DeviceView::Ventilator(view) => view.ventilator.alarms.first().map(|alarm| alarm.priority),
    }
}

/// The tabs of a run with a pump.
fn tabs(
    device: Signal<DeviceView>,
    patient: Signal<PatientView>,
    clinical: Signal<Option<ClinicalView>>,
) -> Vec<Tab> {
    let of_pump = Memo::new(move |_| device.with(foremost));
    let of_patient = Memo::new(move |_| {
        let mut findings = patient.with(judge);
        clinical.with(|view| findings.extend(view.iter().flat_map(judge_clinical)));
        findings.iter().map(|finding| finding.priority).max()
    });
    let numbers =
        Memo::new(move |_| patient.with(|view| format!("{} / {}", view.heart_rate_per_min, view.map_mmhg)));
    vec![
        Tab::quiet(STORY, words::bedside::orders()),
        Tab {
            alarm: of_pump.into(),
            ..Tab::quiet("pump", words::bedside::pump_tab())
        },
        Tab::quiet(BEDSIDE, words::bedside::bedside()),
        Tab {
            alarm: of_patient.into(),
            numbers: Some(numbers.into()),
            ..Tab::quiet(MONITOR, words::bedside::monitor())
        },
    ]
}

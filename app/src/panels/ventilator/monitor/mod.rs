//! The patient monitor beside the ventilator: four waves, four numbers, and what is outside its limits in words.

use std::sync::Arc;

use leptos::prelude::*;
use simulators::alarms::Priority;
use simulators::ventilator::view::{BedsideView, MonitorView, VentilatorView};

use self::limits::{Finding, Vital, judge};
use self::sheet::sheet;
use self::trace::Trace;
use super::alarms::look;
use super::curves::calm;
use super::drawing::sheet::{Draw, Drawing, Sheet};
use super::drawing::sweep::Motion;
use crate::panels::stage::PanelMode;
use crate::words::{pump, ventilator as words};

pub(super) mod limits;
mod shapes;
mod sheet;
mod trace;

/// Size of the still picture, logical units.
const STILL: (f32, f32) = (200.0, 288.0);

/// ECG, saturation, arterial pressure, carbon dioxide.
#[component]
pub fn VentilatorMonitor(
    /// A run announces its alarms; a debrief does not.
    mode: PanelMode,
    /// Painted as the run goes on, or a still picture.
    drawing: Drawing,
    /// The ventilator, for its clock of samples and the carbon dioxide in them.
    #[prop(into)]
    view: Signal<VentilatorView>,
    /// The bedside, for what the monitor measures.
    #[prop(into)]
    bedside: Signal<BedsideView>,
) -> impl IntoView {
    let monitor = Memo::new(move |_| bedside.with(|bedside| bedside.monitor));
    let findings = Memo::new(move |_| monitor.get().as_ref().map(judge).unwrap_or_default());
    let spoken = move || {
        findings.with(|all| {
            let sentences = all
                .iter()
                .map(|finding| format!("{}: {}.", pump::priority(finding.priority), finding.text()));
            sentences.collect::<Vec<_>>().join(" ")
        })
    };
    let trace = StoredValue::new(Trace::default());
    let calm = calm();
    let draw: Draw = Arc::new(move |size| {
        let motion = match (mode, calm.get()) {
            (PanelMode::Still, _) => Motion::Still,
            (PanelMode::Live, true) => Motion::Page,
            (PanelMode::Live, false) => Motion::Sweep,
        };
        let Some(patient) = monitor.get() else {
            return Default::default();
        };
        view.with(|view| trace.update_value(|trace| trace.advance(&view.curves, &patient)));
        trace.with_value(|trace| sheet(trace, size, motion))
    });
    let name = Signal::derive(words::waves_drawn);
    let there = Memo::new(move |_| monitor.get().is_some());
    view! {
        <section class="pane pane-monitor" aria-label=words::monitor()>
            <div class="monitor vent-monitor">
                <p class="monitor-head"><span>{words::monitor()}</span></p>
                {move || if there.get() {
                    view! {
                        <div class="waves">
                            <Sheet drawing class="vent-sheet vent-sheet-waves" still=STILL name draw=draw.clone()/>
                            <Numbers monitor findings/>
                        </div>
                    }.into_any()
                } else {
                    view! { <p class="monitor-none">{words::no_patient()}</p> }.into_any()
                }}
                <p class="monitor-foot">{words::illustrative()} ". " {words::training_only()} "."</p>
            </div>
        </section>
        // Outside the pane, so that it is announced also while a phone shows another.
        {(mode == PanelMode::Live).then(|| view! { <p class="vh" role="alert">{spoken}</p> })}
    }
}

#[component]
fn Numbers(monitor: Memo<Option<MonitorView>>, findings: Memo<Vec<Finding>>) -> impl IntoView {
    let read = move |of: fn(&MonitorView) -> String| {
        Memo::new(move |_| monitor.with(|monitor| monitor.as_ref().map(of).unwrap_or_default()))
    };
    let rate = read(|monitor| monitor.heart_rate_per_min.to_string());
    let spo2 = read(|monitor| monitor.spo2_percent.to_string());
    let map = read(|monitor| monitor.map_mmhg.to_string());
    let pair = read(|monitor| words::pressure_pair(monitor.systolic_mmhg, monitor.diastolic_mmhg));
    let carbon = read(|monitor| monitor.etco2_mmhg.to_string());
    let none = Memo::new(|_| String::new());
    view! {
        <dl class="wave-numbers">
            {number(Vital::HeartRate, rate, none, findings)}
            {number(Vital::Saturation, spo2, none, findings)}
            {number(Vital::Map, map, pair, findings)}
            {number(Vital::Carbon, carbon, none, findings)}
        </dl>
    }
}

fn number(
    vital: Vital,
    value: Memo<String>,
    beside: Memo<String>,
    findings: Memo<Vec<Finding>>,
) -> impl IntoView {
    let mine =
        Memo::new(move |_| findings.with(|all| all.iter().copied().find(|finding| finding.vital == vital)));
    let base = vital.class();
    let class = move || match mine.get().map(|finding| finding.priority) {
        Some(Priority::High) => format!("wave-number {base} wave-alarm alarm-high-edge"),
        Some(_) => format!("wave-number {base} wave-alarm alarm-medium-edge"),
        None => format!("wave-number {base}"),
    };
    view! {
        <div class=class>
            <dt>{vital.name()} " " <span>{vital.unit()}</span></dt>
            <dd>
                <span class="wave-value num">{value}</span>
                <span class="wave-beside num">{beside}</span>
                {move || match mine.get() {
                    Some(finding) => view! {
                        <span class=format!("wave-note {}", look(finding.priority).0)>
                            <b class="marker" aria-hidden="true">{pump::marker(finding.priority)}</b> {finding.text()}
                        </span>
                    }.into_any(),
                    None => view! { <span class="wave-limits num">{vital.limits_said()}</span> }.into_any(),
                }}
            </dd>
        </div>
    }
}

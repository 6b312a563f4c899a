//! The patient monitor: two numbers large enough to read across the room, their trend, and what is wrong in words.

use leptos::prelude::*;
use simulators::alarms::Priority;
use simulators::patient::view::PatientView;

use self::limits::{Finding, HEART_RATE, Limits, MAP, Vital, judge};
use self::trend::{HEART_RATE_RANGE, MAP_RANGE, TrendPoint, points};
use super::stage::PanelMode;
use crate::words;

pub mod limits;
pub mod trend;

/// Heart rate and mean arterial pressure.
#[component]
pub fn MonitorPanel(
    /// A run announces its alarms; a debrief does not.
    mode: PanelMode,
    /// What is shown.
    patient: Signal<PatientView>,
    /// The past, oldest first.
    trend: Signal<Vec<TrendPoint>>,
) -> impl IntoView {
    let findings = Memo::new(move |_| patient.with(judge));
    let spoken = move || {
        findings.with(|all| {
            all.iter()
                .map(|finding| sentence(*finding))
                .collect::<Vec<_>>()
                .join(" ")
        })
    };
    let rate = Memo::new(move |_| patient.with(|view| view.heart_rate_per_min));
    let map = Memo::new(move |_| patient.with(|view| view.map_mmhg));
    let pair =
        move || patient.with(|view| words::bedside::pressure_pair(view.systolic_mmhg, view.diastolic_mmhg));
    view! {
        <section class="pane pane-monitor" aria-label=words::bedside::monitor()>
            <div class="monitor">
                <p class="monitor-head"><span>{words::bedside::monitor()}</span><span class="num">{pair}</span></p>
                <div class="vitals">
                    <VitalBlock
                        vital=Vital::HeartRate
                        name=words::bedside::heart_rate()
                        unit=words::bedside::per_minute()
                        limits=HEART_RATE
                        value=rate.into()
                        findings=findings.into()
                        line=Signal::derive(move || trend.with(|all| points(all, HEART_RATE_RANGE, |p| p.heart_rate_per_min)))
                    />
                    <VitalBlock
                        vital=Vital::Map
                        name=words::bedside::map()
                        unit=words::bedside::mmhg()
                        limits=MAP
                        value=map.into()
                        findings=findings.into()
                        line=Signal::derive(move || trend.with(|all| points(all, MAP_RANGE, |p| p.map_mmhg)))
                    />
                </div>
                <p class="monitor-foot">{words::bedside::trend()} ". " {words::pump::training_only()} "."</p>
            </div>
            {(mode == PanelMode::Live).then(|| view! { <p class="vh" role="alert">{spoken}</p> })}
        </section>
    }
}

#[component]
fn VitalBlock(
    vital: Vital,
    name: &'static str,
    unit: &'static str,
    limits: Limits,
    value: Signal<u16>,
    findings: Signal<Vec<Finding>>,
    line: Signal<String>,
) -> impl IntoView {
    let mine =
        Memo::new(move |_| findings.with(|all| all.iter().copied().find(|finding| finding.vital == vital)));
    let base = match vital {
        Vital::HeartRate => "vital vital-rate",
        Vital::Map => "vital vital-map",
    };
    let class = move || match mine.get().map(|finding| finding.priority) {
        Some(Priority::High) => format!("{base} vital-alarm vital-alarm-high"),
        Some(_) => format!("{base} vital-alarm vital-alarm-medium"),
        None => base.to_owned(),
    };
    let note = move || {
        mine.get().map(|finding| {
            view! {
                <b aria-hidden="true">{words::pump::marker(finding.priority)}</b>
                <span>{finding_name(finding)}</span>
            }
        })
    };
    let low_line = vital.share(limits.low);
    view! {
        <div class=class>
            <p class="vital-top"><b>{name}</b><span>{unit} ", " {words::bedside::limits(limits.low, limits.high)}</span></p>
            <div class="vital-now">
                <span class="vital-value num">{value}</span>
                <svg class="vital-trend" viewBox="0 0 300 100" preserveAspectRatio="none" aria-hidden="true">
                    <line x1="0" x2="300" y1=low_line.clone() y2=low_line></line>
                    <polyline points=line></polyline>
                </svg>
            </div>
            <p class="vital-note">{note}</p>
        </div>
    }
}

fn finding_name(finding: Finding) -> &'static str {
    match (finding.vital, finding.side) {
        (Vital::HeartRate, limits::Side::Low) => words::bedside::rate_low(),
        (Vital::HeartRate, limits::Side::High) => words::bedside::rate_high(),
        (Vital::Map, limits::Side::Low) => words::bedside::map_low(),
        (Vital::Map, limits::Side::High) => words::bedside::map_high(),
    }
}

fn sentence(finding: Finding) -> String {
    format!(
        "{}: {}.",
        words::pump::priority(finding.priority),
        finding_name(finding)
    )
}

//! The patient monitor: two numbers large enough to read across the room, their trend, and what is wrong in words;
//! under them what else is known of the patient, and the blood tests.

use leptos::prelude::*;
use simulators::alarms::Priority;
use simulators::patient::Test;
use simulators::patient::view::{ClinicalView, PatientView};

use self::further::further;
use self::laboratory::laboratory;
use self::limits::{Finding, HEART_RATE, Limits, MAP, Side, Vital, judge, judge_clinical};
use self::trend::{HEART_RATE_RANGE, MAP_RANGE, TrendPoint, height, points};
use super::pointed::Pointed;
use super::stage::PanelMode;
use crate::words;

mod further;
mod laboratory;
pub mod limits;
pub mod results;
pub mod trend;

/// What a run knows of the patient beyond pressure and heart rate.
#[derive(Clone, Copy, Debug)]
pub struct Clinic {
    /// Breathing, sedation, rhythm and results; none while the run has none.
    pub view: Signal<Option<ClinicalView>>,
    /// Tests for which blood can be drawn.
    pub tests: Signal<Vec<Test>>,
    /// Time of the run, ms.
    pub at_ms: Signal<u64>,
    /// Blood is drawn.
    pub on_draw: Callback<Test>,
}

/// Heart rate and mean arterial pressure; with a [`Clinic`] what else is known.
#[component]
pub fn MonitorPanel(
    /// A run announces its alarms; a debrief does not.
    mode: PanelMode,
    /// What is shown.
    patient: Signal<PatientView>,
    /// The past, oldest first.
    trend: Signal<Vec<TrendPoint>>,
    /// What else is known of the patient.
    clinic: Option<Clinic>,
) -> impl IntoView {
    let next = Pointed::at("monitor");
    let findings = Memo::new(move |_| {
        let mut all = patient.with(judge);
        if let Some(clinic) = clinic {
            clinic
                .view
                .with(|view| all.extend(view.iter().flat_map(judge_clinical)));
        }
        all
    });
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
        <section class="pane pane-monitor" aria-label=words::bedside::monitor() data-next=move || next.word()>
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
                {clinic.map(|clinic| further(clinic.view, findings.into()))}
                <p class="monitor-foot">{words::bedside::trend()} ". " {words::pump::training_only()} "."</p>
            </div>
            {clinic.map(|clinic| laboratory(mode, clinic))}
        </section>
        // Outside the pane, so that it is announced also while a phone shows another.
        {(mode == PanelMode::Live).then(|| view! { <p class="vh" role="alert">{spoken}</p> })}
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
    let (base, (bottom, top)) = match vital {
        Vital::Map => ("vital vital-map", MAP_RANGE),
        _ => ("vital vital-rate", HEART_RATE_RANGE),
    };
    let class = move || match mine.get().map(|finding| finding.priority) {
        Some(Priority::High) => format!("{base} vital-alarm vital-alarm-high"),
        Some(_) => format!("{base} vital-alarm vital-alarm-medium"),
        None => base.to_owned(),
    };
    let note = move || mine.get().map(note);
    let low_line = format!("{:.1}", height(f64::from(limits.low), bottom, top));
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

/// A number outside its limits, by mark and name.
fn note(finding: Finding) -> impl IntoView {
    view! {
        <b aria-hidden="true">{words::pump::marker(finding.priority)}</b>
        <span>{finding_name(finding)}</span>
    }
}

fn finding_name(finding: Finding) -> &'static str {
    match (finding.vital, finding.side) {
        (Vital::HeartRate, Side::Low) => words::bedside::rate_low(),
        (Vital::HeartRate, Side::High) => words::bedside::rate_high(),
        (Vital::Map, Side::Low) => words::bedside::map_low(),
        (Vital::Map, Side::High) => words::bedside::map_high(),
        (Vital::Spo2, _) => words::laboratory::spo2_low(),
        (Vital::Breaths, Side::Low) => words::laboratory::breaths_low(),
        (Vital::Breaths, Side::High) => words::laboratory::breaths_high(),
    }
}

fn sentence(finding: Finding) -> String {
    format!(
        "{}: {}.",
        words::pump::priority(finding.priority),
        finding_name(finding)
    )
}

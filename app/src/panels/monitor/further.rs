//! Saturation, breaths, sedation and rhythm, under the two large numbers.

use leptos::prelude::*;
use simulators::alarms::Priority;
use simulators::patient::view::ClinicalView;

use super::limits::{BREATHS, Finding, SPO2, Vital};
use super::note;
use crate::words;

/// The further numbers; nothing while none are known.
pub(super) fn further(
    clinical: Signal<Option<ClinicalView>>,
    findings: Signal<Vec<Finding>>,
) -> impl IntoView {
    let known = Memo::new(move |_| clinical.with(Option::is_some));
    let number = move |read: fn(&ClinicalView) -> u16| {
        Memo::new(move |_| clinical.with(|view| view.as_ref().map(read)))
    };
    let spo2 = number(|view| view.spo2_percent);
    let breaths = number(|view| view.breaths_per_min);
    let index = number(|view| view.sedation_index);
    let sleep = Memo::new(move |_| {
        clinical.with(|view| {
            view.as_ref()
                .map(|view| words::laboratory::sedation(view.sedation))
        })
    });
    let rhythm = Memo::new(move |_| {
        clinical.with(|view| view.as_ref().map(|view| words::laboratory::rhythm(view.rhythm)))
    });
    move || {
        known.get().then(|| {
            view! {
                <div class="further">
                    {judged(
                        Vital::Spo2,
                        words::laboratory::spo2(),
                        (words::laboratory::percent(), words::laboratory::from(SPO2.low)),
                        spo2,
                        findings,
                    )}
                    {judged(
                        Vital::Breaths,
                        words::laboratory::breaths(),
                        (words::laboratory::per_minute(), words::laboratory::between(BREATHS.low, BREATHS.high)),
                        breaths,
                        findings,
                    )}
                    <div class="vital vital-sleep">
                        <p class="vital-top"><b>{words::laboratory::sedation_index()}</b><span>{words::laboratory::sedation_scale()}</span></p>
                        <p class="vital-value num">{index}</p>
                        <p class="vital-word">{sleep}</p>
                    </div>
                </div>
                <p class="rhythm">{rhythm}</p>
            }
        })
    }
}

/// A number with limits.
fn judged(
    vital: Vital,
    name: &'static str,
    (unit, limits): (&'static str, String),
    value: Memo<Option<u16>>,
    findings: Signal<Vec<Finding>>,
) -> impl IntoView {
    let mine =
        Memo::new(move |_| findings.with(|all| all.iter().copied().find(|finding| finding.vital == vital)));
    let base = match vital {
        Vital::Spo2 => "vital vital-spo2",
        _ => "vital vital-breaths",
    };
    let class = move || match mine.get().map(|finding| finding.priority) {
        Some(Priority::High) => format!("{base} vital-alarm vital-alarm-high"),
        Some(_) => format!("{base} vital-alarm vital-alarm-medium"),
        None => base.to_owned(),
    };
    view! {
        <div class=class>
            <p class="vital-top"><b>{name}</b><span>{unit} ", " {limits}</span></p>
            <p class="vital-value num">{value}</p>
            <p class="vital-note">{move || mine.get().map(note)}</p>
        </div>
    }
}

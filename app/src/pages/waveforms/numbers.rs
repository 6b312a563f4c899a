//! The few numbers that a person would look at: what is set, what is measured, what it was before.

use std::sync::Arc;

use leptos::prelude::*;
use simulators::ventilator::measured::values::MeasuredId;
use simulators::ventilator::settings::SettingId;
use training::drill::Case;

use crate::words::{ventilator, waveforms};

/// Settings that decide what the curves look like; each mode has some of them.
const SET: [SettingId; 12] = [
    SettingId::TidalVolume,
    SettingId::PressureControl,
    SettingId::PressureSupport,
    SettingId::Rate,
    SettingId::Peep,
    SettingId::Flow,
    SettingId::InspiratoryTime,
    SettingId::Pause,
    SettingId::CycleOff,
    SettingId::LongestSupport,
    SettingId::FlowTrigger,
    SettingId::PressureTrigger,
];

/// Measured values; a plateau is known after a pause only.
const MEASURED: [MeasuredId; 6] = [
    MeasuredId::Peak,
    MeasuredId::Plateau,
    MeasuredId::Peep,
    MeasuredId::InspiredVolume,
    MeasuredId::ExpiredVolume,
    MeasuredId::Rate,
];

#[component]
pub(super) fn Numbers(case: Arc<Case>) -> impl IntoView {
    let row = |name: String, value: String| view! { <div><dt>{name}</dt><dd>{value}</dd></div> };
    let mode = row(
        waveforms::mode().to_owned(),
        ventilator::mode(case.view.mode).1.to_owned(),
    );
    let set = case
        .view
        .settings
        .iter()
        .filter(|setting| SET.contains(&setting.setting))
        .map(|setting| {
            let name = ventilator::setting(setting.setting).1;
            let value = ventilator::setting_value(setting.setting, &setting.value);
            row(waveforms::set(name), with_unit(value, &setting.unit))
        })
        .collect_view();
    let measured = MEASURED
        .iter()
        .filter_map(|id| case.view.measured.iter().find(|measured| measured.value == *id))
        .filter_map(|measured| {
            let text = measured.text.as_deref()?;
            let name = ventilator::measured_value(measured.value).1;
            Some(row(name.to_owned(), with_unit(text, &measured.unit)))
        })
        .collect_view();
    let before = case.before.map(|before| {
        let values = waveforms::before_values(
            &waveforms::whole(before.peak_cmh2o),
            &waveforms::whole(before.plateau_cmh2o),
        );
        row(waveforms::before().to_owned(), values)
    });
    view! {
        <h3 class="vh">{waveforms::numbers()}</h3>
        <dl class="facts facts-row waveform-numbers">{mode}{set}</dl>
        <dl class="facts facts-row waveform-numbers">{measured}{before}</dl>
    }
}

fn with_unit(value: &str, unit: &str) -> String {
    match unit {
        "" => value.to_owned(),
        unit => format!("{value} {unit}"),
    }
}

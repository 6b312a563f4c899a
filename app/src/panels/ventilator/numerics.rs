//! Measured values: those that are looked at all day large, with their limits; the others in the page of breaths.

use leptos::prelude::*;
use simulators::ventilator::measured::values::MeasuredId;
use simulators::ventilator::settings::SettingId;
use simulators::ventilator::view::{MeasuredView, VentilatorView};

use super::alarms::look;
use crate::words::{pump, ventilator as words};

/// The large values, from top to bottom.
const LARGE: [MeasuredId; 8] = [
    MeasuredId::Peak,
    MeasuredId::Plateau,
    MeasuredId::Peep,
    MeasuredId::ExpiredVolume,
    MeasuredId::MinuteVolume,
    MeasuredId::Rate,
    MeasuredId::Ratio,
    MeasuredId::Oxygen,
];

/// The limits that stand beside a value: low, high.
const fn limits_of(value: MeasuredId) -> (Option<SettingId>, Option<SettingId>) {
    match value {
        MeasuredId::Peak => (None, Some(SettingId::LimitPressureHigh)),
        MeasuredId::ExpiredVolume => (Some(SettingId::LimitVolumeLow), Some(SettingId::LimitVolumeHigh)),
        MeasuredId::MinuteVolume => (Some(SettingId::LimitMinuteLow), Some(SettingId::LimitMinuteHigh)),
        MeasuredId::Rate => (None, Some(SettingId::LimitRateHigh)),
        _ => (None, None),
    }
}

/// The large values.
#[component]
pub(super) fn Numerics(view: Signal<VentilatorView>) -> impl IntoView {
    let measured = Memo::new(move |_| view.with(|view| view.measured.clone()));
    let limits = Memo::new(move |_| view.with(|view| view.limits.clone()));
    view! {
        <dl class="vent-numbers" aria-label=words::measured()>
            {LARGE.map(|id| {
                let limit = move |setting: Option<SettingId>| limits.with(|rows| {
                    let row = rows.iter().find(|row| Some(row.setting) == setting)?;
                    Some(row.value.clone())
                });
                let (low, high) = limits_of(id);
                number(measured, id, Memo::new(move |_| (limit(low), limit(high))))
            }).into_iter().collect_view()}
        </dl>
    }
}

fn number(
    measured: Memo<Vec<MeasuredView>>,
    id: MeasuredId,
    limits: Memo<(Option<String>, Option<String>)>,
) -> impl IntoView {
    let row = Memo::new(move |_| measured.with(|rows| rows.iter().find(|row| row.value == id).cloned()));
    let (short, full) = words::measured_value(id);
    let class = move || match row.with(|row| row.as_ref().and_then(|row| row.alarm)) {
        Some(priority) => format!("vnum vnum-alarm {} {}", look(priority).0, ink(id)),
        None => format!("vnum {}", ink(id)),
    };
    let marker = move || {
        row.with(|row| row.as_ref().and_then(|row| row.alarm))
            .map(|priority| {
                view! {
                    <b class="marker" aria-hidden="true">{pump::marker(priority)}</b>
                    <span class="vh">{words::in_alarm()}</span>
                }
            })
    };
    view! {
        <div class=class>
            <dt><span aria-hidden="true">{short}</span><span class="vh">{full}</span> {marker}</dt>
            <dd>
                <span class="vnum-value num">{move || row.with(|row| row.as_ref().map(shown))}</span>
                <span class="vnum-side">
                    {move || limits.get().1.map(|high| view! {
                        <span class="num"><span class="vh">{words::limit_high("")}</span>{high}</span>
                    })}
                    {move || limits.get().0.map(|low| view! {
                        <span class="num"><span class="vh">{words::limit_low("")}</span>{low}</span>
                    })}
                </span>
                <span class="vnum-unit">{id.unit()}</span>
            </dd>
        </div>
    }
}

/// A value as it is read; what is not known is a dash, and said.
pub(super) fn shown(row: &MeasuredView) -> String {
    match (&row.text, row.value) {
        (None, _) => "\u{2013}".to_owned(),
        (Some(text), MeasuredId::Ratio) => words::one_to(text),
        (Some(text), _) => text.clone(),
    }
}

/// Values take the colour of the curve that they are read from.
const fn ink(value: MeasuredId) -> &'static str {
    match value {
        MeasuredId::Peak | MeasuredId::Plateau | MeasuredId::Peep => "vnum-pressure",
        MeasuredId::ExpiredVolume | MeasuredId::MinuteVolume => "vnum-volume",
        _ => "vnum-plain",
    }
}

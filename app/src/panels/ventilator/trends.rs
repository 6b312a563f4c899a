//! The page of trends: a point each minute, drawn and in a table.

use std::sync::Arc;

use leptos::prelude::*;
use simulators::ventilator::measured::TrendPoint;
use simulators::ventilator::measured::values::MeasuredId;
use simulators::ventilator::view::VentilatorView;

use super::cursors::number;
use super::drawing::sheet::{Draw, Drawing, Sheet};
use super::drawing::trends::sheet;
use crate::words::ventilator as words;

/// Size of the still picture, logical units.
const STILL: (f32, f32) = (640.0, 350.0);

/// Trends of the run.
#[component]
pub(super) fn TrendsPage(drawing: Drawing, view: Signal<VentilatorView>) -> impl IntoView {
    let points = Memo::new(move |_| view.with(|view| view.trend.clone()));
    let draw: Draw = Arc::new(move |size| points.with(|points| sheet(points, size)));
    let heads = [
        words::column_minute(),
        words::column_peak(),
        words::column_plateau(),
        words::column_end(),
        words::column_out(),
        words::column_minute_volume(),
        words::column_rate(),
        words::column_oxygen(),
        words::column_saturation(),
        words::column_co2(),
        words::column_map(),
    ];
    view! {
        <div class="vent-breaths vent-trends">
            <Sheet drawing class="vent-sheet vent-sheet-trends" still=STILL name=words::trends_drawn() draw/>
            {move || points.with(Vec::is_empty).then(|| view! { <p>{words::no_minute_yet()}</p> })}
            <div class="vent-scroll" tabindex="0" role="region" aria-label=words::every_minute()>
                <table class="vent-table num">
                    <caption>{words::every_minute()}</caption>
                    <thead><tr>
                        {heads.map(|head| view! { <th scope="col">{head}</th> }).into_iter().collect_view()}
                    </tr></thead>
                    <tbody>{move || points.with(|all| all.iter().rev().map(row).collect_view())}</tbody>
                </table>
            </div>
        </div>
    }
}

fn row(point: &TrendPoint) -> impl IntoView + use<> {
    let cell = |value: Option<f32>, places: u8| match value {
        Some(value) => number(value, places),
        None => "\u{2013}".to_owned(),
    };
    let measured = |value: Option<f32>, id: MeasuredId| cell(value, id.places());
    let cells = [
        measured(point.peak_cmh2o, MeasuredId::Peak),
        measured(point.plateau_cmh2o, MeasuredId::Plateau),
        measured(point.peep_cmh2o, MeasuredId::Peep),
        measured(point.vte_ml, MeasuredId::ExpiredVolume),
        measured(point.minute_l_min, MeasuredId::MinuteVolume),
        measured(point.rate_per_min, MeasuredId::Rate),
        measured(point.oxygen_percent, MeasuredId::Oxygen),
        cell(point.spo2_percent, 0),
        measured(point.etco2_mmhg, MeasuredId::EndTidalCo2),
        cell(point.map_mmhg, 0),
    ];
    view! {
        <tr>
            <th scope="row">{point.minute}</th>
            {cells.map(|cell| view! { <td>{cell}</td> }).into_iter().collect_view()}
        </tr>
    }
}

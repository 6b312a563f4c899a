//! The page of breaths: the last one in sentences, the last eight in a table, and every measured value.

use leptos::prelude::*;
use simulators::ventilator::view::{BreathView, VentilatorView};

use super::cursors::number;
use super::numerics::shown;
use super::told::told;
use crate::words::ventilator as words;

/// Sentences, table, values.
#[component]
pub(super) fn Breaths(view: Signal<VentilatorView>) -> impl IntoView {
    let breaths = Memo::new(move |_| view.with(|view| view.breaths.clone()));
    let last = Memo::new(move |_| view.with(|view| told(&view.last_breath)));
    let measured = Memo::new(move |_| view.with(|view| view.measured.clone()));
    let heads = [
        words::column_started(),
        words::column_kind(),
        words::column_peak(),
        words::column_end(),
        words::column_in(),
        words::column_out(),
        words::column_ratio(),
        words::column_left(),
    ];
    view! {
        <div class="vent-breaths">
            <p class="vent-told">{last}</p>
            <div class="vent-scroll" tabindex="0" role="region" aria-label=words::last_breaths()>
                <table class="vent-table num">
                    <caption>{words::last_breaths()}</caption>
                    <thead><tr>
                        {heads.map(|head| view! { <th scope="col">{head}</th> }).into_iter().collect_view()}
                    </tr></thead>
                    <tbody>{move || breaths.with(|all| all.iter().rev().map(row).collect_view())}</tbody>
                </table>
            </div>
            <dl class="vent-values" aria-label=words::more_measured()>
                {move || measured.with(|rows| rows.iter().map(|row| {
                    let (short, full) = words::measured_value(row.value);
                    view! {
                        <div>
                            <dt><span aria-hidden="true">{short}</span><span class="vh">{full}</span></dt>
                            <dd class="num">{shown(row)} " " <span>{row.unit.clone()}</span></dd>
                        </div>
                    }
                }).collect_view())}
            </dl>
        </div>
    }
}

fn row(breath: &BreathView) -> impl IntoView + use<> {
    let kind = words::kind(breath.kind);
    let cells = [
        words::origin(breath.origin).to_owned(),
        if breath.cut {
            format!("{kind}, {}", words::cut())
        } else {
            kind.to_owned()
        },
        number(breath.peak_cmh2o, 0),
        number(breath.end_cmh2o, 1),
        number(breath.vti_ml, 0),
        number(breath.vte_ml, 0),
        format!("{} / {}", number(breath.ti_s, 2), number(breath.total_s, 2)),
        number(breath.end_out_l_min, 0),
    ];
    view! { <tr>{cells.map(|cell| view! { <td>{cell}</td> }).into_iter().collect_view()}</tr> }
}

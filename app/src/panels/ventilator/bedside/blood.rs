//! Results of the laboratory, and what is still on its way.

use leptos::prelude::*;
use simulators::notation;
use simulators::ventilator::view::BedsideView;

use crate::words::{dates, ventilator as words};

/// The table of blood gases.
#[component]
pub(super) fn BloodGases(bedside: Signal<BedsideView>) -> impl IntoView {
    let results = Memo::new(move |_| bedside.with(|view| view.blood_gases.clone()));
    let waiting = Memo::new(move |_| bedside.with(|view| view.blood_gases_waiting));
    let says = move || match (waiting.get(), results.with(Vec::is_empty)) {
        (0, true) => words::no_blood_gases().to_owned(),
        (0, false) => String::new(),
        (count, _) => words::blood_gases_waiting(count),
    };
    let heads = [
        words::column_drawn(),
        words::column_oxygen(),
        words::column_ph(),
        words::column_paco2(),
        words::column_pao2(),
        words::column_sao2(),
        words::column_hco3(),
    ];
    let table = move || {
        results.with(|results| {
            (!results.is_empty()).then(|| {
                let rows = results.iter().rev().map(|gas| {
                    let cells = [
                        dates::clock(gas.drawn_tick),
                        notation::number(gas.oxygen_percent),
                        format!("{:.2}", gas.ph),
                        notation::number(gas.paco2_mmhg),
                        notation::number(gas.pao2_mmhg),
                        notation::number(gas.sao2_percent),
                        notation::number(gas.bicarbonate_mmol_l),
                    ];
                    view! { <tr>{cells.map(|cell| view! { <td>{cell}</td> }).into_iter().collect_view()}</tr> }
                });
                view! {
                    <div class="vent-scroll" tabindex="0" role="region" aria-label=words::blood_gases()>
                        <table class="vent-table num">
                            <thead><tr>
                                {heads.map(|head| view! { <th scope="col">{head}</th> }).into_iter().collect_view()}
                            </tr></thead>
                            <tbody>{rows.collect_view()}</tbody>
                        </table>
                    </div>
                }
            })
        })
    };
    view! {
        <div class="bedside-blood">
            <p><b>{words::blood_gases()}</b> " " <span aria-live="polite">{says}</span></p>
            {table}
        </div>
    }
}

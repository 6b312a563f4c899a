//! The case around the screen: name, what it does, power and gas.

use leptos::prelude::*;
use simulators::ventilator::view::VentilatorView;

use crate::components::icons::{Icon, IconName};
use crate::words::ventilator as words;

/// Name, state, and what the ventilator lives on.
pub(super) fn name_plate(view: Signal<VentilatorView>) -> impl IntoView {
    let state = Memo::new(move |_| view.with(|view| view.state));
    let mains = Memo::new(move |_| view.with(|view| view.mains));
    let battery = Memo::new(move |_| view.with(|view| (view.battery_percent, view.battery_left_min)));
    let oxygen = Memo::new(move |_| view.with(|view| view.oxygen_supply));
    let air = Memo::new(move |_| view.with(|view| view.air_supply));
    view! {
        <div class="vent-name">
            <p><b>{words::ventilator()}</b> <span class="vent-state">{move || words::state(state.get())}</span></p>
            <ul class="vent-supplies" aria-label=words::supplies()>
                {supply(mains, words::mains(), words::no_mains())}
                <li class="num">{move || { let (percent, minutes) = battery.get(); words::battery(percent, minutes) }}</li>
                {supply(oxygen, words::oxygen_supplied(), words::no_oxygen())}
                {supply(air, words::air_supplied(), words::no_air())}
            </ul>
        </div>
    }
}

fn supply(there: Memo<bool>, yes: &'static str, no: &'static str) -> impl IntoView {
    let class = move || {
        if there.get() {
            "supply"
        } else {
            "supply supply-lost"
        }
    };
    view! {
        <li class=class>
            {move || {
                let name = if there.get() { IconName::Check } else { IconName::Cross };
                view! { <Icon name/> }
            }}
            <span>{move || if there.get() { yes } else { no }}</span>
        </li>
    }
}

//! The drawing of the bedside. It says nothing that the list beside it does not say in words.

use leptos::prelude::*;
use simulators::ventilator::view::{BedsideView, ChestRise, CircuitState};

use crate::words::ventilator as words;

/// Patient, tube, circuit, humidifier or filter, ventilator.
pub(super) fn picture(bedside: Signal<BedsideView>) -> impl IntoView {
    let circuit = Memo::new(move |_| bedside.with(|view| view.circuit));
    let chest = Memo::new(move |_| bedside.with(|view| view.chest));
    let water = Memo::new(move |_| bedside.with(|view| view.water));
    let catheter = Memo::new(move |_| bedside.with(|view| view.suction));
    let filter = Memo::new(move |_| bedside.with(|view| view.filter_at_mouth));
    let body = move || {
        // The height of the chest over the bed follows the breath.
        let top = match chest.get() {
            ChestRise::Hardly => 130,
            ChestRise::Little => 125,
            ChestRise::Well => 119,
            ChestRise::Much => 112,
        };
        format!("M92 148q6-{} 44-{} q52 0 108 22v18H88z", 148 - top, 150 - top)
    };
    let (on, off) = ("M116 84L206 44M116 92L206 64", "M140 66L206 44M140 74L206 64");
    let limbs = move || {
        if circuit.get() == CircuitState::Connected {
            on
        } else {
            off
        }
    };
    view! {
        <svg class="bedside-art" viewBox="0 0 320 176" role="img" aria-label=words::drawing()>
            <rect class="art-device" x="206" y="14" width="92" height="66" rx="6"></rect>
            <rect class="art-screen" x="214" y="22" width="76" height="34" rx="3"></rect>
            <path class="art-trace" d="M218 48h8l2-18q8-3 10 0l2 18h14l2-18q8-3 10 0l2 18h16"></path>
            <path class="art-pole" d="M252 80v84M226 166h52"></path>
            <path class="art-hose" d=limbs></path>
            <path class="art-hose-in" d=limbs></path>
            {move || (!filter.get()).then(|| view! {
                <rect class="art-chamber" x="168" y="70" width="22" height="24" rx="4"></rect>
                <path class="art-liquid" d="M169 84h20v6q0 3-3 3h-14q-3 0-3-3z"></path>
            })}
            {move || water.get().then(|| view! { <path class="art-drop" d="M160 76q6 8 0 12q-6-4 0-12z"></path> })}
            <path class="art-bed" d="M24 156h240v8H24z"></path>
            <path class="art-person" d=body></path>
            <circle class="art-person" cx="66" cy="122" r="24"></circle>
            <path class="art-pillow" d="M28 150q0-12 18-12h40q16 0 16 12v6H28z"></path>
            <path class="art-tube" d="M76 106q8-18 32-18"></path>
            {move || match circuit.get() {
                CircuitState::Connected => view! { <path class="art-joint" d="M106 80h12v16h-12z"></path> }.into_any(),
                CircuitState::Apart => view! { <path class="art-joint" d="M132 62h10v16h-10z"></path> }.into_any(),
                CircuitState::Bagged => view! {
                    <ellipse class="art-bag" cx="132" cy="98" rx="24" ry="13"></ellipse>
                    <path class="art-joint" d="M132 62h10v16h-10z"></path>
                }.into_any(),
            }}
            {move || (filter.get() && circuit.get() == CircuitState::Connected).then(|| view! {
                <rect class="art-label" x="98" y="78" width="9" height="20" rx="2"></rect>
            })}
            {move || catheter.get().then(|| view! { <path class="art-catheter" d="M112 80q-4-30 28-46"></path> })}
        </svg>
    }
}

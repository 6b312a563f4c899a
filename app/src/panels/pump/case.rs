//! The moulded parts around display and keys: the name plate, the door.

use leptos::prelude::*;
use simulators::pump::view::PumpView;

use crate::panels::device::lamps::led;
use crate::panels::unit::gives;
use crate::words;

/// What the plate above a display says.
#[derive(Clone, Copy)]
pub struct Case {
    /// Name of the device, or of the channel.
    pub name: &'static str,
    /// Whether the lamp of the mains is lit.
    pub mains: Memo<bool>,
}

/// Name of the device and its two lamps.
pub(super) fn name_plate(case: Case, view: Signal<PumpView>) -> impl IntoView {
    let flow = Memo::new(move |_| view.with(|view| gives(view.delivery)));
    view! {
        <div class="pump-name" aria-hidden="true">
            <span>{case.name}</span>
            <span class="leds">
                {led(case.mains, words::pump::mains())}
                {led(flow, words::pump::flow())}
            </span>
        </div>
    }
}

/// The door with the tubing behind it; open, it shows the fingers of the mechanism.
pub(super) fn door(view: Signal<PumpView>) -> impl IntoView {
    let open = Memo::new(move |_| view.with(|view| view.door_open));
    view! {
        <div class="pump-door" aria-hidden="true">
            <svg viewBox="0 0 52 420" preserveAspectRatio="none">
                {move || if open.get() {
                    view! {
                        <path class="door-finger" d="M8 96h36v10H8zM8 126h36v10H8zM8 156h36v10H8zM8 186h36v10H8zM8 216h36v10H8zM8 246h36v10H8zM8 276h36v10H8z"></path>
                        <path class="door-tube" d="M26 0v420"></path>
                        <path class="door-tube-in" d="M26 0v420"></path>
                        <path class="door-cover" d="M4 24l10 8v356l-10 8z"></path>
                        <rect class="door-open" x="4" y="24" width="44" height="372" rx="8"></rect>
                    }.into_any()
                } else {
                    view! {
                        <path class="door-tube" d="M26 0v420"></path>
                        <path class="door-tube-in" d="M26 0v420"></path>
                        <rect class="door-cover" x="4" y="24" width="44" height="372" rx="8"></rect>
                        <rect class="door-glass" x="16" y="60" width="20" height="150" rx="5"></rect>
                        <path class="door-tube" d="M26 62v146"></path>
                        <path class="door-tube-in" d="M26 62v146"></path>
                        <rect class="door-lever" x="10" y="300" width="32" height="70" rx="8"></rect>
                    }.into_any()
                }}
            </svg>
        </div>
    }
}

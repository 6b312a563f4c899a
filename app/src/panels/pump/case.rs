//! The moulded parts around display and keys: the light bar, the small lamps, the door.

use leptos::prelude::*;
use simulators::alarms::Indicator;
use simulators::pump::view::{Delivery, PumpView};

use crate::words;

/// The light bar, readable across the room: colour, flash and marker together.
pub(super) fn light_bar(view: Signal<PumpView>) -> impl IntoView {
    let lamp = Memo::new(move |_| view.with(|view| view.indicator));
    let class = move || match lamp.get() {
        Indicator::Off => "pump-light",
        Indicator::CyanSteady => "pump-light pump-light-low",
        Indicator::YellowFlashing => "pump-light pump-light-medium",
        Indicator::RedFlashing => "pump-light pump-light-high",
    };
    let marker = move || match lamp.get() {
        Indicator::Off => "",
        Indicator::CyanSteady => "*",
        Indicator::YellowFlashing => "** ** **",
        Indicator::RedFlashing => "*** *** ***",
    };
    view! { <div class=class aria-hidden="true">{marker}</div> }
}

/// Name of the device and its two lamps.
pub(super) fn name_plate(view: Signal<PumpView>) -> impl IntoView {
    let mains = Memo::new(move |_| view.with(|view| view.on));
    let flow = Memo::new(move |_| {
        view.with(|view| matches!(view.delivery, Delivery::Running | Delivery::Bolus | Delivery::Kvo))
    });
    let led = |lit: Memo<bool>| move || if lit.get() { "led led-on" } else { "led" };
    view! {
        <div class="pump-name" aria-hidden="true">
            <span>{words::pump::pump()}</span>
            <span class="leds">
                <span class=led(mains)>{words::pump::mains()}</span>
                <span class=led(flow)>{words::pump::flow()}</span>
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

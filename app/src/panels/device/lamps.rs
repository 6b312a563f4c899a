//! The lamps: the light bar that is read across the room, and the small ones beside the name.

use leptos::prelude::*;
use simulators::alarms::{Indicator, Priority};

use crate::words;

/// The light bar: colour, flash and marker together; where nothing may flash, stripes and a word take the place of the
/// flash. `base` is the class of the device's own bar.
pub fn light_bar(lamp: Memo<Indicator>, base: &'static str) -> impl IntoView {
    let class = move || match lamp.get() {
        Indicator::Off => format!("light {base}"),
        Indicator::CyanSteady => format!("light light-low {base} {base}-low"),
        Indicator::YellowFlashing => format!("light light-medium {base} {base}-medium"),
        Indicator::RedFlashing => format!("light light-high {base} {base}-high"),
    };
    let priority = move || match lamp.get() {
        Indicator::Off => None,
        Indicator::CyanSteady => Some(Priority::Low),
        Indicator::YellowFlashing => Some(Priority::Medium),
        Indicator::RedFlashing => Some(Priority::High),
    };
    let marker = move || match priority() {
        None => "",
        Some(Priority::Low) => "*",
        Some(Priority::Medium) => "** ** **",
        Some(Priority::High) => "*** *** ***",
    };
    view! {
        <div class=class aria-hidden="true">
            <span>{marker}</span>
            <span class="light-word">{move || priority().map(words::pump::priority)}</span>
        </div>
    }
}

/// A small lamp with its name.
pub fn led(lit: Memo<bool>, name: &'static str) -> impl IntoView {
    let class = move || if lit.get() { "led led-on" } else { "led" };
    view! { <span class=class>{name}</span> }
}

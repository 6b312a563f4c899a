//! The drawing of the syringe pump's bedside. It says nothing that the list beside it does not say in words.

use leptos::prelude::*;
use simulators::line::view::LineCourse;
use simulators::syringe::view::SyringeBedsideView;

use crate::words;

/// Where the patient's heart is.
const HEART_Y: f64 = 156.0;
/// Units of the drawing for each centimetre of height.
const UNITS_PER_CM: f64 = 1.0;
/// Furthest that the pump is drawn from the heart, cm.
const DRAWN_CM: i16 = 110;

/// Pump on its pole, line, clamp, patient.
pub(super) fn picture(view: Signal<SyringeBedsideView>) -> impl IntoView {
    let part = move |read: fn(&SyringeBedsideView) -> String| Memo::new(move |_| view.with(read));
    let pump = part(|view| format!("translate(0 {:.1})", pump_y(view)));
    let fluid = part(|view| {
        let share = view
            .syringe
            .as_ref()
            .map_or(0.0, |fitted| f64::from(fitted.left_percent) / 100.0);
        format!("M24 -14h{:.1}v10H24z", 26.0 * share)
    });
    let barrel = part(|view| {
        if view.syringe.is_some() {
            "M24 -14h26v10H24zM50 -18v18"
        } else {
            ""
        }
        .to_owned()
    });
    let plunger = part(|view| match &view.syringe {
        Some(fitted) => format!(
            "M50 -9h{:.1}",
            4.0 + 26.0 * f64::from(fitted.left_percent) / 100.0
        ),
        None => String::new(),
    });
    let upper = part(|view| match view.syringe {
        Some(_) => format!("M24 {0:.1}H12q-8 0-8 8V252q0 12 12 12h84", pump_y(view) - 9.0),
        None => "M20 264h80".to_owned(),
    });
    let clamp = part(|view| {
        if view.clamp_open {
            "art-clamp"
        } else {
            "art-clamp art-clamp-shut"
        }
        .to_owned()
    });
    let through = part(|view| if view.clamp_open { "M100 264h24" } else { "" }.to_owned());
    let lower = part(|view| {
        let course = match view.course {
            LineCourse::Straight => "M124 264h26",
            LineCourse::Pinched => "M124 264h8l6 3 6-3m-12 0l6-3 6 3h6",
            LineCourse::Kinked => "M124 264h10c14 0 16-20 4-20s-10 20 4 20h8",
        };
        let end = if view.connected {
            "h24q12 0 12-12v-48"
        } else {
            "h6q8 0 8 8v8"
        };
        format!("{course}{end}")
    });
    let blood = part(|view| {
        match (view.blood_in_line, view.connected) {
            (true, true) => "M186 252v-48",
            (true, false) => "M164 272v8",
            (false, _) => "",
        }
        .to_owned()
    });
    let drop = part(|view| if view.dripping { "2.8" } else { "0" }.to_owned());
    let distance = part(|view| {
        let y = pump_y(view);
        if (y - HEART_Y).abs() < 1.0 {
            String::new()
        } else {
            format!("M98 {HEART_Y:.1}V{y:.1}M93 {y:.1}h10")
        }
    });
    let centimetres = part(|view| words::syringe::centimetres(view.height_cm));
    let centimetres_y = part(|view| {
        let y = (pump_y(view) + HEART_Y) / 2.0;
        let beside = if (y - HEART_Y).abs() < 12.0 {
            HEART_Y - 8.0
        } else {
            y + 4.0
        };
        format!("{beside:.1}")
    });
    let note = part(|view| {
        match (view.connected, view.clamp_open, view.course) {
            (false, _, _) => words::syringe::disconnected(),
            (true, false, _) => words::bedside::clamp_closed(),
            (true, true, LineCourse::Kinked) => words::bedside::kinked(),
            (true, true, LineCourse::Pinched) => words::bedside::pinched(),
            (true, true, LineCourse::Straight) => words::bedside::clamp_open(),
        }
        .to_owned()
    });
    view! {
        <svg class="bedside-art" viewBox="0 0 240 310" role="img" aria-label=words::syringe::bedside_drawing()>
            <path class="art-pole" d="M52 300V24M26 300h52"></path>
            <path class="art-heart-level" d="M84 156h86"></path>
            <path class="art-measure" d=distance></path>
            <text class="art-note" x="104" y=centimetres_y>{centimetres}</text>
            <path class="art-line" d=upper></path>
            <g transform=pump>
                <rect class="art-device" x="14" y="-24" width="76" height="48" rx="7"></rect>
                <path class="art-liquid" d=fluid></path>
                <path class="art-syringe" d=barrel></path>
                <path class="art-syringe" d=plunger></path>
                <rect class="art-screen" x="22" y="2" width="44" height="16" rx="2"></rect>
            </g>
            <circle class="art-person" cx="186" cy="112" r="20"></circle>
            <path class="art-person" d="M150 204v-36q0-30 36-30t36 30v36z"></path>
            <path class="art-heart" d="M186 164l-8-8q-4-5 0-9t8 2q4-6 8-2t0 9z"></path>
            <path class="art-line" d=lower></path>
            <path class="art-blood" d=blood></path>
            <circle class="art-drop" cx="164" cy="288" r=drop></circle>
            <rect class=clamp x="100" y="254" width="24" height="20" rx="3"></rect>
            <path class="art-line" d=through></path>
            <text class="art-note art-note-strong" x="100" y="298">{note}</text>
        </svg>
    }
}

/// The middle of the pump.
fn pump_y(view: &SyringeBedsideView) -> f64 {
    HEART_Y - UNITS_PER_CM * f64::from(view.height_cm.clamp(-DRAWN_CM, DRAWN_CM))
}

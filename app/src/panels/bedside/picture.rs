//! The drawing of the bedside. It says nothing that the list beside it does not say in words.

use leptos::prelude::*;
use simulators::line::view::{BagView, LineCourse, LineView, SetState};
use simulators::pump::view::PumpView;

use super::drops::{drop_at, shown_rate, shown_rate_ml_h};
use crate::words;

/// The two lines on the bag's label.
pub(super) fn label(bag: &BagView) -> [String; 2] {
    if bag.drug.is_empty() {
        [words::bedside::plain_fluid().to_owned(), bag.volume.clone()]
    } else {
        [bag.drug.clone(), format!("{} in {}", bag.amount, bag.volume)]
    }
}

/// Bag, chamber, pump, line, clamp, patient.
pub(super) fn picture(line: Signal<LineView>, pump: Signal<PumpView>, at_ms: Signal<u64>) -> impl IntoView {
    let part = move |read: fn(&LineView) -> String| Memo::new(move |_| line.with(read));
    let name = part(|view| label(&view.bag)[0].clone());
    let amount = part(|view| label(&view.bag)[1].clone());
    let liquid = part(|view| {
        let depth = 102.0 * f64::from(view.bag.left_percent.min(100)) / 100.0;
        format!(
            "M33 {:.1}h74V{}q0 9-9 9H42q-9 0-9-9z",
            142.0 - depth.max(9.0),
            133
        )
    });
    let clamp = part(|view| {
        if view.clamp_open {
            "art-clamp"
        } else {
            "art-clamp art-clamp-shut"
        }
        .to_owned()
    });
    let clamp_line = part(|view| {
        if view.clamp_open {
            "M118 352h24"
        } else {
            "M118 352h0M142 352h0"
        }
        .to_owned()
    });
    let clamp_note = part(|view| {
        if view.clamp_open {
            words::bedside::clamp_open()
        } else {
            words::bedside::clamp_closed()
        }
        .to_owned()
    });
    let course = part(|view| {
        match view.course {
            LineCourse::Straight => "M142 352h32q12 0 12-12v-22",
            LineCourse::Pinched => "M142 352h10l6 3 6-3m-12 0l6-3 6 3h10q12 0 12-12v-22",
            LineCourse::Kinked => "M142 352h14c14 0 16-20 4-20s-10 20 4 20h10q12 0 12-12v-22",
        }
        .to_owned()
    });
    let course_note = part(|view| match view.course {
        LineCourse::Straight => String::new(),
        LineCourse::Pinched => words::bedside::pinched().to_owned(),
        LineCourse::Kinked => words::bedside::kinked().to_owned(),
    });
    let air = part(|view| {
        if view.air_ul == 0 {
            "0".to_owned()
        } else {
            format!("{:.1}", 2.5 + f64::from(view.air_ul.min(600)) / 150.0)
        }
    });
    let door = part(|view| {
        if view.door_open {
            "M96 238l18-8v72l-18-8z"
        } else {
            "M96 238h10v52h-10z"
        }
        .to_owned()
    });
    let set = part(|view| {
        match view.set {
            SetState::Loaded => "M70 202v28M70 294v40q0 18 18 18h32",
            SetState::Misloaded => "M70 202v18l-8 10M62 294l8 12v28q0 18 18 18h32",
            SetState::Absent => "M70 202v16q0 6-14 10-34 8-34 40v34q0 50 46 50h52",
        }
        .to_owned()
    });
    let rate = Memo::new(move |_| {
        if line.with(|view| view.dripping) {
            pump.with(shown_rate_ml_h)
        } else {
            0.0
        }
    });
    let drop = Memo::new(move |_| {
        let rate = rate.get();
        drop_at(if rate > 0.0 { at_ms.get() } else { 0 }, rate)
    });
    let tip = move || format!("{:.1}", 1.0 + 2.4 * drop.get().growing);
    let fall_y = move || {
        drop.get()
            .falling
            .map_or("-9".to_owned(), |share| format!("{:.1}", 166.0 + 18.0 * share))
    };
    let shown = Memo::new(move |_| {
        pump.with(|view| shown_rate(view).map(|row| row.value.clone()).unwrap_or_default())
    });
    view! {
        <svg class="bedside-art" viewBox="0 0 240 400" role="img" aria-label=words::bedside::drawing()>
            <path class="art-pole" d="M70 394V18M44 394h52M48 18h44"></path>
            <path class="art-bag" d="M38 30h64l6 10v94q0 10-10 10H42q-10 0-10-10V40z"></path>
            <path class="art-liquid" d=liquid></path>
            <rect class="art-label" x="14" y="68" width="112" height="46" rx="2"></rect>
            <text class="art-label-text art-label-text-big" x="70" y="86">{name}</text>
            <text class="art-label-text" x="70" y="104">{amount}</text>
            <path class="art-line" d="M70 144v12"></path>
            <path class="art-line" d=set></path>
            <rect class="art-chamber" x="60" y="156" width="20" height="46" rx="6"></rect>
            <path class="art-liquid" d="M61 184h18v12q0 5-5 5h-8q-5 0-5-5z"></path>
            <circle class="art-drop" cx="70" cy="161" r=tip></circle>
            <circle class="art-drop" cx="70" cy=fall_y r="2.8"></circle>
            <rect class="art-device" x="36" y="230" width="76" height="64" rx="8"></rect>
            <rect class="art-screen" x="43" y="238" width="48" height="26" rx="2"></rect>
            <text class="art-screen-text" x="67" y="255">{shown}</text>
            <path class="art-device" d=door></path>
            <path class="art-line" d=course></path>
            <circle class="art-air" cx="96" cy="352" r=air></circle>
            <rect class=clamp x="118" y="342" width="24" height="20" rx="3"></rect>
            <path class="art-line" d=clamp_line></path>
            <circle class="art-person" cx="186" cy="236" r="20"></circle>
            <path class="art-person" d="M152 318v-20q0-28 34-28t34 28v20z"></path>
            <text class="art-note" x="108" y="380">{clamp_note}</text>
            <text class="art-note art-note-strong" x="184" y="380">{course_note}</text>
        </svg>
    }
}

//! The bed of the pump with the syringe in it: barrel under its clamp, flange in its slot, plunger in the drive.

use std::fmt::Write;

use leptos::prelude::*;
use simulators::syringe::view::{FittedView, SyringeBedsideView};

use super::geometry::{AXIS_Y, Lying, SLOT_X, drive_x, lying};
use crate::words;

/// The drawing, and how the syringe lies in words.
pub(super) fn bed(view: Signal<SyringeBedsideView>) -> impl IntoView {
    let part = move |read: fn(&SyringeBedsideView) -> String| Memo::new(move |_| view.with(read));
    let is = move |read: fn(&SyringeBedsideView) -> bool| Memo::new(move |_| view.with(read));
    let name = part(|view| words::syringe::drawing(&seen(view).join(". ")));
    let syringe = Memo::new(move |_| view.with(|view| Some((lying(view)?, view.syringe.clone()?))));
    let clamp = is(|view| view.barrel_clamped);
    let drive = part(|view| format!("translate({:.1} 0)", drive_x(view)));
    let grips = is(|view| view.plunger_gripped);
    let facts = move || {
        view.with(facts)
            .map(|text| view! { <li>{text}</li> })
            .into_iter()
            .collect_view()
    };
    view! {
        <div class="bed">
            <svg class="bed-art" viewBox="0 0 480 142" role="img" aria-label=name>
                <path class="bed-trough" d="M8 88h214v6H8z"></path>
                <path class="bed-screw" d="M246 90h226"></path>
                <path class="bed-slot" d=format!("M{:.0} 10v84M{:.0} 10v84", SLOT_X - 6.0, SLOT_X + 6.0)></path>
                {move || syringe.get().map(|(lying, fitted)| drawn(&lying, &fitted))}
                {move || clamp_arm(clamp.get(), view.with(lying))}
                <g transform=drive>
                    <path class="bed-drive" d="M4 24h30q4 0 4 4v68q0 4-4 4H12q-4 0-4-4V78H4z"></path>
                    {move || grip(grips.get())}
                </g>
            </svg>
            <ul class="bed-facts">{facts}</ul>
        </div>
    }
}

/// The syringe: line, barrel with fluid and scale, print, plunger, flag label.
fn drawn(lying: &Lying, fitted: &FittedView) -> impl IntoView + use<> {
    let Lying {
        barrel_x,
        top_y,
        bottom_y,
        flange_x,
        stopper_x,
        head_x,
        ..
    } = *lying;
    let height = bottom_y - top_y;
    let fluid = format!(
        "M{:.1} {:.1}H{stopper_x:.1}V{:.1}H{:.1}z",
        barrel_x + 1.5,
        top_y + 1.5,
        bottom_y - 1.5,
        barrel_x + 1.5,
    );
    let nozzle = format!("M{barrel_x:.1} {:.1}h-12v8h12", AXIS_Y - 4.0);
    let line = format!("M{:.1} {AXIS_Y:.1}H0", barrel_x - 12.0);
    let rod = format!("M{stopper_x:.1} {AXIS_Y:.1}H{head_x:.1}");
    let stopper = format!(
        "M{:.1} {:.1}h7V{:.1}h-7z",
        stopper_x - 1.0,
        top_y + 1.5,
        bottom_y - 1.5
    );
    let flange = format!("M{flange_x:.1} {:.1}V{:.1}", top_y - 9.0, bottom_y + 9.0);
    let head = format!("M{head_x:.1} {:.1}v30", AXIS_Y - 15.0);
    let [drug, amount] = label(fitted);
    let flag = format!("M{:.1} {bottom_y:.1}V100", barrel_x + 10.0);
    view! {
        <path class="art-line" d=line></path>
        <path class="bed-nozzle" d=nozzle></path>
        <path class="bed-rod" d=rod></path>
        <rect class="bed-barrel" x=f(barrel_x) y=f(top_y) width=f(flange_x - barrel_x) height=f(height) rx="3"></rect>
        <path class="bed-fluid" d=fluid></path>
        <path class="bed-stopper" d=stopper></path>
        <path class="bed-scale" d=scale(lying)></path>
        <text class="bed-print" x=f(barrel_x + 6.0) y=f(AXIS_Y + 5.5)>{words::syringe::printed(fitted.kind)}</text>
        <path class="bed-flange" d=flange></path>
        <path class="bed-head" d=head></path>
        <path class="bed-thread" d=flag></path>
        <rect class="art-label" x="10" y="98" width="250" height="42" rx="2"></rect>
        <text class="bed-label bed-label-drug" x="18" y="115">{drug}</text>
        <text class="bed-label" x="18" y="133">{amount}</text>
    }
}

/// The marks of the scale along the upper edge of the barrel; zero is at the nozzle.
fn scale(lying: &Lying) -> String {
    let mut marks = String::new();
    for n in 1..=lying.n_marks {
        let x = lying.barrel_x + lying.mark * f64::from(n);
        if x < lying.flange_x - 2.0 {
            let _ = write!(marks, "M{x:.1} {:.1}v7", lying.top_y + 1.0);
        }
    }
    marks
}

/// The arm over the barrel: down on it, or lifted off.
fn clamp_arm(shut: bool, lying: Option<Lying>) -> impl IntoView {
    let reach = match (shut, lying) {
        (true, Some(lying)) => lying.top_y,
        _ => 2.0,
    };
    let arm = if shut {
        format!("M196 {reach:.1}V2h14V{reach:.1}z")
    } else {
        "M196 14l30-14 6 11-30 14z".to_owned()
    };
    let bar = if shut {
        format!("M190 {:.1}h26", reach + 1.0)
    } else {
        "M188 8l10 22".to_owned()
    };
    view! {
        <path class="bed-clamp" d=arm></path>
        <path class="bed-clamp-bar" d=bar></path>
    }
}

/// The claws of the drive around the plunger's head: shut or opened.
fn grip(shut: bool) -> impl IntoView {
    let claws = if shut {
        "M6 30h-12v8M6 70h-12v-8"
    } else {
        "M6 26l-10-8v-8M6 74l-10 8v8"
    };
    view! { <path class="bed-claw" d=claws></path> }
}

/// The two lines of the label.
fn label(fitted: &FittedView) -> [String; 2] {
    if fitted.drug.is_empty() {
        [words::bedside::plain_fluid().to_owned(), fitted.volume.clone()]
    } else {
        [
            fitted.drug.clone(),
            words::syringe::label(&fitted.amount, &fitted.volume),
        ]
    }
}

/// What is in the pump: print, label, and what is left.
pub(super) fn seen(view: &SyringeBedsideView) -> Vec<String> {
    match &view.syringe {
        Some(fitted) => vec![
            words::syringe::labelled(&words::syringe::kind(fitted.kind), &label(fitted).join(" ")),
            words::syringe::left(&tenths(fitted.left_tenths_ml), fitted.left_percent),
        ],
        None => vec![words::syringe::no_syringe().to_owned()],
    }
}

/// How the syringe is held: always three facts in the same order.
pub(super) fn facts(view: &SyringeBedsideView) -> [&'static str; 3] {
    if view.syringe.is_none() {
        return [
            words::syringe::barrel_free(),
            words::syringe::slot_empty(),
            words::syringe::drive_free(),
        ];
    }
    [
        if view.barrel_clamped {
            words::syringe::barrel_clamped()
        } else {
            words::syringe::barrel_free()
        },
        if view.flange_seated {
            words::syringe::flange_seated()
        } else {
            words::syringe::flange_out()
        },
        if view.plunger_gripped {
            words::syringe::plunger_gripped()
        } else {
            words::syringe::plunger_free()
        },
    ]
}

/// Tenths as a number in safe notation.
fn tenths(count: u32) -> String {
    simulators::notation::decimals(f64::from(count) / 10.0, 1)
}

fn f(value: f64) -> String {
    format!("{value:.1}")
}

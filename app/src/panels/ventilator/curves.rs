//! The page of curves: pressure, flow and volume over time; frozen, with two cursors and their read-out.

use std::sync::Arc;

use leptos::prelude::*;
use simulators::ventilator::settings::SettingId;
use simulators::ventilator::view::{Curves, VentilatorView};

use super::cursors::{CursorTable, nearest};
use super::drawing::curves::{Extras, across, sheet, span};
use super::drawing::sheet::{Draw, Drawing, Sheet};
use super::drawing::sweep::Motion;
use super::hands::Hands;
use super::told::told;
use crate::components::icons::{Icon, IconName};
use crate::panels::stage::PanelMode;
use crate::words::ventilator as words;

/// Size of the still picture, logical units.
const STILL: (f32, f32) = (640.0, 420.0);

/// The curves with what a hand does to them.
#[component]
pub(super) fn CurvesPage(hands: Hands, drawing: Drawing, view: Signal<VentilatorView>) -> impl IntoView {
    let frozen = RwSignal::new(None::<Curves>);
    let width = RwSignal::new(STILL.0);
    let interval = Memo::new(move |_| view.with(|view| view.curves.interval_ms));
    let places = Memo::new(move |_| span(width.get(), interval.get()));
    let cursors = RwSignal::new([150_usize, 250]);
    let calm = calm();
    let still = hands.mode == PanelMode::Still;
    let measuring = Signal::derive(move || still || frozen.with(Option::is_some));
    let motion = Memo::new(move |_| match (measuring.get(), calm.get()) {
        (true, _) => Motion::Still,
        (false, true) => Motion::Page,
        (false, false) => Motion::Sweep,
    });
    let limit = Memo::new(move |_| view.with(pressure_limit));
    let draw: Draw = Arc::new(move |size| {
        let last = places.get().saturating_sub(1);
        let extras = Extras {
            limit_cmh2o: limit.get(),
            cursors: measuring
                .get()
                .then(|| cursors.get().map(|place| place.min(last))),
        };
        let of = |curves: &Curves| sheet(curves, size, motion.get(), &extras);
        // While the picture is frozen the run goes on, and nothing of it is drawn.
        if frozen.with(Option::is_some) {
            frozen.with(|curves| curves.as_ref().map(of)).unwrap_or_default()
        } else {
            view.with(|view| of(&view.curves))
        }
    });
    let on_point = Callback::new(move |(x, width): (f32, f32)| {
        if !measuring.get_untracked() {
            return;
        }
        let (left, across) = across(width);
        let share = ((x - left) / across).clamp(0.0, 1.0);
        let place = (share * places.get_untracked() as f32) as usize;
        cursors.update(|cursors| cursors[nearest(*cursors, place)] = place);
    });
    let said = RwSignal::new(String::new());
    let freeze = move |_| {
        let curves = match frozen.get_untracked() {
            Some(_) => None,
            None => Some(view.with_untracked(|view| view.curves.clone())),
        };
        frozen.set(curves);
    };
    let describe = move |_| said.set(view.with_untracked(|view| told(&view.last_breath)));
    let curves = Signal::derive(move || {
        frozen
            .get()
            .unwrap_or_else(|| view.with(|view| view.curves.clone()))
    });
    view! {
        <div class="vent-curves">
            <Sheet drawing class="vent-sheet vent-sheet-curves" still=STILL name=words::curves_drawn() draw
                on_point=Some(on_point) width=Some(width)/>
            <div class="vent-tools">
                {(!still).then(|| view! {
                    <button type="button" class="gkey" on:click=freeze
                        aria-pressed=move || if measuring.get() { "true" } else { "false" }>
                        {move || {
                            let name = if measuring.get() { IconName::Play } else { IconName::Pause };
                            view! { <Icon name/> }
                        }}
                        <span>{move || if measuring.get() { words::unfreeze() } else { words::freeze() }}</span>
                    </button>
                })}
                <button type="button" class="gkey" on:click=describe>{words::describe()}</button>
                {move || (frozen.with(Option::is_some)).then(|| view! { <b class="vent-frozen">{words::frozen()}</b> })}
                {move || (motion.get() == Motion::Page).then(words::still_picture)}
            </div>
            <p class="vent-told" aria-live="polite">{said}</p>
            {move || measuring.get().then(|| view! { <CursorTable cursors curves width/> })}
        </div>
    }
}

/// Whether this device asks for less motion. Known only in the browser.
pub(super) fn calm() -> RwSignal<bool> {
    let calm = RwSignal::new(false);
    Effect::new(move |_| {
        let query = window().match_media("(prefers-reduced-motion: reduce)");
        calm.set(query.ok().flatten().is_some_and(|query| query.matches()));
    });
    calm
}

fn pressure_limit(view: &VentilatorView) -> Option<f32> {
    let mut rows = view.limits.iter();
    let row = rows.find(|row| row.setting == SettingId::LimitPressureHigh)?;
    row.value.parse().ok()
}

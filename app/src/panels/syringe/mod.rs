//! The syringe pump: the syringe in its bed, display and keys; and its bedside.

use leptos::prelude::*;
use simulators::entry::EntryStyle;
use simulators::pump::key::Key;
use simulators::pump::view::Delivery;
use simulators::syringe::view::{SyringeBedsideView, SyringePumpView};

use self::bed::bed;
use self::display::shown;
use super::alarm_sound::AlarmSound;
use super::device::glass::glass;
use super::device::hands::Hands;
use super::device::keys::{PAD, STEPS, plain_keys, soft_keys};
use super::device::lamps::{led, light_bar};
use super::device::tools::Tools;
use super::stage::PanelMode;
use crate::words;

mod bed;
mod bedside;
mod display;
mod geometry;
mod height;
mod lazy;
mod picture;
mod rows;
mod spoken;
mod stage;
#[cfg(all(test, feature = "ssr"))]
mod tests;

pub use bedside::SyringeBedsidePanel;
pub(in crate::panels) use lazy::LazySyringeStage;
pub use stage::SyringeStage;

const HARD: [Key; 5] = [Key::Power, Key::Silence, Key::Bolus, Key::Pause, Key::Start];

/// The syringe pump as a person meets it.
#[component]
pub fn SyringePanel(
    /// A run or a debrief.
    mode: PanelMode,
    /// What the pump shows.
    #[prop(into)]
    view: Signal<SyringePumpView>,
    /// The syringe as it lies in the pump.
    #[prop(into)]
    bedside: Signal<SyringeBedsideView>,
    /// A key goes down.
    #[prop(into)]
    on_press: Callback<Key>,
    /// A key comes up.
    #[prop(into)]
    on_release: Callback<Key>,
) -> impl IntoView {
    let enabled = Memo::new(move |_| view.with(|view| view.enabled));
    let on = Memo::new(move |_| view.with(|view| view.on));
    let heard = Memo::new(move |_| match mode {
        PanelMode::Live => view.with(|view| view.sound),
        PanelMode::Still => None,
    });
    let sound = AlarmSound::follow(heard.into());
    let hands = Hands::new(mode, enabled, sound, on_press, on_release);
    let shown = Memo::new(move |_| view.with(shown));
    let soft = Memo::new(move |_| shown.with(|shown| shown.soft.clone()));
    let lamp = Memo::new(move |_| view.with(|view| view.indicator));
    let paused = Memo::new(move |_| view.with(|view| view.silence_left_s));
    let pad = Memo::new(move |_| match view.with(|view| view.entry_style) {
        EntryStyle::StrictPad | EntryStyle::LegacyPad => PAD.as_slice(),
        EntryStyle::Chevrons | EntryStyle::DigitCursor => STEPS.as_slice(),
    });
    let class = move || {
        if on.get() {
            "pump syringe"
        } else {
            "pump syringe pump-off"
        }
    };
    view! {
        <section class="pane pane-pump" aria-label=words::syringe::pump()>
            <div class=class on:keydown=move |event| hands.key_down(&event)>
                {light_bar(lamp, "pump-light")}
                <div class="pump-front">
                    {name_plate(view)}
                    {bed(bedside)}
                    {glass(hands, shown)}
                    {soft_keys(hands, soft)}
                    {plain_keys(hands, pad, &HARD, words::syringe::key, said)}
                </div>
                <p class="pump-plate">{words::pump::training_only()}</p>
            </div>
            {(mode == PanelMode::Live).then(|| view! {
                <Tools sound heard=heard.into() paused=paused.into() silent=words::sounding::silent() shortcuts=&words::syringe::SHORTCUTS/>
            })}
        </section>
    }
}

/// What a key is called.
fn said(key: Key) -> &'static str {
    match key {
        Key::Point => words::pump::point(),
        key => words::syringe::key(key),
    }
}

/// Name of the device, its lamps and its battery. The lamp of the mains is lit by the mains, also while the pump is off.
fn name_plate(view: Signal<SyringePumpView>) -> impl IntoView {
    let mains = Memo::new(move |_| view.with(|view| view.on_mains));
    let flow = Memo::new(move |_| {
        view.with(|view| matches!(view.delivery, Delivery::Running | Delivery::Bolus | Delivery::Kvo))
    });
    let battery = Memo::new(move |_| view.with(|view| view.battery_percent));
    view! {
        <div class="pump-name">
            <span aria-hidden="true">{words::syringe::pump()}</span>
            <span class="leds">
                <span class="num">{move || words::syringe::battery(battery.get())}</span>
                <span class="leds" aria-hidden="true">
                    {led(mains, words::pump::mains())}
                    {led(flow, words::pump::flow())}
                </span>
            </span>
        </div>
    }
}

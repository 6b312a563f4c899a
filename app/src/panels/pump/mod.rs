//! The panel of the infusion pump: case, display, keys, door; worked by mouse, touch, keyboard and screen reader.

use leptos::prelude::*;
use simulators::pump::key::Key;
use simulators::pump::view::PumpView;

use self::case::{door, name_plate};
use self::display::shown;
use super::alarm_sound::AlarmSound;
use super::device::glass::glass;
use super::device::hands::Hands;
use super::device::keys::{PAD, plain_keys, soft_keys};
use super::device::lamps::light_bar;
use super::device::tools::Tools;
use super::stage::PanelMode;
use crate::words;

pub use self::case::Case;
pub(in crate::panels) use self::spoken::{alarm_sentence, screen_sentence};

mod case;
mod display;
mod rows;
mod softkeys;
mod spoken;

const HARD: [Key; 6] = [
    Key::Power,
    Key::Silence,
    Key::Options,
    Key::Bolus,
    Key::Pause,
    Key::Start,
];

/// The pump as a person meets it.
#[component]
pub fn PumpPanel(
    /// A run or a debrief.
    mode: PanelMode,
    /// What the pump shows.
    view: Signal<PumpView>,
    /// A key goes down.
    on_press: Callback<Key>,
    /// A key comes up.
    on_release: Callback<Key>,
) -> impl IntoView {
    let lamp = Memo::new(move |_| view.with(|view| view.indicator));
    let mains = Memo::new(move |_| view.with(|view| view.on));
    let paused = Memo::new(move |_| view.with(|view| view.silence_left_s));
    let heard = Memo::new(move |_| match mode {
        PanelMode::Live => view.with(|view| view.sound),
        PanelMode::Still => None,
    });
    let sound = AlarmSound::follow(heard.into());
    let case = Case {
        name: words::pump::pump(),
        mains,
    };
    view! {
        <section class="pane pane-pump" aria-label=words::pump::pump()>
            <div class="pump">
                {light_bar(lamp, "pump-light")}
                <PumpFace mode case view sound on_press on_release/>
                <p class="pump-plate">{words::pump::training_only()}</p>
            </div>
            {(mode == PanelMode::Live).then(|| view! {
                <Tools sound heard=heard.into() paused=paused.into() silent=words::sounding::silent() shortcuts=&words::pump::SHORTCUTS/>
            })}
        </section>
    }
}

/// Display, keys and door: all of a pump that a hand touches. The keyboard is the pump's while the focus is in it.
#[component]
pub(in crate::panels) fn PumpFace(
    /// A run or a debrief.
    mode: PanelMode,
    /// What its name plate says.
    case: Case,
    /// What the pump shows.
    view: Signal<PumpView>,
    /// The sound of the panel, for the click of its keys.
    sound: AlarmSound,
    /// A key goes down.
    on_press: Callback<Key>,
    /// A key comes up.
    on_release: Callback<Key>,
) -> impl IntoView {
    let enabled = Memo::new(move |_| view.with(|view| view.enabled));
    let on = Memo::new(move |_| view.with(|view| view.on));
    let hands = Hands::new(mode, enabled, sound, on_press, on_release);
    let shown = Memo::new(move |_| view.with(shown));
    let soft = Memo::new(move |_| shown.with(|shown| shown.soft.clone()));
    let pad = Memo::new(|_| PAD.as_slice());
    let style = Memo::new(move |_| view.with(|view| view.entry.as_ref().map(|entry| entry.style)));
    let class = move || {
        if on.get() {
            "pump-face"
        } else {
            "pump-face pump-off"
        }
    };
    view! {
        <div class=class on:keydown=move |event| hands.key_down(&event)>
            <div class="pump-front">
                {name_plate(case, view)}
                {glass(hands, shown)}
                {soft_keys(hands, soft)}
                {plain_keys(hands, pad, &HARD, words::pump::key, move |key| words::pump::key_in_entry(key, style.get()))}
            </div>
            {door(view)}
        </div>
    }
}

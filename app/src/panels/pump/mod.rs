//! The panel of the infusion pump: case, display, keys, door; worked by mouse, touch, keyboard and screen reader.

use leptos::prelude::*;
use simulators::alarms::Priority;
use simulators::pump::key::Key;
use simulators::pump::view::PumpView;

use self::case::{door, light_bar, name_plate};
use self::display::display;
use self::hands::Hands;
use self::keys::keys;
use self::spoken::spoken;
use super::alarm_sound::AlarmSound;
use super::stage::PanelMode;
use crate::components::icons::{Icon, IconName};
use crate::words;

mod case;
mod display;
mod hands;
mod keys;
mod presses;
mod rows;
mod shortcuts;
mod softkeys;
mod spoken;

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
    let enabled = Memo::new(move |_| view.with(|view| view.enabled));
    let on = Memo::new(move |_| view.with(|view| view.on));
    let heard = Memo::new(move |_| match mode {
        PanelMode::Live => view.with(|view| view.sound),
        PanelMode::Still => None,
    });
    let sound = AlarmSound::follow(heard.into());
    let hands = Hands::new(mode, enabled, sound, on_press, on_release);
    let class = move || if on.get() { "pump" } else { "pump pump-off" };
    view! {
        <section class="pane pane-pump" aria-label=words::pump::pump()>
            <div class=class on:keydown=move |event| hands.key_down(&event)>
                {light_bar(view)}
                <div class="pump-face">
                    <div class="pump-front">
                        {name_plate(view)}
                        {display(hands, view)}
                        {keys(hands, view)}
                    </div>
                    {door(view)}
                </div>
                <p class="pump-plate">{words::pump::training_only()}</p>
            </div>
            {(mode == PanelMode::Live).then(|| view! {
                {spoken(view)}
                <Tools sound heard=heard.into()/>
            })}
        </section>
    }
}

/// Under the pump: the switch of the sound with its text, and the list of shortcuts.
#[component]
fn Tools(sound: AlarmSound, heard: Signal<Option<Priority>>) -> impl IntoView {
    let icon = move || {
        if sound.is_on() {
            IconName::Sound
        } else {
            IconName::SoundOff
        }
    };
    let word = move || {
        if sound.is_on() {
            words::bedside::sound_on()
        } else {
            words::bedside::sound_off()
        }
    };
    let text = move || match heard.get() {
        None => words::bedside::silent(),
        Some(Priority::High) => words::bedside::sounding_high(),
        Some(Priority::Medium) => words::bedside::sounding_medium(),
        Some(Priority::Low) => words::bedside::sounding_low(),
    };
    view! {
        <div class="pane-tools">
            <button type="button" class="btn btn-quiet" on:click=move |_| sound.toggle()>
                {move || view! { <Icon name=icon()/> }}
                <span>{word}</span>
            </button>
            <span class="muted small">{text}</span>
            <details class="keys-help">
                <summary><Icon name=IconName::Keyboard/><span>{words::pump::keyboard()}</span></summary>
                <dl>
                    {words::pump::SHORTCUTS.into_iter().map(|(keys, does)| view! {
                        <dt><kbd>{keys}</kbd></dt>
                        <dd>{does}</dd>
                    }).collect_view()}
                </dl>
            </details>
        </div>
    }
}

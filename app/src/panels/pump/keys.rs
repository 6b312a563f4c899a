//! The keys: five soft keys under the display, the number pad, the hard keys; in the order in which a hand takes them.

use leptos::prelude::*;
use simulators::pump::key::Key;
use simulators::pump::view::PumpView;

use super::hands::Hands;
use super::softkeys::{name, soft_keys};
use crate::components::icons::{Icon, IconName};
use crate::panels::stage::PanelMode;
use crate::words;

/// Number pad: the point stands away from the zero, which is the classic slip.
#[rustfmt::skip]
const PAD: [Key; 16] = [
    Key::Digit7, Key::Digit8, Key::Digit9, Key::Up,
    Key::Digit4, Key::Digit5, Key::Digit6, Key::Down,
    Key::Digit1, Key::Digit2, Key::Digit3, Key::Point,
    Key::Clear, Key::Digit0, Key::Back, Key::Enter,
];

const HARD: [Key; 5] = [Key::Power, Key::Silence, Key::Bolus, Key::Pause, Key::Start];

const SOFT: [Key; 5] = [Key::Soft1, Key::Soft2, Key::Soft3, Key::Soft4, Key::Soft5];

/// Every key of the panel.
pub(super) fn keys(hands: Hands, view: Signal<PumpView>) -> impl IntoView {
    let soft = Memo::new(move |_| view.with(soft_keys));
    let inert = (hands.mode == PanelMode::Still).then_some("");
    view! {
        <div class="softkeys" role="group" aria-label=words::pump::soft_keys() inert=inert>
            {(0_u8..).zip(SOFT).map(|(place, key)| {
                let label = Signal::derive(move || soft.with(|all| name(all, place)));
                view! { <KeyButton hands key label=label><i></i></KeyButton> }
            }).collect_view()}
        </div>
        <div class="pump-keys" inert=inert>
            <div class="pad" role="group" aria-label=words::pump::number_pad()>
                {PAD.into_iter().map(|key| plain(hands, key)).collect_view()}
            </div>
            <div class="hard" role="group" aria-label=words::pump::hard_keys()>
                {HARD.into_iter().map(|key| plain(hands, key)).collect_view()}
            </div>
        </div>
    }
}

fn plain(hands: Hands, key: Key) -> impl IntoView {
    let class = match key {
        Key::Start => "key-start",
        Key::Pause => "key-pause",
        Key::Point => "key-digit",
        _ if key.digit().is_some() => "key-digit",
        _ => "",
    };
    let icon = match key {
        Key::Up => Some(IconName::Up),
        Key::Down => Some(IconName::Down),
        Key::Power => Some(IconName::Power),
        Key::Silence => Some(IconName::BellPaused),
        Key::Bolus => Some(IconName::Drop),
        Key::Pause => Some(IconName::Pause),
        Key::Start => Some(IconName::Play),
        _ => None,
    };
    let spoken = if key == Key::Point {
        words::pump::point()
    } else {
        words::pump::key(key)
    };
    view! {
        <KeyButton hands key class=class label=spoken>
            {icon.map(|icon| view! { <Icon name=icon/> })}
            <span>{words::pump::key(key)}</span>
        </KeyButton>
    }
}

/// One key. It stays focusable when it does nothing, so that it can refuse aloud.
#[component]
fn KeyButton(
    hands: Hands,
    key: Key,
    #[prop(default = "")] class: &'static str,
    #[prop(into)] label: Signal<String>,
    children: Children,
) -> impl IntoView {
    let class = move || {
        if hands.is_held(key) {
            format!("key {class} key-down")
        } else {
            format!("key {class}")
        }
    };
    let disabled = move || (!hands.enabled.get().contains(key)).then_some("true");
    view! {
        <button
            type="button"
            class=class
            data-key=key.as_str()
            aria-label=label
            aria-disabled=disabled
            on:pointerdown=move |event| hands.pointer_down(&event, key)
            on:pointerup=move |event| hands.pointer_up(&event)
            on:pointercancel=move |event| hands.pointer_up(&event)
            on:lostpointercapture=move |event| hands.pointer_up(&event)
            on:contextmenu=move |event| event.prevent_default()
            on:click=move |event| hands.clicked(&event, key)
        >
            {children()}
        </button>
    }
}

//! The keys: five soft keys under the display, number pad, hard keys; in the order in which a hand takes them.

use leptos::prelude::*;
use simulators::pump::key::Key;

use super::hands::Hands;
use super::shown::{SoftLabel, soft_name};
use crate::components::icons::{Icon, IconName};
use crate::panels::pointed::Pointed;
use crate::panels::stage::PanelMode;
use crate::words;

/// Number pad: the point stands away from the zero, which is the classic slip.
#[rustfmt::skip]
pub const PAD: [Key; 16] = [
    Key::Digit7, Key::Digit8, Key::Digit9, Key::Up,
    Key::Digit4, Key::Digit5, Key::Digit6, Key::Down,
    Key::Digit1, Key::Digit2, Key::Digit3, Key::Point,
    Key::Clear, Key::Digit0, Key::Back, Key::Enter,
];

/// What a device has in place of a pad where numbers are stepped or turned digit by digit.
pub const STEPS: [Key; 5] = [Key::Up, Key::Enter, Key::Down, Key::Clear, Key::Back];

const SOFT: [Key; 5] = [Key::Soft1, Key::Soft2, Key::Soft3, Key::Soft4, Key::Soft5];

/// The keys whose meaning the display shows.
pub fn soft_keys(hands: Hands, soft: Memo<[Option<SoftLabel>; 5]>) -> impl IntoView {
    view! {
        <div class="softkeys" role="group" aria-label=words::pump::soft_keys() inert=inert(hands)>
            {(0_u8..).zip(SOFT).map(|(place, key)| {
                let label = Signal::derive(move || soft.with(|all| soft_name(all, place)));
                let held = Signal::derive(move || {
                    soft.with(|all| all.get(usize::from(place)).and_then(Option::as_ref).is_some_and(|label| label.held))
                });
                view! { <KeyButton hands key label=label held=held><i></i></KeyButton> }
            }).collect_view()}
        </div>
    }
}

/// Number entry and hard keys. `cap` is what stands on a key, `said` what it is called now.
pub fn plain_keys(
    hands: Hands,
    pad: Memo<&'static [Key]>,
    hard: &'static [Key],
    cap: fn(Key) -> &'static str,
    said: impl Fn(Key) -> &'static str + Copy + Send + Sync + 'static,
) -> impl IntoView {
    let pad_class = move || {
        if pad.get().len() == PAD.len() {
            "pad"
        } else {
            "pad pad-steps"
        }
    };
    view! {
        <div class="pump-keys" inert=inert(hands)>
            <div class=pad_class role="group" aria-label=words::pump::number_pad()>
                {move || pad.get().iter().map(|&key| plain(hands, key, cap(key), said)).collect_view()}
            </div>
            <div class="hard" role="group" aria-label=words::pump::hard_keys()>
                {hard.iter().map(|&key| plain(hands, key, cap(key), said)).collect_view()}
            </div>
        </div>
    }
}

fn inert(hands: Hands) -> Option<&'static str> {
    (hands.mode == PanelMode::Still).then_some("")
}

fn plain(
    hands: Hands,
    key: Key,
    cap: &'static str,
    said: impl Fn(Key) -> &'static str + Copy + Send + Sync + 'static,
) -> impl IntoView {
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
    let spoken = Signal::derive(move || said(key).to_owned());
    view! {
        <KeyButton hands key class=class label=spoken>
            {icon.map(|icon| view! { <Icon name=icon/> })}
            <span>{cap}</span>
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
    /// Whether the key works for as long as it is held.
    #[prop(optional, into)]
    held: Signal<bool>,
    children: Children,
) -> impl IntoView {
    let class = move || {
        if hands.is_held(key) {
            format!("key {class} key-down")
        } else {
            format!("key {class}")
        }
    };
    let next = Pointed::at(key.as_str());
    let disabled = move || (!hands.enabled.get().contains(key)).then_some("true");
    view! {
        <button
            type="button"
            class=class
            data-key=key.as_str()
            aria-label=label
            aria-disabled=disabled
            aria-describedby=move || next.described_by()
            data-next=move || next.word()
            on:pointerdown=move |event| hands.pointer_down(&event, key)
            on:pointerup=move |event| hands.pointer_up(&event)
            on:pointercancel=move |event| hands.pointer_up(&event)
            on:lostpointercapture=move |event| hands.pointer_up(&event)
            on:contextmenu=move |event| event.prevent_default()
            on:click=move |event| hands.clicked(&event, key, held.get_untracked())
        >
            {children()}
        </button>
    }
}

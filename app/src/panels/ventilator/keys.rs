//! The hard keys: start and standby, holds, a breath by hand, oxygen, suction, power.

use leptos::prelude::*;
use simulators::ventilator::Button;

use super::hands::Hands;
use crate::components::icons::{Icon, IconName};
use crate::panels::pointed::Pointed;
use crate::words::ventilator as words;

/// The keys in the order in which a hand takes them. A hold's key lets go of it while it lasts.
const KEYS: [Button; 8] = [
    Button::HoldInspiratory,
    Button::HoldExpiratory,
    Button::Breath,
    Button::Oxygen100,
    Button::SuctionSupport,
    Button::Start,
    Button::Standby,
    Button::Power,
];

/// Every hard key, and the one that ends a hold.
pub(super) fn keys(hands: Hands) -> impl IntoView {
    let holding = Memo::new(move |_| hands.is_enabled(Button::ReleaseHold));
    view! {
        <div class="vent-keys" role="group" aria-label=words::keys()>
            {KEYS.into_iter().map(|button| key(hands, Signal::derive(move || match button {
                Button::HoldInspiratory if holding.get() => Button::ReleaseHold,
                other => other,
            }))).collect_view()}
        </div>
    }
}

/// One key. It stays focusable when it does nothing, so that it can refuse aloud.
fn key(hands: Hands, button: Signal<Button>) -> impl IntoView {
    let icon = move || match button.get() {
        Button::Start => Some(IconName::Play),
        Button::Standby => Some(IconName::Pause),
        Button::Power => Some(IconName::Power),
        _ => None,
    };
    let class = move || match button.get() {
        Button::Start => "key vent-start",
        Button::ReleaseHold => "key key-down",
        _ => "key",
    };
    let next = Pointed::when(move |point| point == button.get().as_str());
    let disabled = move || (!hands.is_enabled(button.get())).then_some("true");
    view! {
        <button type="button" class=class aria-label=move || words::button_full(button.get())
            aria-describedby=move || next.described_by() data-next=move || next.word()
            aria-disabled=disabled on:click=move |_| hands.push(button.get_untracked())>
            {move || icon().map(|name| view! { <Icon name/> })}
            <span>{move || words::button(button.get())}</span>
        </button>
    }
}

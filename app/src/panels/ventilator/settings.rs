//! Settings: touch, change, confirm. What runs goes on until it is confirmed; what nobody confirms is dropped.

use leptos::prelude::*;
use simulators::ventilator::Button;
use simulators::ventilator::view::{Message, SettingView, VentilatorView};

use super::hands::Hands;
use super::modes::ModeChoice;
use super::tile::Tiles;
use crate::components::icons::{Icon, IconName};
use crate::panels::pointed::Pointed;
use crate::words::ventilator as words;

/// Mode, tiles and the bar in which a change is made and confirmed.
#[component]
pub(super) fn Settings(hands: Hands, view: Signal<VentilatorView>) -> impl IntoView {
    let rows = Memo::new(move |_| view.with(|view| view.settings.clone()));
    view! {
        <div class="vent-settings" role="group" aria-label=words::settings()>
            <ModeChoice hands view/>
            <div class="vent-tiles"><Tiles hands rows/></div>
        </div>
        <ChangeBar hands view/>
    }
}

/// The bar under the settings: the knob, what is changed from what to what, confirm and cancel. It is always there.
#[component]
fn ChangeBar(hands: Hands, view: Signal<VentilatorView>) -> impl IntoView {
    let left = Memo::new(move |_| view.with(|view| view.confirm_left_s));
    let says = Memo::new(move |_| view.with(about_the_change));
    let name = move || {
        hands.chosen.with(|row| match row {
            Some(row) => words::setting(row.setting).1.to_owned(),
            None => words::choose_first().to_owned(),
        })
    };
    let values = move || hands.chosen.with(|row| row.as_ref().map(values));
    let full = move || {
        hands
            .chosen
            .with(|row| row.as_ref().map(|row| words::setting(row.setting).1))
    };
    let none = move || hands.chosen.with(Option::is_none);
    view! {
        <div class="vent-change" role="group" aria-label=words::change()>
            <div class="vent-change-what">
                <p>
                    <b>{name}</b> " "
                    {move || values().map(|(value, range)| view! {
                        <span class="vent-change-value num">{value}</span> " "
                        <span class="vent-change-range num">{range}</span>
                    })}
                </p>
                <p class="vent-change-says">
                    {move || says.get().join(" ")} " "
                    <span class="num">{move || left.get().map(words::confirm_within)}</span>
                </p>
            </div>
            <div class="vent-change-keys">
                <button type="button" class="key" aria-disabled=move || none().then_some("true")
                    aria-label=move || words::turn_down(full().unwrap_or_default())
                    on:click=move |_| hands.turn(-1)><Icon name=IconName::Down/></button>
                <button type="button" class="key" aria-disabled=move || none().then_some("true")
                    aria-label=move || words::turn_up(full().unwrap_or_default())
                    on:click=move |_| hands.turn(1)><Icon name=IconName::Up/></button>
                {confirm_key(hands, Button::Cancel, IconName::Cross, "key")}
                {confirm_key(hands, Button::Confirm, IconName::Check, "key vent-confirm")}
            </div>
        </div>
    }
}

fn confirm_key(hands: Hands, button: Button, icon: IconName, class: &'static str) -> impl IntoView {
    let next = Pointed::at(button.as_str());
    view! {
        <button type="button" class=class aria-label=words::button_full(button)
            aria-disabled=move || (!hands.is_enabled(button)).then_some("true")
            aria-describedby=move || next.described_by() data-next=move || next.word()
            on:click=move |_| hands.push(button)>
            <Icon name=icon/>
            <span>{words::button(button)}</span>
        </button>
    }
}

fn values(row: &SettingView) -> (String, String) {
    let value = |text: &str| words::setting_value(row.setting, text).to_owned();
    let now = match &row.pending {
        Some(pending) => format!("{} \u{2192} {}", value(&row.value), value(pending)),
        None => value(&row.value),
    };
    let range = words::from_to(&value(&row.range.0), &value(&row.range.1), &row.unit);
    (now, range.trim_end().to_owned())
}

/// What is said about a change, and about nothing else.
fn about_the_change(view: &VentilatorView) -> Vec<String> {
    let mut says: Vec<String> = view
        .messages
        .iter()
        .filter(|message| is_about_a_change(message))
        .map(words::message)
        .collect();
    if let Some(mode) = view.chosen_mode {
        says.insert(0, format!("{}.", words::mode_pending(words::mode(mode).1)));
    }
    says
}

/// Whether a message belongs to the bar of changes rather than to the screen.
pub(super) const fn is_about_a_change(message: &Message) -> bool {
    matches!(
        message,
        Message::Refused { .. }
            | Message::Unconfirmed
            | Message::ConfirmStandby
            | Message::Caution { .. }
            | Message::TakesEffect
    )
}

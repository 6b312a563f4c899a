//! The bar of alarms: the most urgent one by word, shape and colour, the others behind it, the pause of the sound.

use leptos::prelude::*;
use simulators::alarms::Priority;
use simulators::ventilator::Button;
use simulators::ventilator::view::{VentilatorAlarmView, VentilatorView};

use super::hands::Hands;
use crate::components::icons::{Icon, IconName};
use crate::panels::pointed::Pointed;
use crate::words::{dates, pump, ventilator as words};

/// The bar. It keeps its height, so that nothing jumps when an alarm comes.
pub(super) fn alarm_bar(hands: Hands, view: Signal<VentilatorView>) -> impl IntoView {
    let alarms = Memo::new(move |_| view.with(|view| view.alarms.clone()));
    let silence = Memo::new(move |_| view.with(|view| view.silence_left_s));
    let first = move || match alarms.with(|all| all.first().copied()) {
        Some(first) => banner(&first).into_any(),
        None => view! { <p class="vent-alarm vent-alarm-none">{words::no_alarm()}</p> }.into_any(),
    };
    let others = move || {
        alarms.with(|all| {
            (all.len() > 1).then(|| {
                let count = words::alarm_count(all.len());
                let rows = all.iter().map(row).collect_view();
                view! {
                    <details class="vent-alarm-all">
                        <summary class="num">{count}<span class="vh">" " {words::all_alarms()}</span></summary>
                        <ul>{rows}</ul>
                    </details>
                }
            })
        })
    };
    let next = Pointed::at(Button::Silence.as_str());
    let inert = (hands.mode == crate::panels::stage::PanelMode::Still).then_some("");
    view! {
        <div class="vent-alarms" role="group" aria-label=words::alarms()>
            {first}
            {others}
            {move || silence.get().map(|left| view! {
                <span class="vent-silence num">
                    <Icon name=IconName::BellPaused/>
                    <span class="vh">{words::sound_back_in(&minutes(left))}</span>
                    <span aria-hidden="true">{minutes(left)}</span>
                </span>
            })}
            <button type="button" class="gkey vent-pause" inert=inert
                aria-disabled=move || (!hands.is_enabled(Button::Silence)).then_some("true")
                aria-describedby=move || next.described_by() data-next=move || next.word()
                on:click=move |_| hands.push(Button::Silence)>
                <Icon name=IconName::BellPaused/>
                <span>{words::button(Button::Silence)}</span>
            </button>
        </div>
    }
}

/// Class and icon of a priority: colour and shape.
pub(super) const fn look(priority: Priority) -> (&'static str, IconName) {
    match priority {
        Priority::High => ("alarm-high", IconName::Octagon),
        Priority::Medium => ("alarm-medium", IconName::Triangle),
        Priority::Low => ("alarm-low", IconName::Info),
    }
}

fn banner(first: &VentilatorAlarmView) -> impl IntoView + use<> {
    let (class, icon) = look(first.priority);
    view! {
        <p class=format!("vent-alarm {class}")>
            <Icon name=icon/>
            <span class="marker" aria-hidden="true">{pump::marker(first.priority)}</span>
            <b>{words::alarm(first.alarm)}</b>
            <span class="vent-alarm-word">{words::priority_word(first.priority)}</span>
        </p>
    }
}

fn row(alarm: &VentilatorAlarmView) -> impl IntoView + use<> {
    let (class, icon) = look(alarm.priority);
    view! {
        <li>
            <span class=format!("vent-alarm-mark {class}")><Icon name=icon/> {words::priority_word(alarm.priority)}</span>
            <span>{words::alarm(alarm.alarm)}</span>
            <span class="num">{words::alarm_since(&dates::clock(alarm.since_tick))}</span>
        </li>
    }
}

fn minutes(seconds: u32) -> String {
    format!("{}:{:02}", seconds / 60, seconds % 60)
}

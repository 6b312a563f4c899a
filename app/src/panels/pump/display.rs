//! The display: heading, alarm, lines or list, the prompt, the labels of the soft keys.

use leptos::prelude::*;
use simulators::alarms::{AlarmId, Priority};
use simulators::pump::view::{Prompt, PumpView, Screen};

use super::hands::Hands;
use super::rows::{ShownRow, is_delivering, shown_rows};
use super::softkeys::soft_keys;
use crate::components::icons::{Icon, IconName};
use crate::panels::stage::PanelMode;
use crate::words;

/// The glass. With the focus on it, the keyboard is the pump's keyboard.
pub(super) fn display(hands: Hands, view: Signal<PumpView>) -> impl IntoView {
    let tabindex = match hands.mode {
        PanelMode::Live => "0",
        PanelMode::Still => "-1",
    };
    let alarm = Memo::new(move |_| {
        view.with(|view| {
            view.alarms
                .first()
                .map(|first| (first.id, first.priority, view.alarms.len()))
        })
    });
    let rows = Memo::new(move |_| view.with(shown_rows));
    let delivering = Memo::new(move |_| view.with(|view| is_delivering(view.screen)));
    let rows_class = move || match (delivering.get(), rows.with(Vec::len) > 5) {
        (true, _) => "display-rows display-rows-run",
        (false, true) => "display-rows display-rows-many",
        (false, false) => "display-rows",
    };
    let choices = Memo::new(move |_| view.with(|view| view.choices.clone()));
    let self_test = Memo::new(move |_| view.with(|view| view.self_test_percent));
    let soft = Memo::new(move |_| view.with(soft_keys));
    let prompt = Memo::new(move |_| view.with(|view| view.prompt.clone()));
    let list = move || {
        choices.with(|choices| {
            (1..)
                .zip(choices)
                .map(|(number, choice): (u32, _)| {
                    view! {
                        <li class=if choice.selected { "chosen" } else { "" }>
                            <span class="pick num">{number}</span>
                            <span>{words::pump::choice(&choice.text)}</span>
                        </li>
                    }
                })
                .collect_view()
        })
    };
    view! {
        <div class="display" role="group" aria-label=words::pump::display() tabindex=tabindex node_ref=hands.display>
            <Head view/>
            {move || alarm.get().map(|(id, priority, count)| view! { <Banner id priority count/> })}
            {move || self_test.get().map(self_test_bar)}
            {move || choices.with(|all| !all.is_empty()).then(|| view! { <ol class="display-list">{list}</ol> })}
            {move || rows.with(|all| !all.is_empty()).then(|| view! {
                <dl class=rows_class>{move || rows.get().into_iter().map(line).collect_view()}</dl>
            })}
            {move || prompt.get().map(|prompt| view! {
                <p class=prompt_class(&prompt)>{words::pump::prompt(&prompt)}</p>
            })}
            <div class="display-soft" aria-hidden="true">
                {move || soft.get().map(|label| view! { <span>{label.map(|label| label.short)}</span> }).into_iter().collect_view()}
            </div>
        </div>
    }
}

#[component]
fn Head(view: Signal<PumpView>) -> impl IntoView {
    let title = Memo::new(move |_| view.with(title));
    let page = Memo::new(move |_| {
        view.with(|view| {
            view.page
                .filter(|page| page.of > 1)
                .map(|page| words::pump::page_of(page.number, page.of))
        })
    });
    let doing = Memo::new(move |_| view.with(|view| words::pump::delivery(view.delivery)));
    let silence = Memo::new(move |_| view.with(|view| view.silence_left_s));
    view! {
        <div class="display-head">
            <span>{title} " " {page}</span>
            <span class="display-state">
                {move || silence.get().map(|left| view! {
                    <span class="display-silence num" title=words::pump::sound_back_in(&minutes(left))>
                        <Icon name=IconName::BellPaused/>{minutes(left)}
                    </span>
                })}
                {doing}
            </span>
        </div>
    }
}

#[component]
fn Banner(id: AlarmId, priority: Priority, count: usize) -> impl IntoView {
    let (class, icon) = match priority {
        Priority::High => ("display-alarm alarm-high", IconName::Octagon),
        Priority::Medium => ("display-alarm alarm-medium", IconName::Triangle),
        Priority::Low => ("display-alarm alarm-low", IconName::Info),
    };
    view! {
        <p class=class>
            <Icon name=icon/>
            <span class="marker">{words::pump::marker(priority)}</span>
            <span>{words::pump::alarm(id)}</span>
            {(count > 1).then(|| view! { <span class="more num">{words::pump::alarm_count(count)}</span> })}
        </p>
    }
}

fn line(row: ShownRow) -> impl IntoView {
    view! {
        <div class=row.class>
            <dt>{row.label}</dt>
            <dd>
                {row.was.map(|was| view! { <span class="was">{words::pump::was(&was)}</span> })}
                <span class="value">{row.whole}<span class="frac">{row.fraction}</span></span>
                {row.caret.then(|| view! { <span class="caret" aria-hidden="true"></span> })}
                <span class="unit">{row.unit}</span>
            </dd>
        </div>
    }
}

fn self_test_bar(percent: u8) -> impl IntoView {
    view! {
        <div class="display-test">
            <span class="num">{words::pump::self_test(percent)}</span>
            <svg aria-hidden="true">
                <rect width="100%" height="100%"></rect>
                <rect width=format!("{percent}%") height="100%"></rect>
            </svg>
        </div>
    }
}

/// What stands at the left of the heading: the screen while it asks something, else the care area.
fn title(view: &PumpView) -> String {
    match (&view.care_area, &view.entry) {
        (Some(area), _) if is_delivering(view.screen) || view.screen == Screen::Standby => area.clone(),
        (_, Some(entry)) => words::pump::enter(words::pump::field(entry.field)),
        _ => words::pump::screen(view.screen).to_owned(),
    }
}

fn prompt_class(prompt: &Prompt) -> &'static str {
    match prompt {
        Prompt::PadBlocked { .. }
        | Prompt::LimitPassed { .. }
        | Prompt::RoundingMovesDose { .. }
        | Prompt::RateOutOfRange { .. }
        | Prompt::VolumeOutOfRange { .. }
        | Prompt::StartRefused { .. }
        | Prompt::BolusRefused { .. }
        | Prompt::ConfirmNewProgram
        | Prompt::ConfirmOff
        | Prompt::OutOfService => "display-prompt display-prompt-strong",
        _ => "display-prompt",
    }
}

fn minutes(seconds: u32) -> String {
    format!("{}:{:02}", seconds / 60, seconds % 60)
}

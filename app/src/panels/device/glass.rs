//! The glass: heading, alarm, lines or list, the prompt, the labels of the soft keys.

use leptos::prelude::*;
use simulators::alarms::Priority;

use super::hands::Hands;
use super::shown::{Shown, ShownAlarm, ShownPrompt, ShownRow};
use crate::components::icons::{Icon, IconName};
use crate::panels::pointed::Pointed;
use crate::panels::stage::PanelMode;
use crate::words;

/// The display. With the focus on it, the keyboard is the device's keyboard.
pub fn glass(hands: Hands, shown: Memo<Shown>) -> impl IntoView {
    let tabindex = match hands.mode {
        PanelMode::Live => "0",
        PanelMode::Still => "-1",
    };
    let next = Pointed::at("screen");
    let alarm = Memo::new(move |_| shown.with(|shown| shown.alarm));
    let rows = Memo::new(move |_| shown.with(|shown| shown.rows.clone()));
    let delivering = Memo::new(move |_| shown.with(|shown| shown.delivering));
    let rows_class = move || match (delivering.get(), rows.with(Vec::len) > 5) {
        (true, _) => "display-rows display-rows-run",
        (false, true) => "display-rows display-rows-many",
        (false, false) => "display-rows",
    };
    let choices = Memo::new(move |_| shown.with(|shown| shown.choices.clone()));
    let self_test = Memo::new(move |_| shown.with(|shown| shown.self_test_percent));
    let soft = Memo::new(move |_| shown.with(|shown| shown.soft.clone()));
    let prompt = Memo::new(move |_| shown.with(|shown| shown.prompt.clone()));
    let list = move || {
        choices.with(|choices| {
            (1..)
                .zip(choices)
                .map(|(number, choice): (u32, _)| {
                    view! {
                        <li class=if choice.selected { "chosen" } else { "" }>
                            <span class="pick num">{number}</span>
                            <span>{choice.text.clone()}</span>
                        </li>
                    }
                })
                .collect_view()
        })
    };
    view! {
        <div class="display" role="group" aria-label=words::pump::display() tabindex=tabindex node_ref=hands.display
            aria-describedby=move || next.described_by() data-next=move || next.word()>
            {head(shown)}
            {move || alarm.get().map(banner)}
            {move || self_test.get().map(self_test_bar)}
            {move || choices.with(|all| !all.is_empty()).then(|| view! { <ol class="display-list">{list}</ol> })}
            {move || rows.with(|all| !all.is_empty()).then(|| view! {
                <dl class=rows_class>{move || rows.get().into_iter().map(line).collect_view()}</dl>
            })}
            {move || prompt.get().map(asked)}
            <div class="display-soft" aria-hidden="true">
                {move || soft.get().map(|label| view! { <span>{label.map(|label| label.short)}</span> }).into_iter().collect_view()}
            </div>
        </div>
    }
}

fn head(shown: Memo<Shown>) -> impl IntoView {
    let title = Memo::new(move |_| shown.with(|shown| shown.title.clone()));
    let page = Memo::new(move |_| shown.with(|shown| shown.page.clone()));
    let doing = Memo::new(move |_| shown.with(|shown| shown.doing));
    let silence = Memo::new(move |_| shown.with(|shown| shown.silence_left_s));
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

fn banner(alarm: ShownAlarm) -> impl IntoView {
    let (class, icon) = match alarm.priority {
        Priority::High => ("display-alarm alarm-high", IconName::Octagon),
        Priority::Medium => ("display-alarm alarm-medium", IconName::Triangle),
        Priority::Low => ("display-alarm alarm-low", IconName::Info),
    };
    view! {
        <p class=class>
            <Icon name=icon/>
            <span class="marker">{words::pump::marker(alarm.priority)}</span>
            <span>{alarm.name}</span>
            {(alarm.of > 1).then(|| view! { <span class="more num">{words::pump::alarm_count(alarm.of)}</span> })}
        </p>
    }
}

fn line(row: ShownRow) -> impl IntoView {
    let value = match row.digits {
        Some([before, under, after]) => {
            view! { <span class="value">{before}<span class="digit-cursor">{under}</span>{after}</span> }
                .into_any()
        }
        None => view! { <span class="value">{row.whole}<span class="frac">{row.fraction}</span></span> }
            .into_any(),
    };
    view! {
        <div class=row.class>
            <dt>{row.label}</dt>
            <dd>
                {row.meter.map(meter)}
                {row.was.map(|was| view! { <span class="was">{words::pump::was(&was)}</span> })}
                {value}
                {row.caret.then(|| view! { <span class="caret" aria-hidden="true"></span> })}
                <span class="unit">{row.unit}</span>
            </dd>
        </div>
    }
}

fn meter(percent: u8) -> impl IntoView {
    view! {
        <svg class="meter" aria-hidden="true">
            <rect width="100%" height="100%"></rect>
            <rect width=format!("{}%", percent.min(100)) height="100%"></rect>
        </svg>
    }
}

fn asked(prompt: ShownPrompt) -> impl IntoView {
    let class = if prompt.strong {
        "display-prompt display-prompt-strong"
    } else {
        "display-prompt"
    };
    view! { <p class=class>{prompt.text}</p> }
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

fn minutes(seconds: u32) -> String {
    format!("{}:{:02}", seconds / 60, seconds % 60)
}

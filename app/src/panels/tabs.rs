//! The tabs of a phone: one pane at a time, each with the mark of its alarm.

use leptos::prelude::*;
use simulators::alarms::Priority;

use crate::words;

/// What a phone shows first.
pub(super) const STORY: &str = "story";
/// The pane of the bedside.
pub(super) const BEDSIDE: &str = "bedside";
/// The pane of the monitor.
pub(super) const MONITOR: &str = "monitor";

/// One pane.
#[derive(Clone)]
pub(super) struct Tab {
    /// Its name in `data-view`, by which the style shows it.
    pub(super) pane: &'static str,
    /// The word on the tab.
    pub(super) name: &'static str,
    /// The most urgent alarm in it.
    pub(super) alarm: Signal<Option<Priority>>,
    /// Numbers that stay in sight.
    pub(super) numbers: Option<Signal<String>>,
}

impl Tab {
    /// A pane that never has an alarm of its own.
    pub(super) fn quiet(pane: &'static str, name: &'static str) -> Self {
        Self {
            pane,
            name,
            alarm: Signal::stored(None),
            numbers: None,
        }
    }
}

/// The tabs, in their order.
#[component]
pub(super) fn Tabs(
    /// The pane in sight.
    shown: RwSignal<&'static str>,
    /// All of them.
    tabs: Vec<Tab>,
) -> impl IntoView {
    let one = move |tab: Tab| {
        let pane = tab.pane;
        view! {
            <button type="button" aria-pressed=move || if shown.get() == pane { "true" } else { "false" }
                on:click=move |_| shown.set(pane)>
                {tab.name}
                {move || tab.alarm.get().map(mark)}
                {tab.numbers.map(|numbers| view! { <span class="tab-numbers num">{numbers}</span> })}
            </button>
        }
    };
    view! {
        <div class="stage-tabs" role="group" aria-label=words::bedside::what_is_shown()>
            {tabs.into_iter().map(one).collect_view()}
        </div>
    }
}

fn mark(priority: Priority) -> impl IntoView {
    let class = match priority {
        Priority::High => "tab-mark alarm-high",
        Priority::Medium => "tab-mark alarm-medium",
        Priority::Low => "tab-mark alarm-low",
    };
    view! { " " <b class=class>{words::pump::marker(priority)}</b> }
}

//! The channels side by side in short: always in sight, and the choice of the one in hand.

use leptos::prelude::*;
use simulators::alarms::{AlarmId, Priority};
use simulators::unit::ChannelId;
use simulators::unit::view::UnitView;

use super::brief::Brief;
use crate::panels::pointed::Pointed;
use crate::words;

/// A choice of one channel; native radio buttons, so the arrow keys go from one to the next.
#[component]
pub(in crate::panels) fn ChannelStrip(
    /// The channels there are.
    channels: Vec<ChannelId>,
    /// What they show.
    unit: Signal<Option<UnitView>>,
    /// The one in hand.
    chosen: RwSignal<ChannelId>,
) -> impl IntoView {
    let class = format!("unit-strip unit-strip-{}", channels.len());
    view! {
        <fieldset class=class>
            <legend class="vh">{words::unit::channels()}</legend>
            {channels.into_iter().map(|id| view! { <Channel id unit chosen/> }).collect_view()}
        </fieldset>
    }
}

#[component]
fn Channel(id: ChannelId, unit: Signal<Option<UnitView>>, chosen: RwSignal<ChannelId>) -> impl IntoView {
    let brief = Memo::new(move |_| {
        unit.with(|unit| {
            let channels = &unit.as_ref()?.channels;
            channels.iter().find(|channel| channel.id == id).map(Brief::of)
        })
    });
    let part = move |read: fn(&Brief) -> String| {
        Memo::new(move |_| brief.with(|brief| brief.as_ref().map(read).unwrap_or_default()))
    };
    let (drug, rate, doing) = (
        part(|brief| brief.drug.clone()),
        part(|brief| brief.rate.clone()),
        part(|brief| brief.doing.to_owned()),
    );
    let gives = Memo::new(move |_| brief.with(|brief| brief.as_ref().is_some_and(|brief| brief.gives)));
    let alarm = Memo::new(move |_| brief.with(|brief| brief.as_ref().and_then(|brief| brief.alarm)));
    let prefix = id.prefix();
    // The mark is on the letter while what is next is on a channel that is not in hand.
    let next =
        Pointed::when(move |point| chosen.get() != id && !prefix.is_empty() && point.starts_with(prefix));
    let state = move || {
        if gives.get() {
            "channel-doing channel-gives"
        } else {
            "channel-doing"
        }
    };
    view! {
        <label class="channel" data-next=move || next.word()>
            <input type="radio" name="channel" value=id.as_str() prop:checked=move || chosen.get() == id
                checked=chosen.get_untracked() == id on:change=move |_| chosen.set(id)/>
            <span class="channel-letter"><span class="vh">{words::unit::channel(id)}", "</span><span aria-hidden="true">{words::unit::letter(id)}</span></span>
            <span class="channel-drug">{drug}</span>
            <span class="channel-rate num">{rate}</span>
            {move || match alarm.get() {
                Some((alarm, priority, _)) => view! { <Mark alarm priority/> }.into_any(),
                None => view! { <span class=state>{doing}</span> }.into_any(),
            }}
        </label>
    }
}

#[component]
fn Mark(alarm: AlarmId, priority: Priority) -> impl IntoView {
    let class = match priority {
        Priority::High => "channel-alarm alarm-high",
        Priority::Medium => "channel-alarm alarm-medium",
        Priority::Low => "channel-alarm alarm-low",
    };
    view! {
        <span class=class>
            <b aria-hidden="true">{words::pump::marker(priority)}</b>
            <span class="vh">{words::pump::priority(priority)}": "</span>
            <span>{words::pump::alarm(alarm)}</span>
        </span>
    }
}

//! A pump unit on the stage: its channels, and the pole of the channel in hand.

use leptos::context::Provider;
use leptos::prelude::*;
use simulators::action::{BedsideAct, ChannelAct};
use simulators::line::view::LineView;
use simulators::pump::view::PumpView;
use simulators::unit::ChannelId;
use simulators::unit::view::{ChannelView, PowerView, UnitView};
use simulators::world::InfusionView;
use training::log::Action;

use super::{ChannelStrip, UnitPanel};
use crate::panels::bedside::pole::{PolePanel, Sight};
use crate::panels::device::spoken::spoken;
use crate::panels::pointed::Pointed;
use crate::panels::pump::{alarm_sentence, screen_sentence};
use crate::panels::stage::PanelMode;
use crate::words;

/// The unit with the pole of the channel in hand, and what a screen reader is told of them.
#[component]
pub(in crate::panels) fn UnitStage(
    /// A run or a debrief.
    mode: PanelMode,
    /// What the unit and its lines show.
    view: Signal<InfusionView>,
    /// Time of the run, ms.
    at_ms: Signal<u64>,
    /// A hand does something to a channel, a line or the plug.
    on_action: Callback<Action>,
) -> impl IntoView {
    let unit: Signal<Option<UnitView>> = Memo::new(move |_| view.with(|view| view.unit.clone())).into();
    let chosen = RwSignal::new(ChannelId::A);
    let channels: Vec<ChannelId> = unit.with_untracked(|unit| {
        let channels = unit.iter().flat_map(|unit| &unit.channels);
        channels.map(|channel| channel.id).collect()
    });
    let on_act = Callback::new(move |(channel, act)| on_action.run(logged(channel, act)));
    let pump_of = move |id: ChannelId| -> PumpView {
        view.with(|view| {
            of_channel(view, id).map_or_else(|| view.pump.clone(), |channel| channel.pump.clone())
        })
    };
    let line_of = move |id: ChannelId| -> LineView {
        view.with(|view| {
            of_channel(view, id).map_or_else(|| view.line.clone(), |channel| channel.line.clone())
        })
    };
    let power = Memo::new(move |before: Option<&PowerView>| {
        let now = unit.with(|unit| unit.as_ref().map(|unit| unit.power));
        now.or(before.copied()).unwrap_or(PowerView {
            mains: false,
            plugged: false,
            battery_percent: 0,
            battery_left_min: 0,
        })
    });
    let several = channels.len() > 1;
    let faces = channels
        .iter()
        .map(|&id| (id, Memo::new(move |_| pump_of(id)).into()))
        .collect();
    let in_hand = Memo::new(move |_| pump_of(chosen.get()));
    let sight = Sight {
        channel: chosen.into(),
        line: Memo::new(move |_| line_of(chosen.get())).into(),
        pump: in_hand.into(),
        power: power.into(),
        at_ms,
    };
    let on_bedside = Callback::new(move |act: BedsideAct| {
        on_act.run((chosen.get_untracked(), ChannelAct::Bedside { act }))
    });
    let alarms = Memo::new(move |_| unit.with(unit_alarm_sentence));
    let screen = Memo::new(move |_| in_hand.with(screen_sentence));
    view! {
        {several.then(|| view! { <ChannelStrip channels unit chosen/> })}
        <Provider value=Pointed::on_channel(chosen.into())>
            <PolePanel mode sight several on_act=on_bedside/>
        </Provider>
        <UnitPanel mode channels=faces unit power=power.into() chosen on_act/>
        // Outside the panes, so that an alarm is announced whichever of them a phone shows.
        {(mode == PanelMode::Live).then(|| spoken(screen, alarms))}
    }
}

/// What is done to a channel, as the log knows it: on the first it is the pump's own.
const fn logged(channel: ChannelId, act: ChannelAct) -> Action {
    match (channel, act) {
        (ChannelId::A, ChannelAct::Press { key }) => Action::Press { key },
        (ChannelId::A, ChannelAct::Release { key }) => Action::Release { key },
        (ChannelId::A, ChannelAct::Bedside { act }) => Action::Bedside { act },
        (channel, act) => Action::OnChannel { channel, act },
    }
}

fn of_channel(view: &InfusionView, id: ChannelId) -> Option<&ChannelView> {
    let unit = view.unit.as_ref()?;
    unit.channels.iter().find(|channel| channel.id == id)
}

/// Every alarm of a unit, each with the channel it is on.
fn unit_alarm_sentence(unit: &Option<UnitView>) -> String {
    let channels = unit.iter().flat_map(|unit| &unit.channels);
    let sentences: Vec<_> = channels
        .filter(|channel| !channel.pump.alarms.is_empty())
        .map(|channel| {
            words::unit::alarm_on(words::unit::channel(channel.id), &alarm_sentence(&channel.pump))
        })
        .collect();
    sentences.join(" ")
}

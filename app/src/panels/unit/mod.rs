//! A pump unit: one to four channels in one frame, with one lamp, one sound and one battery.

use leptos::context::Provider;
use leptos::prelude::*;
use simulators::action::ChannelAct;
use simulators::alarms::{Indicator, Priority};
use simulators::pump::key::Key;
use simulators::pump::view::PumpView;
use simulators::unit::ChannelId;
use simulators::unit::view::{PowerView, UnitView};

use self::power::PowerLine;
use super::alarm_sound::AlarmSound;
use super::device::lamps::light_bar;
use super::device::tools::Tools;
use super::pointed::Pointed;
use super::pump::{Case, PumpFace};
use super::stage::PanelMode;
use crate::words;

pub(in crate::panels) use self::brief::gives;
pub(in crate::panels) use self::lazy::LazyUnitStage;
use self::strip::ChannelStrip;

mod brief;
mod lazy;
mod power;
pub(in crate::panels) mod stage;
mod strip;

/// The unit as a person meets it: its modules side by side where there is room, else the one in hand.
#[component]
fn UnitPanel(
    /// A run or a debrief.
    mode: PanelMode,
    /// The channels with what their pumps show.
    channels: Vec<(ChannelId, Signal<PumpView>)>,
    /// What they share.
    unit: Signal<Option<UnitView>>,
    /// The unit's power.
    power: Signal<PowerView>,
    /// The channel in hand.
    chosen: RwSignal<ChannelId>,
    /// A key of a channel goes down or comes up.
    on_act: Callback<(ChannelId, ChannelAct)>,
) -> impl IntoView {
    let lamp =
        Memo::new(move |_| unit.with(|unit| unit.as_ref().map_or(Indicator::Off, |unit| unit.indicator)));
    let heard = Memo::new(move |_| match mode {
        PanelMode::Live => unit.with(|unit| unit.as_ref().and_then(|unit| unit.sound)),
        PanelMode::Still => None,
    });
    let paused = Memo::new(move |_| unit.with(|unit| unit.as_ref().and_then(|unit| unit.silence_left_s)));
    let heard: Signal<Option<Priority>> = heard.into();
    let sound = AlarmSound::follow(heard);
    let mains = Memo::new(move |_| power.with(|power| power.mains));
    let several = channels.len() > 1;
    let class = format!("unit unit-{}", channels.len());
    let pane = format!("pane pane-pump pane-unit pane-unit-{}", channels.len());
    let module = move |(id, view): (ChannelId, Signal<PumpView>)| {
        let class = move || {
            if chosen.get() == id {
                "unit-module unit-module-chosen"
            } else {
                "unit-module"
            }
        };
        let on_press = Callback::new(move |key: Key| {
            chosen.set(id);
            on_act.run((id, ChannelAct::Press { key }));
        });
        let on_release = Callback::new(move |key: Key| on_act.run((id, ChannelAct::Release { key })));
        let name = if several {
            words::unit::channel(id)
        } else {
            words::pump::pump()
        };
        view! {
            <div class=class role="group" aria-label=name>
                <Provider value=Pointed::on_channel(Signal::stored(id))>
                    <PumpFace mode case=Case { name, mains } view sound on_press on_release/>
                </Provider>
            </div>
        }
    };
    view! {
        <section class=pane aria-label=words::unit::unit()>
            <div class=class>
                <div class="pump unit-case">
                    {light_bar(lamp, "pump-light")}
                    <div class="unit-modules">{channels.into_iter().map(module).collect_view()}</div>
                    <PowerLine power/>
                    <p class="pump-plate">{words::pump::training_only()}</p>
                </div>
            </div>
            {(mode == PanelMode::Live).then(|| view! { <Tools sound heard paused=paused.into() silent=words::sounding::silent() shortcuts=&words::pump::SHORTCUTS/> })}
        </section>
    }
}

//! The bedside of the syringe pump: a picture of pump, line and patient, the same in words, and the hands' acts.

use leptos::prelude::*;
use simulators::syringe::action::{SyringeAct, SyringeAction};
use simulators::syringe::view::SyringeBedsideView;

use super::bed::{facts, seen};
use super::height::Height;
use super::picture::picture;
use crate::panels::pointed::Pointed;
use crate::panels::stage::PanelMode;
use crate::words;

/// Acts on the syringe. Acts that undo each other share a place, so that no button moves under the hand.
const ON_SYRINGE: [&[SyringeAct]; 4] = [
    &[SyringeAct::FitSyringe, SyringeAct::RemoveSyringe],
    &[SyringeAct::ClampBarrel, SyringeAct::ReleaseBarrel],
    &[SyringeAct::GripPlunger, SyringeAct::ReleasePlunger],
    &[SyringeAct::SeatFlange],
];

/// Acts on the line.
const ON_LINE: [&[SyringeAct]; 4] = [
    &[SyringeAct::ConnectLine, SyringeAct::DisconnectLine],
    &[SyringeAct::OpenClamp, SyringeAct::CloseClamp],
    &[SyringeAct::StraightenLine],
    &[SyringeAct::RelieveLine],
];

/// Acts that are there even while they would change nothing: a button that comes and goes would tell of the fault.
const ALWAYS: [SyringeAct; 2] = [SyringeAct::StraightenLine, SyringeAct::RelieveLine];

/// Acts on the pump itself.
const ON_PUMP: [&[SyringeAct]; 1] = [&[SyringeAct::PlugIn, SyringeAct::Unplug]];

/// Picture, words and acts of the bedside.
#[component]
pub fn SyringeBedsidePanel(
    /// A run or a debrief.
    mode: PanelMode,
    /// What a person sees.
    #[prop(into)]
    view: Signal<SyringeBedsideView>,
    /// A hand does something: an act, or a move of the pump.
    #[prop(into)]
    on_act: Callback<SyringeAction>,
) -> impl IntoView {
    let seen = move || {
        view.with(description)
            .into_iter()
            .map(|text| view! { <li>{text}</li> })
            .collect_view()
    };
    let acts = move || {
        view! {
            <Acts heading=words::syringe::the_syringe() places=&ON_SYRINGE view on_act/>
            <Acts heading=words::syringe::the_line() places=&ON_LINE view on_act/>
            <Acts heading=words::syringe::the_pump() places=&ON_PUMP view on_act/>
            <Height height_cm=Memo::new(move |_| view.with(|view| view.height_cm)) on_act/>
        }
    };
    view! {
        <section class="pane pane-bedside" aria-label=words::bedside::bedside()>
            <div class="bedside bedside-syringe">
                {picture(view)}
                {(mode == PanelMode::Live).then(|| view! { <div class="syringe-acts">{acts()}</div> })}
                <ul class="bedside-text">{seen}</ul>
            </div>
        </section>
    }
}

/// One button for each thing that a hand can do now.
#[component]
fn Acts(
    heading: &'static str,
    places: &'static [&'static [SyringeAct]],
    view: Signal<SyringeBedsideView>,
    on_act: Callback<SyringeAction>,
) -> impl IntoView {
    let button = move |acts: &'static [SyringeAct]| {
        let possible = Memo::new(move |_| {
            let listed = view.with(|view| acts.iter().copied().find(|act| view.acts.contains(act)));
            listed.or_else(|| acts.iter().copied().find(|act| ALWAYS.contains(act)))
        });
        let next = Pointed::when(move |point| possible.get().is_some_and(|act| point == act.as_str()));
        move || {
            possible.get().map(|act| {
                view! {
                    <button type="button" class="btn" on:click=move |_| { on_act.try_run(SyringeAction::Bedside { act }); }
                        aria-describedby=move || next.described_by() data-next=move || next.word()>
                        {words::syringe::act(act)}
                    </button>
                }
            })
        }
    };
    view! {
        <div class="syringe-act-group" role="group" aria-label=heading>
            <p class="syringe-act-head" aria-hidden="true">{heading}</p>
            {places.iter().map(|acts| button(acts)).collect_view()}
        </div>
    }
}

/// Always the same facts in the same order, so that their number tells nothing about the fault.
fn description(view: &SyringeBedsideView) -> Vec<String> {
    let mut all = seen(view);
    all.extend(facts(view).map(str::to_owned));
    let plugged = !view.acts.contains(&SyringeAct::PlugIn);
    all.extend(
        [
            if view.connected {
                words::syringe::connected()
            } else {
                words::syringe::disconnected()
            },
            if view.dripping {
                words::syringe::drops()
            } else {
                words::bedside::no_drops()
            },
            if view.clamp_open {
                words::bedside::clamp_open()
            } else {
                words::bedside::clamp_closed()
            },
            words::bedside::course(view.course),
            if view.blood_in_line {
                words::syringe::blood()
            } else {
                words::syringe::no_blood()
            },
            if plugged {
                words::syringe::plugged_in()
            } else {
                words::syringe::unplugged()
            },
        ]
        .map(str::to_owned),
    );
    all.push(words::syringe::height_said(view.height_cm));
    all
}

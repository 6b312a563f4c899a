//! The bedside: a picture of bag, chamber, pump, clamp and patient, the same in words, and the hands' acts.

use leptos::prelude::*;
use simulators::action::BedsideAct;
use simulators::line::view::{LineView, SetState};
use simulators::pump::view::PumpView;

use self::picture::picture;
use super::pointed::Pointed;
use super::stage::PanelMode;
use crate::words;

pub(in crate::panels) mod drops;
mod picture;
pub(in crate::panels) mod pole;

/// Picture, words and acts of the bedside.
#[component]
pub fn BedsidePanel(
    /// A run or a debrief.
    mode: PanelMode,
    /// What a person sees.
    line: Signal<LineView>,
    /// The pump, for its place in the picture and the rate of the drops.
    pump: Signal<PumpView>,
    /// Time of the run, ms.
    at_ms: Signal<u64>,
    /// A hand does something.
    on_act: Callback<BedsideAct>,
) -> impl IntoView {
    let seen = move || {
        line.with(description)
            .into_iter()
            .map(|text| view! { <li>{text}</li> })
            .collect_view()
    };
    let line_is_next = Pointed::at("line");
    let bag = Memo::new(move |_| line.with(|view| picture::label(&view.bag).join(" ")));
    view! {
        <section class="pane pane-bedside" aria-label=words::bedside::bedside() data-next=move || line_is_next.word()>
            <div class="bedside">
                {picture(line, pump, at_ms)}
                {(mode == PanelMode::Live).then(|| view! { <Acts line on_act/> })}
                <ul class="bedside-text">
                    <li class="vh">{bag}</li>
                    {seen}
                </ul>
            </div>
        </section>
    }
}

/// One button for each thing a hand can do. The pairs change places with what they did; the others are always
/// there, so that the choice of buttons tells nothing about the fault.
#[component]
fn Acts(line: Signal<LineView>, on_act: Callback<BedsideAct>) -> impl IntoView {
    let clamp = Memo::new(move |_| {
        line.with(|view| {
            if view.clamp_open {
                BedsideAct::CloseClamp
            } else {
                BedsideAct::OpenClamp
            }
        })
    });
    let door = Memo::new(move |_| {
        line.with(|view| {
            if view.door_open {
                BedsideAct::CloseDoor
            } else {
                BedsideAct::OpenDoor
            }
        })
    });
    let set = Memo::new(move |_| {
        line.with(|view| {
            if view.set == SetState::Loaded {
                BedsideAct::UnloadSet
            } else {
                BedsideAct::LoadSet
            }
        })
    });
    let always = |act: BedsideAct| Memo::new(move |_| act);
    let acts = [
        clamp,
        always(BedsideAct::StraightenLine),
        always(BedsideAct::RelieveLine),
        door,
        set,
        always(BedsideAct::RemoveAir),
        always(BedsideAct::ChangeBag),
    ];
    view! {
        <div class="bedside-acts">
            {acts.into_iter().map(|act| {
                let next = Pointed::when(move |point| point == act.get().as_str());
                view! {
                    <button type="button" class="btn" on:click=move |_| { on_act.try_run(act.get()); }
                        aria-describedby=move || next.described_by() data-next=move || next.word()>
                        {move || words::bedside::act(act.get())}
                    </button>
                }
            }).collect_view()}
        </div>
    }
}

/// Always the same facts in the same order, so that their number tells nothing about the fault.
fn description(view: &LineView) -> Vec<String> {
    vec![
        words::bedside::bag_left(view.bag.left_ml, view.bag.left_percent),
        if view.dripping {
            words::bedside::drops_fall()
        } else {
            words::bedside::no_drops()
        }
        .to_owned(),
        if view.door_open {
            words::bedside::door_open()
        } else {
            words::bedside::door_closed()
        }
        .to_owned(),
        words::bedside::set(view.set).to_owned(),
        if view.clamp_open {
            words::bedside::clamp_open()
        } else {
            words::bedside::clamp_closed()
        }
        .to_owned(),
        words::bedside::course(view.course).to_owned(),
        if view.air_ul == 0 {
            words::bedside::no_air().to_owned()
        } else {
            words::bedside::air(view.air_ul)
        },
    ]
}

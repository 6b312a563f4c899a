//! The bedside of the ventilator: a picture of patient, tube and circuit, the same in words, and what hands can do.

use leptos::prelude::*;
use simulators::ventilator::view::{BedsideView, CircuitState};
use simulators::ventilator::{Care, VentilatorAct};

use self::blood::BloodGases;
use self::picture::picture;
use crate::panels::pointed::Pointed;
use crate::panels::stage::PanelMode;
use crate::words::ventilator as words;

mod blood;
mod picture;

/// Acts that are always at hand.
const RESCUE: [Care; 4] = [Care::BagByHand, Care::Disconnect, Care::Reconnect, Care::Suction];

/// Acts behind a heading each, in the order in which a search goes: tube, circuit, chest, supplies.
const GROUPS: [(&str, &[Care]); 4] = [
    (
        words::group_airway(),
        &[
            Care::StraightenTube,
            Care::WithdrawTube,
            Care::InflateCuff,
            Care::Reintubate,
        ],
    ),
    (
        words::group_circuit(),
        &[
            Care::TightenCircuit,
            Care::DrainWater,
            Care::ChangeHme,
            Care::ChangeFilter,
            Care::ServeHumidifier,
            Care::ChangeValve,
        ],
    ),
    (
        words::group_chest(),
        &[
            Care::DrawBloodGas,
            Care::Bronchodilator,
            Care::Recruit,
            Care::DrainChest,
            Care::RelieveAbdomen,
        ],
    ),
    (
        words::group_supplies(),
        &[
            Care::ConnectOxygen,
            Care::ConnectAir,
            Care::PlugIn,
            Care::CalibrateFlow,
            Care::CalibratePressure,
            Care::CalibrateOxygen,
            Care::ReplaceVentilator,
        ],
    ),
];

/// Picture, words and acts of the bedside.
#[component]
pub fn VentilatorBedside(
    /// A run or a debrief.
    mode: PanelMode,
    /// What a person sees.
    #[prop(into)]
    bedside: Signal<BedsideView>,
    /// A hand does something.
    on_act: Callback<VentilatorAct>,
) -> impl IntoView {
    let facts = Memo::new(move |_| bedside.with(description));
    let offered = Memo::new(move |_| bedside.with(|view| view.offered.clone()));
    let done = RwSignal::new(String::new());
    let act = Callback::new(move |act: Care| {
        on_act.try_run(VentilatorAct::Care { act });
        done.set(words::done(words::care(act)));
    });
    view! {
        <section class="pane pane-bedside" aria-label=words::bedside()>
            <div class="bedside vent-bedside">
                {picture(bedside)}
                <ul class="bedside-text">
                    {move || facts.get().into_iter().map(|fact| view! { <li>{fact}</li> }).collect_view()}
                </ul>
                <Closer bedside/>
                {(mode == PanelMode::Live).then(|| view! {
                    <div class="bedside-acts" role="group" aria-label=words::group_rescue()>
                        <Acts offered acts=&RESCUE act/>
                    </div>
                    {GROUPS.map(|(name, acts)| view! {
                        <details class="bedside-group">
                            <summary>{name}</summary>
                            <div class="bedside-acts"><Acts offered acts act/></div>
                        </details>
                    }).into_iter().collect_view()}
                    <p class="bedside-done" aria-live="polite">{done}</p>
                })}
                <BloodGases bedside/>
            </div>
        </section>
    }
}

/// One button for each thing that a hand can do now, whether or not it helps.
#[component]
fn Acts(offered: Memo<Vec<Care>>, acts: &'static [Care], act: Callback<Care>) -> impl IntoView {
    let now = Memo::new(move |_| {
        let possible = |care: &Care| offered.with(|offered| offered.contains(care));
        acts.iter().copied().filter(possible).collect::<Vec<_>>()
    });
    view! {
        <For each=move || now.get() key=|care| *care let:care>
            <Act care act/>
        </For>
    }
}

#[component]
fn Act(care: Care, act: Callback<Care>) -> impl IntoView {
    let next = Pointed::at(care.as_str());
    view! {
        <button type="button" class="btn" on:click=move |_| act.run(care)
            aria-describedby=move || next.described_by() data-next=move || next.word()>{words::care(care)}</button>
    }
}

/// What one finds only by looking for it: breath sounds, tube and cuff.
#[component]
fn Closer(bedside: Signal<BedsideView>) -> impl IntoView {
    let heard = Memo::new(move |_| bedside.with(sounds));
    let tube = Memo::new(move |_| bedside.with(|view| vec![words::cuff(view.cuff_cmh2o)]));
    let looks = [(words::listen(), heard), (words::check_tube(), tube)];
    view! {
        <div class="bedside-closer" role="group" aria-label=words::look_closer()>
            {looks.map(|(name, found)| {
                let open = RwSignal::new(false);
                view! {
                    <div>
                        <button type="button" class="btn" aria-expanded=move || if open.get() { "true" } else { "false" }
                            on:click=move |_| open.update(|open| *open = !*open)>{name}</button>
                        <ul aria-live="polite">
                            {move || open.get().then(|| found.get().into_iter().map(|fact| view! { <li>{fact}</li> }).collect_view())}
                        </ul>
                    </div>
                }
            }).into_iter().collect_view()}
        </div>
    }
}

fn sounds(view: &BedsideView) -> Vec<String> {
    if view.sounds.is_empty() {
        return vec![words::sounds_clear().to_owned()];
    }
    view.sounds
        .iter()
        .map(|&sound| words::sound(sound).to_owned())
        .collect()
}

/// Always the same facts in the same order, so that their number tells nothing about the fault.
fn description(view: &BedsideView) -> Vec<&'static str> {
    vec![
        words::circuit(view.circuit),
        words::chest(view.chest),
        if view.uneven {
            words::one_side_rises()
        } else {
            words::both_sides_rise()
        },
        words::effort(view.effort),
        if view.water {
            words::water()
        } else {
            words::no_water()
        },
        if view.filter_at_mouth {
            words::filter_at_mouth()
        } else {
            words::humidifier()
        },
        catheter(view),
    ]
}

const fn catheter(view: &BedsideView) -> &'static str {
    match (view.catheter_stuck, view.suction, view.circuit) {
        (true, _, CircuitState::Connected) => words::catheter_stuck(),
        (_, true, _) => words::catheter_in(),
        _ => words::no_catheter(),
    }
}

//! The bedside of a pump unit: the pole with its hooks and bags, the same in words, and the hands' acts.

use leptos::prelude::*;
use simulators::action::BedsideAct;
use simulators::line::view::LineView;
use simulators::pump::view::PumpView;
use simulators::unit::ChannelId;
use simulators::unit::view::PowerView;

use self::drag::Drag;
use self::parts::Part;
use self::picture::picture;
use crate::panels::pointed::Pointed;
use crate::panels::stage::PanelMode;
use crate::words;

mod bag;
mod chamber;
mod drag;
mod parts;
mod picture;
mod places;

/// What is seen of one channel at the bedside.
#[derive(Clone, Copy)]
pub(in crate::panels) struct Sight {
    /// The channel.
    pub(in crate::panels) channel: Signal<ChannelId>,
    /// Its line.
    pub(in crate::panels) line: Signal<LineView>,
    /// Its pump.
    pub(in crate::panels) pump: Signal<PumpView>,
    /// The unit's power.
    pub(in crate::panels) power: Signal<PowerView>,
    /// Time of the run, ms.
    pub(in crate::panels) at_ms: Signal<u64>,
}

/// Picture, words and acts of the pole.
#[component]
pub(in crate::panels) fn PolePanel(
    /// A run or a debrief.
    mode: PanelMode,
    /// What is seen.
    sight: Sight,
    /// Whether the unit has more channels than one, so that the panel says which it shows.
    several: bool,
    /// A hand does something to the line, or to the plug.
    on_act: Callback<BedsideAct>,
) -> impl IntoView {
    let name = Memo::new(move |_| match several {
        true => words::unit::bedside_of(words::unit::channel(sight.channel.get())),
        false => words::bedside::bedside().to_owned(),
    });
    let has_secondary = Memo::new(move |_| {
        sight
            .line
            .with(|line| line.above.as_ref().is_some_and(|above| above.secondary.is_some()))
    });
    let drag = Drag::new(sight.line, on_act);
    let live = mode == PanelMode::Live;
    view! {
        <section class="pane pane-bedside pane-pole" aria-label=name>
            <div class="bedside pole">
                <div class="pole-picture">
                    {several.then(|| view! { <p class="pole-of" aria-hidden="true">{name}</p> })}
                    {picture(mode, sight, drag, on_act)}
                    {live.then(|| view! { <p class="hint pole-hint">{words::pole::to_drag()}</p> })}
                </div>
                <div class="pole-parts">
                    <PartPanel mode part=Part::Primary sight on_act/>
                    {move || has_secondary.get().then(|| view! { <PartPanel mode part=Part::Secondary sight on_act/> })}
                    <PartPanel mode part=Part::Line sight on_act/>
                    <PartPanel mode part=Part::Power sight on_act/>
                </div>
            </div>
        </section>
    }
}

/// One part in words, with its acts.
#[component]
fn PartPanel(mode: PanelMode, part: Part, sight: Sight, on_act: Callback<BedsideAct>) -> impl IntoView {
    let facts = Memo::new(move |_| {
        sight
            .line
            .with(|line| sight.power.with(|power| part.facts(line, power)))
    });
    let acts = Memo::new(move |_| {
        sight
            .line
            .with(|line| sight.power.with(|power| part.acts(line, power)))
    });
    let places = acts.with_untracked(Vec::len);
    // A button stays where it is and says something else, so that the focus stays on it.
    let button = move |place: usize| {
        let offered = Memo::new(move |_| acts.with(|acts| acts.get(place).copied()));
        let word = move || offered.get().map(|offered| words::bedside::act(offered.act));
        let disabled = move || {
            offered
                .get()
                .is_some_and(|offered| !offered.possible)
                .then_some("true")
        };
        let before = move || {
            let waits = offered.get().filter(|offered| !offered.possible)?;
            Some(view! { <small>{words::pole::first(waits.act)}</small> })
        };
        let act = move |_| {
            if let Some(offered) = offered.get_untracked().filter(|offered| offered.possible) {
                on_act.try_run(offered.act);
            }
        };
        let next =
            Pointed::when(move |point| offered.get().is_some_and(|offered| point == offered.act.as_str()));
        view! {
            <button type="button" class="btn" aria-disabled=disabled on:click=act
                aria-describedby=move || next.described_by() data-next=move || next.word()><span>{word}</span>{before}</button>
        }
    };
    view! {
        <div class="pole-part" role="group" aria-label=part.name()>
            <h2 class="pole-name">{part.name()}</h2>
            <ul class="pole-facts">
                {move || facts.get().into_iter().map(|fact| view! { <li>{fact}</li> }).collect_view()}
            </ul>
            {(mode == PanelMode::Live).then(|| view! {
                <div class="pole-acts">{(0..places).map(button).collect_view()}</div>
            })}
        </div>
    }
}

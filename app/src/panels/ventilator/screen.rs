//! The screen: pages of curves, loops, breaths, trends and limits, with the numbers that matter always beside them.

use leptos::prelude::*;
use simulators::ventilator::Button;
use simulators::ventilator::view::VentilatorView;

use super::breaths::Breaths;
use super::curves::CurvesPage;
use super::drawing::sheet::Drawing;
use super::hands::Hands;
use super::loops::LoopsPage;
use super::numerics::Numerics;
use super::settings::is_about_a_change;
use super::tile::Tiles;
use super::trends::TrendsPage;
use crate::panels::pointed::Pointed;
use crate::panels::stage::PanelMode;
use crate::words::ventilator as words;

/// A page of the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Page {
    Curves,
    Loops,
    Breaths,
    Trends,
    Limits,
}

impl Page {
    const ALL: [Self; 5] = [
        Self::Curves,
        Self::Loops,
        Self::Breaths,
        Self::Trends,
        Self::Limits,
    ];

    const fn name(self) -> &'static str {
        match self {
            Self::Curves => words::page_curves(),
            Self::Loops => words::page_loops(),
            Self::Breaths => words::page_breaths(),
            Self::Trends => words::page_trends(),
            Self::Limits => words::page_limits(),
        }
    }
}

/// The pages and the numbers. What a page holds back, such as a frozen picture, stays while another is looked at.
#[component]
pub(super) fn Screen(hands: Hands, drawing: Drawing, view: Signal<VentilatorView>) -> impl IntoView {
    let page = RwSignal::new(Page::Curves);
    let reference = RwSignal::new(None);
    let messages = Memo::new(move |_| {
        view.with(|view| {
            let on_screen = view.messages.iter().filter(|message| !is_about_a_change(message));
            on_screen.map(words::message).collect::<Vec<_>>().join(" ")
        })
    });
    let next = Pointed::at("screen");
    let hidden = move |one: Page| move || page.get() != one;
    view! {
        <div class="vent-screen" role="group" aria-label=words::screen() data-next=move || next.word()>
            <div class="vent-top">
                <div class="vent-pages" role="group" aria-label=words::pages()>
                    {Page::ALL.map(|one| {
                        // What is next on a page that is not shown is behind the page's name.
                        let next = Pointed::when(move |point| {
                            one == Page::Limits && page.get() != one && view.with(|view| is_on_limits(view, point))
                        });
                        view! {
                            <button type="button" class="gkey" aria-pressed=move || if page.get() == one { "true" } else { "false" }
                                aria-describedby=move || next.described_by() data-next=move || next.word()
                                on:click=move |_| page.set(one)>{one.name()}</button>
                        }
                    }).into_iter().collect_view()}
                </div>
                <p class="vent-says num">{messages}</p>
            </div>
            <div class="vent-page">
                <div hidden=hidden(Page::Curves)><CurvesPage hands drawing view/></div>
                {move || match page.get() {
                    Page::Curves => ().into_any(),
                    Page::Loops => view! { <LoopsPage drawing view reference/> }.into_any(),
                    Page::Breaths => view! { <Breaths view/> }.into_any(),
                    Page::Trends => view! { <TrendsPage drawing view/> }.into_any(),
                    Page::Limits => view! { <Limits hands view/> }.into_any(),
                }}
            </div>
            <Numerics view/>
        </div>
    }
}

/// Whether a control of this name stands on the page of limits.
fn is_on_limits(view: &VentilatorView, name: &str) -> bool {
    let mut rows = view.limits.iter();
    name == Button::LimitsFromMeasured.as_str() || rows.any(|row| row.setting.as_str() == name)
}

/// The limits of the alarms: set like any setting.
#[component]
fn Limits(hands: Hands, view: Signal<VentilatorView>) -> impl IntoView {
    let rows = Memo::new(move |_| view.with(|view| view.limits.clone()));
    let inert = (hands.mode == PanelMode::Still).then_some("");
    let next = Pointed::at(Button::LimitsFromMeasured.as_str());
    view! {
        <div class="vent-limits" inert=inert>
            <div class="vent-tiles"><Tiles hands rows/></div>
            <button type="button" class="gkey" aria-label=words::button_full(Button::LimitsFromMeasured)
                aria-disabled=move || (!hands.is_enabled(Button::LimitsFromMeasured)).then_some("true")
                aria-describedby=move || next.described_by() data-next=move || next.word()
                on:click=move |_| hands.push(Button::LimitsFromMeasured)>
                {words::button(Button::LimitsFromMeasured)}
            </button>
        </div>
    }
}

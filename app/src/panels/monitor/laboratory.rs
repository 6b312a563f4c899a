//! Blood tests: drawing, what is on its way, and the newest result of each.

use leptos::prelude::*;
use simulators::notation;
use simulators::patient::Test;
use simulators::patient::laboratory::MOST_WAITING;
use simulators::patient::view::{ClinicalView, ResultView, WaitingView};

use super::Clinic;
use super::results::{Mark, mark, range};
use crate::components::icons::{Icon, IconName};
use crate::panels::pointed::Pointed;
use crate::panels::stage::PanelMode;
use crate::words::{dates, laboratory as say};

/// The blood tests; nothing where a run has none.
pub(super) fn laboratory(mode: PanelMode, clinic: Clinic) -> impl IntoView {
    let known = Memo::new(move |_| clinic.view.with(Option::is_some));
    move || known.get().then(|| view! { <Tests mode clinic/> })
}

#[component]
fn Tests(mode: PanelMode, clinic: Clinic) -> impl IntoView {
    let waiting = Memo::new(move |_| read(clinic, |view| view.waiting.clone()));
    let results = Memo::new(move |_| read(clinic, |view| view.results.clone()));
    let tests = Memo::new(move |_| clinic.tests.get());
    let full = Memo::new(move |_| waiting.with(|all| all.len() >= MOST_WAITING));
    let nothing = Memo::new(move |_| waiting.with(Vec::is_empty) && results.with(Vec::is_empty));
    view! {
        <section class="laboratory" aria-label=say::laboratory()>
            <h2 class="laboratory-name">{say::laboratory()}</h2>
            {move || nothing.get().then(|| view! { <p class="muted">{say::nothing_drawn()}</p> })}
            {move || results.with(|all| !all.is_empty()).then(|| view! {
                <ul class="results">{move || results.get().into_iter().map(result).collect_view()}</ul>
            })}
            {move || waiting.with(|all| !all.is_empty()).then(|| view! {
                <ul class="samples">
                    {move || waiting.get().into_iter().map(|sample| on_its_way(sample, clinic.at_ms)).collect_view()}
                </ul>
            })}
            {(mode == PanelMode::Live).then(|| view! {
                <div class="laboratory-acts">
                    {move || tests.get().into_iter().map(|test| {
                        let next = Pointed::at(test.drawn());
                        view! {
                            <button type="button" class="btn" aria-disabled=move || full.get().then_some("true")
                                aria-describedby=move || next.described_by() data-next=move || next.word()
                                on:click=move |_| if !full.get_untracked() { clinic.on_draw.try_run(test); }>
                                {say::draw(test)}
                            </button>
                        }
                    }).collect_view()}
                </div>
                {move || full.get().then(|| view! { <p class="muted" role="status">{say::laboratory_full()}</p> })}
                <News waiting results/>
            })}
        </section>
    }
}

fn read<T>(clinic: Clinic, list: fn(&ClinicalView) -> Vec<T>) -> Vec<T> {
    clinic
        .view
        .with(|view| view.as_ref().map(list).unwrap_or_default())
}

fn result(result: ResultView) -> impl IntoView {
    let mark = mark(&result);
    let class = match mark {
        Mark::InRange => "result",
        Mark::Low | Mark::High => "result result-out",
        Mark::VeryLow | Mark::VeryHigh => "result result-out result-far",
    };
    let icon = match mark {
        Mark::InRange => IconName::Check,
        Mark::Low | Mark::VeryLow => IconName::Down,
        Mark::High | Mark::VeryHigh => IconName::Up,
    };
    view! {
        <li class=class>
            <span class="result-test">
                <b>{say::test(result.test)}</b>
                <span class="muted small">{usual(result.test, &result.unit)}</span>
            </span>
            <span class="result-value num">{value(&result)} " " <span class="result-unit">{result.unit.clone()}</span></span>
            <span class="result-mark"><Icon name=icon/>{mark_word(mark)}</span>
            <span class="result-at muted small num">{say::drawn_at(&dates::clock(result.drawn_tick))}</span>
        </li>
    }
}

fn on_its_way(sample: WaitingView, at_ms: Signal<u64>) -> impl IntoView {
    let left = Memo::new(move |_| say::result_in(&length(sample.ready_tick.saturating_sub(at_ms.get()))));
    view! {
        <li class="sample">
            <Icon name=IconName::Clock/>
            <b>{say::test(sample.test)}</b>
            <span class="num">{left}</span>
            <span class="muted small num">{say::drawn_at(&dates::clock(sample.drawn_tick))}</span>
        </li>
    }
}

/// What a screen reader is told: that blood was drawn, and each new result. What is there at the beginning is no news.
#[component]
fn News(waiting: Memo<Vec<WaitingView>>, results: Memo<Vec<ResultView>>) -> impl IntoView {
    let known = StoredValue::new((waiting.get_untracked(), results.get_untracked()));
    let news = Memo::new(move |before: Option<&String>| {
        let now = (waiting.get(), results.get());
        let (old_waiting, old_results) = known.get_value();
        let came = now.1.iter().filter(|result| !old_results.contains(result));
        let drawn = now.0.iter().filter(|sample| !old_waiting.contains(sample));
        let told: Vec<_> = came
            .map(|result| {
                let word = mark_word(mark(result));
                say::said_result(say::test(result.test), &value(result), &result.unit, word)
            })
            .chain(drawn.map(|sample| {
                let takes = length(sample.ready_tick - sample.drawn_tick);
                say::said_drawn(say::test(sample.test), &takes)
            }))
            .collect();
        known.set_value(now);
        if told.is_empty() {
            before.cloned().unwrap_or_default()
        } else {
            told.join(" ")
        }
    });
    view! { <p class="vh" aria-live="polite">{news}</p> }
}

fn value(result: &ResultView) -> String {
    if result.beyond_range {
        say::over(&result.value)
    } else {
        result.value.clone()
    }
}

const fn mark_word(mark: Mark) -> &'static str {
    match mark {
        Mark::InRange => say::in_range(),
        Mark::Low => say::low(),
        Mark::High => say::high(),
        Mark::VeryLow => say::very_low(),
        Mark::VeryHigh => say::very_high(),
    }
}

fn usual(test: Test, unit: &str) -> String {
    let range = range(test);
    say::usual(&notation::number(range.low), &notation::number(range.high), unit)
}

/// A length of time: whole minutes, rounded up; seconds in the last minute.
fn length(ms: u64) -> String {
    if ms < 60_000 {
        say::under_a_minute(ms.div_ceil(1_000))
    } else {
        say::minutes(ms.div_ceil(60_000))
    }
}

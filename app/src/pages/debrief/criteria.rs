//! Each criterion: expected, what happened, the margin, why it matters.

use leptos::prelude::*;
use training::grade::{CriterionResult, Margin, Outcome, Reading};
use training::scenario::CriticalRule;

use crate::api::attempts::{CriterionText, Debrief};
use crate::components::scale::MarginScale;
use crate::components::status::{StatusBadge, StatusKind};
use crate::words::{dates, debriefing, learning, signals};

/// The rubric with the verdict.
#[component]
pub(super) fn Criteria(debrief: Debrief, at_ms: RwSignal<u64>) -> impl IntoView {
    let pass_rule = match debrief.pass.critical {
        CriticalRule::All => debriefing::pass_rule_critical(debrief.pass.percent),
        CriticalRule::PointsOnly => debriefing::pass_rule_points(debrief.pass.percent),
    };
    let rows = debrief
        .verdict
        .into_iter()
        .flat_map(|verdict| verdict.criteria)
        .zip(debrief.criteria);
    view! {
        <section class="block">
            <h2>{learning::criteria()}</h2>
            <p class="muted">{pass_rule}</p>
            <ol class="criteria">
                {rows.map(|(result, text)| view! { <Criterion result=result text=text at_ms=at_ms/> }).collect_view()}
            </ol>
        </section>
    }
}

#[component]
fn Criterion(result: CriterionResult, text: CriterionText, at_ms: RwSignal<u64>) -> impl IntoView {
    let (class, kind, word) = match result.outcome {
        Outcome::Met => ("criterion criterion-met", StatusKind::Met, debriefing::met()),
        Outcome::Missed => (
            "criterion criterion-missed",
            StatusKind::Missed,
            debriefing::missed(),
        ),
        Outcome::NotAssessed => ("criterion", StatusKind::NotAssessed, debriefing::not_assessed()),
    };
    let earned = if result.outcome == Outcome::Met {
        result.points
    } else {
        0
    };
    let points = match result.outcome {
        Outcome::NotAssessed => String::new(),
        _ => learning::points(&earned.to_string(), &result.points.to_string()),
    };
    let readings = result
        .readings
        .iter()
        .filter(|reading| !reading.unit.is_empty())
        .map(reading)
        .collect::<Vec<_>>()
        .join("; ");
    view! {
        <li class=class>
            <div class="criterion-head">
                <StatusBadge kind=kind word=word/>
                <h3>{text.title}</h3>
                {result.critical.then(|| view! { <span class="muted">{debriefing::critical()}</span> })}
                <span class="num">{points}</span>
            </div>
            {result.margin.clone().filter(|margin| !margin.unit.is_empty()).map(|margin| view! { <MarginLine margin=margin/> })}
            {(!readings.is_empty()).then(|| view! { <p class="criterion-got">{debriefing::what_happened(&readings)}</p> })}
            <p class="why">{text.why}</p>
            {result.decided_at.map(|tick| view! {
                <button class="btn btn-quiet" type="button" on:click=move |_| show(at_ms, tick)>
                    {debriefing::show_at(&dates::clock(tick))}
                </button>
            })}
        </li>
    }
}

/// Goes to the moment and brings it into view.
fn show(at_ms: RwSignal<u64>, tick: u64) {
    at_ms.set(tick);
    if let Some(replay) = document().get_element_by_id("replay") {
        replay.scroll_into_view();
    }
}

#[component]
fn MarginLine(margin: Margin) -> impl IntoView {
    let size = significant(margin.value.abs());
    let label = match margin.value < 0.0 {
        true => debriefing::margin_short(&size, &margin.unit),
        false => debriefing::margin(&size, &margin.unit),
    };
    let span = margin.value.abs().max(1.0) * 1.5;
    view! {
        <MarginScale margin=margin.value span=span limit_label=debriefing::limit() label=label.clone()/>
        <p class="small">{label}</p>
    }
}

fn reading(reading: &Reading) -> String {
    let value = match (reading.unit.as_str(), reading.value != 0.0) {
        ("bool", true) => debriefing::yes().to_owned(),
        ("bool", false) => debriefing::no().to_owned(),
        (unit, _) => format!("{} {unit}", significant(reading.value)).trim().to_owned(),
    };
    format!("{} {value}", signals::signal(&reading.signal))
}

/// A value with three significant digits, and at most six places.
fn significant(value: f64) -> String {
    let (mut places, mut scaled) = (0, value.abs());
    while scaled < 100.0 && places < 6 {
        places += 1;
        scaled *= 10.0;
    }
    simulators::notation::decimals(value, places)
}

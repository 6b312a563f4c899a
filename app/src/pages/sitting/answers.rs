//! The fields in which answers are given. Each says at once what it holds; the queue keeps and sends it.

use leptos::prelude::*;
use training::exams::numbers::parse_number;
use training::exams::sheet::{ChoiceRule, SheetEntry};
use training::exams::{Pair, Response};

use crate::components::icons::{Icon, IconName};
use crate::words::exams;

/// Where an answer goes.
type Put = Callback<Option<Response>>;

/// One option, or several.
#[component]
pub(super) fn Choices(
    name: String,
    ask: String,
    options: Vec<SheetEntry>,
    /// None where exactly one may be chosen.
    rule: Option<ChoiceRule>,
    given: Option<Response>,
    put: Put,
) -> impl IntoView {
    let chosen = RwSignal::new(match given {
        Some(Response::Choices { choices }) => choices,
        _ => Vec::new(),
    });
    let hint = match rule {
        None => exams::choose_one().to_owned(),
        Some(ChoiceRule::AtMost(count)) => exams::choose_up_to(count),
        Some(ChoiceRule::WrongOnesCost) => exams::wrong_cost().to_owned(),
        Some(ChoiceRule::AllOrNothing) => exams::exact().to_owned(),
    };
    let most = match rule {
        Some(ChoiceRule::AtMost(count)) => count as usize,
        _ => usize::MAX,
    };
    let choose = move |token: String| {
        chosen.update(
            |chosen| match (rule, chosen.iter().position(|one| *one == token)) {
                (None, _) => *chosen = vec![token],
                (Some(_), Some(place)) => {
                    chosen.remove(place);
                }
                (Some(_), None) => chosen.push(token),
            },
        );
        let choices = chosen.get_untracked();
        put.run((!choices.is_empty()).then_some(Response::Choices { choices }));
    };
    let kind = if rule.is_some() { "checkbox" } else { "radio" };
    let hint_id = format!("hint-{name}");
    let described_by = hint_id.clone();
    view! {
        <fieldset class="choices question" aria-describedby=described_by>
            <legend class="question-ask">{ask}</legend>
            <p class="hint" id=hint_id>{hint}</p>
            {options.into_iter().map(|option| {
                let (token, value) = (option.token.clone(), option.token.clone());
                let is_chosen = {
                    let token = token.clone();
                    move || chosen.with(|chosen| chosen.contains(&token))
                };
                let is_full = {
                    let is_chosen = is_chosen.clone();
                    move || !is_chosen() && most <= chosen.with(Vec::len)
                };
                view! {
                    <label class="choice">
                        <input type=kind name=name.clone() value=value prop:checked=is_chosen disabled=is_full
                            on:change=move |_| choose(token.clone())/>
                        <span>{option.text}</span>
                    </label>
                }
            }).collect_view()}
        </fieldset>
    }
}

/// Steps to bring into order.
#[component]
pub(super) fn Ordering(
    ask: String,
    steps: Vec<SheetEntry>,
    given: Option<Response>,
    put: Put,
) -> impl IntoView {
    let is_given = RwSignal::new(given.is_some());
    let order = RwSignal::new(match given {
        Some(Response::Order { order }) => order
            .iter()
            .filter_map(|token| steps.iter().find(|step| step.token == *token).cloned())
            .collect(),
        _ => steps,
    });
    let keep = move || {
        let order = order.get_untracked();
        is_given.set(true);
        put.run(Some(Response::Order {
            order: order.into_iter().map(|step| step.token).collect(),
        }));
    };
    let swap = move |place: usize, other: usize| {
        order.update(|order| order.swap(place, other));
        keep();
    };
    let n_steps = order.with_untracked(Vec::len);
    view! {
        <fieldset class="question">
            <legend class="question-ask">{ask}</legend>
            <p class="hint">{exams::order_hint()}</p>
            <ol class="steps">
                {move || order.get().into_iter().enumerate().map(|(place, step)| view! {
                    <li class="step">
                        <span class="step-text">{step.text.clone()}</span>
                        <span class="cluster">
                            <button class="btn btn-quiet" type="button" disabled=place == 0
                                on:click=move |_| swap(place, place - 1)>
                                "↑"<span class="vh">{exams::move_up(&step.text)}</span>
                            </button>
                            <button class="btn btn-quiet" type="button" disabled=place + 1 == n_steps
                                on:click=move |_| swap(place, place + 1)>
                                "↓"<span class="vh">{exams::move_down(&step.text)}</span>
                            </button>
                        </span>
                    </li>
                }).collect_view()}
            </ol>
            <Show when=move || is_given.get() fallback=move || view! {
                <button class="btn" type="button" on:click=move |_| keep()>{exams::this_order()}</button>
            }>
                <p class="muted" role="status">{exams::order_kept()}</p>
            </Show>
        </fieldset>
    }
}

/// Two columns to match.
#[component]
pub(super) fn Matching(
    name: String,
    ask: String,
    left: Vec<SheetEntry>,
    right: Vec<SheetEntry>,
    given: Option<Response>,
    put: Put,
) -> impl IntoView {
    let pairs = RwSignal::new(match given {
        Some(Response::Pairs { pairs }) => pairs,
        _ => Vec::new(),
    });
    let choose = move |left: String, right: String| {
        pairs.update(|pairs| {
            pairs.retain(|pair| pair.left != left);
            if !right.is_empty() {
                pairs.push(Pair { left, right });
            }
        });
        let pairs = pairs.get_untracked();
        put.run((!pairs.is_empty()).then_some(Response::Pairs { pairs }));
    };
    view! {
        <fieldset class="question">
            <legend class="question-ask">{ask}</legend>
            <p class="hint">{exams::match_hint()}</p>
            {left.into_iter().map(|entry| {
                let id = format!("{name}-{}", entry.token);
                let token = entry.token.clone();
                let is_given = move |of: &str| pairs.with_untracked(|pairs| {
                    pairs.iter().any(|pair| pair.left == token && pair.right == of)
                });
                let left = entry.token.clone();
                view! {
                    <div class="field pair">
                        <label for=id.clone()>{entry.text}</label>
                        <select id=id on:change=move |event| choose(left.clone(), event_target_value(&event))>
                            <option value="">{exams::nothing_chosen()}</option>
                            {right.iter().map(|to| view! {
                                <option value=to.token.clone() selected=is_given(&to.token)>{to.text.clone()}</option>
                            }).collect_view()}
                        </select>
                    </div>
                }
            }).collect_view()}
        </fieldset>
    }
}

/// A number with its unit.
#[component]
pub(super) fn Number(
    name: String,
    ask: String,
    units: Vec<String>,
    given: Option<Response>,
    put: Put,
) -> impl IntoView {
    let (text, unit) = match given {
        Some(Response::Number { text, unit }) => (text, unit),
        _ => (String::new(), units.first().cloned().unwrap_or_default()),
    };
    let text = RwSignal::new(text);
    let unit = RwSignal::new(unit);
    let is_number = move |text: &str| parse_number(text).is_ok();
    // What is no number is no answer: it stays in the field, and the question stays open.
    let keep = move || {
        let (text, unit) = (text.get_untracked(), unit.get_untracked());
        put.run(is_number(&text).then_some(Response::Number { text, unit }));
    };
    let wrong = move || text.with(|text| !text.trim().is_empty() && !is_number(text));
    let (ask_id, number_id, unit_id) = (
        format!("ask-{name}"),
        format!("number-{name}"),
        format!("unit-{name}"),
    );
    let (hint_id, error_id) = (format!("{number_id}-hint"), format!("{number_id}-error"));
    let described_error = error_id.clone();
    let only = (units.len() == 1).then(|| units[0].clone());
    let unit_field = match only {
        Some(only) => view! { <span class="unit">{only}</span> }.into_any(),
        None => view! {
            <div class="field">
                <label for=unit_id.clone()>{exams::unit()}</label>
                <select id=unit_id on:change=move |event| { unit.set(event_target_value(&event)); keep(); }>
                    {units.into_iter().map(|one| view! {
                        <option value=one.clone() selected=unit.get_untracked() == one>{one.clone()}</option>
                    }).collect_view()}
                </select>
            </div>
        }
        .into_any(),
    };
    view! {
        <fieldset class="question">
            <legend class="question-ask" id=ask_id>{ask}</legend>
            <div class="field-row">
                <div class="field">
                    <label for=number_id.clone()>{exams::number()}</label>
                    <p class="hint" id=hint_id.clone()>{exams::number_hint()}</p>
                    <input class="number" id=number_id inputmode="decimal" autocomplete="off" maxlength="24"
                        aria-describedby=move || match wrong() {
                            true => format!("{hint_id} {described_error}"),
                            false => hint_id.clone(),
                        }
                        aria-invalid=move || wrong().then_some("true")
                        prop:value=text
                        on:change=move |event| { text.set(event_target_value(&event)); keep(); }/>
                    {move || wrong().then(|| view! {
                        <p class="error" id=error_id.clone()><Icon name=IconName::Alert/><span>{exams::not_a_number()}</span></p>
                    })}
                </div>
                {unit_field}
            </div>
        </fieldset>
    }
}

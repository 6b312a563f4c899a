//! Every question with one's own answer, the right one, and the reason: where the test's rule lets one see it.

use leptos::prelude::*;
use training::exams::review::{AnswerShown, ItemReview, OptionShown, PairShown, QuestionReview};

use crate::components::status::{StatusBadge, StatusKind};
use crate::words::exams;

/// The items in the order of the paper.
#[component]
pub(super) fn Items(items: Vec<ItemReview>) -> impl IntoView {
    view! {
        <section class="block">
            <h2>{exams::items()}</h2>
            <ol class="items">
                {items.into_iter().map(|item| view! {
                    <li class="item">
                        {(!item.story.is_empty()).then(|| view! { <p>{item.story.clone()}</p> })}
                        {item.exhibits.into_iter().map(|exhibit| view! {
                            <p class="exhibit-text"><b>{exhibit.title}</b>": "{exhibit.text}</p>
                        }).collect_view()}
                        {item.questions.into_iter().map(|question| view! { <Question question=question/> }).collect_view()}
                        {(!item.rationale.is_empty()).then(|| view! { <p>{item.rationale.clone()}</p> })}
                    </li>
                }).collect_view()}
            </ol>
        </section>
    }
}

#[component]
fn Question(question: QuestionReview) -> impl IntoView {
    let kind = match question.right {
        true => StatusKind::Met,
        false => StatusKind::Missed,
    };
    let linked = question.right && question.points < question.possible;
    view! {
        <div class="reviewed">
            <p class="item-ask">{question.ask}</p>
            <p><StatusBadge kind=kind word=exams::points(question.points, question.possible)/></p>
            {linked.then(|| view! { <p class="muted">{exams::linked_note()}</p> })}
            {question.fault.is_some().then(|| view! { <p class="muted">{exams::could_not_mark()}</p> })}
            <Answer answer=question.answer/>
            <p><b>{exams::why()}</b>": "{question.rationale}</p>
            <p class="muted">{exams::source()}": "{question.source}</p>
        </div>
    }
}

#[component]
fn Answer(answer: AnswerShown) -> impl IntoView {
    match answer {
        AnswerShown::Options(options) => view! { <Options options=options/> }.into_any(),
        AnswerShown::Order { given, right } => {
            view! { <Both given=joined(&given) right=joined(&right)/> }.into_any()
        }
        AnswerShown::Pairs(pairs) => view! { <Pairs pairs=pairs/> }.into_any(),
        AnswerShown::Number {
            given, right, unit, ..
        } => {
            let given = given.map(|given| format!("{} {}", given.text, given.unit));
            view! { <Both given=given right=Some(format!("{right} {unit}"))/> }.into_any()
        }
        AnswerShown::Region { given, right, .. } => {
            let words: Vec<String> = right.iter().map(|id| exams::region(id).to_owned()).collect();
            let given = given.map(|id| exams::region(&id).to_owned());
            view! { <Both given=given right=joined(&words)/> }.into_any()
        }
    }
}

fn joined(steps: &[String]) -> Option<String> {
    (!steps.is_empty()).then(|| steps.join(" → "))
}

#[component]
fn Both(given: Option<String>, right: Option<String>) -> impl IntoView {
    view! {
        <dl class="facts">
            <div><dt>{exams::your_answer()}</dt><dd>{given.unwrap_or_else(|| exams::no_answer().to_owned())}</dd></div>
            <div><dt>{exams::right_answer()}</dt><dd>{right}</dd></div>
        </dl>
    }
}

#[component]
fn Options(options: Vec<OptionShown>) -> impl IntoView {
    view! {
        <ul class="reviewed-options">
            {options.into_iter().map(|option| {
                let chosen = if option.chosen { exams::chosen() } else { exams::not_chosen() };
                view! {
                    <li class:reviewed-right=option.right>
                        <span>{option.text}</span>
                        <span class="muted">
                            {option.right.then(|| format!(" {} ·", exams::right()))}" "{chosen}
                            {(!option.why.is_empty()).then(|| format!(". {}", option.why))}
                        </span>
                    </li>
                }
            }).collect_view()}
        </ul>
    }
}

#[component]
fn Pairs(pairs: Vec<PairShown>) -> impl IntoView {
    view! {
        <div class="table-wrap" role="region" aria-label=exams::your_answer() tabindex="0">
            <table class="table">
                <thead><tr>
                    <th scope="col">{exams::item()}</th>
                    <th scope="col">{exams::your_answer()}</th>
                    <th scope="col">{exams::right_answer()}</th>
                </tr></thead>
                <tbody>
                    {pairs.into_iter().map(|pair| view! {
                        <tr>
                            <th scope="row">{pair.left}</th>
                            <td data-label=exams::your_answer()>{pair.given.unwrap_or_else(|| exams::no_answer().to_owned())}</td>
                            <td data-label=exams::right_answer()>{pair.right}</td>
                        </tr>
                    }).collect_view()}
                </tbody>
            </table>
        </div>
    }
}

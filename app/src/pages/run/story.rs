//! What happens around the device: the order, what people say, what one can do and is asked, and in practice
//! the coach.

use leptos::prelude::*;
use training::log::Action;
use training::play::{OfferView, PlayView, QuestionView};
use training::scenario::Brief;
use training::script::{OrderView, Quantity, Rehearsal};

use super::Stage;
use super::coach::{Coach, Criteria};
use super::play::now_ms;
use crate::api::attempts::{Kind, Ticket};
use crate::panels::pointed::Pointed;
use crate::running::{Coaching, Session};
use crate::words::{common, dates, learning, supervising};

/// The brief, with the clock standing; the button also lets the browser sound alarms.
#[component]
pub(super) fn BeforeStart(
    ticket: Ticket,
    session: StoredValue<Option<Session>>,
    stage: RwSignal<Stage>,
) -> impl IntoView {
    let Brief {
        patient,
        situation,
        task,
    } = ticket.script.brief.clone();
    let order = ticket.script.order.clone();
    let title = ticket.script.title.clone();
    let rules = match ticket.kind {
        Kind::Practice => learning::practice_rules(),
        Kind::Graded => learning::graded_rules(),
    };
    let supervised = ticket.supervised_by.as_deref().map(supervising::supervised_by);
    let begin = move |_| match Session::begin(ticket.clone(), now_ms()) {
        Ok(begun) => {
            session.set_value(Some(begun));
            stage.set(Stage::Playing);
        }
        Err(_) => stage.set(Stage::Failed(crate::error::AppError::Refused(
            crate::error::Refusal::OtherVersion,
        ))),
    };
    view! {
        <main id="main" class="page">
            <header class="page-head"><h1 tabindex="-1">{title}</h1></header>
            <div class="split">
                <section class="block prose">
                    <h2>{learning::brief()}</h2>
                    <p>{patient}</p>
                    <p>{situation}</p>
                    <p><b>{task}</b></p>
                    <p class="muted">{rules}</p>
                    {supervised.map(|text| view! { <p>{text}</p> })}
                    <p class="actions">
                        <button class="btn btn-primary btn-large" type="button" on:click=begin>{learning::start_run()}</button>
                    </p>
                    <p class="small muted">{common::training_only()}</p>
                </section>
                <aside class="aside">{order.map(|order| view! { <Order order=order/> })}</aside>
            </div>
        </main>
    }
}

/// The story beside the device.
#[component]
pub(super) fn Story(
    view: RwSignal<PlayView>,
    brief: Brief,
    act: Callback<Action>,
    coaching: RwSignal<Coaching>,
    rehearsal: Option<Rehearsal>,
) -> impl IntoView {
    let order = Memo::new(move |_| view.with(|view| view.order.clone()));
    let says = Memo::new(move |_| view.with(|view| view.says.clone()));
    let offers = Memo::new(move |_| view.with(|view| view.offers.clone()));
    let questions = Memo::new(move |_| view.with(|view| view.questions.clone()));
    let advance = Memo::new(move |_| view.with(|view| view.advance.clone()));
    view! {
        <section class="run-story" aria-label=learning::what_is_happening()>
            {move || order.get().map(|order| view! { <Order order=order/> })}
            <BriefAgain brief=brief/>
            <ol class="says" aria-live="polite">
                <For each=move || says.get().into_iter().enumerate() key=|(index, _)| *index
                    children=|(_, say)| view! {
                        <li class="say">
                            {say.who.map(|who| view! { <b class="say-who">{who}</b> })}
                            <span class="say-at num">{dates::clock(say.tick)}</span>
                            <p>{say.text}</p>
                        </li>
                    }/>
            </ol>
            {rehearsal.is_some().then(|| view! { <Coach coaching=coaching act=act/> })}
            {move || questions.get().into_iter().map(|question| view! { <Ask question=question act=act/> }).collect_view()}
            {move || offers.with(|offers| !offers.is_empty()).then(|| view! { <Offers offers=offers.get() act=act/> })}
            {move || advance.get().map(|advance| view! {
                <p><button class="btn" type="button" on:click=move |_| act.run(Action::Advance)>{advance.label}</button></p>
            })}
            {rehearsal.map(|rehearsal| view! { <Criteria coaching=coaching rehearsal=rehearsal/> })}
        </section>
    }
}

/// The brief, to be read again while the clock runs.
#[component]
fn BriefAgain(brief: Brief) -> impl IntoView {
    let next = Pointed::at("brief");
    view! {
        <details class="run-brief" data-next=move || next.word()>
            <summary>{learning::brief()}</summary>
            <p>{brief.patient}</p>
            <p>{brief.situation}</p>
            <p><b>{brief.task}</b></p>
        </details>
    }
}

/// The order, as the chart shows it.
#[component]
pub(super) fn Order(order: OrderView) -> impl IntoView {
    let next = Pointed::at("order");
    let ordered = order
        .dose
        .as_ref()
        .map(quantity)
        .or(order.rate_ml_h.map(|rate| format!("{} mL/h", number(rate))));
    let bag = order
        .bag
        .as_ref()
        .map(|bag| format!("{} in {} mL", quantity(&bag.amount), number(bag.volume_ml)));
    view! {
        <div class="order" data-next=move || next.word()>
            <h2>{learning::order()}</h2>
            <p class="order-line">{order.drug}" "<b>{ordered}</b></p>
            <dl class="facts">
                {bag.map(|bag| view! { <div><dt>{learning::prepared()}</dt><dd>{bag}</dd></div> })}
                {order.vtbi_ml.map(|vtbi| view! { <div><dt>{learning::volume()}</dt><dd>{number(vtbi)}" mL"</dd></div> })}
                <div><dt>{learning::weight()}</dt><dd>{number(order.weight_kg)}" kg"</dd></div>
            </dl>
            {order.remark.map(|remark| view! { <p class="muted">{remark}</p> })}
        </div>
    }
}

fn quantity(quantity: &Quantity) -> String {
    format!("{} {}", number(quantity.value), quantity.unit)
}

fn number(value: f64) -> String {
    simulators::notation::number(value)
}

#[component]
fn Ask(question: QuestionView, act: Callback<Action>) -> impl IntoView {
    let id = question.id.clone();
    let answered = question.answered.clone();
    let locked = answered.is_some();
    view! {
        <div class="ask">
            <fieldset class="choices" disabled=locked>
                <legend>{question.text}</legend>
                {question.choices.into_iter().map(|choice| {
                    let (question, picked) = (id.clone(), choice.id.clone());
                    let checked = answered.as_deref() == Some(choice.id.as_str());
                    view! {
                        <label class="choice">
                            <input type="radio" name=id.clone() checked=checked on:change=move |_| act.run(Action::Answer {
                                question: question.clone(),
                                choice: picked.clone(),
                            })/>
                            <span>{choice.text}</span>
                        </label>
                    }
                }).collect_view()}
            </fieldset>
        </div>
    }
}

#[component]
fn Offers(offers: Vec<OfferView>, act: Callback<Action>) -> impl IntoView {
    view! {
        <div class="offers cluster" role="group" aria-label=learning::you_can()>
            {offers.into_iter().map(|offer| {
                let next = Pointed::at(&offer.id);
                let id = offer.id;
                view! {
                    <button class="btn" type="button" on:click=move |_| act.run(Action::Offer { id: id.clone() })
                        aria-describedby=move || next.described_by() data-next=move || next.word()>
                        {offer.label}
                    </button>
                }
            }).collect_view()}
        </div>
    }
}

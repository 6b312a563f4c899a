//! One-time codes for supervised runs, for the assessor.

mod code;

use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;
use uuid::Uuid;

use super::loading::loaded;
use crate::api::supervision::{Desk, DeskModule, DeskRow, make_code, read_desk};
use crate::components::field::{Field, values};
use crate::components::notice::{Notice, NoticeKind};
use crate::words::{common, errors, observing, supervising};

/// One-time codes for supervised runs.
#[component]
pub fn SupervisePage() -> impl IntoView {
    let query = use_query_map();
    let asked = move || {
        query.with(|query| {
            (
                query
                    .get("person")
                    .and_then(|person| Uuid::parse_str(&person).ok()),
                query.get("search").unwrap_or_default(),
            )
        })
    };
    let data = Resource::new(asked, |(person, search)| read_desk(person, search));
    view! {
        <Title text=supervising::supervise()/>
        {loaded(data, move |desk| view! { <Content desk=desk search=asked().1/> })}
    }
}

#[component]
fn Content(desk: Desk, search: String) -> impl IntoView {
    view! {
        <main id="main" class="page">
            <header class="page-head">
                <nav class="crumbs" aria-label=common::where_you_are()><a href="/">{common::home()}</a></nav>
                <h1 tabindex="-1">{supervising::supervise()}</h1>
                <p class="lede">{supervising::supervise_lede()}</p>
            </header>
            {match desk.chosen.clone() {
                Some(learner) => view! { <MakeCode learner=learner modules=desk.modules/> }.into_any(),
                None => view! { <Learners desk=desk search=search/> }.into_any(),
            }}
        </main>
    }
}

/// Whom the run is for.
#[component]
fn Learners(desk: Desk, search: String) -> impl IntoView {
    let shown = desk.learners.len();
    let more = usize::try_from(desk.n_learners).is_ok_and(|found| shown < found);
    view! {
        <section class="block">
            <h2>{supervising::choose_learner()}</h2>
            <form class="toolbar" method="get" action="/supervise">
                <Field name="search" label=supervising::search_learner() kind="search" value=search/>
                <button class="btn" type="submit">{supervising::search()}</button>
            </form>
            {if shown == 0 {
                view! {
                    <div class="empty">
                        <p><b>{supervising::no_learner()}</b></p>
                        <p>{supervising::no_learner_text()}</p>
                    </div>
                }.into_any()
            } else {
                view! {
                    <ul class="rows">
                        {desk.learners.into_iter().map(|learner| view! {
                            <li>
                                <a class="row" href=format!("/supervise?person={}", learner.person)>
                                    <span class="row-main"><b>{learner.name}</b></span>
                                    <span class="row-side muted">{learner.job}</span>
                                </a>
                            </li>
                        }).collect_view()}
                    </ul>
                }.into_any()
            }}
            {more.then(|| view! { <p class="muted">{supervising::more_learners(shown, desk.n_learners)}</p> })}
        </section>
    }
}

/// Which module, and then the code.
#[component]
fn MakeCode(learner: DeskRow, modules: Vec<DeskModule>) -> impl IntoView {
    let (may, may_not): (Vec<_>, Vec<_>) = modules.into_iter().partition(|module| module.refusal.is_none());
    let none = match may_not.is_empty() {
        true => supervising::no_modules(),
        false => supervising::none_by_you(),
    };
    let person = learner.person;
    let make = Action::new(move |module: &String| make_code(person, module.clone()));
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        make.dispatch(values(&event)("module"));
    };
    let button = move || match make.value().with(Option::is_some) {
        true => supervising::make_new_code(),
        false => supervising::make_code(),
    };
    view! {
        <section class="block">
            <h2>{supervising::for_learner(&learner.name)}</h2>
            <p><a href="/supervise">{supervising::another_learner()}</a></p>
            {if may.is_empty() {
                view! { <Notice kind=NoticeKind::Info title=none/> }.into_any()
            } else {
                view! {
                    <form class="stack" method="post" on:submit=submit>
                        <div class="field">
                            <label for="supervise-module">{supervising::module()}</label>
                            <select id="supervise-module" name="module">
                                {may.into_iter().map(|module| view! {
                                    <option value=module.slug>{module.title}</option>
                                }).collect_view()}
                            </select>
                        </div>
                        <p class="hint">{supervising::making_ends_last()}</p>
                        <button class="btn btn-primary" type="submit">{button}</button>
                    </form>
                }.into_any()
            }}
        </section>
        {move || make.value().get().map(|outcome| match outcome {
            Ok(offer) => view! { <code::Code offer=offer/> }.into_any(),
            Err(error) => view! { <Notice kind=NoticeKind::Bad title=errors::sentence(&error)/> }.into_any(),
        })}
        {(!may_not.is_empty()).then(|| view! {
            <section class="block">
                <h2>{supervising::not_by_you()}</h2>
                <ul class="rows">
                    {may_not.into_iter().map(|module| view! {
                        <li class="row">
                            <span class="row-main">
                                <b>{module.title}</b>
                                {module.refusal.map(|refusal| view! {
                                    <span class="muted">{observing::refusal(refusal, module.about.as_deref())}</span>
                                })}
                            </span>
                        </li>
                    }).collect_view()}
                </ul>
            </section>
        })}
    }
}

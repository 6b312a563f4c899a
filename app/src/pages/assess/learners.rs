//! The learners of an assessor's units, each with the three things to do.

use leptos::prelude::*;
use leptos_meta::Title;

use crate::api::observations::{Assess, Learner};
use crate::components::field::Field;
use crate::components::icons::{Icon, IconName};
use crate::components::notice::{Notice, NoticeKind};
use crate::links;
use crate::observing::Waiting;
use crate::words::{common, observing};

/// A search, the learners, what waits on this device, and the checklists in use.
#[component]
pub(super) fn Learners(found: Assess, search: String) -> impl IntoView {
    let names = found
        .learners
        .iter()
        .map(|learner| (learner.person, learner.name.clone()));
    let names: Vec<_> = names.collect();
    view! {
        <Title text=common::assess()/>
        <main id="main" class="page">
            <header class="page-head">
                <h1 tabindex="-1">{common::assess()}</h1>
                <p class="lede">{observing::assess_lede()}</p>
                <div class="actions">
                    <a class="btn btn-quiet" href="/appeals">{observing::appeals()}</a>
                    <a class="btn btn-quiet" href="/restrictions">{observing::restrictions()}</a>
                </div>
            </header>
            <Waiting by=found.assessor names=names titles=found.checklists.clone()/>
            <section class="block">
                <h2>{observing::learners()}</h2>
                <form class="toolbar" method="get" action="/assess">
                    <Field name="search" label=observing::search() kind="search" value=search/>
                    <button class="btn" type="submit">{observing::find()}</button>
                </form>
                {match found.learners.is_empty() {
                    true => view! {
                        <div class="empty"><p><b>{observing::nobody_found()}</b></p><p>{observing::nobody_found_text()}</p></div>
                    }.into_any(),
                    false => view! {
                        <ul class="rows">
                            {found.learners.into_iter().map(|learner| view! { <LearnerRow learner=learner/> }).collect_view()}
                        </ul>
                    }.into_any(),
                }}
                {found.more.then(|| view! { <Notice kind=NoticeKind::Info title=observing::more_learners()/> })}
            </section>
            {(!found.checklists.is_empty()).then(|| view! {
                <section class="block">
                    <h2>{observing::checklists()}</h2>
                    <ul class="rows">
                        {found.checklists.into_iter().map(|(slug, title)| view! {
                            <li><a class="row" href=links::checklist(&slug)>
                                <span class="row-main"><b>{title}</b></span>
                                <span class="row-side"><Icon name=IconName::Right/></span>
                            </a></li>
                        }).collect_view()}
                    </ul>
                </section>
            })}
        </main>
    }
}

#[component]
fn LearnerRow(learner: Learner) -> impl IntoView {
    let whose = observing::of_person(&learner.name);
    view! {
        <li class="row">
            <span class="row-main">
                <b>{learner.name}</b>
                <span class="muted">{learner.units.join(", ")}</span>
            </span>
            <span class="row-side">
                <a class="btn" href=links::assess(learner.person)>
                    {observing::observe()}<span class="vh">{whose.clone()}</span>
                </a>
                <a class="btn row-extra" href=links::supervise(learner.person)>
                    {observing::supervised_run()}<span class="vh">{whose.clone()}</span>
                </a>
                <a class="btn row-extra" href=links::person(learner.person)>
                    {observing::sign_off()}<span class="vh">{whose}</span>
                </a>
            </span>
        </li>
    }
}

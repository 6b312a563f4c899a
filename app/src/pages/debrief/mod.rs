//! The debrief: the verdict, the run second by second, each criterion with its margin and reason.

mod belief;
mod criteria;
mod events;
mod replay;

use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_params_map;
use training::grade::Verdict;
use uuid::Uuid;

use super::appeals::Contest;
use super::loading::loaded;
use crate::api::attempts::{Debrief, Kind, read_debrief};
use crate::components::icons::{Icon, IconName};
use crate::components::notice::{Notice, NoticeKind};
use crate::components::scale::Scale;
use crate::components::skills::RunSkills;
use crate::error::AppError;
use crate::links;
use crate::words::{common, dates, debriefing, learning, supervising};

/// The debrief of one run.
#[component]
pub fn DebriefPage() -> impl IntoView {
    let params = use_params_map();
    let id = move || {
        params
            .with(|params| params.get("id"))
            .and_then(|id| Uuid::parse_str(&id).ok())
    };
    let changed = RwSignal::new(0_u32);
    let data = Resource::new(
        move || (id(), changed.get()),
        |(id, _)| async move {
            match id {
                Some(id) => read_debrief(id).await,
                None => Err(AppError::NotFound),
            }
        },
    );
    loaded(
        data,
        move |debrief| view! { <Content debrief=debrief changed=changed/> },
    )
}

#[component]
fn Content(debrief: Debrief, changed: RwSignal<u32>) -> impl IntoView {
    let at_ms = RwSignal::new(debrief.log.end_tick);
    let title = debriefing::debrief_of(&debrief.row.title);
    let when = dates::moment(debrief.receipt.recorded_at);
    let lede = match debrief.own {
        true => when,
        false => format!("{}, {when}", debriefing::run_by(&debrief.person)),
    };
    let again = debrief.own.then(|| {
        let slug = &debrief.row.scenario;
        view! {
            <div class="actions">
                <a class="btn btn-primary" href=links::module(slug)>{learning::back_to_module()}</a>
                <a class="btn" href=links::practise(slug)>{debriefing::practise_again()}</a>
            </div>
        }
    });
    let take_away = debrief.take_away.clone();
    let contest = (debrief.row.kind == Kind::Graded && debrief.verdict.is_some()).then_some(debrief.row.id);
    view! {
        <Title text=title.clone()/>
        <main id="main" class="page page-wide">
            <header class="page-head">
                <nav class="crumbs" aria-label=common::where_you_are()>
                    <a href="/">{common::home()}</a>
                    {debrief.own.then(|| view! { <a href=links::module(&debrief.row.scenario)>{debrief.row.title.clone()}</a> })}
                </nav>
                <h1 tabindex="-1">{title}</h1>
                <p class="lede">{lede}</p>
                {again}
            </header>
            {match debrief.verdict.clone() {
                Some(verdict) => view! { <VerdictLine debrief=debrief.clone() verdict=verdict/> }.into_any(),
                None => view! { <Notice kind=NoticeKind::Info title=debriefing::called_away()/> }.into_any(),
            }}
            <belief::Believed debrief=debrief.clone()/>
            <Circumstances debrief=debrief.clone()/>
            <replay::Replay debrief=debrief.clone() at_ms=at_ms/>
            <criteria::Criteria debrief=debrief.clone() at_ms=at_ms/>
            <RunSkills skills=debrief.skills/>
            {(!take_away.is_empty()).then(|| view! {
                <section class="block prose">
                    <h2>{debriefing::take_away()}</h2>
                    <ul>{take_away.into_iter().map(|text| view! { <li>{text}</li> }).collect_view()}</ul>
                </section>
            })}
            {contest.map(|attempt| view! { <Contest source=attempt changed=changed/> })}
        </main>
    }
}

#[component]
fn VerdictLine(debrief: Debrief, verdict: Verdict) -> impl IntoView {
    let word = match verdict.passed {
        true => learning::passed(),
        false => learning::not_passed(),
    };
    let (class, icon, word) = match (debrief.row.voided_at, verdict.passed) {
        (Some(_), _) => (
            "verdict verdict-void",
            IconName::Octagon,
            learning::void_was(word),
        ),
        (None, true) => ("verdict verdict-passed", IconName::Check, word.to_owned()),
        (None, false) => ("verdict verdict-failed", IconName::Cross, word.to_owned()),
    };
    let (points, possible) = (verdict.points, verdict.possible);
    let score = learning::points(&points.to_string(), &possible.to_string());
    let short: String = debrief.receipt.record_hash.chars().take(8).collect();
    let receipt = match (debrief.row.kind, debrief.receipt.ledger_position) {
        (Kind::Graded, Some(position)) => format!(
            "{}, {}",
            debriefing::recorded_receipt(&short.to_uppercase()),
            debriefing::ledger_position(position)
        ),
        (Kind::Graded, None) => debriefing::recorded_receipt(&short.to_uppercase()),
        (Kind::Practice, _) => debriefing::practice_receipt().to_owned(),
    };
    let supervised = debrief
        .receipt
        .supervised_by
        .as_deref()
        .map(supervising::supervised_by);
    let supervised = supervised.map(|text| view! { <span>{text}</span> });
    view! {
        <section class=class>
            <p class="verdict-word"><Icon name=icon/>{word}</p>
            <Scale value=f64::from(points) max=f64::from(possible) goal=f64::from(debrief.pass.percent) / 100.0 label=score
                goal_label=debriefing::pass_mark(debrief.pass.percent)/>
            <p class="receipt">{receipt}{supervised}</p>
        </section>
    }
}

/// What one must know to read this run fairly.
#[component]
fn Circumstances(debrief: Debrief) -> impl IntoView {
    let slow = debrief.slow.then(|| {
        debriefing::slow(
            &dates::clock(debrief.wall_ms),
            &dates::clock(debrief.log.end_tick),
        )
    });
    let void = debrief
        .row
        .voided_at
        .map(|at| supervising::voided_on(&dates::moment(at)));
    view! {
        {void.map(|sentence| view! { <Notice kind=NoticeKind::Warn title=sentence/> })}
        {debrief.interrupted.then(|| view! { <Notice kind=NoticeKind::Warn title=debriefing::interrupted()/> })}
        {slow.map(|sentence| view! { <Notice kind=NoticeKind::Info title=sentence/> })}
        {(!debrief.replayable).then(|| view! { <Notice kind=NoticeKind::Warn title=debriefing::other_version()/> })}
    }
}

//! A sign-off with everything that was signed.

use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_params_map;
use uuid::Uuid;

use super::loading::loaded;
use super::sign_off_form::kit::{SignatureBlock, print};
use crate::api::signing::{Piece, SignOff, read_sign_off};
use crate::components::notice::{Notice, NoticeKind};
use crate::components::status::{StatusBadge, StatusKind};
use crate::error::AppError;
use crate::links;
use crate::words::{common, dates, signing, standing};

/// A sign-off with everything that was signed.
#[component]
pub fn SignOffPage() -> impl IntoView {
    let params = use_params_map();
    let id = move || {
        params
            .with(|params| params.get("id"))
            .and_then(|id| Uuid::parse_str(&id).ok())
    };
    let data = Resource::new(id, |id| async move {
        match id {
            Some(id) => read_sign_off(id).await,
            None => Err(AppError::NotFound),
        }
    });
    loaded(data, |sign_off| view! { <Content sign_off=sign_off/> })
}

#[component]
fn Content(sign_off: SignOff) -> impl IntoView {
    let title = signing::sign_off_title(&sign_off.title);
    let name = common::person(&sign_off.name).to_owned();
    let correct = sign_off
        .may_correct
        .then(|| links::correct_sign_off(sign_off.person, &sign_off.competency, sign_off.id));
    let record = sign_off.ledger_position;
    view! {
        <Title text=title.clone()/>
        <main id="main" class="page">
            <header class="page-head">
                <nav class="crumbs" aria-label=common::where_you_are()>
                    <a href="/">{common::home()}</a>
                    <a href=links::person(sign_off.person)>{name.clone()}</a>
                </nav>
                <h1 tabindex="-1">{title}</h1>
                <p class="lede">{name.clone()}</p>
                <div class="actions">
                    <button class="btn btn-primary" type="button" on:click=|_| print()>{signing::print()}</button>
                    {correct.map(|href| view! { <a class="btn" href=href>{signing::correct()}</a> })}
                </div>
            </header>
            <Chain sign_off=sign_off.clone()/>
            <section class="block">
                <h2>{signing::finding()}</h2>
                <Facts sign_off=sign_off.clone() name=name/>
            </section>
            {(!sign_off.rests_on.is_empty()).then(|| view! {
                <section class="block">
                    <h2>{signing::rests_on()}</h2>
                    <ul class="rows">
                        {sign_off.rests_on.into_iter().map(|piece| view! { <Rested piece=piece/> }).collect_view()}
                    </ul>
                </section>
            })}
            <SignatureBlock signature=sign_off.signature record=record/>
        </main>
    }
}

/// What it corrects, and what corrected it.
#[component]
fn Chain(sign_off: SignOff) -> impl IntoView {
    view! {
        {sign_off.superseded_by.map(|(id, at)| view! {
            <Notice kind=NoticeKind::Warn title=signing::superseded_notice(&dates::moment(at))>
                <p><a href=links::sign_off(id)>{signing::see_correction()}</a></p>
            </Notice>
        })}
        {sign_off.supersedes.map(|(id, at)| view! {
            <Notice kind=NoticeKind::Info title=signing::supersedes_notice(&dates::moment(at))>
                <p><a href=links::sign_off(id)>{signing::see_earlier()}</a></p>
            </Notice>
        })}
    }
}

#[component]
fn Facts(sign_off: SignOff, name: String) -> impl IntoView {
    let (kind, found) = match &sign_off.level {
        Some(level) => (StatusKind::Met, signing::found_met(level)),
        None => (StatusKind::Missed, signing::not_met().to_owned()),
    };
    let state = match sign_off.superseded_by {
        Some(_) => signing::superseded(),
        None => signing::in_force(),
    };
    let framework = signing::framework_version(&sign_off.framework, sign_off.framework_version);
    let reason = sign_off.reason.filter(|reason| !reason.is_empty());
    view! {
        <dl class="facts">
            <div><dt>{signing::person()}</dt><dd>{name}</dd></div>
            <div><dt>{signing::competency()}</dt><dd>{sign_off.title}</dd></div>
            <div><dt>{signing::framework()}</dt><dd>{framework}</dd></div>
            <div><dt>{signing::finding()}</dt><dd><StatusBadge kind=kind word=found/></dd></div>
            <div><dt>{signing::stands()}</dt><dd>{state}</dd></div>
            {reason.map(|reason| view! { <div><dt>{signing::reason()}</dt><dd>{reason}</dd></div> })}
        </dl>
    }
}

#[component]
fn Rested(piece: Piece) -> impl IntoView {
    let detail = format!(
        "{}, {}",
        standing::evidence_kind(piece.kind),
        dates::moment(piece.at)
    );
    let title = match links::evidence(piece.kind, piece.source) {
        Some(href) => view! { <a href=href>{piece.title}</a> }.into_any(),
        None => view! { <b>{piece.title}</b> }.into_any(),
    };
    view! {
        <li class="row">
            <span class="row-main">{title}<span class="muted">{detail}</span></span>
            {piece.is_void.then(|| view! {
                <span class="row-side"><StatusBadge kind=StatusKind::NotAssessed word=signing::counts_no_longer()/></span>
            })}
        </li>
    }
}

//! A document or prior learning that was accepted or refused.

use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_params_map;
use uuid::Uuid;

use super::loading::loaded;
use super::sign_off_form::kit::{SignatureBlock, print};
use crate::api::signing::{Acceptance, read_acceptance};
use crate::components::notice::{Notice, NoticeKind};
use crate::components::status::{StatusBadge, StatusKind};
use crate::error::AppError;
use crate::links;
use crate::words::{common, dates, signing, standing};

/// A document or prior learning that was accepted or refused.
#[component]
pub fn AcceptancePage() -> impl IntoView {
    let params = use_params_map();
    let id = move || {
        params
            .with(|params| params.get("id"))
            .and_then(|id| Uuid::parse_str(&id).ok())
    };
    let data = Resource::new(id, |id| async move {
        match id {
            Some(id) => read_acceptance(id).await,
            None => Err(AppError::NotFound),
        }
    });
    loaded(data, |acceptance| view! { <Content acceptance=acceptance/> })
}

#[component]
fn Content(acceptance: Acceptance) -> impl IntoView {
    let row = acceptance.row;
    let shown = |text: &str| match text.is_empty() {
        true => signing::erased().to_owned(),
        false => text.to_owned(),
    };
    let name = common::person(&acceptance.name).to_owned();
    let heading = match row.title.is_empty() {
        true => standing::evidence_kind(row.kind).to_owned(),
        false => row.title.clone(),
    };
    let (kind, verdict) = match row.accepted {
        true => (StatusKind::Met, signing::accepted()),
        false => (StatusKind::Missed, signing::refused()),
    };
    let record = acceptance.ledger_position;
    view! {
        <Title text=heading.clone()/>
        <main id="main" class="page">
            <header class="page-head">
                <nav class="crumbs" aria-label=common::where_you_are()>
                    <a href="/">{common::home()}</a>
                    <a href=links::person(acceptance.person)>{name.clone()}</a>
                </nav>
                <h1 tabindex="-1">{heading}</h1>
                <p class="lede">{name.clone()}</p>
                <div class="actions">
                    <button class="btn btn-primary" type="button" on:click=|_| print()>{signing::print()}</button>
                </div>
            </header>
            <section class="block">
                <h2>{standing::evidence_kind(row.kind)}</h2>
                <dl class="facts">
                    <div><dt>{signing::person()}</dt><dd>{name}</dd></div>
                    <div><dt>{signing::document_title()}</dt><dd>{shown(&row.title)}</dd></div>
                    <div><dt>{signing::issuer()}</dt><dd>{shown(&row.issuer)}</dd></div>
                    <div><dt>{signing::shown_on()}</dt><dd>{dates::date(row.shown_on)}</dd></div>
                    <div><dt>{signing::for_competency()}</dt><dd>{row.competency}</dd></div>
                    <div><dt>{signing::verdict()}</dt><dd><StatusBadge kind=kind word=verdict/></dd></div>
                    <div><dt>{signing::recorded_at()}</dt><dd>{dates::moment(row.recorded_at)}</dd></div>
                </dl>
            </section>
            {match acceptance.signature {
                Some(signature) => view! { <SignatureBlock signature=signature record=record/> }.into_any(),
                None => view! {
                    <Notice kind=NoticeKind::Info title=signing::without_signature()>
                        {record.map(|record| view! { <p>{signing::ledger_position(record)}</p> })}
                    </Notice>
                }.into_any(),
            }}
        </main>
    }
}

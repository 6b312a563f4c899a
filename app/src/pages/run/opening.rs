//! How a run begins: what waits is sent first, a run opened on this device is taken up, another begins.

use leptos::prelude::*;
use uuid::Uuid;

use super::Stage;
use crate::api::attempts::{Kind, Ticket, start};
use crate::api::modules::read_module;
use crate::components::notice::{Notice, NoticeKind};
use crate::error::{AppError, Refusal};
use crate::links;
use crate::running::{KeptRun, Outbox, Session, forget_opened, keep_opened, kept, opened, take_handed_over};
use crate::words::{errors, learning};

/// Asks for a ticket and takes it up.
pub(super) async fn open(
    slug: String,
    kind: Kind,
    outbox: Outbox,
    session: StoredValue<Option<Session>>,
    stage: RwSignal<Stage>,
) {
    outbox.flushed().await;
    if let Some(ticket) = take_handed_over(&slug, kind) {
        take_up(ticket, session, stage);
        return;
    }
    if let Some(attempt) = opened(&slug, kind) {
        match start(attempt, slug.clone(), kind, None).await {
            Ok(ticket) => return take_up(ticket, session, stage),
            Err(AppError::Refused(Refusal::Closed) | AppError::NotFound) => forget_opened(&slug, kind),
            Err(error) => return stage.set(Stage::Failed(error)),
        }
    }
    match kind {
        Kind::Practice => open_anew(slug, kind, session, stage).await,
        Kind::Graded => look_elsewhere(slug, session, stage).await,
    }
}

/// A run that is open on another device is not ended without asking.
async fn look_elsewhere(slug: String, session: StoredValue<Option<Session>>, stage: RwSignal<Stage>) {
    match read_module(slug.clone()).await {
        Ok(module) if module.allowance.open.is_some() => stage.set(Stage::Elsewhere),
        Ok(_) => open_anew(slug, Kind::Graded, session, stage).await,
        Err(error) => stage.set(Stage::Failed(error)),
    }
}

/// Begins a run under an id of its own, stored before it is sent.
pub(super) async fn open_anew(
    slug: String,
    kind: Kind,
    session: StoredValue<Option<Session>>,
    stage: RwSignal<Stage>,
) {
    let attempt = Uuid::now_v7();
    keep_opened(&slug, kind, attempt);
    match start(attempt, slug.clone(), kind, None).await {
        Ok(ticket) => take_up(ticket, session, stage),
        Err(error) => {
            if matches!(error, AppError::Refused(_) | AppError::NotFound) {
                forget_opened(&slug, kind);
            }
            stage.set(Stage::Failed(error));
        }
    }
}

/// A run whose log lies on this device goes on; any other begins.
fn take_up(ticket: Ticket, session: StoredValue<Option<Session>>, stage: RwSignal<Stage>) {
    let on_device = kept().into_iter().find(|run| run.attempt == ticket.attempt);
    let Some(run) = on_device.and_then(KeptRun::read) else {
        stage.set(Stage::Ready(Box::new(ticket)));
        return;
    };
    if run.over {
        stage.set(Stage::Over(run.attempt));
        return;
    }
    match run.resume(ticket) {
        Ok(resumed) => {
            session.set_value(Some(resumed));
            stage.set(Stage::Playing);
        }
        Err(_) => stage.set(Stage::Failed(AppError::Refused(Refusal::OtherVersion))),
    }
}

/// While the ticket is on its way.
#[component]
pub(super) fn Opening(word: &'static str) -> impl IntoView {
    view! {
        <main id="main" class="page" aria-busy="true">
            <h1 tabindex="-1">{word}</h1>
            <p role="status">{learning::loading_simulator()}</p>
            <noscript><p>{learning::needs_wasm()}</p></noscript>
            <div class="skeleton skeleton-block" aria-hidden="true"></div>
        </main>
    }
}

/// There is no run, and why.
#[component]
pub(super) fn Failed(error: AppError, slug: String) -> impl IntoView {
    view! {
        <main id="main" class="page">
            <h1 tabindex="-1">{learning::start_failed()}</h1>
            <Notice kind=NoticeKind::Bad title=errors::sentence(&error)>
                <p><a class="btn btn-primary" href=links::module(&slug)>{learning::back_to_module()}</a></p>
            </Notice>
        </main>
    }
}

/// A graded run is open on another device.
#[component]
pub(super) fn Elsewhere(slug: String, on_begin: impl Fn() + 'static) -> impl IntoView {
    view! {
        <main id="main" class="page">
            <h1 tabindex="-1">{learning::elsewhere_title()}</h1>
            <p class="lede">{learning::elsewhere_text()}</p>
            <div class="actions">
                <a class="btn btn-primary" href=links::module(&slug)>{learning::back_to_module()}</a>
                <button class="btn" type="button" on:click=move |_| on_begin()>{learning::begin_here()}</button>
            </div>
        </main>
    }
}

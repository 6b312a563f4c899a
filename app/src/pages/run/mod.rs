//! Playing a module: practice with hints, or for a grade.

mod bar;
mod outcome;
mod play;
mod story;

use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_meta::Title;
use leptos_router::hooks::use_params_map;
use uuid::Uuid;

use crate::api::attempts::{Kind, Receipt, Ticket, start};
use crate::components::notice::{Notice, NoticeKind};
use crate::error::AppError;
use crate::frame::focus_heading;
use crate::links;
use crate::running::{Session, kept};
use crate::words::{errors, learning};

/// How far a run has come.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Stage {
    /// The server is asked for a ticket.
    Opening,
    /// There is no run.
    Failed(AppError),
    /// The learner reads the brief; the clock stands.
    Ready(Box<Ticket>),
    /// The clock runs.
    Playing,
    /// The run is over and on its way.
    Sending,
    /// The run is over and waits on this device.
    Waiting(AppError),
    /// On the record.
    Recorded(Box<Receipt>),
}

/// Which part of the page is shown: the three stages after the end are one part, so that going from one to the
/// next does not begin it anew.
#[derive(Clone, PartialEq)]
enum Part {
    Opening,
    Failed(AppError),
    Ready(Box<Ticket>),
    Playing,
    Over,
}

impl Part {
    fn of(stage: &Stage) -> Self {
        match stage {
            Stage::Opening => Self::Opening,
            Stage::Failed(error) => Self::Failed(error.clone()),
            Stage::Ready(ticket) => Self::Ready(ticket.clone()),
            Stage::Playing => Self::Playing,
            Stage::Sending | Stage::Waiting(_) | Stage::Recorded(_) => Self::Over,
        }
    }
}

/// Practice.
#[component]
pub fn PractisePage() -> impl IntoView {
    view! { <RunPage kind=Kind::Practice/> }
}

/// A graded run.
#[component]
pub fn GradedRunPage() -> impl IntoView {
    view! { <RunPage kind=Kind::Graded/> }
}

#[component]
fn RunPage(kind: Kind) -> impl IntoView {
    let params = use_params_map();
    let slug = params
        .with_untracked(|params| params.get("slug"))
        .unwrap_or_default();
    let stage = RwSignal::new(Stage::Opening);
    let session = StoredValue::new(None::<Session>);
    Effect::new({
        let slug = slug.clone();
        move |_| {
            let slug = slug.clone();
            spawn_local(async move {
                match start(Uuid::now_v7(), slug, kind).await {
                    Ok(ticket) => take_up(ticket, session, stage),
                    Err(error) => stage.set(Stage::Failed(error)),
                }
            });
        }
    });
    let part = Memo::new(move |_| stage.with(Part::of));
    Effect::new(move |before: Option<()>| {
        stage.track();
        if before.is_some() {
            focus_heading();
        }
    });
    let word = match kind {
        Kind::Practice => learning::practice(),
        Kind::Graded => learning::graded_run(),
    };
    view! {
        <Title text=word/>
        {move || {
            let slug = slug.clone();
            match part.get() {
                Part::Opening => view! { <Opening word=word/> }.into_any(),
                Part::Failed(error) => view! { <Failed error=error slug=slug/> }.into_any(),
                Part::Ready(ticket) => view! { <story::BeforeStart ticket=*ticket session=session stage=stage/> }.into_any(),
                Part::Playing => view! { <play::Play kind=kind session=session stage=stage/> }.into_any(),
                Part::Over => view! { <outcome::Outcome slug=slug session=session stage=stage/> }.into_any(),
            }
        }}
    }
}

/// A run whose log lies on this device goes on; any other begins.
fn take_up(ticket: Ticket, session: StoredValue<Option<Session>>, stage: RwSignal<Stage>) {
    let Some(run) = kept().into_iter().find(|run| run.attempt == ticket.attempt) else {
        stage.set(Stage::Ready(Box::new(ticket)));
        return;
    };
    match run.resume(ticket) {
        Ok(resumed) => {
            session.set_value(Some(resumed));
            stage.set(if run.over { Stage::Sending } else { Stage::Playing });
        }
        Err(_) => stage.set(Stage::Failed(AppError::Unavailable)),
    }
}

#[component]
fn Opening(word: &'static str) -> impl IntoView {
    view! {
        <main id="main" class="page" aria-busy="true">
            <h1 tabindex="-1">{word}</h1>
            <p role="status">{learning::loading_simulator()}</p>
            <noscript><p>{learning::needs_wasm()}</p></noscript>
            <div class="skeleton skeleton-block" aria-hidden="true"></div>
        </main>
    }
}

#[component]
fn Failed(error: AppError, slug: String) -> impl IntoView {
    view! {
        <main id="main" class="page">
            <h1 tabindex="-1">{learning::start_failed()}</h1>
            <Notice kind=NoticeKind::Bad title=errors::sentence(&error)>
                <p><a class="btn btn-primary" href=links::module(&slug)>{learning::back_to_module()}</a></p>
            </Notice>
        </main>
    }
}

//! Playing a module: practice with hints, or for a grade.

mod bar;
mod coach;
mod golden_run;
#[cfg(all(test, feature = "ssr"))]
mod keyboard;
mod opening;
mod outcome;
mod play;
mod preview;
mod story;
mod supervised;

pub use preview::PreviewPage;
pub use supervised::SupervisedRunPage;

use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_meta::Title;
use leptos_router::hooks::use_params_map;
use uuid::Uuid;

use crate::api::attempts::{Kind, Ticket};
use crate::error::AppError;
use crate::frame::focus_heading;
use crate::running::{Outbox, Session, forget_opened};
use crate::words::learning;

/// How far a run has come.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Stage {
    /// The server is asked for a ticket.
    Opening,
    /// There is no run.
    Failed(AppError),
    /// A graded run is open on another device; beginning here ends it.
    Elsewhere,
    /// The learner reads the brief; the clock stands.
    Ready(Box<Ticket>),
    /// The clock runs.
    Playing,
    /// The run is over.
    Over(Uuid),
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
    let outbox: Outbox = expect_context();
    let stage = RwSignal::new(Stage::Opening);
    let session = StoredValue::new(None::<Session>);
    Effect::new({
        let slug = slug.clone();
        move |_| spawn_local(opening::open(slug.clone(), kind, outbox, session, stage))
    });
    // Whoever leaves a practice begins another. A page that is reloaded is not left, and its run goes on.
    Effect::new({
        let slug = slug.clone();
        move |_| {
            let left = slug.clone();
            on_cleanup(move || {
                if kind == Kind::Practice {
                    forget_opened(&left, kind);
                }
            });
        }
    });
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
            match stage.get() {
                Stage::Opening => view! { <opening::Opening word=word/> }.into_any(),
                Stage::Failed(error) => view! { <opening::Failed error=error slug=slug/> }.into_any(),
                Stage::Elsewhere => {
                    let anew = slug.clone();
                    let begin = move || spawn_local(opening::open_anew(anew.clone(), kind, session, stage));
                    view! { <opening::Elsewhere slug=slug on_begin=begin/> }.into_any()
                }
                Stage::Ready(ticket) => {
                    view! { <story::BeforeStart ticket=*ticket session=session stage=stage/> }.into_any()
                }
                Stage::Playing => view! {
                    <play::Play kind=kind session=session stage=stage keeping=play::Keeping::Run/>
                }.into_any(),
                Stage::Over(attempt) => view! { <outcome::Outcome slug=slug kind=kind attempt=attempt/> }.into_any(),
            }
        }}
    }
}

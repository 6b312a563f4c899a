//! A run of a draft: played like a practice, recorded nowhere.

use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_meta::Title;
use leptos_router::hooks::{use_params_map, use_query_map};
use training::grade::{LiveState, live};
use uuid::Uuid;

use super::Stage;
use super::golden_run::{AddRun, Played};
use super::opening::Opening;
use super::play::{Keeping, Play};
use super::story::BeforeStart;
use crate::api::attempts::{Kind, Ticket};
use crate::api::drafts::preview_draft;
use crate::components::notice::{Notice, NoticeKind};
use crate::components::status::{StatusBadge, StatusKind};
use crate::error::AppError;
use crate::frame::focus_heading;
use crate::links;
use crate::running::Session;
use crate::words::{errors, studio};

/// Plays what is saved of a draft; the address may name the variant.
#[component]
pub fn PreviewPage() -> impl IntoView {
    let params = use_params_map();
    let query = use_query_map();
    let draft = params
        .with_untracked(|params| params.get("id").and_then(|id| Uuid::parse_str(&id).ok()))
        .unwrap_or_default();
    let first = query
        .with_untracked(|query| query.get("seed").and_then(|seed| seed.parse::<u64>().ok()))
        .unwrap_or(1);
    let seed = RwSignal::new(first);
    let stage = RwSignal::new(Stage::Opening);
    let session = StoredValue::new(None::<Session>);
    let open = move || {
        stage.set(Stage::Opening);
        spawn_local(async move {
            let stage_now = match preview_draft(draft, seed.get_untracked()).await {
                Ok(preview) => Stage::Ready(Box::new(Ticket {
                    attempt: Uuid::nil(),
                    kind: Kind::Practice,
                    script: preview.script,
                    rehearsal: Some(preview.rehearsal),
                    token: String::new(),
                    timing_percent: 100,
                    supervised_by: None,
                })),
                Err(error) => Stage::Failed(error),
            };
            let _ = stage.try_set(stage_now);
        });
    };
    Effect::new(move |_| open());
    Effect::new(move |before: Option<()>| {
        stage.track();
        if before.is_some() {
            focus_heading();
        }
    });
    view! {
        <Title text=studio::preview()/>
        {move || match stage.get() {
            Stage::Opening | Stage::Elsewhere => view! { <Opening word=studio::preview()/> }.into_any(),
            Stage::Failed(error) => view! { <Failed error=error draft=draft/> }.into_any(),
            Stage::Ready(ticket) => view! { <BeforeStart ticket=*ticket session=session stage=stage/> }.into_any(),
            Stage::Playing => view! {
                <Play kind=Kind::Practice session=session stage=stage keeping=Keeping::Nothing/>
            }.into_any(),
            Stage::Over(_) => view! { <Over draft=draft seed=seed session=session again=Callback::new(move |()| open())/> }.into_any(),
        }}
    }
}

#[component]
fn Failed(error: AppError, draft: Uuid) -> impl IntoView {
    let told = match &error {
        AppError::Invalid { .. } => studio::preview_broken().to_owned(),
        error => errors::sentence(error),
    };
    view! {
        <main id="main" class="page">
            <h1 tabindex="-1">{studio::preview()}</h1>
            <Notice kind=NoticeKind::Bad title=told>
                <p><a class="btn btn-primary" href=links::draft(draft)>{studio::preview_back()}</a></p>
            </Notice>
        </main>
    }
}

/// What the run came to, by the criteria of the draft.
#[component]
fn Over(
    draft: Uuid,
    seed: RwSignal<u64>,
    session: StoredValue<Option<Session>>,
    again: Callback<()>,
) -> impl IntoView {
    let criteria = session.with_value(|session| {
        let session = session.as_ref()?;
        let rehearsal = session.ticket().rehearsal.as_ref()?;
        let states = live(&rehearsal.criteria, session.player());
        let of = |id: &str| states.iter().find(|one| one.id == id).map(|one| one.state);
        let rows: Vec<(String, Option<LiveState>)> = rehearsal
            .criteria
            .iter()
            .map(|criterion| (criterion.label.clone(), of(&criterion.id)))
            .collect();
        let misses = rehearsal
            .criteria
            .iter()
            .filter(|criterion| of(&criterion.id) == Some(LiveState::Missed))
            .map(|criterion| criterion.id.clone());
        let script = &session.ticket().script;
        let played = Played {
            seed: script.seed,
            misses: misses.collect(),
            steps: training::golden::recorded(script, &session.log()),
        };
        Some((rows, played))
    });
    let (rows, played) = criteria.unzip();
    let other = move || {
        seed.update(|seed| *seed += 1);
        again.run(());
    };
    view! {
        <main id="main" class="page">
            <header class="page-head">
                <h1 tabindex="-1">{studio::preview_over()}</h1>
                <p class="lede">{studio::preview_lede()}</p>
                <p class="muted">{studio::preview_seed(seed.get_untracked())}</p>
            </header>
            <ul class="remarks">
                {rows.unwrap_or_default().into_iter().map(|(label, state)| {
                    let (kind, word) = match state {
                        Some(LiveState::Met) => (StatusKind::Met, studio::criterion_met()),
                        Some(LiveState::Missed) => (StatusKind::Missed, studio::criterion_missed()),
                        Some(LiveState::Pending) | None => (StatusKind::Never, studio::criterion_open()),
                    };
                    view! { <li><StatusBadge kind=kind word=word.to_owned()/>" "{label}</li> }
                }).collect_view()}
            </ul>
            <p class="actions">
                <button class="btn btn-primary" type="button" on:click=move |_| again.run(())>{studio::preview_again()}</button>
                <button class="btn" type="button" on:click=move |_| other()>{studio::preview_other()}</button>
                <a class="btn" href=links::draft(draft)>{studio::preview_back()}</a>
            </p>
            {played.map(|played| view! { <AddRun draft=draft played=played/> })}
        </main>
    }
}

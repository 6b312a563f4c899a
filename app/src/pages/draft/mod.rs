//! A draft: its text, what the compiler and the golden runs say of it, and what colleagues say.

mod comments;
mod editor;
mod history;
mod kept;
mod outline;
mod remarks;
mod review;
mod runs;
mod writing;

use std::time::Duration;

use leptos::html::Textarea;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_meta::Title;
use leptos_router::hooks::use_params_map;
use uuid::Uuid;

use self::comments::{Comments, at, name_of};
use self::editor::Editor;
use self::history::History;
use self::outline::Outline;
use self::remarks::Remarks;
use self::review::Review;
use self::runs::Runs;
use self::writing::{Again, Saving, Writing};
use super::loading::loaded;
use super::studio::{StateBadge, title_of};
use crate::api::drafts::{Draft, Look, look_at, read_draft, tidy};
use crate::components::notice::{Notice, NoticeKind};
use crate::error::AppError;
use crate::links;
use crate::words::{errors, studio};

/// Time without a keystroke before a text is looked at.
const PAUSE: Duration = Duration::from_millis(500);

/// One draft.
#[component]
pub fn DraftPage() -> impl IntoView {
    let params = use_params_map();
    let id = move || params.with(|params| params.get("id").and_then(|id| Uuid::parse_str(&id).ok()));
    let data = Resource::new(id, |id| async move {
        match id {
            Some(id) => read_draft(id).await,
            None => Err(AppError::NotFound),
        }
    });
    view! { {loaded(data, |draft| view! { <Content first=draft/> })} }
}

#[component]
fn Content(first: Draft) -> impl IntoView {
    let id = first.row.id;
    let open = first.hurdle != Some(crate::api::drafts::Hurdle::Closed);
    let has_base = first.row.base.is_some();
    let writing = Writing::new(id, first.row.revision, first.source.clone());
    let look = RwSignal::new(None::<Look>);
    let area: NodeRef<Textarea> = NodeRef::new();
    let draft = RwSignal::new(first);
    let refresh = Callback::new(move |()| {
        spawn_local(async move {
            if let Ok(now) = read_draft(id).await {
                let _ = draft.try_set(now);
            }
        });
    });
    if open {
        Effect::new(move |before: Option<()>| {
            if before.is_none() {
                writing.take_up();
            }
        });
        // What is saved changes state and history.
        Effect::new(move |before: Option<u32>| {
            let now = writing.revision.get();
            if before.is_some_and(|before| before != now) {
                refresh.run(());
            }
            now
        });
        let back = window_event_listener_untyped("online", move |_| {
            if matches!(writing.saving.try_get_untracked(), Some(Saving::Failed(..))) {
                writing.send();
            }
        });
        on_cleanup(move || back.remove());
    }
    let unread = follow_text(writing, look);
    let title = move || draft.with(|draft| title_of(&draft.row));
    let remarks = Signal::derive(move || {
        look.with(|look| look.as_ref().map(|look| look.remarks.clone()).unwrap_or_default())
    });
    view! {
        <Title text=title/>
        <main id="main" class="page page-wide">
            <nav class="crumbs" aria-label=studio::title()><a href=links::STUDIO>{studio::title()}</a></nav>
            <header class="page-head">
                <h1 tabindex="-1">{title}</h1>
                <p><StateBadge state=Signal::derive(move || draft.with(|draft| draft.row.state))/></p>
            </header>
            <div class="toolbar studio-bar">
                <a class="btn btn-primary" href=links::draft_play(id) target="_blank" title=studio::play_hint()>{studio::play()}</a>
                {open.then(|| view! { <Tidy writing=writing/> })}
                <p id="draft-saving" class="muted" role="status">{move || saving_words(&writing.saving.get())}</p>
            </div>
            {move || writing.taken_up.get().then(|| view! { <Notice kind=NoticeKind::Info title=studio::taken_up()/> })}
            {move || match writing.saving.get() {
                Saving::Overtaken(overtaken) => Some(view! { <Decide writing=writing overtaken=*overtaken/> }),
                _ => None,
            }}
            <div class="studio">
                <div class="studio-text">
                    <p class="muted">{studio::text_hint()}</p>
                    <Editor writing=writing remarks=remarks area=area open=open/>
                </div>
                <div class="studio-side">
                    <Remarks writing=writing look=look unread=unread area=area open=open/>
                    <Runs writing=writing look=look/>
                    <Outline look=look area=area/>
                    <Review draft=draft.into() writing=writing refresh=refresh/>
                    <Comments draft=id comments=Signal::derive(move || draft.with(|draft| draft.comments.clone()))
                        look=look area=area open=open refresh=refresh/>
                    <History draft=id writing=writing has_base=has_base open=open
                        revisions=Signal::derive(move || draft.with(|draft| draft.revisions.clone()))/>
                </div>
            </div>
        </main>
    }
}

/// Has the text looked at whenever its author pauses; gives why it could not be. An answer that comes late is not
/// shown.
fn follow_text(writing: Writing, look: RwSignal<Option<Look>>) -> RwSignal<Option<AppError>> {
    let unread = RwSignal::new(None::<AppError>);
    let asked = StoredValue::new(0_u64);
    Effect::new(move |before: Option<()>| {
        let text = writing.text.get();
        asked.update_value(|asked| *asked += 1);
        let number = asked.get_value();
        let ask = move || {
            if asked.try_get_value() != Some(number) {
                return;
            }
            let text = text.clone();
            spawn_local(async move {
                let answer = look_at(text).await;
                if asked.try_get_value() != Some(number) {
                    return;
                }
                match answer {
                    Ok(found) => {
                        unread.set(None);
                        look.set(Some(found));
                    }
                    Err(error) => unread.set(Some(error)),
                }
            });
        };
        match before {
            None => ask(),
            Some(()) => set_timeout(ask, PAUSE),
        }
    });
    unread
}

fn saving_words(saving: &Saving) -> String {
    match saving {
        Saving::Saved => studio::all_saved().to_owned(),
        Saving::Waiting => studio::not_yet_saved().to_owned(),
        Saving::Sending => studio::saving().to_owned(),
        Saving::Failed(error, Again::Soon) => studio::not_saved_yet(&errors::sentence(error)),
        Saving::Failed(error, Again::No) => studio::not_saved(&errors::sentence(error)),
        Saving::Overtaken(_) => studio::not_yet_saved().to_owned(),
    }
}

/// Writes the text in its canonical layout.
#[component]
fn Tidy(writing: Writing) -> impl IntoView {
    let tidied = Action::new(|text: &String| {
        let text = text.clone();
        async move { tidy(text.clone()).await.map(|tidied| (text, tidied)) }
    });
    Effect::new(move |_| {
        // What was typed meanwhile is not overwritten.
        if let Some(Ok((before, Some(after)))) = tidied.value().get()
            && writing.text.get_untracked() == before
            && before != after
        {
            writing.change(after);
        }
    });
    view! {
        <button class="btn" type="button" on:click=move |_| { tidied.dispatch(writing.text.get_untracked()); }>
            {studio::tidy()}
        </button>
        <span class="muted" role="status">
            {move || tidied.value().get().map(|outcome| match outcome {
                Ok((_, Some(_))) => studio::tidied().to_owned(),
                Ok((_, None)) => studio::not_tidied().to_owned(),
                Err(error) => errors::sentence(&error),
            })}
        </span>
    }
}

/// Somebody saved meanwhile: what to go on with.
#[component]
fn Decide(writing: Writing, overtaken: crate::api::drafts::Overtaken) -> impl IntoView {
    let told = studio::overtaken(&name_of(&overtaken.saved), &at(&overtaken.saved));
    let (joined, fits) = (overtaken.joined.clone(), overtaken.joined.is_some());
    let theirs = StoredValue::new(overtaken);
    view! {
        <Notice kind=NoticeKind::Warn title=told>
            <p>{if fits { studio::overtaken_fits() } else { studio::overtaken_clashes() }}</p>
            <p class="actions">
                {joined.map(|joined| view! {
                    <button class="btn btn-primary" type="button"
                        on:click=move |_| theirs.with_value(|theirs| writing.go_on_with(theirs, joined.clone()))>
                        {studio::join()}
                    </button>
                })}
                <button class="btn" type="button" on:click=move |_| theirs.with_value(|theirs| {
                    writing.go_on_with(theirs, writing.text.get_untracked());
                })>{studio::keep_mine()}</button>
                <button class="btn" type="button"
                    on:click=move |_| theirs.with_value(|theirs| writing.go_on_with_theirs(theirs))>
                    {studio::take_theirs()}
                </button>
            </p>
        </Notice>
    }
}

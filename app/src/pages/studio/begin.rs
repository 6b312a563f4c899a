//! Beginning a draft.

use leptos::prelude::*;
use leptos_router::hooks::use_navigate;
use uuid::Uuid;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;

use crate::api::drafts::{Begin as With, PublishedRow, begin_draft};
use crate::components::field::{Field, values};
use crate::components::notice::{Notice, NoticeKind};
use crate::error::AppError;
use crate::links;
use crate::words::{errors, frameworks, studio};

/// The longest text that the records take, in bytes.
const MAX_BYTES: f64 = 1_000_000.0;

/// Asks for a draft and opens it. The id is made once for each thing one begins with, so that trying again after a lost
/// answer begins nothing twice.
fn beginning() -> Action<(Uuid, With), Result<Uuid, AppError>> {
    let navigate = use_navigate();
    let begin = Action::new(|(id, with): &(Uuid, With)| {
        let (id, with) = (*id, with.clone());
        async move { begin_draft(id, with).await }
    });
    Effect::new(move |_| {
        if let Some(Ok(draft)) = begin.value().get() {
            navigate(&links::draft(draft), Default::default());
        }
    });
    begin
}

/// The form that begins with a small scenario, or with a file.
#[component]
pub(super) fn Begin() -> impl IntoView {
    let begin = beginning();
    let id = StoredValue::new(Uuid::nil());
    let wrong = RwSignal::new(None::<String>);
    let start = move |with: With| {
        if begin.pending().get_untracked() {
            return;
        }
        if id.get_value().is_nil() {
            id.set_value(Uuid::now_v7());
        }
        begin.dispatch((id.get_value(), with));
    };
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let title = values(&event)("title").trim().to_owned();
        wrong.set(title.is_empty().then(|| studio::title_needed().to_owned()));
        if !title.is_empty() {
            id.set_value(Uuid::nil());
            start(With::Blank(title));
        }
    };
    let read = move |event: leptos::ev::Event| {
        let input = event
            .target()
            .and_then(|target| target.dyn_into::<web_sys::HtmlInputElement>().ok());
        let Some(file) = input
            .and_then(|input| input.files())
            .and_then(|files| files.get(0))
        else {
            return;
        };
        if MAX_BYTES < file.size() {
            wrong.set(Some(frameworks::file_too_long().to_owned()));
            return;
        }
        leptos::task::spawn_local(async move {
            let text = JsFuture::from(file.text()).await.ok();
            match text.and_then(|text| text.as_string()) {
                Some(text) => {
                    id.set_value(Uuid::nil());
                    start(With::Text(text));
                }
                None => wrong.set(Some(frameworks::file_unreadable().to_owned())),
            }
        });
    };
    view! {
        <section class="block">
            <h2>{studio::begin()}</h2>
            <form class="stack" method="post" on:submit=submit>
                <Field name="title" label=studio::new_title() hint=studio::new_title_hint() error=wrong/>
                <p class="actions">
                    <button class="btn btn-primary" type="submit"
                        aria-disabled=move || begin.pending().get().then_some("true")>
                        {move || if begin.pending().get() { studio::beginning() } else { studio::begin_blank() }}
                    </button>
                </p>
            </form>
            <div class="field begin-file">
                <label for="scenario-file">{studio::from_file()}</label>
                <p class="hint" id="scenario-file-hint">{studio::from_file_hint()}</p>
                <input id="scenario-file" type="file" accept=".yaml,.yml,text/plain,application/yaml"
                    aria-describedby="scenario-file-hint" on:change=read/>
            </div>
            {move || begin.value().get().and_then(Result::err).map(|error| view! {
                <Notice kind=NoticeKind::Bad title=errors::sentence(&error)/>
            })}
        </section>
    }
}

/// The next version of a published scenario, or a copy of it.
#[component]
pub(super) fn FromPublished(row: PublishedRow) -> impl IntoView {
    let begin = beginning();
    let next = StoredValue::new((Uuid::now_v7(), With::Version(row.slug.clone())));
    let copy = StoredValue::new((
        Uuid::now_v7(),
        With::Copy {
            slug: row.slug,
            title: studio::copy_of(&row.title),
        },
    ));
    let start = move |with: StoredValue<(Uuid, With)>| {
        if !begin.pending().get_untracked() {
            begin.dispatch(with.get_value());
        }
    };
    view! {
        <span class="actions">
            <button class="btn" type="button" aria-label=studio::next_version_of(&row.title)
                on:click=move |_| start(next)>{studio::next_version()}</button>
            <button class="btn btn-quiet" type="button" aria-label=studio::copy_named(&row.title)
                on:click=move |_| start(copy)>{studio::copy()}</button>
        </span>
        {move || begin.value().get().and_then(Result::err).map(|error| view! {
            <Notice kind=NoticeKind::Bad title=errors::sentence(&error)/>
        })}
    }
}

//! Beginning a draft.

use leptos::prelude::*;
use leptos_router::hooks::use_navigate;
use uuid::Uuid;

use crate::api::drafts::{Begin as With, PublishedRow, begin_draft};
use crate::components::field::{Field, values};
use crate::components::notice::{Notice, NoticeKind};
use crate::components::text_file::TextFile;
use crate::error::AppError;
use crate::links;
use crate::words::{errors, studio};

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
    let last = StoredValue::new(None::<(Uuid, With)>);
    let wrong = RwSignal::new(None::<String>);
    let start = move |with: With| {
        if begin.pending().get_untracked() {
            return;
        }
        let again = last.get_value().filter(|(_, before)| *before == with);
        let what = again.unwrap_or_else(|| (Uuid::now_v7(), with));
        last.set_value(Some(what.clone()));
        begin.dispatch(what);
    };
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let title = values(&event)("title").trim().to_owned();
        wrong.set(title.is_empty().then(|| studio::title_needed().to_owned()));
        if !title.is_empty() {
            start(With::Blank(title));
        }
    };
    let unreadable = RwSignal::new(None::<&'static str>);
    let take = Callback::new(move |text: String| {
        unreadable.set(None);
        start(With::Text(text));
    });
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
            <div class="begin-file">
                <TextFile id="scenario-file" label=studio::from_file() hint=studio::from_file_hint() on_text=take
                    on_problem=Callback::new(move |text| unreadable.set(Some(text)))/>
            </div>
            {move || unreadable.get().map(|text| view! { <Notice kind=NoticeKind::Bad title=text/> })}
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

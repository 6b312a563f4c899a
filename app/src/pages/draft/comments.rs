//! What is said about a draft, each comment at its element.

use leptos::html::Textarea;
use leptos::prelude::*;
use uuid::Uuid;

use super::editor::go_to_line;
use crate::api::drafts::{Comment, Look, Moment, comment_on, settle_comment};
use crate::components::notice::{Notice, NoticeKind};
use crate::error::AppError;
use crate::words::{dates, errors, studio};

/// The comments, and the form for another.
#[component]
pub(super) fn Comments(
    draft: Uuid,
    comments: Signal<Vec<Comment>>,
    look: RwSignal<Option<Look>>,
    area: NodeRef<Textarea>,
    /// Whether the draft can still change.
    open: bool,
    /// Reads the draft again.
    refresh: Callback<()>,
) -> impl IntoView {
    view! {
        <section class="block">
            <h2>{studio::comments()}</h2>
            {move || comments.with(Vec::is_empty).then(|| view! { <p class="muted">{studio::no_comments()}</p> })}
            <ul class="remarks">
                {move || comments.get().into_iter().map(|comment| view! {
                    <One comment=comment look=look area=area open=open refresh=refresh/>
                }).collect_view()}
            </ul>
            {open.then(|| view! { <Form draft=draft look=look refresh=refresh/> })}
        </section>
    }
}

#[component]
fn One(
    comment: Comment,
    look: RwSignal<Option<Look>>,
    area: NodeRef<Textarea>,
    open: bool,
    refresh: Callback<()>,
) -> impl IntoView {
    let id = comment.id;
    let settle = Action::new(move |()| settle_comment(id));
    Effect::new(move |_| {
        if matches!(settle.value().get(), Some(Ok(()))) {
            refresh.run(());
        }
    });
    let path = comment.place.clone();
    let line = move || {
        look.with(|look| {
            let elements = &look.as_ref()?.elements;
            let element = elements.iter().find(|element| element.path() == path)?;
            Some(element.line)
        })
    };
    let about = match comment.place.as_str() {
        "" => studio::whole().to_owned(),
        place => place.to_owned(),
    };
    let settled = comment
        .settled
        .as_ref()
        .map(|moment| studio::settled_by(&name_of(moment), &at(moment)));
    let can_settle = open && comment.settled.is_none();
    view! {
        <li class:settled=comment.settled.is_some()>
            <p><b>{about}</b>" "<span class="muted">{studio::said_by(&name_of(&comment.made), &at(&comment.made))}</span></p>
            <p class="words">{comment.words}</p>
            {settled.map(|text| view! { <p class="muted">{text}</p> })}
            <p class="actions">
                {move || line().map(|line| view! {
                    <button class="btn btn-quiet" type="button" on:click=move |_| go_to_line(area, line)>
                        {studio::to_line(line)}
                    </button>
                })}
                {can_settle.then(|| view! {
                    <button class="btn btn-quiet" type="button" on:click=move |_| { settle.dispatch(()); }>
                        {studio::settle()}
                    </button>
                })}
            </p>
            {move || settle.value().get().and_then(Result::err).map(|error| view! {
                <Notice kind=NoticeKind::Bad title=errors::sentence(&error)/>
            })}
        </li>
    }
}

#[component]
fn Form(draft: Uuid, look: RwSignal<Option<Look>>, refresh: Callback<()>) -> impl IntoView {
    let place = RwSignal::new(String::new());
    let words = RwSignal::new(String::new());
    let missing = RwSignal::new(false);
    let id = StoredValue::new(Uuid::nil());
    let send = Action::new(move |(id, place, words): &(Uuid, String, String)| {
        let (id, place, words) = (*id, place.clone(), words.clone());
        async move { comment_on(id, draft, place, words).await }
    });
    Effect::new(move |_| {
        if matches!(send.value().get(), Some(Ok(()))) {
            words.set(String::new());
            id.set_value(Uuid::nil());
            refresh.run(());
        }
    });
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let text = words.get_untracked().trim().to_owned();
        missing.set(text.is_empty());
        if text.is_empty() || send.pending().get_untracked() {
            return;
        }
        if id.get_value().is_nil() {
            id.set_value(Uuid::now_v7());
        }
        send.dispatch((id.get_value(), place.get_untracked(), text));
    };
    let options = move || {
        look.with(|look| {
            let elements = look
                .as_ref()
                .map(|look| look.elements.as_slice())
                .unwrap_or_default();
            elements
                .iter()
                .map(crate::api::drafts::Element::path)
                .collect::<Vec<String>>()
        })
    };
    view! {
        <form class="stack" method="post" on:submit=submit>
            <div class="field">
                <label for="comment-place">{studio::comment_place()}</label>
                <select id="comment-place" on:change=move |event| place.set(event_target_value(&event))>
                    <option value="">{studio::whole()}</option>
                    {move || options().into_iter().map(|path| view! {
                        <option value=path.clone()>{path.clone()}</option>
                    }).collect_view()}
                </select>
            </div>
            <div class="field">
                <label for="comment-words">{studio::comment_words()}</label>
                <textarea id="comment-words" rows="3" prop:value=move || words.get()
                    aria-invalid=move || missing.get().then_some("true")
                    on:input=move |event| words.set(event_target_value(&event))></textarea>
            </div>
            {move || missing.get().then(|| view! { <Notice kind=NoticeKind::Bad title=studio::comment_needed()/> })}
            {move || send.value().get().and_then(Result::err).map(|error: AppError| view! {
                <Notice kind=NoticeKind::Bad title=errors::sentence(&error)/>
            })}
            <p class="actions"><button class="btn" type="submit">{studio::comment()}</button></p>
        </form>
    }
}

/// Who it was, or that nobody is named.
pub(super) fn name_of(moment: &Moment) -> String {
    match moment.by.as_str() {
        "" => studio::somebody().to_owned(),
        name => name.to_owned(),
    }
}

/// When it was.
pub(super) fn at(moment: &Moment) -> String {
    dates::moment(moment.at)
}

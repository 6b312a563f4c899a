//! Asking for a review, giving back, publishing, discarding.

use leptos::prelude::*;
use uuid::Uuid;

use super::comments::{at, name_of};
use super::writing::{Saving, Writing};
use crate::api::drafts::{
    Draft, Hurdle, Published, State, ask_review, discard_draft, give_back, publish_draft,
};
use crate::components::notice::{Notice, NoticeKind};
use crate::links;
use crate::words::{errors, studio};

/// What can be done with the draft as a whole.
#[component]
pub(super) fn Review(draft: Signal<Draft>, writing: Writing, refresh: Callback<()>) -> impl IntoView {
    let id = draft.with_untracked(|draft| draft.row.id);
    let published = RwSignal::new(None::<Published>);
    let publish = Action::new(move |revision: &u32| publish_draft(id, *revision));
    Effect::new(move |_| {
        if let Some(Ok(outcome)) = publish.value().get() {
            published.set(Some(outcome));
            refresh.run(());
        }
    });
    let title = move || draft.with(|draft| draft.row.title.clone());
    view! {
        <section class="block">
            <h2>{studio::review()}</h2>
            {move || draft.get().row.asked.map(|asked| view! {
                <p>{studio::asked_by(&name_of(&asked), &at(&asked))}</p>
            })}
            {move || {
                let draft = draft.get();
                match (draft.row.state, draft.hurdle) {
                    (State::Writing, _) => view! { <Ask id=id writing=writing refresh=refresh/> }.into_any(),
                    (State::InReview, hurdle) => view! {
                        {hurdle.filter(|hurdle| *hurdle != Hurdle::Closed).map(|hurdle| view! {
                            <p class="muted">{studio::hurdle(hurdle)}</p>
                        })}
                        {hurdle.is_none().then(|| view! {
                            <p class="muted">{studio::who_approves()}</p>
                            <p class="actions">
                                <button class="btn btn-primary" type="button"
                                    aria-disabled=move || publish.pending().get().then_some("true")
                                    on:click=move |_| if !publish.pending().get_untracked() {
                                        publish.dispatch(draft.row.revision);
                                    }>
                                    {move || if publish.pending().get() { studio::publishing() } else { studio::publish() }}
                                </button>
                            </p>
                        })}
                        <GiveBack id=id refresh=refresh/>
                    }.into_any(),
                    (State::Published, _) => view! {
                        <p>{studio::closed_published(draft.published_version.unwrap_or_default())}</p>
                        <p class="actions"><a class="btn" href=links::module(&draft.row.slug)>{studio::open_module()}</a></p>
                    }.into_any(),
                    (State::Discarded, _) => view! { <p>{studio::closed_discarded()}</p> }.into_any(),
                }
            }}
            {move || publish.value().get().and_then(Result::err).map(|error| view! {
                <Notice kind=NoticeKind::Bad title=errors::sentence(&error)/>
            })}
            {move || published.get().map(|outcome| told(&outcome, &title()))}
            {move || draft.with(|draft| draft.hurdle != Some(Hurdle::Closed)).then(|| view! { <Discard id=id refresh=refresh/> })}
        </section>
    }
}

fn told(outcome: &Published, title: &str) -> AnyView {
    let bad = |text: String| view! { <Notice kind=NoticeKind::Bad title=text/> }.into_any();
    match outcome {
        Published::Version { version, hash, .. } => {
            let short: String = hash.chars().take(8).collect();
            view! {
                <Notice kind=NoticeKind::Good title=studio::published_as(title, *version)>
                    <p>{studio::publish_hash(&short.to_uppercase())}</p>
                </Notice>
            }
            .into_any()
        }
        Published::Remarks(count) => bad(studio::publish_remarks(*count)),
        Published::Golden(count) => bad(studio::publish_golden(*count)),
        Published::NameTaken => bad(studio::publish_name_taken().to_owned()),
    }
}

#[component]
fn Ask(id: Uuid, writing: Writing, refresh: Callback<()>) -> impl IntoView {
    let ask = Action::new(move |revision: &u32| ask_review(id, *revision));
    Effect::new(move |_| {
        if matches!(ask.value().get(), Some(Ok(()))) {
            refresh.run(());
        }
    });
    let saved = move || writing.saving.with(|saving| *saving == Saving::Saved);
    view! {
        <p class="actions">
            <button class="btn btn-primary" type="button"
                aria-disabled=move || (!saved() || ask.pending().get()).then_some("true")
                on:click=move |_| if saved() && !ask.pending().get_untracked() {
                    ask.dispatch(writing.revision.get_untracked());
                }>
                {move || if ask.pending().get() { studio::asking_review() } else { studio::ask_review() }}
            </button>
        </p>
        {move || ask.value().get().and_then(Result::err).map(|error| view! {
            <Notice kind=NoticeKind::Bad title=errors::sentence(&error)/>
        })}
    }
}

#[component]
fn GiveBack(id: Uuid, refresh: Callback<()>) -> impl IntoView {
    let words = RwSignal::new(String::new());
    let missing = RwSignal::new(false);
    let back = Action::new(move |words: &String| give_back(id, words.clone()));
    Effect::new(move |_| {
        if matches!(back.value().get(), Some(Ok(()))) {
            refresh.run(());
        }
    });
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let text = words.get_untracked().trim().to_owned();
        missing.set(text.is_empty());
        if !text.is_empty() && !back.pending().get_untracked() {
            back.dispatch(text);
        }
    };
    view! {
        <form class="stack" method="post" on:submit=submit>
            <div class="field">
                <label for="give-back-words">{studio::give_back_words()}</label>
                <textarea id="give-back-words" rows="3" prop:value=move || words.get()
                    aria-invalid=move || missing.get().then_some("true")
                    on:input=move |event| words.set(event_target_value(&event))></textarea>
            </div>
            {move || missing.get().then(|| view! { <Notice kind=NoticeKind::Bad title=studio::comment_needed()/> })}
            <p class="actions"><button class="btn" type="submit">{studio::give_back()}</button></p>
            {move || back.value().get().and_then(Result::err).map(|error| view! {
                <Notice kind=NoticeKind::Bad title=errors::sentence(&error)/>
            })}
        </form>
    }
}

#[component]
fn Discard(id: Uuid, refresh: Callback<()>) -> impl IntoView {
    let discard = Action::new(move |()| discard_draft(id));
    Effect::new(move |_| {
        if matches!(discard.value().get(), Some(Ok(()))) {
            refresh.run(());
        }
    });
    view! {
        <p class="actions">
            <button class="btn btn-quiet" type="button" on:click=move |_| {
                if window().confirm_with_message(studio::discard_question()) == Ok(true) {
                    discard.dispatch(());
                }
            }>{studio::discard()}</button>
        </p>
        {move || discard.value().get().and_then(Result::err).map(|error| view! {
            <Notice kind=NoticeKind::Bad title=errors::sentence(&error)/>
        })}
    }
}

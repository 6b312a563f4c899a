//! At the end of a verdict's page: its void, its appeals, and what the visitor may do about it.

use leptos::prelude::*;
use uuid::Uuid;

use super::entry::AppealBody;
use crate::api::appeals::{Source, Verdict, Void, make_appeal, read_verdict, void_verdict};
use crate::components::notice::{Notice, NoticeKind};
use crate::components::signed::{SignForm, SignedLine, Signing, TextArea};
use crate::error::AppError;
use crate::words::{dates, errors, supervising};

/// Appeals and void of an attempt, sitting or observation. Nothing where there is nothing to say or do.
#[component]
pub(in crate::pages) fn Contest(
    /// The attempt, sitting or observation.
    source: Uuid,
    /// Counts up when the verdict becomes void, so that the page is read anew.
    changed: RwSignal<u32>,
) -> impl IntoView {
    let problem = RwSignal::new(None::<AppError>);
    let data = Resource::new(move || changed.get(), move |_| read_verdict(source));
    view! {
        <Transition fallback=|| ()>
            {move || Suspend::new(async move {
                data.await.ok().map(|verdict| view! { <Content verdict=verdict changed=changed problem=problem/> })
            })}
        </Transition>
    }
}

#[component]
fn Content(verdict: Verdict, changed: RwSignal<u32>, problem: RwSignal<Option<AppError>>) -> impl IntoView {
    let something =
        verdict.void.is_some() || !verdict.appeals.is_empty() || verdict.may_appeal || verdict.may_void;
    let source = verdict.source;
    something.then(|| {
        view! {
            <section class="block contest">
                <h2>{supervising::verdict_heading()}</h2>
                {move || problem.get().map(|error| view! {
                    <Notice kind=NoticeKind::Bad title=errors::sentence(&error)/>
                })}
                {verdict.void.map(|void| view! { <Voided void=void/> })}
                {verdict.appeals.into_iter().map(|appeal| view! {
                    <article class="case"><AppealBody appeal=appeal/></article>
                }).collect_view()}
                {verdict.may_appeal.then(|| view! { <AppealForm source=source.id changed=changed problem=problem/> })}
                {verdict.may_void.then(|| view! { <VoidForm source=source changed=changed/> })}
            </section>
        }
    })
}

#[component]
fn Voided(void: Void) -> impl IntoView {
    view! {
        <article class="case">
            <h3>{supervising::voided_heading()}", "{dates::moment(void.at)}</h3>
            <blockquote class="said">{void.reason}</blockquote>
            {void.signed.map(|signed| view! { <SignedLine signed=signed/> })}
        </article>
    }
}

/// The owner says what is wrong.
#[component]
fn AppealForm(source: Uuid, changed: RwSignal<u32>, problem: RwSignal<Option<AppError>>) -> impl IntoView {
    let statement = RwSignal::new(String::new());
    let id = StoredValue::new(None::<Uuid>);
    let send = Action::new(move |statement: &String| {
        let statement = statement.clone();
        // The same id again after a lost answer: an appeal is made once.
        let appeal = id.get_value().unwrap_or_else(Uuid::now_v7);
        id.set_value(Some(appeal));
        async move {
            match make_appeal(appeal, source, statement).await {
                Ok(()) => {
                    problem.set(None);
                    changed.update(|count| *count += 1);
                }
                Err(error) => problem.set(Some(error)),
            }
        }
    });
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if !send.pending().get_untracked() {
            send.dispatch(statement.get_untracked());
        }
    };
    view! {
        <details class="quiet">
            <summary>{supervising::appeal_this()}</summary>
            <form class="stack" method="post" on:submit=submit>
                <p class="muted">{supervising::appeal_text()}</p>
                <TextArea id="appeal-statement" label=supervising::appeal_statement() value=statement/>
                <button class="btn btn-primary" type="submit">{supervising::appeal_send()}</button>
            </form>
        </details>
    }
}

/// An assessor voids, with a signed reason.
#[component]
fn VoidForm(source: Source, changed: RwSignal<u32>) -> impl IntoView {
    let id = source.id;
    let void = Action::new(move |signing: &Signing| {
        let Signing {
            words,
            shown,
            password,
        } = signing.clone();
        async move {
            void_verdict(id, words, shown, password).await?;
            changed.update(|count| *count += 1);
            Ok::<(), AppError>(())
        }
    });
    let failure = move || void.value().get().and_then(Result::err);
    view! {
        <details class="quiet">
            <summary>{supervising::void_this()}</summary>
            <p class="muted">{supervising::void_explained()}</p>
            <SignForm id="void" label=supervising::void_reason() button=supervising::void_sign() pending=void.pending() failure=Signal::derive(failure)
                text=move |words| supervising::void_text(&source, words)
                on_sign=move |signing| { void.dispatch(signing); }/>
        </details>
    }
}

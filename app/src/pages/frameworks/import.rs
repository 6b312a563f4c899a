//! Importing a framework from one file: read on the device, looked at, then published.

use competency::Problem;
use leptos::prelude::*;

use super::preview::PreviewSection;
use crate::api::frameworks::{Checked, Preview, Published, preview_framework, publish_framework};
use crate::components::notice::{Notice, NoticeKind};
use crate::components::text_file::TextFile;
use crate::error::AppError;
use crate::links;
use crate::words::{errors, frameworks};

/// The longest text that the records take, in bytes.
const MAX_BYTES: usize = 1_000_000;

/// The form that imports a framework, with a dry run before anything is written.
#[component]
pub(in crate::pages) fn Import() -> impl IntoView {
    let source = RwSignal::new(String::new());
    let problem = RwSignal::new(None::<&'static str>);
    let look = Action::new(|text: &String| {
        let text = text.clone();
        async move { preview_framework(text).await }
    });
    let publish = Action::new(|text: &String| {
        let text = text.clone();
        async move { publish_framework(text).await }
    });
    let change = move |text: String| {
        source.set(text);
        problem.set(None);
        // What was looked at is no longer what would be published.
        look.clear();
        publish.clear();
    };
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let text = source.get_untracked();
        let wrong = match text.len() {
            0 => Some(frameworks::nothing_chosen()),
            length if MAX_BYTES < length => Some(frameworks::file_too_long()),
            _ => None,
        };
        problem.set(wrong);
        if wrong.is_none() && !look.pending().get_untracked() {
            publish.clear();
            look.dispatch(text);
        }
    };
    let on_publish = Callback::new(move |()| {
        if !publish.pending().get_untracked() {
            publish.dispatch(source.get_untracked());
        }
    });
    let pending = publish.pending();
    view! {
        <section class="block">
            <h2>{frameworks::import()}</h2>
            <p class="muted">{frameworks::import_text()}</p>
            <form class="stack" method="post" on:submit=submit>
                <TextFile id="framework-file" label=frameworks::file() hint=frameworks::file_hint()
                    on_text=Callback::new(change) on_problem=Callback::new(move |text| problem.set(Some(text)))/>
                <div class="field">
                    <label for="framework-source">{frameworks::source()}</label>
                    <textarea id="framework-source" class="source" rows="10" spellcheck="false" autocapitalize="off"
                        prop:value=move || source.get()
                        on:input=move |event| change(event_target_value(&event))></textarea>
                </div>
                {move || problem.get().map(|text| view! { <Notice kind=NoticeKind::Bad title=text/> })}
                <button class="btn" type="submit" aria-disabled=move || look.pending().get().then_some("true")>
                    {move || if look.pending().get() { frameworks::looking() } else { frameworks::look() }}
                </button>
            </form>
            {move || look.value().get().filter(|_| publish.value().with(Option::is_none)).map(|outcome| view! {
                <Looked outcome=outcome pending=pending.into() on_publish=on_publish/>
            })}
            {move || publish.value().get().map(|outcome| view! { <Outcome outcome=outcome/> })}
        </section>
    }
}

/// What came of the dry run.
#[component]
fn Looked(
    outcome: Result<Checked<Preview>, AppError>,
    pending: Signal<bool>,
    on_publish: Callback<()>,
) -> impl IntoView {
    match outcome {
        Ok(Checked::Good(preview)) => view! {
            <PreviewSection preview=preview pending=pending on_publish=on_publish/>
        }
        .into_any(),
        Ok(Checked::Unreadable { line, column, detail }) => view! {
            <Unreadable line=line column=column detail=detail/>
        }
        .into_any(),
        Ok(Checked::Problems(problems)) => view! { <Problems problems=problems/> }.into_any(),
        Err(error) => view! { <Notice kind=NoticeKind::Bad title=errors::sentence(&error)/> }.into_any(),
    }
}

/// What came of publishing.
#[component]
fn Outcome(outcome: Result<Checked<Published>, AppError>) -> impl IntoView {
    match outcome {
        Ok(Checked::Good(published)) => view! {
            <Notice kind=NoticeKind::Good title=frameworks::published_notice(&published.slug, published.version)>
                <p><a href=links::framework(&published.slug)>{frameworks::open_framework()}</a></p>
            </Notice>
        }
        .into_any(),
        Ok(Checked::Unreadable { line, column, detail }) => view! {
            <Unreadable line=line column=column detail=detail/>
        }
        .into_any(),
        Ok(Checked::Problems(problems)) => view! { <Problems problems=problems/> }.into_any(),
        Err(error) => view! { <Notice kind=NoticeKind::Bad title=errors::sentence(&error)/> }.into_any(),
    }
}

#[component]
fn Unreadable(line: u64, column: u64, detail: String) -> impl IntoView {
    let title = match line {
        0 => frameworks::unreadable_somewhere().to_owned(),
        line => frameworks::unreadable(line, column),
    };
    view! { <Notice kind=NoticeKind::Bad title=title><p><code>{detail}</code></p></Notice> }
}

/// Everything that is wrong, one line each.
#[component]
fn Problems(problems: Vec<Problem>) -> impl IntoView {
    let title = match problems.len() {
        1 => frameworks::one_problem().to_owned(),
        count => frameworks::problems(count),
    };
    view! {
        <Notice kind=NoticeKind::Bad title=title>
            <ul class="problems">
                {problems.iter().map(|problem| {
                    let (place, sentence) = frameworks::problem(problem);
                    view! { <li><code>{place}</code>" "{sentence}</li> }
                }).collect_view()}
            </ul>
        </Notice>
    }
}

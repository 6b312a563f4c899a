//! The way into a supervised run: the learner types in the code of the assessor at their side.

use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_meta::Title;
use leptos_router::hooks::{use_navigate, use_params_map};
use uuid::Uuid;

use super::super::loading::loaded;
use crate::api::attempts::{Kind, Ticket, start};
use crate::api::modules::{Module, read_module};
use crate::components::field::{Field, values};
use crate::components::notice::{Notice, NoticeKind};
use crate::error::AppError;
use crate::links;
use crate::running::{Outbox, forget_opened, hand_over, keep_opened, opened};
use crate::words::{common, errors, supervising};

/// Letters and digits of a code, without what separates them.
const CODE_LENGTH: usize = 8;

/// Where a learner types in the code that an assessor beside them made.
#[component]
pub fn SupervisedRunPage() -> impl IntoView {
    let params = use_params_map();
    let slug = move || params.with(|params| params.get("slug")).unwrap_or_default();
    let data = Resource::new(slug, read_module);
    loaded(data, |module| view! { <Content module=module/> })
}

#[component]
fn Content(module: Module) -> impl IntoView {
    view! {
        <Title text=supervising::supervised_run()/>
        <main id="main" class="page">
            <header class="page-head">
                <nav class="crumbs" aria-label=common::where_you_are()>
                    <a href="/">{common::home()}</a>
                    <a href=links::module(&module.slug)>{module.title.clone()}</a>
                </nav>
                <h1 tabindex="-1">{supervising::supervised_run()}</h1>
                <p class="lede">{supervising::have_code_text()}</p>
            </header>
            {match module.may_train {
                true => view! { <CodeForm slug=module.slug open=module.allowance.open/> }.into_any(),
                false => view! { <Notice kind=NoticeKind::Info title=supervising::no_run_of_yours()/> }.into_any(),
            }}
        </main>
    }
}

/// Begins a supervised run with an assessor's code. A wrong code changes nothing, and what was typed stays.
#[component]
fn CodeForm(
    /// The module.
    slug: String,
    /// The graded run that is open, and would be ended.
    open: Option<Uuid>,
) -> impl IntoView {
    let outbox: Outbox = expect_context();
    let navigate = use_navigate();
    let error = RwSignal::new(None::<String>);
    let busy = RwSignal::new(false);
    // The id stays the same until a run has begun, so that asking again after a lost answer begins no second one.
    let attempt = StoredValue::new(None::<Uuid>);
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let code = values(&event)("supervision_code");
        if busy.get_untracked() {
            return;
        }
        if code.chars().filter(char::is_ascii_alphanumeric).count() != CODE_LENGTH {
            error.set(Some(supervising::code_length().to_owned()));
            return;
        }
        busy.set(true);
        error.set(None);
        let id = attempt.get_value().unwrap_or_else(Uuid::now_v7);
        attempt.set_value(Some(id));
        let (slug, navigate) = (slug.clone(), navigate.clone());
        spawn_local(async move {
            outbox.flushed().await;
            match begin(&slug, id, code).await {
                Ok(ticket) => {
                    hand_over(&slug, ticket);
                    navigate(&links::graded_run(&slug), Default::default());
                }
                Err(problem) => {
                    error.try_set(Some(errors::sentence(&problem)));
                }
            }
            busy.try_set(false);
        });
    };
    view! {
        <form class="stack" method="post" on:submit=submit>
            {open.map(|_| view! { <Notice kind=NoticeKind::Warn title=supervising::have_code_open()/> })}
            <Field name="supervision_code" label=supervising::code() hint=supervising::code_hint()
                autocomplete="off" error=error/>
            <button class="btn btn-primary" type="submit" aria-disabled=move || busy.get().then_some("true")>
                {supervising::begin_supervised()}
            </button>
        </form>
    }
}

/// Asks for the ticket. The id is stored before it is sent; after a refusal the run that was open before is again the
/// one this device would take up.
async fn begin(slug: &str, attempt: Uuid, code: String) -> Result<Ticket, AppError> {
    let before = opened(slug, Kind::Graded);
    keep_opened(slug, Kind::Graded, attempt);
    let answer = start(attempt, slug.to_owned(), Kind::Graded, Some(code)).await;
    let refused = matches!(
        answer,
        Err(AppError::Refused(_) | AppError::NotFound | AppError::Invalid { .. } | AppError::BadRequest)
    );
    match before {
        Some(before) if refused => keep_opened(slug, Kind::Graded, before),
        None if refused => forget_opened(slug, Kind::Graded),
        _ => {}
    }
    answer
}

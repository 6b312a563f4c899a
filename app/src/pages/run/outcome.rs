//! After the last second: the run is sent, and the screen says "recorded" only on a receipt.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::Stage;
use crate::components::notice::{Notice, NoticeKind};
use crate::links;
use crate::running::{Delivered, KeptRun, Session, send};
use crate::words::{debriefing, errors, learning};

/// Sends the run, and shows what became of it.
#[component]
pub(super) fn Outcome(
    slug: String,
    session: StoredValue<Option<Session>>,
    stage: RwSignal<Stage>,
) -> impl IntoView {
    let send_now = move || {
        let Some(run) = session.with_value(|session| session.as_ref().map(KeptRun::of)) else {
            return;
        };
        stage.set(Stage::Sending);
        spawn_local(async move {
            match send(run).await {
                Delivered::Recorded(receipt) => stage.set(Stage::Recorded(receipt)),
                Delivered::Waiting(error) => stage.set(Stage::Waiting(error)),
                Delivered::Refused(error) => stage.set(Stage::Failed(error)),
            }
        });
    };
    Effect::new(move |_| {
        if stage.get_untracked() == Stage::Sending {
            send_now();
        }
    });
    view! {
        <main id="main" class="page">
            {move || match stage.get() {
                Stage::Recorded(receipt) => {
                    let short: String = receipt.record_hash.chars().take(8).collect();
                    let (href, word) = match receipt.passed {
                        Some(_) => (links::debrief(receipt.attempt), learning::see_debrief()),
                        None => (links::module(&slug), learning::back_to_module()),
                    };
                    view! {
                        <h1 tabindex="-1">{debriefing::recorded_receipt(&short.to_uppercase())}</h1>
                        <p><a class="btn btn-primary btn-large" href=href>{word}</a></p>
                    }.into_any()
                }
                Stage::Waiting(error) => view! {
                    <h1 tabindex="-1">{learning::kept_title()}</h1>
                    <Notice kind=NoticeKind::Warn title=learning::sent_later()>
                        <p>{errors::sentence(&error)}</p>
                        <p><button class="btn btn-primary" type="button" on:click=move |_| send_now()>{learning::send_again()}</button></p>
                    </Notice>
                }.into_any(),
                _ => view! {
                    <h1 tabindex="-1">{learning::sending()}</h1>
                    <div class="skeleton skeleton-block" aria-hidden="true"></div>
                }.into_any(),
            }}
        </main>
    }
}

//! After the last second: the run is sent, and the screen says "recorded" only on a receipt.

use leptos::prelude::*;
use uuid::Uuid;

use crate::api::attempts::Kind;
use crate::components::notice::{Notice, NoticeKind};
use crate::frame::focus_heading;
use crate::links;
use crate::running::{Delivered, Outbox, forget_opened};
use crate::words::{debriefing, errors, learning, supervising};

/// Sends the run, and shows what became of it.
#[component]
pub(super) fn Outcome(slug: String, kind: Kind, attempt: Uuid) -> impl IntoView {
    let module = links::module(&slug);
    let outbox: Outbox = expect_context();
    let outcome = Memo::new(move |_| outbox.outcome(attempt));
    Effect::new({
        let slug = slug.clone();
        move |before: Option<()>| {
            match outcome.get() {
                None => outbox.flush(),
                Some(Delivered::Recorded(_) | Delivered::Refused(_)) => forget_opened(&slug, kind),
                Some(Delivered::Waiting(_)) => {}
            }
            if before.is_some() {
                focus_heading();
            }
        }
    });
    view! {
        <main id="main" class="page">
            {move || {
                let module = module.clone();
                match outcome.get() {
                Some(Delivered::Recorded(receipt)) => {
                    let short: String = receipt.record_hash.chars().take(8).collect();
                    let debrief = (links::debrief(receipt.attempt), learning::see_debrief());
                    let (text, (href, word)) = match (receipt.passed, receipt.ledger_position) {
                        (Some(_), Some(_)) => (learning::recorded_text(), debrief),
                        (Some(_), None) => (learning::recorded_practice(), debrief),
                        (None, _) => (
                            learning::recorded_no_verdict(),
                            (module.clone(), learning::back_to_module()),
                        ),
                    };
                    let supervised = receipt.supervised_by.as_deref().map(supervising::supervised_by);
                    view! {
                        <header class="page-head">
                            <h1 tabindex="-1">{debriefing::recorded_receipt(&short.to_uppercase())}</h1>
                            {supervised.map(|text| view! { <p>{text}</p> })}
                            <p class="lede">{text}</p>
                            <p class="actions"><a class="btn btn-primary btn-large" href=href>{word}</a></p>
                        </header>
                    }
                    .into_any()
                }
                Some(Delivered::Waiting(error)) => view! {
                    <header class="page-head"><h1 tabindex="-1">{learning::kept_title()}</h1></header>
                    <Notice kind=NoticeKind::Warn title=learning::sent_later()>
                        <p>{errors::sentence(&error)}</p>
                        <p>
                            <button class="btn btn-primary" type="button" on:click=move |_| outbox.flush()>
                                {learning::send_again()}
                            </button>
                        </p>
                    </Notice>
                }
                .into_any(),
                Some(Delivered::Refused(error)) => view! {
                    <header class="page-head"><h1 tabindex="-1">{learning::refused_title()}</h1></header>
                    <Notice kind=NoticeKind::Bad title=errors::sentence(&error)>
                        <p><a class="btn btn-primary" href=module.clone()>{learning::back_to_module()}</a></p>
                    </Notice>
                }
                .into_any(),
                None => view! {
                    <header class="page-head"><h1 tabindex="-1">{learning::sending()}</h1></header>
                    <div class="skeleton skeleton-block" aria-hidden="true"></div>
                }
                .into_any(),
            }
            }}
        </main>
    }
}

//! "3 runs not yet sent": the queue on this device, and its patient delivery.

use std::time::Duration;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::{Delivered, KeptRun, kept, send};
use crate::components::notice::{Notice, NoticeKind};
use crate::words::{errors, learning};

const TRY_EVERY: Duration = Duration::from_secs(20);

/// Says what is not yet sent, and sends it when the page loads, the network returns, and now and then.
#[component]
pub fn UnsentRuns() -> impl IntoView {
    let waiting = RwSignal::new(0_usize);
    let refused = RwSignal::new(None);
    let sending = StoredValue::new(false);
    let try_now = move || {
        let runs: Vec<KeptRun> = kept().into_iter().filter(|run| run.over).collect();
        waiting.set(runs.len());
        if runs.is_empty() || sending.get_value() {
            return;
        }
        sending.set_value(true);
        spawn_local(async move {
            for run in runs {
                match send(run).await {
                    Delivered::Recorded(_) => waiting.update(|count| *count = count.saturating_sub(1)),
                    Delivered::Refused(error) => {
                        waiting.update(|count| *count = count.saturating_sub(1));
                        refused.set(Some(error));
                    }
                    Delivered::Waiting(_) => break,
                }
            }
            sending.set_value(false);
        });
    };
    Effect::new(move |_| {
        try_now();
        let online = window_event_listener(leptos::ev::online, move |_| try_now());
        on_cleanup(move || online.remove());
        if let Ok(timer) = set_interval_with_handle(try_now, TRY_EVERY) {
            on_cleanup(move || timer.clear());
        }
    });
    let words = move || match waiting.get() {
        0 => None,
        1 => Some(learning::unsent_one().to_owned()),
        count => Some(learning::unsent(count)),
    };
    view! {
        {move || words().map(|words| view! {
            <p class="unsent" role="status">{words}" "
                <button class="btn btn-quiet" type="button" on:click=move |_| try_now()>{learning::send_again()}</button>
            </p>
        })}
        {move || refused.get().map(|error| view! {
            <Notice kind=NoticeKind::Bad title=errors::sentence(&error)/>
        })}
    }
}

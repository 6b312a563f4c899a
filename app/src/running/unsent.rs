//! "3 runs not yet sent": what waits on this device, and its patient delivery.

use std::time::Duration;

use leptos::prelude::*;

use super::{Outbox, tidy};
use crate::components::notice::{Notice, NoticeKind};
use crate::words::{errors, learning};

const TRY_EVERY: Duration = Duration::from_secs(20);

/// Says what is not yet sent, and sends it when the page loads, the network returns, and now and then.
#[component]
pub fn UnsentRuns() -> impl IntoView {
    let outbox: Outbox = expect_context();
    Effect::new(move |_| {
        tidy();
        outbox.flush();
        let online = window_event_listener(leptos::ev::online, move |_| outbox.flush());
        on_cleanup(move || online.remove());
        if let Ok(timer) = set_interval_with_handle(move || outbox.flush(), TRY_EVERY) {
            on_cleanup(move || timer.clear());
        }
    });
    let words = move || match outbox.waiting() {
        0 => None,
        1 => Some(learning::unsent_one().to_owned()),
        count => Some(learning::unsent(count)),
    };
    view! {
        {move || words().map(|words| view! {
            <p class="unsent" role="status">
                {words}" "
                <button class="btn btn-quiet" type="button" on:click=move |_| outbox.flush()>
                    {learning::send_again()}
                </button>
            </p>
        })}
        {move || outbox.refused().map(|error| view! {
            <Notice kind=NoticeKind::Bad title=errors::sentence(&error)/>
        })}
    }
}

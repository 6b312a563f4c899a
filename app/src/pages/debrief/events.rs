//! Everything that happened, as a table: the timeline for those who read rather than look.

use leptos::prelude::*;
use training::debrief::Item;

use crate::words::{dates, debriefing, signals};

/// The table; a time leads to its moment.
#[component]
pub(super) fn Events(items: Vec<Item>, at_ms: RwSignal<u64>) -> impl IntoView {
    view! {
        <details class="block">
            <summary>{debriefing::timeline_table()}</summary>
            <div class="table-wrap" role="region" aria-label=debriefing::timeline_table() tabindex="0">
                <table class="table">
                    <thead>
                        <tr><th scope="col" class="num">{debriefing::time()}</th><th scope="col">{debriefing::what()}</th></tr>
                    </thead>
                    <tbody>
                        {items.into_iter().map(|item| {
                            let tick = item.tick;
                            view! {
                                <tr>
                                    <td class="num">
                                        <button class="btn btn-quiet" type="button" on:click=move |_| at_ms.set(tick)>
                                            {dates::clock(tick)}
                                        </button>
                                    </td>
                                    <td>{signals::item(&item.what)}</td>
                                </tr>
                            }
                        }).collect_view()}
                    </tbody>
                </table>
            </div>
        </details>
    }
}

//! Name that waveform: practice without end. The browser makes the cases; nothing of it reaches the server.

mod numbers;
mod question;
mod tally;
#[cfg(all(test, feature = "ssr"))]
mod tests;
mod verdict;

use std::sync::Arc;

use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_navigate, use_query_map};
use training::drill::Case;

use self::question::{Arrival, Question};
use self::tally::{Tally, TallyShown};
use crate::links;
use crate::words::{common, waveforms};

/// The page. `?case=` opens one case, so that it can be pointed at.
#[component]
pub fn WaveformsPage() -> impl IntoView {
    let query = use_query_map();
    let seed = Memo::new(move |_| {
        let text = query.with(|query| query.get("case"));
        text.and_then(|text| text.parse::<u64>().ok())
    });
    let case = RwSignal::new(None::<Arc<Case>>);
    let tally = RwSignal::new(Tally::default());
    let arrival = RwSignal::new(Arrival::First);
    let navigate = use_navigate();
    let first = navigate.clone();
    Effect::new(move |_| {
        let Some(seed) = seed.get() else {
            let options = NavigateOptions {
                replace: true,
                scroll: false,
                ..NavigateOptions::default()
            };
            first(&links::waveform(fresh_seed()), options);
            return;
        };
        case.set(None);
        // A frame later, so that it is seen that a case is being made.
        request_animation_frame(move || {
            case.try_set(Some(Arc::new(Case::draw(seed))));
        });
    });
    let next = Callback::new(move |()| {
        arrival.set(Arrival::Next);
        navigate(&links::waveform(fresh_seed()), NavigateOptions::default());
    });
    view! {
        <Title text=waveforms::title()/>
        <main id="main" class="page">
            <header class="page-head">
                <nav class="crumbs" aria-label=common::where_you_are()><a href="/">{common::home()}</a></nav>
                <h1 tabindex="-1">{waveforms::title()}</h1>
                <p class="lede">{waveforms::lede()}</p>
                <p class="muted prose">{waveforms::practice_only()}</p>
            </header>
            <noscript><p>{waveforms::needs_scripts()}</p></noscript>
            {move || match case.get() {
                Some(case) => view! {
                    <Question case tally arrival=arrival.get_untracked() on_next=next/>
                }.into_any(),
                None => view! {
                    <div class="waveform-waiting" aria-busy="true">
                        <p class="vh" role="status">{waveforms::making()}</p>
                        <div class="skeleton skeleton-block" aria-hidden="true"></div>
                    </div>
                }.into_any(),
            }}
            <TallyShown tally/>
        </main>
    }
}

/// A number that a person can say aloud: below a million, from the browser's own randomness.
fn fresh_seed() -> u64 {
    let mut bytes = [0_u8; 4];
    // Without randomness the page begins with case 0; every case can still be opened by its address.
    let _ = window()
        .crypto()
        .and_then(|crypto| crypto.get_random_values_with_u8_array(&mut bytes));
    u64::from(u32::from_le_bytes(bytes)) % 1_000_000
}

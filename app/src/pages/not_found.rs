//! What does not exist, or is not the visitor's to see: the two look the same.

use leptos::prelude::*;
use leptos_meta::Title;

use crate::words::common;

/// The page for an address that no route has.
#[component]
pub fn NotFoundPage() -> impl IntoView {
    view! { <NothingHere/> }
}

/// The same, inside another page's frame.
#[component]
pub(super) fn NothingHere() -> impl IntoView {
    view! {
        <Title text=common::not_found_title()/>
        <main id="main" class="page">
            <h1 tabindex="-1">{common::not_found_title()}</h1>
            <p class="lede">{common::not_found_text()}</p>
            <p><a class="btn btn-primary" href="/">{common::go_home()}</a></p>
        </main>
    }
}

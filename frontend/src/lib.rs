//! The wasm entry: hydrates the application, nothing else.

use leptos::mount::hydrate_from_async;
use leptos::prelude::document;
use wasm_bindgen::prelude::wasm_bindgen;

/// Takes over the page that the server rendered. Resolves when the page, its lazy part included, is alive.
#[wasm_bindgen]
pub async fn hydrate() {
    console_error_panic_hook::set_once();
    if let Some(body) = document().body() {
        hydrate_from_async(body, app::App).await.forget();
    }
}

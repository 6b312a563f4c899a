//! A file, read on the device as text.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;

use crate::words::frameworks;

/// The largest file that the records take, in bytes.
const MAX_BYTES: f64 = 1_000_000.0;

/// A field for a YAML file; hands its text on, or says why it cannot.
#[component]
pub fn TextFile(
    /// The field's id.
    id: &'static str,
    /// The visible label.
    label: &'static str,
    /// A sentence that says what file.
    hint: &'static str,
    /// Gets the text.
    on_text: Callback<String>,
    /// Gets what is wrong with the file.
    on_problem: Callback<&'static str>,
) -> impl IntoView {
    let read = move |event: leptos::ev::Event| {
        let input = event
            .target()
            .and_then(|target| target.dyn_into::<web_sys::HtmlInputElement>().ok());
        let file = input
            .and_then(|input| input.files())
            .and_then(|files| files.get(0));
        let Some(file) = file else { return };
        if MAX_BYTES < file.size() {
            on_problem.run(frameworks::file_too_long());
            return;
        }
        leptos::task::spawn_local(async move {
            let text = JsFuture::from(file.text()).await.ok();
            match text.and_then(|text| text.as_string()) {
                Some(text) => on_text.run(text),
                None => on_problem.run(frameworks::file_unreadable()),
            }
        });
    };
    let described = format!("{id}-hint");
    view! {
        <div class="field">
            <label for=id>{label}</label>
            <p class="hint" id=described.clone()>{hint}</p>
            <input id=id type="file" accept=".yaml,.yml,text/plain,application/yaml"
                aria-describedby=described on:change=read/>
        </div>
    }
}

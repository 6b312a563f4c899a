//! A version as one file, made in the browser from its text.

use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};

use crate::api::frameworks::read_framework_source;
use crate::components::notice::{Notice, NoticeKind};
use crate::error::AppError;
use crate::words::{errors, frameworks};

#[component]
pub(super) fn Export(slug: String, version: u32) -> impl IntoView {
    let export = Action::new(move |(): &()| {
        let slug = slug.clone();
        async move {
            let text = read_framework_source(slug.clone(), version).await?;
            let name = format!("{slug}-{version}.yaml");
            save(&name, &text).map_err(|_| AppError::Unavailable)
        }
    });
    let word = move || match export.pending().get() {
        true => frameworks::exporting(),
        false => frameworks::export(),
    };
    view! {
        <section class="block">
            <h2>{frameworks::export()}</h2>
            <p class="muted">{frameworks::export_text()}</p>
            <p class="export-button">
                <button class="btn" type="button" on:click=move |_| { export.dispatch(()); }>{word}</button>
            </p>
            {move || export.value().get().map(|outcome| match outcome {
                Ok(()) => view! { <Notice kind=NoticeKind::Good title=frameworks::exported()/> }.into_any(),
                Err(error) => view! { <Notice kind=NoticeKind::Bad title=errors::sentence(&error)/> }.into_any(),
            })}
        </section>
    }
}

/// Hands a text to the browser as a download.
fn save(name: &str, text: &str) -> Result<(), JsValue> {
    let parts = js_sys::Array::of1(&JsValue::from_str(text));
    let options = web_sys::BlobPropertyBag::new();
    options.set_type("application/yaml");
    let blob = web_sys::Blob::new_with_str_sequence_and_options(&parts, &options)?;
    let address = web_sys::Url::create_object_url_with_blob(&blob)?;
    let link = document()
        .create_element("a")?
        .unchecked_into::<web_sys::HtmlElement>();
    link.set_attribute("href", &address)?;
    link.set_attribute("download", name)?;
    link.click();
    web_sys::Url::revoke_object_url(&address)
}

//! One labelled input with its hint before it and its error after it.

use leptos::prelude::*;

use super::icons::{Icon, IconName};

/// A text-like input. What was typed stays when an error comes back.
#[component]
pub fn Field(
    /// The name the form sends.
    name: &'static str,
    /// The visible label.
    #[prop(into)]
    label: String,
    /// `text`, `password`, `email`, `date`, `number`.
    #[prop(default = "text")]
    kind: &'static str,
    /// A sentence that helps to fill it in.
    #[prop(optional, into)]
    hint: Option<String>,
    /// What it holds at first.
    #[prop(optional, into)]
    value: Option<String>,
    /// The browser's autofill hint.
    #[prop(optional)]
    autocomplete: Option<&'static str>,
    /// What is wrong with it, if anything.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
) -> impl IntoView {
    let id = format!("field-{name}");
    let hint_id = format!("{id}-hint");
    let error_id = format!("{id}-error");
    let described = {
        let hint_id = hint.is_some().then(|| hint_id.clone());
        let error_id = error_id.clone();
        move || match (&hint_id, error.with(Option::is_some)) {
            (Some(hint), true) => Some(format!("{hint} {error_id}")),
            (Some(hint), false) => Some(hint.clone()),
            (None, true) => Some(error_id.clone()),
            (None, false) => None,
        }
    };
    view! {
        <div class="field">
            <label for=id.clone()>{label}</label>
            {hint.map(|hint| view! { <p class="hint" id=hint_id>{hint}</p> })}
            <input
                id=id
                name=name
                type=kind
                value=value
                autocomplete=autocomplete
                aria-describedby=described
                aria-invalid=move || error.with(Option::is_some).then_some("true")
            />
            {move || error.get().map(|text| view! {
                <p class="error" id=error_id.clone()>
                    <Icon name=IconName::Alert/>
                    <span>{text}</span>
                </p>
            })}
        </div>
    }
}

/// Reads the fields of a form that is being submitted, by name.
pub fn values(event: &leptos::ev::SubmitEvent) -> impl Fn(&str) -> String + use<> {
    use wasm_bindgen::JsCast;
    let form = event
        .target()
        .and_then(|target| target.dyn_into::<web_sys::HtmlFormElement>().ok());
    move |name| {
        form.as_ref()
            .and_then(|form| form.elements().named_item(name))
            .map(|element| match element.dyn_into::<web_sys::HtmlInputElement>() {
                Ok(input) => input.value(),
                Err(element) => element
                    .dyn_into::<web_sys::HtmlSelectElement>()
                    .map(|select| select.value())
                    .unwrap_or_default(),
            })
            .unwrap_or_default()
    }
}

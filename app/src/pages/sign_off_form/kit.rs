//! What every form that signs is built from, and the signature as it is printed.

use leptos::prelude::*;

use crate::api::signing::Signature;
use crate::components::field::Field;
use crate::components::icons::{Icon, IconName};
use crate::components::notice::{Notice, NoticeKind};
use crate::error::{AppError, Refusal};
use crate::words::{common, dates, errors, signing};

/// A line of text whose value is followed while it is typed.
#[component]
pub(in crate::pages) fn LiveText(
    /// The element's id.
    id: &'static str,
    /// The visible label.
    label: &'static str,
    /// A sentence that helps to fill it in.
    #[prop(optional)]
    hint: &'static str,
    /// What it holds.
    value: RwSignal<String>,
    /// What is wrong with it, if anything.
    #[prop(into)]
    error: Signal<Option<String>>,
    /// The most characters it takes.
    max_chars: &'static str,
) -> impl IntoView {
    let hint_id = format!("{id}-hint");
    let error_id = format!("{id}-error");
    let described = {
        let (hint_id, error_id) = (hint_id.clone(), error_id.clone());
        move || match (hint.is_empty(), error.with(Option::is_some)) {
            (false, true) => Some(format!("{hint_id} {error_id}")),
            (false, false) => Some(hint_id.clone()),
            (true, true) => Some(error_id.clone()),
            (true, false) => None,
        }
    };
    view! {
        <div class="field">
            <label for=id>{label}</label>
            {(!hint.is_empty()).then(|| view! { <p class="hint" id=hint_id>{hint}</p> })}
            <input
                id=id
                type="text"
                maxlength=max_chars
                autocomplete="off"
                aria-describedby=described
                aria-invalid=move || error.with(Option::is_some).then_some("true")
                prop:value=move || value.get()
                on:input=move |event| value.set(event_target_value(&event))
            />
            {move || error.get().map(|text| view! { <ErrorLine id=error_id.clone() text=text/> })}
        </div>
    }
}

/// What is wrong with a field.
#[component]
pub(in crate::pages) fn ErrorLine(id: String, text: String) -> impl IntoView {
    view! {
        <p class="error" id=id><Icon name=IconName::Alert/><span>{text}</span></p>
    }
}

/// The exact text that would be signed, as it stands, with what signing it means.
#[component]
pub(in crate::pages) fn Statement(
    /// The text.
    #[prop(into)]
    text: Signal<String>,
    /// The meaning, as a code.
    meaning: &'static str,
) -> impl IntoView {
    view! {
        <section class="block">
            <h2>{signing::you_sign()}</h2>
            <p class="muted">{signing::you_sign_text()}</p>
            <blockquote class="statement">{move || text.get()}</blockquote>
            <p class="statement-meaning">{signing::meaning_is()}" "<b>{signing::meaning_of(meaning)}</b></p>
        </section>
    }
}

/// The password, which is the signature.
#[component]
pub(in crate::pages) fn PasswordField(
    /// Whether it was left empty.
    missing: RwSignal<bool>,
    /// Why the last signing did not work.
    failure: Signal<Option<AppError>>,
) -> impl IntoView {
    let error = Signal::derive(move || match (missing.get(), failure.get()) {
        (true, _) => Some(signing::password_needed().to_owned()),
        (false, Some(AppError::Refused(Refusal::WrongPassword))) => Some(errors::wrong_password().to_owned()),
        _ => None,
    });
    view! {
        <Field name="password" label=signing::password() kind="password" hint=signing::password_hint()
            autocomplete="current-password" error=error/>
    }
}

/// Why it was not signed; a wrong password is told at its field.
#[component]
pub(in crate::pages) fn SignFailure(failure: Signal<Option<AppError>>) -> impl IntoView {
    move || {
        let title = match failure.get()? {
            AppError::Refused(Refusal::WrongPassword) => return None,
            AppError::Conflict => signing::changed_meanwhile().to_owned(),
            error => errors::sentence(&error),
        };
        Some(view! { <Notice kind=NoticeKind::Bad title=title/> })
    }
}

/// The one button of the form.
#[component]
pub(in crate::pages) fn SignButton(
    /// What it says.
    word: &'static str,
    /// Whether the signing is under way.
    #[prop(into)]
    pending: Signal<bool>,
) -> impl IntoView {
    view! {
        <button class="btn btn-primary btn-large" type="submit" aria-disabled=move || pending.get().then_some("true")>
            {move || if pending.get() { signing::signing() } else { word }}
        </button>
    }
}

/// Empties the password fields of a form that is being sent, so that none stands on the screen.
pub(in crate::pages) fn clear_passwords(event: &leptos::ev::SubmitEvent) {
    use wasm_bindgen::JsCast;
    let form = event
        .target()
        .and_then(|target| target.dyn_into::<web_sys::HtmlFormElement>().ok());
    let field = form.and_then(|form| form.elements().named_item("password"));
    if let Some(field) = field.and_then(|field| field.dyn_into::<web_sys::HtmlInputElement>().ok()) {
        field.set_value("");
    }
}

/// A signature, printed in full: name, time, meaning, the exact text, its hash and its place in the ledger.
#[component]
pub(in crate::pages) fn SignatureBlock(
    /// The signature.
    signature: Signature,
    /// The entry of the ledger that tells what was signed.
    record: Option<u64>,
) -> impl IntoView {
    let name = common::person(&signature.signer_name).to_owned();
    let text = match signature.text.is_empty() {
        true => view! { <p class="muted">{signing::text_erased()}</p> }.into_any(),
        false => view! { <blockquote class="statement">{signature.text}</blockquote> }.into_any(),
    };
    let entries = match (signature.ledger_position, record) {
        (Some(signature), Some(record)) => Some(signing::ledger_positions(signature, record)),
        (Some(position), None) | (None, Some(position)) => Some(signing::ledger_position(position)),
        (None, None) => None,
    };
    view! {
        <section class="block signature">
            <h2>{signing::signature()}</h2>
            <dl class="facts">
                <div><dt>{signing::signed_by()}</dt><dd>{name}</dd></div>
                <div><dt>{signing::signed_at()}</dt><dd>{dates::moment(signature.signed_at)}</dd></div>
                <div><dt>{signing::meaning()}</dt><dd>{signing::meaning_of(&signature.meaning)}</dd></div>
                <div><dt>{signing::signed_text()}</dt><dd>{text}</dd></div>
                <div><dt>{signing::text_hash()}</dt><dd><code class="hash">{signature.text_hash}</code></dd></div>
                {entries.map(|entries| view! {
                    <div><dt>{signing::ledger_entries()}</dt><dd>{entries}</dd></div>
                })}
            </dl>
        </section>
    }
}

/// Opens the browser's print dialogue.
pub(in crate::pages) fn print() {
    let _ = window().print();
}

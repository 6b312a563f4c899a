//! Signing: the reason, the exact text, the password; and what was signed, printed.

use leptos::prelude::*;

use super::icons::{Icon, IconName};
use super::notice::{Notice, NoticeKind};
use crate::api::appeals::Signed;
use crate::error::{AppError, Refusal};
use crate::words::{common, dates, errors, supervising};

/// What a person wrote before they signed.
#[derive(Clone, PartialEq, Eq)]
pub struct Signing {
    /// The reason or answer, without white space around it.
    pub words: String,
    /// The text that was shown.
    pub shown: String,
    /// The password.
    pub password: String,
}

/// A form that shows the exact text while it is written, and asks for the password.
#[component]
pub fn SignForm(
    /// Tells the fields of several forms on a page apart.
    #[prop(into)]
    id: String,
    /// What is asked for.
    label: &'static str,
    /// The text that is signed, from what is written.
    text: impl Fn(&str) -> String + Clone + Send + 'static,
    /// The words on the button.
    button: &'static str,
    /// Whether the last signing is under way.
    #[prop(into)]
    pending: Signal<bool>,
    /// Why the last signing did not work.
    #[prop(into)]
    failure: Signal<Option<AppError>>,
    /// Signs.
    on_sign: impl Fn(Signing) + 'static,
    /// What else is asked for, before the rest.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let words = RwSignal::new(String::new());
    let password = RwSignal::new(String::new());
    let shown = text.clone();
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if pending.get_untracked() {
            return;
        }
        let words = words.get_untracked().trim().to_owned();
        on_sign(Signing {
            shown: untrack(|| shown(&words)),
            words,
            password: password.get_untracked(),
        });
        password.set(String::new());
    };
    let (words_id, password_id) = (format!("{id}-words"), format!("{id}-password"));
    let error_id = format!("{id}-password-error");
    let described = error_id.clone();
    let wrong =
        move || failure.with(|failure| matches!(failure, Some(AppError::Refused(Refusal::WrongPassword))));
    view! {
        <form class="stack" method="post" on:submit=submit>
            {children.map(|children| children())}
            <TextArea id=words_id label=label value=words/>
            <div class="signing">
                <p class="small muted">{supervising::you_sign()}</p>
                <blockquote class="signed-text">{move || text(words.get().trim())}</blockquote>
            </div>
            <div class="field">
                <label for=password_id.clone()>{supervising::password_again()}</label>
                <input id=password_id name="password" type="password" required autocomplete="current-password"
                    aria-describedby=move || wrong().then(|| described.clone())
                    aria-invalid=move || wrong().then_some("true")
                    prop:value=move || password.get() on:input=move |event| password.set(event_target_value(&event))/>
                {move || wrong().then(|| view! {
                    <p class="error" id=error_id.clone()><Icon name=IconName::Alert/><span>{errors::wrong_password()}</span></p>
                })}
            </div>
            {move || failure.get().filter(|_| !wrong()).map(|error| view! {
                <Notice kind=NoticeKind::Bad title=errors::sentence(&error)/>
            })}
            <button class="btn btn-primary" type="submit" aria-disabled=move || pending.get().then_some("true")>{button}</button>
        </form>
    }
}

/// A text of several lines. What was typed stays when an error comes back.
#[component]
pub fn TextArea(
    /// The element's id.
    #[prop(into)]
    id: String,
    /// The visible label.
    label: &'static str,
    /// What it holds.
    value: RwSignal<String>,
) -> impl IntoView {
    view! {
        <div class="field">
            <label for=id.clone()>{label}</label>
            <textarea id=id name="words" required maxlength="2000" rows="4"
                prop:value=move || value.get() on:input=move |event| value.set(event_target_value(&event))></textarea>
        </div>
    }
}

/// Who signed, when, and the exact text.
#[component]
pub fn SignedLine(
    /// The signature.
    signed: Signed,
) -> impl IntoView {
    view! {
        <p class="small muted">{supervising::signed_by(common::person(&signed.name), &dates::moment(signed.at))}</p>
        {(!signed.text.is_empty()).then(|| view! {
            <details class="quiet">
                <summary>{supervising::signed_text()}</summary>
                <blockquote class="signed-text">{signed.text}</blockquote>
                <p class="hash">{signed.hash}</p>
            </details>
        })}
    }
}

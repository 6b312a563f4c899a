//! The end of the checklist: the note, the time, the exact text, the password, and what became of the sending.

use leptos::prelude::*;
use leptos_router::hooks::use_navigate;
use time::OffsetDateTime;
use wasm_bindgen::{JsCast, JsValue};

use super::Device;
use super::step::{Deed, anchor};
use crate::api::observations::{NewObservation, Sheet, record_observation};
use crate::components::field::{Field, values};
use crate::components::icons::{Icon, IconName};
use crate::components::notice::{Notice, NoticeKind};
use crate::error::{AppError, Refusal};
use crate::links;
use crate::observing::{Draft, discard};
use crate::words::{errors, observing};

/// The most characters of the note, as the records have it.
const MAX_NOTE_CHARS: &str = "2000";

#[component]
pub(super) fn Sign(
    sheet: Sheet,
    draft: RwSignal<Draft>,
    device: RwSignal<Device>,
    tried: RwSignal<bool>,
    on_change: Callback<Deed>,
) -> impl IntoView {
    let person = sheet.person;
    let sheet = StoredValue::new(sheet);
    let statement = Memo::new(move |_| sheet.with_value(|sheet| draft.with(|draft| text_of(sheet, draft))));
    let send = Action::new(move |password: &String| {
        let new = draft.with_untracked(|draft| to_send(draft, statement.get_untracked(), password));
        async move { record_observation(new).await }
    });
    let empty = RwSignal::new(false);
    let navigate = use_navigate();
    Effect::new(move |_| {
        if let Some(Ok(receipt)) = send.value().get() {
            // It leaves the device only when the server says that it is on the record.
            discard(receipt.id);
            navigate(&links::observation(receipt.id), Default::default());
        }
    });
    let unmarked = move || {
        sheet.with_value(|sheet| {
            let items = sheet.checklist.items.iter().zip(1..);
            let open = items.filter(|(item, _)| draft.with(|draft| draft.seen(&item.id).is_none()));
            open.map(|(_, number)| number).collect::<Vec<usize>>()
        })
    };
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        tried.set(true);
        if let Some(first) = untrack(unmarked).first() {
            focus(&anchor(*first));
            return;
        }
        let password = values(&event)("password");
        empty.set(password.is_empty());
        if password.is_empty() || send.pending().get_untracked() {
            return;
        }
        clear(&event);
        send.dispatch(password);
    };
    let failure = move || {
        send.value()
            .get()
            .and_then(Result::err)
            .filter(|_| !send.pending().get())
    };
    let password_error = Signal::derive(move || match (empty.get(), failure()) {
        (true, _) => Some(observing::password_empty().to_owned()),
        (false, Some(AppError::Refused(Refusal::WrongPassword))) => Some(errors::wrong_password().to_owned()),
        _ => None,
    });
    let word = move || match (send.pending().get(), send.value().with(Option::is_some)) {
        (true, _) => observing::sending(),
        (false, true) => observing::send_again(),
        (false, false) => observing::sign_and_send(),
    };
    view! {
        <section class="block stack">
            <Whole draft=draft device=device on_change=on_change/>
        </section>
        <section class="block">
            <h2>{observing::sign_title()}</h2>
            {move || match statement.get() {
                Some(text) => view! {
                    <p class="muted">{observing::sign_text()}</p>
                    <blockquote class="observe-statement">{text}</blockquote>
                }.into_any(),
                None => view! { <p class="muted">{observing::sign_first()}</p> }.into_any(),
            }}
            {move || tried.get().then(unmarked).filter(|open| !open.is_empty()).map(|open| view! { <Unmarked open=open/> })}
            {move || failure().map(|error| view! { <Failure error=error person=person checklist=sheet.with_value(|sheet| sheet.head.slug.clone())/> })}
            <form class="stack" method="post" on:submit=submit>
                <Field name="password" label=observing::password() kind="password" hint=observing::password_hint()
                    autocomplete="current-password" error=password_error/>
                <button class="btn btn-primary btn-large" type="submit"
                    disabled=move || device.get() == Device::Asleep || send.pending().get()>{word}</button>
            </form>
        </section>
    }
}

/// The note on the whole, and when it was seen.
#[component]
fn Whole(draft: RwSignal<Draft>, device: RwSignal<Device>, on_change: Callback<Deed>) -> impl IntoView {
    let asleep = move || device.get() == Device::Asleep;
    let kept = Memo::new(move |_| {
        device.track();
        draft.with_untracked(|draft| draft.note.clone())
    });
    let local = move || match asleep() {
        true => String::new(),
        false => draft.with(|draft| local_time(draft.observed_ms)),
    };
    let seen_at = move |event| {
        let at_ms = js_sys::Date::new(&JsValue::from_str(&event_target_value(&event))).get_time();
        if at_ms.is_finite() {
            on_change.run(Deed::SeenAt(at_ms as i64));
        }
    };
    view! {
        <div class="field">
            <label for="observe-note">{observing::note()}</label>
            <p class="hint" id="observe-note-hint">{observing::note_hint()}</p>
            <textarea id="observe-note" aria-describedby="observe-note-hint" maxlength=MAX_NOTE_CHARS
                prop:value=move || kept.get() disabled=asleep
                on:input=move |event| on_change.run(Deed::Note(event_target_value(&event)))></textarea>
        </div>
        <div class="field">
            <label for="observe-at">{observing::when()}</label>
            <p class="hint" id="observe-at-hint">{observing::when_hint()}</p>
            <input id="observe-at" type="datetime-local" aria-describedby="observe-at-hint"
                prop:value=local disabled=asleep on:change=seen_at/>
        </div>
    }
}

/// The steps that have no mark, with the way to the first.
#[component]
fn Unmarked(open: Vec<usize>) -> impl IntoView {
    let words = match open.len() {
        1 => observing::one_step_left().to_owned(),
        count => observing::steps_left(count),
    };
    let first = open.first().copied().unwrap_or(1);
    view! {
        <p class="error" role="alert">
            <Icon name=IconName::Alert/>
            <span>{words}" "<a href=format!("#{}", anchor(first))>{observing::go_to_step(first)}</a></span>
        </p>
    }
}

/// Why it was not recorded, and that nothing is lost.
#[component]
fn Failure(error: AppError, person: uuid::Uuid, checklist: String) -> impl IntoView {
    let (kind, title, text) = match &error {
        AppError::Refused(Refusal::WrongPassword) => return ().into_any(),
        AppError::Offline => (
            NoticeKind::Warn,
            observing::not_sent(),
            observing::not_sent_offline().to_owned(),
        ),
        AppError::SignedOut => (
            NoticeKind::Warn,
            observing::not_sent(),
            observing::not_sent_signed_out().to_owned(),
        ),
        AppError::Busy { .. } | AppError::Unavailable | AppError::BadRequest => {
            (NoticeKind::Warn, observing::not_sent(), errors::sentence(&error))
        }
        AppError::Conflict => (
            NoticeKind::Bad,
            observing::refused_title(),
            observing::other_text().to_owned(),
        ),
        AppError::NotFound | AppError::Refused(_) | AppError::Invalid { .. } => (
            NoticeKind::Bad,
            observing::refused_title(),
            errors::sentence(&error),
        ),
    };
    let sign_in = (error == AppError::SignedOut).then(|| {
        let next = links::encode(&links::observe(person, &checklist));
        view! { <p><a class="btn" href=format!("/sign-in?next={next}")>{observing::sign_in_again()}</a></p> }
    });
    view! { <Notice kind=kind title=title><p>{text}</p>{sign_in}</Notice> }.into_any()
}

/// The text to sign; none while a step has no mark.
fn text_of(sheet: &Sheet, draft: &Draft) -> Option<String> {
    let at = OffsetDateTime::from_unix_timestamp_nanos(i128::from(draft.observed_ms) * 1_000_000).ok()?;
    observing::statement(&sheet.name, &sheet.checklist, draft.version, &draft.marks(), at)
}

fn to_send(draft: &Draft, statement: Option<String>, password: &str) -> NewObservation {
    NewObservation {
        id: draft.id,
        person: draft.person,
        checklist: draft.checklist.clone(),
        version: draft.version,
        marks: draft.marks(),
        note: draft.note.clone(),
        observed_ms: draft.observed_ms,
        shown: statement.unwrap_or_default(),
        password: password.to_owned(),
    }
}

/// An instant as a field for date and time takes it: in the time of the device, to the minute.
fn local_time(at_ms: i64) -> String {
    let at = js_sys::Date::new(&JsValue::from_f64(at_ms as f64));
    format!(
        "{:04}-{:02}-{:02}T{:02}:{:02}",
        at.get_full_year(),
        at.get_month() + 1,
        at.get_date(),
        at.get_hours(),
        at.get_minutes()
    )
}

/// Moves to a step that has no mark.
fn focus(id: &str) {
    let element = document().get_element_by_id(id);
    if let Some(element) = element.and_then(|element| element.dyn_into::<web_sys::HtmlElement>().ok()) {
        element.scroll_into_view();
        let _ = element.focus();
    }
}

/// Empties the form, so that no password stands in it.
fn clear(event: &leptos::ev::SubmitEvent) {
    let form = event
        .target()
        .and_then(|target| target.dyn_into::<web_sys::HtmlFormElement>().ok());
    if let Some(form) = form {
        form.reset();
    }
}

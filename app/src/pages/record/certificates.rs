//! One's own certificates: issuing, sharing, taking back.

use leptos::prelude::*;
use uuid::Uuid;

use crate::api::record::{
    Certificate, CertificateState, Shared, issue_certificate, share_certificate, withdraw_certificate,
};
use crate::components::field::values;
use crate::components::notice::{Notice, NoticeKind};
use crate::components::status::{StatusBadge, StatusKind};
use crate::error::AppError;
use crate::words::{dates, errors, record};

/// The choice that stands for the whole record: no competency has an empty name.
const WHOLE: &str = "";

/// The certificates, and a form for a new one.
#[component]
pub(super) fn Certificates(
    certificates: Vec<Certificate>,
    /// The competencies that can be certified: stable name and title.
    held: Vec<(String, String)>,
    changed: RwSignal<u32>,
) -> impl IntoView {
    let none = certificates.is_empty();
    view! {
        <section class="block">
            <h2>{record::certificates()}</h2>
            <p class="muted">{record::certificates_text()}</p>
            {none.then(|| view! { <p class="muted">{record::no_certificates()}</p> })}
            <ul class="rows">
                {certificates.into_iter().map(|certificate| view! {
                    <li><Entry certificate=certificate changed=changed/></li>
                }).collect_view()}
            </ul>
            <NewCertificate held=held changed=changed/>
        </section>
    }
}

#[component]
fn NewCertificate(held: Vec<(String, String)>, changed: RwSignal<u32>) -> impl IntoView {
    // Kept until the server has answered, so that asking again issues nothing twice.
    let next = StoredValue::new(None::<Uuid>);
    let issue = Action::new(move |competency: &Option<String>| {
        let id = next.get_value().unwrap_or_else(Uuid::now_v7);
        next.set_value(Some(id));
        let competency = competency.clone();
        async move {
            let outcome = issue_certificate(id, competency).await;
            if !matches!(outcome, Err(AppError::Offline | AppError::Unavailable)) {
                next.set_value(None);
            }
            if outcome.is_ok() {
                changed.update(|count| *count += 1);
            }
            outcome
        }
    });
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let chosen = values(&event)("competency");
        issue.dispatch((chosen != WHOLE).then_some(chosen));
    };
    view! {
        <h3 class="record-group">{record::new_certificate()}</h3>
        {move || issue.value().get().and_then(Result::err).map(|error| view! {
            <Notice kind=NoticeKind::Bad title=errors::sentence(&error)/>
        })}
        <form class="field-row" method="post" on:submit=submit>
            <div class="field">
                <label for="field-certify">{record::certify_what()}</label>
                <select id="field-certify" name="competency">
                    {held.into_iter().map(|(id, title)| view! { <option value=id>{title}</option> }).collect_view()}
                    <option value=WHOLE>{record::whole_record()}</option>
                </select>
            </div>
            <button class="btn" type="submit" disabled=move || issue.pending().get()>{record::issue()}</button>
        </form>
    }
}

#[component]
fn Entry(certificate: Certificate, changed: RwSignal<u32>) -> impl IntoView {
    let id = certificate.id;
    let title = certificate
        .title
        .clone()
        .unwrap_or_else(|| record::transcript_kind().to_owned());
    let kind = match certificate.state {
        CertificateState::Valid => StatusKind::Current,
        CertificateState::Expired { .. } | CertificateState::NoLongerValid { .. } => StatusKind::Lapsed,
        CertificateState::Withdrawn { .. } => StatusKind::NotAssessed,
    };
    let withdrawn = matches!(certificate.state, CertificateState::Withdrawn { .. });
    let until = certificate.expires_at.map(record::last_day);
    let issued = record::issued_on(&dates::date(certificate.issued_at.date()));
    let code = match certificate.code {
        Some(code) => {
            let href = format!("/verify/{code}");
            view! {
                <span>{record::code()}": "<code class="code">{code}</code></span>
                <span><a href=href>{record::see_what_others_see()}<span class="vh">{format!(": {title}")}</span></a></span>
            }
            .into_any()
        }
        None => view! { <span class="muted">{record::code_gone()}</span> }.into_any(),
    };
    view! {
        <div class="row">
            <span class="row-main">
                <b>{title.clone()}</b>
                <span class="muted">{issued}{until.map(|day| format!(", {}", record::through(&day)))}</span>
                {code}
            </span>
            <span class="row-side">
                <StatusBadge kind=kind word=record::state_of(certificate.state)/>
                <a class="btn btn-quiet" href=format!("/certificates/{id}.pdf") rel="external" download="">
                    {record::download_pdf()}<span class="vh">{format!(": {title}")}</span>
                </a>
            </span>
        </div>
        {(!withdrawn).then(|| view! {
            <details class="share">
                <summary>{record::change_shares()}<span class="vh">{format!(": {title}")}</span></summary>
                <Sharing id=id shares=certificate.shares/>
                <Withdraw id=id changed=changed/>
            </details>
        })}
    }
}

#[component]
fn Sharing(id: Uuid, shares: Vec<Shared>) -> impl IntoView {
    let chosen = RwSignal::new(shares);
    let share = Action::new(move |shares: &Vec<Shared>| share_certificate(id, shares.clone()));
    let choose = move |part: Shared, event: &leptos::ev::Event| {
        let on = event_target_checked(event);
        chosen.update(|chosen| {
            chosen.retain(|known| *known != part);
            if on {
                chosen.push(part);
            }
        });
    };
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        share.dispatch(chosen.get_untracked());
    };
    view! {
        <form class="stack" method="post" on:submit=submit>
            <fieldset class="choices">
                <legend>{record::share_settings()}</legend>
                <p class="hint">{record::share_hint()}</p>
                {Shared::ALL.into_iter().map(|part| view! {
                    <label class="choice">
                        <input type="checkbox" name=part.name()
                            checked=chosen.with_untracked(|chosen| chosen.contains(&part))
                            on:change=move |event| choose(part, &event)/>
                        <span>{record::shared(part)}</span>
                    </label>
                }).collect_view()}
            </fieldset>
            {move || share.value().get().map(|outcome| match outcome {
                Ok(()) => view! { <Notice kind=NoticeKind::Good title=record::saved()/> }.into_any(),
                Err(error) => view! { <Notice kind=NoticeKind::Bad title=errors::sentence(&error)/> }.into_any(),
            })}
            <button class="btn" type="submit">{record::save()}</button>
        </form>
    }
}

/// Taking back asks first.
#[component]
fn Withdraw(id: Uuid, changed: RwSignal<u32>) -> impl IntoView {
    let asked = RwSignal::new(false);
    let withdraw = Action::new(move |(): &()| async move {
        withdraw_certificate(id).await?;
        changed.update(|count| *count += 1);
        Ok::<(), AppError>(())
    });
    view! {
        {move || withdraw.value().get().and_then(Result::err).map(|error| view! {
            <Notice kind=NoticeKind::Bad title=errors::sentence(&error)/>
        })}
        {move || match asked.get() {
            false => view! {
                <button class="btn btn-quiet" type="button" on:click=move |_| asked.set(true)>{record::withdraw()}</button>
            }
            .into_any(),
            true => view! {
                <Notice kind=NoticeKind::Warn title=record::withdraw_title()>
                    <p>{record::withdraw_text()}</p>
                    <p class="cluster">
                        <button class="btn btn-danger" type="button" on:click=move |_| { withdraw.dispatch(()); }>{record::withdraw()}</button>
                        <button class="btn" type="button" on:click=move |_| asked.set(false)>{record::keep()}</button>
                    </p>
                </Notice>
            }
            .into_any(),
        }}
    }
}

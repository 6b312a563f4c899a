//! What a certificate's holder shares with whoever has its code.

use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::{use_params_map, use_query_map};

use super::loading::Problem;
use crate::api::record::{CertificateKind, CertificateState, Verification, read_verification};
use crate::components::art::BrandMark;
use crate::components::field::Field;
use crate::components::notice::{Notice, NoticeKind};
use crate::error::AppError;
use crate::words::{common, dates, record};

/// What a certificate's holder shares with whoever has its code. No session is needed.
#[component]
pub fn VerifyPage() -> impl IntoView {
    let params = use_params_map();
    let query = use_query_map();
    let code = move || {
        let given = params.with(|params| params.get("code"));
        given
            .or_else(|| query.with(|query| query.get("code")))
            .unwrap_or_default()
    };
    let data = Resource::new(code, |code| async move {
        match code.is_empty() {
            true => Ok(None),
            false => read_verification(code).await.map(Some),
        }
    });
    view! {
        <Title text=record::verify_title()/>
        <Suspense fallback=|| view! { <Frame><p role="status">{common::loading()}</p></Frame> }>
            {move || Suspend::new(async move {
                match data.await {
                    Ok(Some(shown)) => view! {
                        <Frame><Shown shown=shown/><CodeForm label=record::verify_another()/></Frame>
                    }.into_any(),
                    Ok(None) => view! { <Frame><CodeForm label=record::verify_check()/></Frame> }.into_any(),
                    Err(AppError::NotFound) => view! {
                        <Frame>
                            <Notice kind=NoticeKind::Bad title=record::verify_unknown()><p>{record::verify_unknown_text()}</p></Notice>
                            <CodeForm label=record::verify_check()/>
                        </Frame>
                    }.into_any(),
                    Err(AppError::Busy { retry_after_s }) => view! {
                        <Frame>
                            <Notice kind=NoticeKind::Warn title=record::verify_busy(retry_after_s)/>
                            <CodeForm label=record::verify_check()/>
                        </Frame>
                    }.into_any(),
                    Err(error) => view! { <Problem error=error/> }.into_any(),
                }
            })}
        </Suspense>
    }
}

#[component]
fn Frame(children: Children) -> impl IntoView {
    view! {
        <main id="main" class="page verify">
            <p class="brand"><BrandMark/><span>{common::product()}</span></p>
            <h1 tabindex="-1">{record::verify_title()}</h1>
            {children()}
        </main>
    }
}

/// A plain form, so that it works before any script has come.
#[component]
fn CodeForm(label: &'static str) -> impl IntoView {
    view! {
        <form class="stack" method="get" action="/verify">
            <Field name="code" label=record::verify_code() hint=record::verify_code_hint() autocomplete="off"/>
            <button class="btn btn-primary" type="submit">{label}</button>
        </form>
    }
}

#[component]
fn Shown(shown: Verification) -> impl IntoView {
    let day = |at: time::OffsetDateTime| dates::date(at.date());
    let (kind, sentence) = match (shown.state, shown.kind) {
        (CertificateState::Valid, CertificateKind::Competency) => {
            (NoticeKind::Good, record::verify_valid().to_owned())
        }
        (CertificateState::Valid, CertificateKind::Transcript) => {
            (NoticeKind::Good, record::verify_transcript_valid().to_owned())
        }
        (CertificateState::Expired { since }, _) => (NoticeKind::Bad, record::verify_expired(&day(since))),
        (CertificateState::NoLongerValid { since }, _) => {
            (NoticeKind::Bad, record::verify_no_longer(&day(since)))
        }
        (CertificateState::Withdrawn { since }, _) => {
            (NoticeKind::Bad, record::verify_withdrawn(&day(since)))
        }
    };
    let what = match shown.kind {
        CertificateKind::Competency => record::certificate_kind(),
        CertificateKind::Transcript => record::transcript_kind(),
    };
    let (issued, through) = match shown.validity {
        Some((issued_at, expires_at)) => {
            let through = expires_at.map_or_else(|| record::no_end().to_owned(), record::last_day);
            (Some(day(issued_at)), Some(through))
        }
        None => (None, None),
    };
    let kinds = (!shown.evidence_kinds.is_empty()).then(|| record::kinds(&shown.evidence_kinds));
    let initials = shown.initials.filter(|_| shown.name.is_none());
    let facts = [
        (record::kind(), Some(what.to_owned())),
        (record::competency(), shown.competency),
        (record::level(), shown.level),
        (record::holder(), shown.name),
        (record::initials(), initials),
        (record::organisation(), shown.organisation),
        (record::issued_at(), issued),
        (record::valid_through(), through),
        (record::evidence_kinds(), kinds),
    ];
    view! {
        <Notice kind=kind title=sentence><p>{record::checked_at(&dates::local_moment(shown.checked_at))}</p></Notice>
        <section>
            <h2>{record::shown_by_holder()}</h2>
            <dl class="facts">
                {facts.into_iter().filter_map(|(name, value)| Some((name, value?))).map(|(name, value)| view! {
                    <div><dt>{name}</dt><dd>{value}</dd></div>
                }).collect_view()}
            </dl>
        </section>
    }
}

//! The server's side of a server function: the visitor, the records, the answer's status.

use axum_extra::extract::cookie::{Cookie, SameSite};
use http::header::{CONTENT_SECURITY_POLICY, RETRY_AFTER, SET_COOKIE};
use http::request::Parts;
use http::{HeaderValue, StatusCode};
use leptos::nonce::Nonce;
use leptos::prelude::use_context;
use leptos_axum::ResponseOptions;
use records::{Actor, Records};
use time::OffsetDateTime;

use crate::error::{AppError, Field, Refusal};

/// The session cookie: bound to this host, never sent over plain HTTP, never seen by scripts.
pub const COOKIE: &str = "__Host-titrate";

/// What server functions and pages may use.
#[derive(Clone)]
pub struct Host {
    /// The records of the hospital.
    pub records: Records,
}

/// Who is asking, put into the request by the server's guard.
#[derive(Clone, Debug)]
pub struct Visitor {
    /// The person and session, if signed in.
    pub actor: Option<Actor>,
    /// The visitor's address.
    pub address: Option<String>,
    /// When the request entered.
    pub now: OffsetDateTime,
}

/// The records handle.
///
/// # Errors
/// [`AppError::Unavailable`] outside a request.
pub fn records() -> Result<Records, AppError> {
    use_context::<Host>()
        .map(|host| host.records)
        .ok_or(AppError::Unavailable)
}

/// The visitor, signed in or not.
///
/// # Errors
/// [`AppError::Unavailable`] outside a request.
pub fn visitor() -> Result<Visitor, AppError> {
    use_context::<Parts>()
        .and_then(|parts| parts.extensions.get::<Visitor>().cloned())
        .ok_or(AppError::Unavailable)
}

/// The visitor's browser, as it names itself, shortened.
pub fn device() -> String {
    use_context::<Parts>()
        .and_then(|parts| {
            parts
                .headers
                .get(http::header::USER_AGENT)?
                .to_str()
                .ok()
                .map(str::to_owned)
        })
        .map(|agent| agent.chars().take(120).collect())
        .unwrap_or_default()
}

/// The records and the signed-in actor.
///
/// # Errors
/// [`AppError::SignedOut`] where there is no session.
pub fn signed_in() -> Result<(Records, Actor), AppError> {
    let actor = visitor()?.actor.ok_or_else(|| answer(AppError::SignedOut))?;
    Ok((records()?, actor))
}

/// Translates an error of the records and sets the answer's status.
pub fn refuse(error: records::Error) -> AppError {
    answer(translate(error))
}

/// Translates an error of the records.
pub(crate) fn translate(error: records::Error) -> AppError {
    use records::{Error, Refusal as R};
    let refusal = |refusal| AppError::Refused(refusal);
    match error {
        Error::SignedOut => AppError::SignedOut,
        Error::NotFound => AppError::NotFound,
        Error::Conflict(_) => AppError::Conflict,
        Error::Busy { retry_after_s } => AppError::Busy { retry_after_s },
        Error::Invalid { field, code } => AppError::Invalid {
            field: Field::from_name(&field),
            code: format!("{code:?}"),
        },
        Error::Refused(R::WrongCredentials) => refusal(Refusal::WrongPassword),
        Error::Refused(R::NoAttemptsLeft) => refusal(Refusal::AttemptsUsed),
        Error::Refused(R::WaitUntil(_)) => refusal(Refusal::WaitLonger),
        Error::Refused(R::PracticeFirst(_)) => refusal(Refusal::PractiseFirst),
        Error::Refused(R::ReviewOverdue) => refusal(Refusal::ReviewOverdue),
        Error::Refused(R::AttemptClosed) => refusal(Refusal::Closed),
        Error::Refused(R::TimeOver) => refusal(Refusal::TimeOver),
        Error::Refused(R::NoRatings) => refusal(Refusal::NoRatings),
        Error::Refused(R::TokenExpired | R::LinkInvalid) => refusal(Refusal::Expired),
        Error::Refused(R::NotHeld) => refusal(Refusal::NotHeld),
        Error::Refused(R::OtherModelVersion) => refusal(Refusal::OtherVersion),
        Error::Refused(R::NotYourself) => refusal(Refusal::NotYourself),
        Error::Refused(R::CompetencyNotHeld(_)) => refusal(Refusal::CompetencyNotHeld),
        Error::Refused(R::LevelTooLow(_)) => refusal(Refusal::LevelTooLow),
        Error::Refused(R::ConflictDeclared) => refusal(Refusal::ConflictDeclared),
        Error::Refused(R::AssessedYou(_)) => refusal(Refusal::AssessedYou),
        Error::Refused(R::ChecklistReplaced) => refusal(Refusal::ChecklistReplaced),
        Error::Refused(R::DraftClosed) => refusal(Refusal::DraftClosed),
        Error::Refused(R::NotInReview) => refusal(Refusal::NotInReview),
        Error::Refused(R::SecondPerson) => refusal(Refusal::SecondPerson),
        Error::Refused(R::SupervisionCode) => refusal(Refusal::SupervisionCode),
        Error::Refused(R::Password(_)) => AppError::Invalid {
            field: Field::Password,
            code: "password".to_owned(),
        },
        Error::Refused(_) => refusal(Refusal::NotAllowed),
        Error::Unavailable => AppError::Unavailable,
    }
}

/// Translates why something is not possible.
pub(crate) fn translate_refusal(refusal: records::Refusal) -> Refusal {
    match translate(records::Error::Refused(refusal)) {
        AppError::Refused(refusal) => refusal,
        _ => Refusal::NotAllowed,
    }
}

/// Sets the HTTP status that fits the error, and returns the error.
pub fn answer(error: AppError) -> AppError {
    answer_status(&error);
    error
}

/// Sets the HTTP status that fits the error, where a request is being answered.
pub(crate) fn answer_status(error: &AppError) {
    let Some(response) = use_context::<ResponseOptions>() else {
        return;
    };
    if let Ok(status) = StatusCode::from_u16(error.status()) {
        response.set_status(status);
    }
    if let AppError::Busy { retry_after_s } = error {
        response.insert_header(RETRY_AFTER, HeaderValue::from(*retry_after_s));
    }
}

/// Sets the session cookie.
pub fn start_session(token: String) {
    let cookie = Cookie::build((COOKIE, token))
        .path("/")
        .secure(true)
        .http_only(true)
        .same_site(SameSite::Lax);
    set_cookie(&cookie.build());
}

/// Removes the session cookie.
pub fn end_session() {
    let cookie = Cookie::build((COOKIE, ""))
        .path("/")
        .secure(true)
        .http_only(true)
        .same_site(SameSite::Lax)
        .max_age(time::Duration::ZERO);
    set_cookie(&cookie.build());
}

fn set_cookie(cookie: &Cookie<'_>) {
    if let (Some(response), Ok(value)) = (
        use_context::<ResponseOptions>(),
        HeaderValue::from_str(&cookie.to_string()),
    ) {
        response.append_header(SET_COOKIE, value);
    }
}

/// The content security policy of a page: only scripts that carry this answer's nonce run.
pub(crate) fn allow_own_scripts(nonce: Option<&Nonce>) {
    let (Some(response), Some(nonce)) = (use_context::<ResponseOptions>(), nonce) else {
        return;
    };
    let policy = format!(
        "default-src 'none'; script-src 'nonce-{nonce}' 'strict-dynamic' 'wasm-unsafe-eval'; \
         style-src 'self' 'nonce-{nonce}'; img-src 'self' data:; connect-src 'self'; font-src 'self'; \
         worker-src 'self'; manifest-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; \
         frame-ancestors 'none'"
    );
    if let Ok(value) = HeaderValue::from_str(&policy) {
        response.insert_header(CONTENT_SECURITY_POLICY, value);
    }
}

//! Who is asking: the session cookie becomes an actor, or the visitor is sent to sign in.
//!
//! This decides only who the visitor is. What they may do is decided in `records`, at the object.

use std::net::SocketAddr;

use app::api::host::{COOKIE, Visitor};
use axum::extract::{ConnectInfo, Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};
use axum_extra::extract::CookieJar;
use http::StatusCode;
use time::OffsetDateTime;

use super::ServerState;
use crate::config::TrustedProxy;

/// Paths that answer without a session. The list may only shrink.
const PUBLIC: [&str; 5] = ["/sign-in", "/api/sign-in", "/verify", "/healthz", "/readyz"];
const PUBLIC_BELOW: [&str; 5] = [
    "/assets/",
    "/welcome/",
    "/api/welcome/",
    "/verify/",
    "/api/verify/",
];

/// Puts a [`Visitor`] into the request, or answers for those who have none.
pub(crate) async fn recognise(
    State(state): State<ServerState>,
    mut request: Request,
    next: Next,
) -> Response {
    let address = address_of(&request, state.trusted_proxy);
    let token = CookieJar::from_headers(request.headers())
        .get(COOKIE)
        .map(|cookie| cookie.value().to_owned());
    let now = now();
    let actor = match token {
        Some(token) => {
            match records::sessions::authenticate(&state.records, &token, address.clone(), now).await {
                Ok(actor) => Some(actor),
                Err(records::Error::SignedOut) => None,
                Err(error) => {
                    tracing::error!(%error, "a session could not be checked");
                    return StatusCode::SERVICE_UNAVAILABLE.into_response();
                }
            }
        }
        None => None,
    };
    let path = request.uri().path();
    let public = PUBLIC.contains(&path) || PUBLIC_BELOW.iter().any(|start| path.starts_with(start));
    if actor.is_none() && !public {
        return if path.starts_with("/api/") {
            (StatusCode::UNAUTHORIZED, "\"signed_out\"").into_response()
        } else {
            Redirect::to(&sign_in_path(request.uri())).into_response()
        };
    }
    request.extensions_mut().insert(Visitor { actor, address, now });
    next.run(request).await
}

#[expect(
    clippy::disallowed_methods,
    reason = "the clock is read once, where a request enters"
)]
fn now() -> OffsetDateTime {
    OffsetDateTime::now_utc()
}

/// The sign-in page, which leads back to where the visitor wanted to go.
fn sign_in_path(uri: &http::Uri) -> String {
    match uri.path_and_query().map(http::uri::PathAndQuery::as_str) {
        None | Some("/") => "/sign-in".to_owned(),
        Some(wanted) => format!("/sign-in?next={}", app::links::encode(wanted)),
    }
}

fn address_of(request: &Request, trusted_proxy: TrustedProxy) -> Option<String> {
    let peer = request
        .extensions()
        .get::<ConnectInfo<SocketAddr>>()
        .map(|peer| peer.0.ip().to_string());
    match trusted_proxy {
        TrustedProxy::None => peer,
        TrustedProxy::One => request
            .headers()
            .get_all("x-forwarded-for")
            .iter()
            .next_back()
            .and_then(|value| value.to_str().ok())
            .and_then(|list| list.rsplit(',').next())
            .map(|last| last.trim().to_owned())
            .or(peer),
    }
}

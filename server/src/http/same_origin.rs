//! Refuses state-changing requests that another site caused.
//!
//! Server functions have no protection of their own against forged requests, and nothing changes state
//! on GET, so this one gate suffices (OWASP ASVS 5.0, 3.5.1).

use axum::extract::Request;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use http::header::{AUTHORIZATION, COOKIE, HOST, ORIGIN};
use http::{HeaderMap, Method, StatusCode};

/// Lets a request pass if it is a read, comes from our own pages, or carries a bearer token and no cookie.
pub(crate) async fn require_same_origin(request: Request, next: Next) -> Response {
    let reading = matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    if reading || is_ours(request.headers()) {
        next.run(request).await
    } else {
        tracing::warn!(
            path = request.uri().path(),
            "refused a request from another origin"
        );
        (
            StatusCode::FORBIDDEN,
            "This request did not come from Titrate's own pages, so it was refused.\n",
        )
            .into_response()
    }
}

fn is_ours(headers: &HeaderMap) -> bool {
    if headers.contains_key(AUTHORIZATION) && !headers.contains_key(COOKIE) {
        return true;
    }
    match headers.get("sec-fetch-site") {
        Some(site) => site == "same-origin",
        None => origin_matches(headers),
    }
}

fn origin_matches(headers: &HeaderMap) -> bool {
    let text = |name| {
        headers
            .get(name)
            .and_then(|value: &http::HeaderValue| value.to_str().ok())
    };
    match (text(ORIGIN), text(HOST)) {
        (Some(origin), Some(host)) => {
            origin
                .strip_prefix("https://")
                .or_else(|| origin.strip_prefix("http://"))
                == Some(host)
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(pairs: &[(&'static str, &'static str)]) -> HeaderMap {
        pairs
            .iter()
            .map(|(name, value)| (name.parse().unwrap(), value.parse().unwrap()))
            .collect()
    }

    #[test]
    fn a_form_on_another_site_is_refused() {
        assert!(!is_ours(&headers(&[("sec-fetch-site", "cross-site")])));
        assert!(!is_ours(&headers(&[("sec-fetch-site", "same-site")])));
        assert!(!is_ours(&headers(&[
            ("origin", "https://evil.example"),
            ("host", "titrate.example")
        ])));
    }

    #[test]
    fn a_request_that_says_nothing_of_its_origin_is_refused() {
        assert!(!is_ours(&headers(&[("host", "titrate.example")])));
    }

    #[test]
    fn our_own_pages_pass() {
        assert!(is_ours(&headers(&[("sec-fetch-site", "same-origin")])));
        assert!(is_ours(&headers(&[
            ("origin", "https://titrate.example"),
            ("host", "titrate.example")
        ])));
    }

    #[test]
    fn a_token_passes_only_without_a_cookie() {
        assert!(is_ours(&headers(&[("authorization", "Bearer x")])));
        assert!(!is_ours(&headers(&[
            ("authorization", "Bearer x"),
            ("cookie", "a=b")
        ])));
    }
}

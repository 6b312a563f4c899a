//! Documents to take away: transcripts and certificates as PDF, and one's own data as JSON.
//!
//! A session is needed; what may be taken is decided in `records`, which notes that it was.

use app::api::host::Visitor;
use app::documents;
use axum::extract::{Extension, Path, Query, State};
use axum::response::{IntoResponse, Response};
use http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE, HOST};
use http::{HeaderMap, StatusCode};
use records::certificates::{AsOf, Transcript, Use, own_transcript, sheet, transcript};
use records::{Actor, Error};
use serde::Deserialize;
use time::Date;
use time::macros::format_description;
use uuid::Uuid;

use super::ServerState;

/// As of which day a transcript is asked for.
#[derive(Deserialize)]
pub(crate) struct AsOfDay {
    as_of: Option<String>,
}

impl AsOfDay {
    fn read(&self) -> Option<AsOf> {
        match self.as_of.as_deref() {
            None | Some("") => Some(AsOf::Now),
            Some(text) => {
                let day = Date::parse(text, format_description!("[year]-[month]-[day]"));
                day.ok().map(AsOf::EndOf)
            }
        }
    }
}

/// One's own transcript.
pub(crate) async fn my_transcript(
    State(state): State<ServerState>,
    Extension(visitor): Extension<Visitor>,
    Query(day): Query<AsOfDay>,
) -> Response {
    let (Some(actor), Some(as_of)) = (visitor.actor, day.read()) else {
        return StatusCode::BAD_REQUEST.into_response();
    };
    match own_transcript(&state.records, &actor, as_of, Use::TakeAway).await {
        Ok(made) => transcript_pdf(made).await,
        Err(error) => refused(&error),
    }
}

/// A person's transcript.
pub(crate) async fn transcript_of(
    State(state): State<ServerState>,
    Extension(visitor): Extension<Visitor>,
    Path(person): Path<String>,
    Query(day): Query<AsOfDay>,
) -> Response {
    let Ok(person) = Uuid::try_parse(&person) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let (Some(actor), Some(as_of)) = (visitor.actor, day.read()) else {
        return StatusCode::BAD_REQUEST.into_response();
    };
    match transcript(&state.records, &actor, person, as_of, Use::TakeAway).await {
        Ok(made) => transcript_pdf(made).await,
        Err(error) => refused(&error),
    }
}

/// One of one's own certificates: `/certificates/{id}.pdf`.
pub(crate) async fn certificate(
    State(state): State<ServerState>,
    Extension(visitor): Extension<Visitor>,
    Path(file): Path<String>,
    headers: HeaderMap,
) -> Response {
    let id = file.strip_suffix(".pdf").and_then(|id| Uuid::try_parse(id).ok());
    let (Some(actor), Some(id)) = (visitor.actor, id) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let printed = match sheet(&state.records, &actor, id).await {
        Ok(printed) => printed,
        Err(error) => return refused(&error),
    };
    let check_at = format!("{}/verify/", origin(&headers));
    pdf("certificate", move || documents::certificate(&printed, &check_at)).await
}

/// Everything about oneself.
pub(crate) async fn my_data(
    State(state): State<ServerState>,
    Extension(visitor): Extension<Visitor>,
) -> Response {
    let Some(actor): Option<Actor> = visitor.actor else {
        return StatusCode::NOT_FOUND.into_response();
    };
    match records::people::everything(&state.records, &actor).await {
        Ok(all) => file(
            "titrate-record.json",
            "application/json",
            all.to_string().into_bytes(),
        ),
        Err(error) => refused(&error),
    }
}

async fn transcript_pdf(made: Transcript) -> Response {
    pdf("transcript", move || documents::transcript(&made, None)).await
}

/// Writes a document off the threads that answer.
async fn pdf(
    name: &str,
    write: impl FnOnce() -> Result<Vec<u8>, documents::DocumentError> + Send + 'static,
) -> Response {
    match tokio::task::spawn_blocking(write).await {
        Ok(Ok(bytes)) => file(&format!("titrate-{name}.pdf"), "application/pdf", bytes),
        Ok(Err(error)) => {
            tracing::error!(%error, name, "a document could not be written");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
        Err(error) => {
            tracing::error!(%error, name, "writing a document ended early");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}

fn file(name: &str, kind: &'static str, bytes: Vec<u8>) -> Response {
    let disposition = format!("attachment; filename=\"{name}\"");
    let headers = [
        (CONTENT_TYPE, kind.to_owned()),
        (CONTENT_DISPOSITION, disposition),
        (CACHE_CONTROL, "no-store".to_owned()),
    ];
    (headers, bytes).into_response()
}

fn refused(error: &Error) -> Response {
    let status = match error {
        Error::SignedOut => StatusCode::UNAUTHORIZED,
        Error::NotFound => StatusCode::NOT_FOUND,
        Error::Refused(_) => StatusCode::FORBIDDEN,
        Error::Invalid { .. } => StatusCode::UNPROCESSABLE_ENTITY,
        Error::Conflict(_) => StatusCode::CONFLICT,
        Error::Busy { .. } | Error::Unavailable => StatusCode::SERVICE_UNAVAILABLE,
    };
    status.into_response()
}

/// The address of this server as the visitor's browser knows it; plain HTTP only on the visitor's own machine.
fn origin(headers: &HeaderMap) -> String {
    let host = headers
        .get(HOST)
        .and_then(|host| host.to_str().ok())
        .unwrap_or("localhost");
    let name = host.rsplit_once(':').map_or(host, |(name, _)| name);
    let scheme = match name {
        "localhost" | "127.0.0.1" | "[::1]" => "http",
        _ => "https",
    };
    format!("{scheme}://{host}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_printed_address_is_the_visitor_s() {
        let of = |host: &str| {
            let mut headers = HeaderMap::new();
            headers.insert(HOST, host.parse().unwrap());
            origin(&headers)
        };
        assert_eq!(of("titrate.example"), "https://titrate.example");
        assert_eq!(of("localhost:3000"), "http://localhost:3000");
        assert_eq!(of("[::1]:3000"), "http://[::1]:3000");
    }

    #[test]
    fn a_day_is_read_or_refused() {
        let read = |text: &str| {
            AsOfDay {
                as_of: Some(text.to_owned()),
            }
            .read()
        };
        assert_eq!(AsOfDay { as_of: None }.read(), Some(AsOf::Now));
        assert_eq!(
            read("2026-03-03"),
            Some(AsOf::EndOf(time::macros::date!(2026 - 03 - 03)))
        );
        for wrong in ["3 March", "2026-13-01", "2026-03-03T10:00"] {
            assert_eq!(read(wrong), None);
        }
    }
}

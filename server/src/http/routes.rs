//! The routes, and the layers that every request passes through.

use std::time::Duration;

use app::api::host::Host;
use app::{App, shell};
use axum::extract::{DefaultBodyLimit, Request, State};
use axum::middleware::{from_fn, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Router, body::Body};
use http::header::CACHE_CONTROL;
use http::{HeaderValue, StatusCode};
use leptos::prelude::provide_context;
use leptos_axum::{LeptosRoutes, generate_route_list, handle_server_fns_with_context};
use tower::ServiceBuilder;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::limit::RequestBodyLimitLayer;
use tower_http::services::ServeDir;
use tower_http::set_header::SetResponseHeaderLayer;
use tower_http::timeout::TimeoutLayer;
use tower_http::trace::TraceLayer;

use super::{ServerState, documents, guard, headers, same_origin};

/// A run's log is the largest thing that anyone sends.
const BODY_LIMIT: usize = 4 * 1024 * 1024;
const ANSWER_WITHIN: Duration = Duration::from_secs(30);

/// All routes of the process.
pub(crate) fn router(state: ServerState, site_dir: &std::path::Path) -> Router {
    let assets = ServiceBuilder::new()
        .layer(SetResponseHeaderLayer::overriding(
            CACHE_CONTROL,
            keep_found_assets,
        ))
        .service(
            ServeDir::new(site_dir)
                .precompressed_br()
                .append_index_html_on_directories(false),
        );
    let context = context_of(&state);
    let pages = Router::new()
        .leptos_routes_with_context(&state, generate_route_list(App), context, {
            let assets = state.assets.clone();
            move || shell(&assets)
        })
        .layer(CompressionLayer::new().br(true).gzip(true));
    Router::new()
        .merge(pages)
        .route("/api/{*function}", post(server_function))
        .route("/record/transcript.pdf", get(documents::my_transcript))
        .route("/record/data.json", get(documents::my_data))
        .route("/people/{id}/transcript.pdf", get(documents::transcript_of))
        .route("/certificates/{file}", get(documents::certificate))
        .nest_service("/assets", assets)
        .route("/healthz", get(|| async { "alive\n" }))
        .route("/readyz", get(ready))
        .fallback(not_found)
        // The last layer is the first that a request meets.
        .layer(from_fn_with_state(state.clone(), guard::recognise))
        .layer(DefaultBodyLimit::max(BODY_LIMIT))
        .layer(RequestBodyLimitLayer::new(BODY_LIMIT))
        .layer(from_fn(same_origin::require_same_origin))
        .layer(TimeoutLayer::with_status_code(
            StatusCode::SERVICE_UNAVAILABLE,
            ANSWER_WITHIN,
        ))
        .layer(CatchPanicLayer::new())
        .layer(from_fn(headers::add_security_headers))
        .layer(TraceLayer::new_for_http())
        .with_state(state)
}

/// An asset's name carries its hash, so it may be kept for ever; a missing one may not.
fn keep_found_assets<B>(response: &http::Response<B>) -> Option<HeaderValue> {
    let kept = HeaderValue::from_static("public, max-age=31536000, immutable");
    response.status().is_success().then_some(kept)
}

fn context_of(state: &ServerState) -> impl Fn() + Clone + Send + Sync + 'static {
    let host = Host {
        records: state.records.clone(),
    };
    move || provide_context(host.clone())
}

async fn server_function(State(state): State<ServerState>, request: Request<Body>) -> Response {
    if !app::api::is_server_function(request.uri().path()) {
        return (StatusCode::NOT_FOUND, "\"not_found\"").into_response();
    }
    handle_server_fns_with_context(context_of(&state), request)
        .await
        .into_response()
}

async fn ready(State(state): State<ServerState>) -> Response {
    if state.records.is_ready().await {
        "ready\n".into_response()
    } else {
        (StatusCode::SERVICE_UNAVAILABLE, "the records cannot be reached\n").into_response()
    }
}

/// Renders the application's own "nothing here" page for a path that no route has.
async fn not_found(State(state): State<ServerState>, request: Request<Body>) -> Response {
    let context = context_of(&state);
    let assets = state.assets.clone();
    let render = leptos_axum::render_app_async_with_context(context, move || shell(&assets));
    let mut response = render(request).await.into_response();
    *response.status_mut() = StatusCode::NOT_FOUND;
    response
}

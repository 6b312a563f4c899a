//! What the routes share.

use std::sync::Arc;

use app::assets::Assets;
use axum::extract::FromRef;
use leptos::config::LeptosOptions;
use records::Records;

use crate::config::TrustedProxy;

/// Handles to the records, the assets and the few settings that a request needs.
#[derive(Clone)]
pub(crate) struct ServerState {
    /// The records of the hospital.
    pub records: Records,
    /// Names of the hashed assets.
    pub assets: Arc<Assets>,
    /// Whose address to believe.
    pub trusted_proxy: TrustedProxy,
    /// What Leptos wants to know.
    pub leptos: LeptosOptions,
}

impl FromRef<ServerState> for LeptosOptions {
    fn from_ref(state: &ServerState) -> Self {
        state.leptos.clone()
    }
}

//! Server functions, by subject: who is asking, one call into `records`, the wire type.
//!
//! Each has an explicit, stable path below `/api/`. All are POST, so that nothing changes state on GET.

#![expect(
    missing_docs,
    reason = "the server macro makes argument structs whose fields cannot carry docs"
)]

pub mod access;
pub mod account;
pub mod appeals;
pub mod attempts;
pub mod checklists;
pub mod conflicts;
pub mod drafts;
pub mod exams;
pub mod frameworks;
pub mod home;
#[cfg(feature = "ssr")]
pub mod host;
pub mod learning;
pub mod modules;
pub mod observations;
pub mod panels;
pub mod people;
pub mod readiness;
pub mod record;
pub mod restrictions;
pub mod signing;
pub mod skills;
pub mod standing;
pub mod supervision;
pub mod validation;

#[cfg(feature = "ssr")]
pub(crate) use host::answer_status;

/// Whether a path belongs to a registered server function.
#[cfg(feature = "ssr")]
#[must_use]
pub fn is_server_function(path: &str) -> bool {
    leptos::server_fn::axum::server_fn_paths().any(|(known, _)| known == path)
}
